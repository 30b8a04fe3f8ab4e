"""Phrases of titles: verbs of making, things, vague words, two results, acronyms."""

from __future__ import annotations

import pytest

from okrctl.lint.language import language, languages
from okrctl.lint.phrases import acronyms, is_vague, makes, thing_made, two_results

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("title", "verb"),
    [
        ("Offering free career training", "Offering"),
        ("We will Roll Out to four sites", "Roll Out"),
        ("Launch mobile app", "Launch"),
        ("Hire 5 engineers", "Hire"),
        ("Build time on the main branch", ""),
        ("Build pipeline duration", ""),
        ("Release frequency", ""),
        ("Onboarding cost", ""),
        ("Deploys that need no human", ""),
        ("Test results that people believe", ""),
        ("", ""),
    ],
)
def test_a_verb_of_making_opens_a_title(title: str, verb: str) -> None:
    """What can be a noun is a verb only where it is done to something."""
    assert makes(title, ENGLISH) == verb


@pytest.mark.parametrize(
    ("title", "thing"),
    [
        ("Launch the New Customer Portal", "Portal"),
        ("Release version 4.0 of the mobile app", "version"),
        ("Redesign homepage", "homepage"),
        ("Build a platform that developers love", ""),
        ("Build a platform developers love", ""),
        ("Build an audience that actually pays attention to us", ""),
        ("Deliver value to customers sooner", ""),
        ("The portal is open", ""),
    ],
)
def test_a_thing_to_make(title: str, thing: str) -> None:
    """Where a title goes on to say what it is for, it is no output."""
    assert thing_made(title, ENGLISH) == thing


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Grow revenue and reduce churn", "and"),
        ("Activation & retention", "&"),
        ("99.9% uptime as well as 200 ms response time", ""),
        ("99.9% uptime and 200 ms response time", "and"),
        ("Between 5 and 10 tickets", ""),
        ("Time and money spent on rework", ""),
        ("Replies and messages from readers", ""),
    ],
)
def test_two_results(title: str, word: str) -> None:
    """Only where both sides measure something."""
    assert two_results(title, ENGLISH) == word


@pytest.mark.parametrize(
    ("title", "vague"),
    [("Be more strategic", True), ("Improve Quality", True), ("Improve bread", False), ("", False)],
)
def test_vague(title: str, vague: bool) -> None:  # noqa: FBT001 - a column of the table
    """Every word that says anything promises nothing."""
    assert is_vague(title, ENGLISH) == vague


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MTTR and SLAs of the HR team", ["MTTR", "SLA"]),
        ("From 10 to ZERO, in Q4", []),
        ("HIT FIFTY FOLLOWERS", []),
        ("ÖPNV in Köln", ["ÖPNV"]),
    ],
)
def test_acronyms(text: str, found: list[str]) -> None:
    """Capitals, but for what everybody reads, number words, and a text that is all capitals."""
    assert [word for word, _ in acronyms(text, ENGLISH)] == found


@pytest.mark.parametrize("code", languages())
def test_every_language_has_every_list(code: str) -> None:
    """Each list is there, in lower case, and no word is both a verb of making and perhaps one."""
    words = language(code)
    lists = [value for value in vars(words).values() if isinstance(value, frozenset)]
    assert all(lists)
    assert all(word == word.casefold().strip() for one in lists for word in one)
    assert words.making.isdisjoint(words.making_or_thing)
