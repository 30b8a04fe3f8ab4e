"""The page of a rule."""

from __future__ import annotations

from okrctl.findings import Rule
from okrctl.pages.rule import paragraphs, rule_page
from okrctl.render.formats import render
from render.pages_to_draw import PLACEHOLDER


def test_a_rule_has_its_words_its_examples_and_its_source() -> None:
    """In that order."""
    text = render(rule_page(PLACEHOLDER))
    order = ["OKR010 placeholder-left-in", "A placeholder", "Somebody", "Bad", "TODO", "Good",
             "Rests on"]  # fmt: skip
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_a_rule_with_a_summary_alone() -> None:
    """No empty section."""
    rows = render(rule_page(Rule("OKR999", "x", "info", "It is so."))).splitlines()
    assert rows[1:] == ["It is so."]


def test_paragraphs_are_parted_by_empty_lines() -> None:
    """Line ends within one are spaces."""
    assert paragraphs("a\nb\n\n  c\n\n") == ["a b", "c"]
