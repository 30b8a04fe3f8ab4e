from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.render.findings.formats import render
from render.findings.found import LINT, RULE, finding, found, lines, source_of

SCHEMA = Path(__file__).parent / "reviewdog" / "DiagnosticResult.json"


def closed(schema: Any) -> Any:
    """A schema that takes no key it does not name; reviewdog's own would take any."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(one) for key, one in schema.items() if key != "additionalProperties"}
    return inner | ({"additionalProperties": False} if "properties" in schema else {})


VALIDATOR = Draft4Validator(closed(json.loads(SCHEMA.read_text("utf-8"))))


def diagnostics(findings: list[Finding], *texts: str, **options: Any) -> list[Any]:
    """The diagnostics of findings; they fit reviewdog's schema."""
    report = json.loads(render(findings, lines(*texts), "rdjson", **options))
    VALIDATOR.validate(report)
    made: list[Any] = report["diagnostics"]
    return made


def test_a_workspace_with_mistakes_fits_the_schema() -> None:
    """Source, and a diagnostic with severity and rule for each finding."""
    report = json.loads(render(found(), source_of(LINT), "rdjson", prefix="okrs/"))
    VALIDATOR.validate(report)
    assert report["source"]["name"] == "okrctl"
    for made, one in zip(report["diagnostics"], found(), strict=True):
        assert made["severity"] == one.weight.upper()
        assert made["code"]["value"] == one.rule.code
        assert made["code"]["url"].endswith(f"/docs/rules/{one.rule.code}.md")
        assert made["location"]["path"] == f"okrs/{one.span.file}"


@pytest.mark.parametrize("before", ["to: ", "tö: ", "标题: ", "🚀 to: ", "e\u0301: "])
def test_columns_count_bytes(before: str) -> None:
    """Where a YAML reader counts code points, reviewdog counts bytes of UTF-8."""
    text = f"{before}TODO # é"
    start = len(before) + 1
    (made,) = diagnostics([finding(1, start, start + 4)], text)
    span = made["location"]["range"]
    assert (span["start"]["line"], span["end"]["line"]) == (1, 1)
    at, end = span["start"]["column"] - 1, span["end"]["column"] - 1
    assert text.encode()[at:end] == b"TODO"


def test_a_byte_order_mark_is_three_bytes() -> None:
    """Our columns of a first line count from behind it, reviewdog's from before."""
    (made,) = diagnostics([finding(1, 1, 6)], "\ufefftitle: x")
    assert made["location"]["range"]["start"]["column"] == 4


def test_the_end_of_a_line_can_be_a_place() -> None:
    """What is missing behind the last character has a column too."""
    (made,) = diagnostics([finding(1, 4, 5)], "tö:")
    assert made["location"]["range"]["start"]["column"] == 5
    assert made["location"]["range"]["end"]["column"] == 6


def test_a_fix_is_a_suggestion() -> None:
    """One edit can be suggested at its own range; what needs several edits cannot."""
    at = Edit(Span("goals/x.yaml", 1, 6, 1, 10), '"TODO"')
    elsewhere = Edit(Span("goals/y.yaml", 1, 1, 1, 1), "x")
    fixes = [Fix((at,), "quotes it"), Fix((at, at), "twice"), Fix((elsewhere,), "elsewhere")]
    (made,) = diagnostics([finding(fixes=fixes)], "tö:  TODO")
    (suggestion,) = made["suggestions"]
    assert suggestion["text"] == '"TODO"'
    assert suggestion["range"]["start"] == {"line": 1, "column": 7}
    assert suggestion["range"]["end"] == {"line": 1, "column": 11}


def test_other_places_are_named() -> None:
    """A duplicate names both lines."""
    related = ((Span("goals/x.yaml", 2, 1, 2, 4), "the first one"),)
    both = Finding(RULE, Span("goals/x.yaml", 3, 1, 3, 4), "twice", related=related)
    (made,) = diagnostics([both], "a", "one", "two")
    (other,) = made["related_locations"]
    assert other["message"] == "the first one"
    assert other["location"]["range"]["start"] == {"line": 2, "column": 1}
