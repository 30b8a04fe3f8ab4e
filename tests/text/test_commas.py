"""Sentences that a comma broke."""

from __future__ import annotations

from okrctl.text.edit import splice
from text.reading import data, only, place, places, source


def test_a_comma_breaks_a_text() -> None:
    """The rest of the sentence is found, read as meant, and quoted by the fix."""
    text = "kr: {title: Active contributors, 3% up, to: 30}\n"
    finding = only(text)
    assert place(finding) == "OKR012 1:34"
    assert finding.args == {"key": "title", "rest": "3% up"}
    assert data(text) == {"kr": {"title": "Active contributors, 3% up", "to": 30}}
    mended = splice(text, finding.fixes[0].edits)
    assert mended == 'kr: {title: "Active contributors, 3% up", to: 30}\n'
    assert source(mended).findings == ()


def test_several_commas_are_one_finding() -> None:
    """A sentence is one sentence, also over two lines."""
    text = "kr: {title: Red, amber,\n  or green, to: 30}\n"
    assert places(text) == ["OKR012 1:18"]
    assert data(text) == {"kr": {"title": "Red, amber, or green", "to": 30}}


def test_two_broken_texts_are_two_findings() -> None:
    """Each has its own fix, and both can be done together."""
    text = "{title: Red, amber, why: Calm, or so}"
    first, second = source(text).findings
    assert splice(text, (*first.fixes[0].edits, *second.fixes[0].edits)) == (
        '{title: "Red, amber", why: "Calm, or so"}'
    )


def test_a_key_without_value_behind_a_quoted_text_is_a_key() -> None:
    """Only a text without quotes can be broken; a colon makes a key."""
    assert places('{title: "Red", amber}') == []
    assert data('{title: "Red", amber}') == {"title": "Red", "amber": None}
    assert data("{title: Red, amber: }") == {"title": "Red", "amber": None}
