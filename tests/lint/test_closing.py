"""Rules of the end of a cycle: what ended is scored, learned from and decided upon."""

from __future__ import annotations

from datetime import date

import pytest

from lint.entries import entry, id_of, said
from lint.linted import codes, linted
from okrctl.findings import Finding

GOAL = """\
# goals/2026-Q3/ops/calm.yaml
title: Nobody dreads being on call
key_results:
  pages: {title: Pages that wake somebody, from: 41, to: 12}
  again: {title: Minutes until it is well again, from: 90, to: 30}
"""
ENTRIES = "# checkins/2026-Q3/ops/one.jsonl\n"
ENDED = "2026-09-30"
AFTER = date(2026, 10, 8)


def judged(*lines: str, goal: str = GOAL, today: date = AFTER) -> tuple[Finding, ...]:
    """What is said of an objective of the third quarter."""
    return linted(goal + ENTRIES + "".join(lines), today, select=["OKR0", "OKR1", "OKR5"])


def closed(**fields: object) -> str:
    """What somebody says of the objective at the end."""
    return entry("2026-10-02", objective="ops/calm", day=ENDED, **fields)


def grade(key: str, share: float | None, **fields: object) -> str:
    """The grade of a key result at the end."""
    return said("2026-10-02", f"ops/calm#{key}", day=ENDED, grade=share, **fields)


def missing(*lines: str) -> str:
    """What the objective lacks, as the one finding says it; empty where nothing is found."""
    found = judged(*lines)
    assert [one.rule.code for one in found] == ["OKR506"] * len(found)
    assert len(found) <= 1
    head = "2026-Q3 ended on 2026-09-30, and this objective has "
    return found[0].message.removeprefix(head) if found else ""


def test_what_ended_is_closed_once_the_grace_has_passed() -> None:
    """Three days after the last day it is an error, at the objective, with the command to type."""
    assert judged(today=date(2026, 10, 3)) == ()
    (found,) = judged(today=date(2026, 10, 4))
    assert (found.weight, str(found.span)) == ("error", "goals/2026-Q3/ops/calm.yaml:1:1")
    assert found.help == ("okrctl close 2026-Q3 asks for it; --sheet prints what to fill in")


LEARNED = {"learned": "One alert made half of them"}


@pytest.mark.parametrize(
    ("lines", "lacks"),
    [
        ([], "no score, no lesson and no decision"),
        ([closed(grade=0.6)], "no lesson and no decision"),
        ([closed(grade=0.6, **LEARNED)], "no decision"),
        ([closed(grade=0.6, outcome="keep", **LEARNED)], ""),
        ([closed(grade=None, note="Nobody counted", outcome="drop", **LEARNED)], ""),
        ([grade("pages", 0.6), closed(outcome="keep", **LEARNED)], "no score"),
        ([grade("pages", 0.6), grade("again", 1), closed(outcome="keep", **LEARNED)], ""),
        ([grade("pages", 0.6), said("2026-09-01", "ops/calm#again", outcome="dropped", note="-"),
          closed(outcome="keep", **LEARNED)], ""),
        ([closed(grade=0.6, outcome="keep"),
          entry("2026-10-02", team="ops", cycle="2026-Q3", **LEARNED)], ""),
        ([entry("2026-09-01", objective="ops/calm", outcome="drop", note="Moved")], ""),
    ],
)  # fmt: skip
def test_an_end_has_a_score_a_lesson_and_a_decision(lines: list[str], lacks: str) -> None:
    """Its own grade or those of its key results; a lesson of its own or its team's."""
    assert missing(*lines) == lacks


def test_history_is_not_judged() -> None:
    """A closed cycle, one before adoption, and a draft."""
    assert judged(entry("2026-10-02", team="ops", cycle="2026-Q3", closed=True)) == ()
    for day, count in (("2026-09-30", 1), ("2026-10-01", 0)):
        settings = f"# okrctl.yaml\nadopted: {day}\npeople: {{mira: {{}}}}\nteams: {{ops: {{}}}}\n"
        assert len(judged(goal=settings + GOAL)) == count
    assert judged(goal=GOAL + "draft: true\n") == ()


def test_of_an_ended_cycle_nothing_else_is_asked() -> None:
    """A check-in that is late, a word that lacks: only that it is closed."""
    lines = [said("2026-08-07", value=20, blocked="No data"), said("2026-09-04", value=24)]
    assert codes(judged(*lines)) == ["OKR506"]


RUNNING = date(2026, 9, 25)
VALUES = said("2026-09-24", value=14, note="-") + said(
    "2026-09-24", "ops/calm#again", value=40, note="-"
)


@pytest.mark.parametrize(
    ("share", "note", "count"),
    [(0.9, {}, 0), (0.74, {}, 0), (0.73, {}, 1), (0.5, {}, 1),
     (0.5, {"note": "A test hid them"}, 0)],
)  # fmt: skip
def test_a_score_far_from_what_was_computed_has_a_reason(
    share: float, note: dict[str, str], count: int
) -> None:
    """By more than 0.2, 27 of 29 here; it stands at the grade, while the cycle runs."""
    found = judged(VALUES, said("2026-09-25", grade=share, **note), today=RUNNING)
    assert [one.message for one in found] == [
        f"the score {share} is far from the computed 0.93, and nothing says why"
    ] * count
    assert {one.span.line for one in found} <= {3}


def test_an_objective_has_its_own_score() -> None:
    """The mean of its key results needs no reason of its own; a comment may give it."""
    parts = [
        said("2026-09-25", f"ops/calm#{key}", grade=0.5, note="-") for key in ("pages", "again")
    ]
    assert judged(VALUES, *parts, today=RUNNING) == ()
    own = entry("2026-09-25", objective="ops/calm", grade=0.5)
    (found,) = judged(VALUES, own, today=RUNNING)
    assert (found.rule.code, found.entity) == ("OKR507", "2026-Q3/ops/calm")
    comment = entry("2026-09-25", re=id_of(own), note="A test hid them")
    assert judged(VALUES, own, comment, today=RUNNING) == ()
