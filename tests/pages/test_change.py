"""The consequence of a check-in, before it is saved."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from okrctl.measure.state import KeyResultState
from okrctl.pages.change import consequence
from okrctl.pages.document import Document
from okrctl.render.formats import render
from pages.sample import entry, key_result, objective, stands, weeks

GOAL = objective("ops/calm", "Releases are calm", owner="mira")


def bugs(*values: int) -> KeyResultState:
    """From 10 to 0, with these values checked in."""
    kr = key_result(GOAL, "bugs", "Bugs", unit="bugs", **{"from": 10, "to": 0})
    return stands(kr, *(entry("b", value=Decimal(value)) for value in values))


def said(before: KeyResultState, after: KeyResultState) -> str:
    """The line as a terminal shows it."""
    return render(Document("x/1", blocks=(consequence(before, after),))).rstrip("\n")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((7,), (7, 8), "7 → 8, the wrong way: 0.53 → 0.35 of expected, at risk → off pace"),
        ((8,), (8, 4), "8 → 4: 0.35 → 1.06 of expected, off pace → on pace"),
        ((8,), (8, 8), "8, unchanged: 0.35 of expected, off pace"),
        ((), (6,), "6: 0.70 of expected, no data → on pace"),
        ((4,), (4, 0), "4 → 0: 1.06 → 1.76 of expected, on pace → done"),
    ],
)
def test_a_value(before: tuple[int, ...], after: tuple[int, ...], words: str) -> None:
    """The value, which way it went, the ratio and the state, before and after."""
    assert said(bugs(*before), bugs(*after)) == words


def test_a_line_that_breaks() -> None:
    """Progress is the share of periods met; the new value is outside."""
    kr = key_result(GOAL, "uptime", "Uptime", unit="%", at_least=99)
    before = stands(kr, entry("u", value=Decimal("99.5")), windows=weeks("99.5"))
    after = stands(kr, entry("u", value=Decimal("99.5")), entry("u", value=Decimal(98)),
                   windows=weeks("99.5", "98"))  # fmt: skip
    assert said(before, after) == ("99.5 → 98, outside the line: 100% → 50%, on pace → off pace")


def test_a_milestone() -> None:
    """Where there is no value the share is what changes."""
    kr = key_result(GOAL, "canary", "Canary", milestones={"a": {"title": "A"}, "b": {"title": "B"}})
    before, after = stands(kr), stands(kr, entry("m", milestone="a", done=True))
    assert said(before, after) == "0% → 50%: 0.88 of expected, no data → on pace"


def test_words_alone() -> None:
    """A confidence changes the state of what time says nothing about."""
    kr = key_result(GOAL, "report", "Report", done_when="It is published")
    before = stands(kr, entry("d", done=False, confidence=7))
    after = stands(kr, entry("d", done=False, confidence=3))
    assert said(before, after) == "0%: confidence 3 of 10, on pace → off pace"


def test_nothing_to_measure() -> None:
    """A key result without progress still says its state."""
    kr = key_result(GOAL, "canary", "Canary", milestones={"a": {"title": "A"}})
    before = stands(kr)
    after = dataclasses.replace(before, state="dropped")
    assert said(before, after).endswith("no data → dropped")
