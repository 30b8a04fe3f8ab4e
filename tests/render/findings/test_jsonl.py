from __future__ import annotations

import json

from okrctl.render.findings.formats import render
from render.findings.found import LINT, found, lines, source_of


def test_a_line_a_finding() -> None:
    """Each line is what the array of `json` holds, and names its schema."""
    rows = render(found(), source_of(LINT), "jsonl").splitlines()
    whole = json.loads(render(found(), source_of(LINT), "json"))["findings"]
    by_place = sorted(whole, key=lambda one: (one["file"], one["line"], one["column"], one["code"]))
    assert [json.loads(row) for row in rows] == [
        {"schema": "okrctl.finding/1", **one} for one in by_place
    ]


def test_nothing_found_is_no_line() -> None:
    """Not even an empty one."""
    assert render([], lines(), "jsonl") == ""
