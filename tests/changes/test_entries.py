"""Entries in short, as reviews name them."""

from __future__ import annotations

import pytest

from okrctl.changes.entries import summary
from support import workspace


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ('"value": 8, "confidence": 3, "note": "x"', "value 8, confidence 3"),
        ('"grade": null, "note": "Nobody measured it"', "grade none, note Nobody measured it"),
        (
            '"outcome": "dropped", "note": "Billing is sold"',
            "outcome dropped, note Billing is sold",
        ),
    ],
)
def test_an_entry_in_short(fields: str, words: str) -> None:
    """Its first two words; a grade that was withheld is none."""
    space = workspace(
        "title: Calm\nkey_results: {bugs: {title: Bugs, from: 10, to: 0}}\n"
        "# checkins/2026-Q4/ops/one.jsonl\n"
        '{"id": "7f3kq2ab9mwx4", "at": "2026-11-21T14:03:22Z", "who": "mira",'
        f' "kr": "ops/calm#bugs", {fields}}}\n'
    )
    (entry,) = space.workspace.journal.entries
    assert summary(entry) == words
