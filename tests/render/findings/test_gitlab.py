from __future__ import annotations

import json
import re
from typing import Any

from okrctl.render.findings.formats import render
from render.findings.found import LINT, finding, found, lines, lower, source_of


def report(text: str = LINT, **options: Any) -> list[dict[str, Any]]:
    """The report of what lint finds in a text."""
    issues: list[dict[str, Any]] = json.loads(
        render(found(text), source_of(text), "gitlab", **options)
    )
    return issues


def test_an_issue_has_what_gitlab_reads() -> None:
    """Description, check, fingerprint, severity, path from the root of the repository, line."""
    for issue, one in zip(report(prefix="okrs/"), found(), strict=True):
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one.message in issue["description"]
        assert issue["check_name"] == one.rule.code
        assert issue["location"] == {
            "path": f"okrs/{one.span.file}", "lines": {"begin": one.span.line}
        }  # fmt: skip


def test_severities() -> None:
    """Errors are major, warnings minor, information is info."""
    three = [finding(line, severity=s) for line, s in enumerate(("error", "warning", "info"), 1)]
    issues = json.loads(render(three, lines(), "gitlab"))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


def test_fingerprints_are_unique_and_survive_ten_blank_lines() -> None:
    """A merge request shows what is new, not what has moved."""
    marks = [issue["fingerprint"] for issue in report()]
    assert len({*marks}) == len(marks)
    assert marks == [issue["fingerprint"] for issue in report(lower(LINT))]
    same = json.loads(render([finding(2), finding(7)], lines(), "gitlab"))
    assert len({issue["fingerprint"] for issue in same}) == 2


def test_nothing_found_is_an_empty_array() -> None:
    """GitLab takes no empty file."""
    assert re.fullmatch(r"\[\]\n", render([], lines(), "gitlab"))
