"""Which entries are in force."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from okrctl.model.entry import Entry
from okrctl.model.journal import Journal

KR = "2026-Q4/ops/calm#bugs"


def said(entry_id: str, day: int, *, supersedes: str = "", subject: str = KR) -> Entry:
    """A check-in of a day in November 2026."""
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    fields = {"supersedes": supersedes} if supersedes else {}
    return Entry(entry_id, at, "mira", at.date(), "kr", subject, fields)


def void(entry_id: str, day: int, of: str) -> Entry:
    """What withdraws an entry."""
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Entry(entry_id, at, "mira", at.date(), "void", of)


def in_force(*entries: Entry, until: int = 30, subject: str = KR) -> str:
    """The ids in force on a day of November, in their order."""
    journal = Journal.of_entries(entries)
    return " ".join(entry.id for entry in journal.about(subject, date(2026, 11, until)))


def test_entries_are_in_order_of_their_day_whatever_file_they_lie_in() -> None:
    """By day, then when recorded, then id; the same id counts once."""
    assert in_force(said("b", 2), said("c", 3), said("a", 2), said("b", 2)) == "a b c"


@pytest.mark.parametrize(
    ("corrections", "left"),
    [
        ([said("b", 2, supersedes="a")], "b"),
        ([said("b", 2, supersedes="a"), said("c", 3, supersedes="a")], "c"),
        ([said("b", 2, supersedes="a"), said("c", 3, supersedes="b")], "c"),
        ([void("v", 2, of="a")], ""),
        ([said("b", 2, supersedes="a"), void("v", 3, of="b")], "a"),
        ([said("b", 2, supersedes="a"), void("v", 3, of="a")], ""),
        ([void("v", 2, of="a"), said("b", 3, supersedes="a")], "b"),
        ([void("v", 2, of="a"), void("w", 3, of="v")], ""),
        (
            [
                said("b", 2, supersedes="a"),
                said("c", 3, supersedes="b"),
                void("v", 4, of="c"),
            ],
            "b",
        ),
        ([said("b", 2, supersedes="unknown")], "a b"),
        ([void("v", 2, of="unknown")], "a"),
    ],
)
def test_the_last_correction_wins(corrections: list[Entry], left: str) -> None:
    """A later entry stands in place of an earlier, a void withdraws, and voiding brings back."""
    assert in_force(said("a", 1), *corrections) == left
    assert in_force(*reversed(corrections), said("a", 1)) == left


def test_a_correction_that_is_not_known_yet_corrects_nothing() -> None:
    """On the day before the correction the old entry counted."""
    entries = said("a", 1), said("b", 5, supersedes="a"), void("v", 9, of="b")
    assert [in_force(*entries, until=day) for day in (4, 5, 8, 9)] == ["a", "b", "b", "a"]


def test_entries_that_correct_each_other_do_not_hang() -> None:
    """A loop of corrections is a finding elsewhere; here both count."""
    assert in_force(said("a", 1, supersedes="b"), said("b", 2, supersedes="a")) == "a b"


def test_a_correction_stays_within_its_subject() -> None:
    """An entry that names one of another subject leaves that one in force."""
    other = said("a", 1, subject="2026-Q4/ops/calm#pages")
    assert in_force(other, said("b", 2, supersedes="a"), subject=other.subject) == "a"


def test_every_entry_stays_in_the_history() -> None:
    """What was corrected is still there to be read."""
    journal = Journal.of_entries([said("a", 1), said("b", 2, supersedes="a")])
    assert [entry.id for entry in journal.history(KR)] == ["a", "b"]
    assert journal.original(journal.by_id["b"]) == "a"


def test_comments_are_about_the_entry() -> None:
    """A comment is found by the id of what it answers, until it is withdrawn."""
    comment = Entry("c", datetime(2026, 11, 3, tzinfo=UTC), "ana", date(2026, 11, 3), "re", "a")
    assert Journal.of_entries([said("a", 1), comment]).comments("a") == (comment,)
    withdrawn = Journal.of_entries([said("a", 1), comment, void("v", 4, of="c")])
    assert withdrawn.comments("a") == ()


def test_a_journal_until_a_day_knows_no_later_entry() -> None:
    """The whole journal as of a day."""
    journal = Journal.of_entries([said("a", 1), said("b", 5)])
    assert [entry.id for entry in journal.until(date(2026, 11, 4)).entries] == ["a"]
    assert journal.until(date(2026, 11, 5)).entries == journal.entries
