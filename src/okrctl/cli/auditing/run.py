"""`okrctl audit` as a whole: gather, judge, show in each form that was asked for, and gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrctl.cli.auditing.gather import Asked, gather
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.options import FailOn
from okrctl.cli.output import save, split_format, write
from okrctl.errors import EnvironmentFault, UsageError
from okrctl.findings import at_least

if TYPE_CHECKING:
    from okrctl.audit.report import Report

OF_FINDINGS = ("github", "gitlab", "junit", "sarif", "rdjson", "azure", "concise", "jsonl")
"""Forms that the findings of an audit share with those of lint."""


def run(here: Context, asked: Asked, formats: Sequence[str], fail_on: FailOn | None) -> int:
    """Audit, show the report, and give the exit status."""
    from okrctl.audit.report import audit

    case = gather(here, asked)
    report = audit(case.evidence, case.terms)
    status = status_of(report, fail_on or case.terms.policy.fail_on)
    show(here, report, status, formats)
    return status


def status_of(report: Report, floor: FailOn) -> int:
    """3 where something could not be verified, 1 where findings fail it, else 0."""
    if report.verdict == "unverified":
        return EnvironmentFault.status
    fails = floor != "never" and any(at_least(one.weight, floor) for one in report.findings)
    return int(fails)


def show(here: Context, report: Report, status: int, formats: Sequence[str]) -> None:
    """The page, unless only other forms were asked for; on GitHub annotations beside it.

    It is a page for people in a pipe too: no output would look like a history without a fault.
    """
    from okrctl.cli.reviewing.run import summarise
    from okrctl.pages.audit import audit_page

    asked = [split_format(text) for text in formats]
    if sum(1 for name, path in asked if not path and name != "github") > 1:
        raise UsageError(
            "two formats for one output", "give all but one a file: --format json:FILE"
        )
    on_github = not asked and here.environ.get("GITHUB_ACTIONS") == "true"
    page = audit_page(report, status)
    pages = [text for text in formats if split_format(text)[0] not in OF_FINDINGS]
    if pages or not asked:
        emit(here, page, pages or ["table"])
    special = [one for one in asked if one[0] in OF_FINDINGS]
    for name, path in special + ([("github", "")] if on_github else []):
        text = drawn(here, report, status, name)
        (save(path, text) if path else write(text))
    if on_github or "github" in dict(asked):
        from okrctl.render.formats import render

        summarise(here, render(page, "md"))


def drawn(here: Context, report: Report, status: int, name: str) -> str:
    """The findings in one of the forms of CIs."""
    from okrctl.cli.linting.reporting import prefix
    from okrctl.render.findings.formats import render

    files = tuple(sorted({one.path for commit in report.history.commits
                          for changes in commit.against.values() for one in changes}))  # fmt: skip
    return render(
        report.findings, lambda _file, _line: "", name, files=files, status=status,
        prefix=prefix(here),
    )  # fmt: skip
