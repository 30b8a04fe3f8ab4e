"""The page of a trail: what stands on its lines, and what its facts keep."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from okrctl.pages.log import Log, log_page
from okrctl.pages.log_event import Event
from okrctl.render.formats import render
from render.changed import BUGS, events
from render.examples import TODAY, acme


def lines(*told: Event, wide: bool = False, unseen: str = "") -> list[str]:
    """The page of some events, line by line."""
    log = Log(BUGS, told, acme().workspace, TODAY, wide=wide, unseen=unseen)
    return render(log_page(log), width=120).splitlines()


def test_an_event_is_a_line_with_its_commit_and_its_pull_request() -> None:
    """Day, commit, author, what it was in capitals, what changed, and why."""
    amended = next(event for event in events(BUGS) if event.kind == "amended")
    assert lines(amended)[1].split() == [
        "19", "Oct", "8d2e114", "#17", "mira", "AMENDED", "to", "2", "→", "0",
        "“August", "already", "had", "two”",
    ]  # fmt: skip


def test_what_is_not_committed_says_so() -> None:
    """A dash for the commit, and a line on top; not where the history ends anyway."""
    created = events(BUGS)[-1]
    assert lines(created)[1] == "1 event of this is not committed yet"
    assert "24 Sep  –  mira  CREATED" in lines(created)[2]
    assert lines(created, unseen="the clone is shallow")[1] == "▲ the clone is shallow"


def test_what_supersedes_the_entry_below_says_so() -> None:
    """By its id where others lie between."""
    last, corrected, superseded, *_ = events(BUGS)
    assert "supersedes the entry below: a typo" in lines(corrected, superseded)[1]
    assert "supersedes e1: a typo" in lines(corrected, last)[1]


def test_the_sums_count_what_an_auditor_counts() -> None:
    """Targets by the way they went, corrections, and the values in force as a picture."""
    assert lines(*events(BUGS))[-2] == "value ▁█ · target raised 1× · corrected 1×"
    amended = dataclasses.replace(events(BUGS)[3], new=Decimal(5))
    assert "target eased 1×" in lines(amended)[-2]


def test_a_trail_of_more_than_one_thing_names_each() -> None:
    """By its tail within what the trail is about."""
    assert "#critical-bugs" not in lines(events(BUGS)[0])[1]
    log = Log("", events(BUGS)[:1], acme().workspace, TODAY, wide=True)
    row = render(log_page(log), width=120).splitlines()[1]
    assert "trusted-releases#critical-bugs" in row


def test_nothing_is_said_to_be_nothing() -> None:
    """An empty trail has no table and no sums."""
    assert lines()[-1] == "Nothing happened here, or nothing that was asked for."


def test_facts_keep_what_a_line_has_no_room_for() -> None:
    """Both confidences, the blocker, the ids and the time of recording."""
    page = log_page(Log(BUGS, events(BUGS), acme().workspace, TODAY))
    (first, *_) = page.facts["events"]  # type: ignore[misc,index]
    assert first["confidence_before"] == 5  # type: ignore[index,call-overload]
    assert first["blocked"] == "No staging data for billing"  # type: ignore[index,call-overload]
    assert first["at"] == "2026-11-21T10:00:00+00:00"  # type: ignore[index,call-overload]
