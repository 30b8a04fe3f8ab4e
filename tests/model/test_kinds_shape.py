"""What contradicts itself in a key result, its goalposts, and what a screen draws of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from measure.goals import key_result
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.kinds import KINDS, KeyResult
from okrctl.model.kinds.pictures import Journey, Ladder, Line, Relay, Sentence, Steps
from okrctl.model.values import Unsaid

ADDRESS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "it")


def of_shape(**fields: Any) -> KeyResult:
    """A key result of the kind that its fields say; `from_` is written `from`."""
    named = {name.rstrip("_"): value for name, value in fields.items()}
    kind = next(kind for kind in KINDS if (kind.shape | kind.hints) & named.keys())
    return kind.model_validate({"address": ADDRESS, "title": "It", **named})


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"from_": 5}, "OKR102", ""),
        ({"count": 3, "from_": 1}, "OKR101", "count"),
        ({"to": 30}, "OKR102", "to"),
        ({"from_": 5, "to": 5}, "OKR103", "to"),
        ({"count": 0}, "OKR103", "count"),
        ({"from_": 0, "change_by": "+25%"}, "OKR103", "change_by"),
        ({"from_": 5, "to": 9, "better": "lower"}, "OKR105", "better"),
        ({"from_": "unknown", "change_by": "3x", "better": "lower"}, "OKR105", "better"),
        ({"from_": 5, "to": 9, "commit": 4}, "OKR104", "commit"),
        ({"from_": 5, "to": 9, "commit": 5}, "OKR104", "commit"),
        ({"from_": 5, "to": 9, "commit": 10}, "OKR104", "commit"),
        ({"from_": 5, "to": 9, "stretch": 8}, "OKR104", "stretch"),
        ({"from_": 9, "to": 5, "stretch": 6}, "OKR104", "stretch"),
        ({"kpi": "lag-time", "to": 5, "commit": 4, "stretch": 3}, "OKR104", "commit"),
        ({"between": [4, 2]}, "OKR104", "between"),
        ({"milestones": {}}, "OKR107", "milestones"),
        ({"milestones": {"a": {"title": "A", "weight": 0}}}, "OKR107", "milestones"),
        ({"zones": {"commit": "Three", "target": "three"}}, "OKR104", "zones"),
    ],
)
def test_what_contradicts_itself(fields: dict[str, Any], code: str, field: str) -> None:
    """The code and the key it is about; the help is never empty."""
    found = list(of_shape(**fields).problems())
    assert [(one.code, one.field) for one in found] == [(code, field)]
    assert all(one.help for one in found)


@pytest.mark.parametrize(
    "fields",
    [
        {"from_": 5, "to": 9, "commit": 7, "stretch": 9},
        {"from_": 9, "to": 5, "commit": 7, "stretch": 3},
        {"from_": "unknown", "to": 9},
        {"from_": 9, "to": "withheld"},
        {"to": 9, "better": "lower"},
        {"kpi": "lag-time", "to": 9},
        {"kpi": "lag-time", "to": 5, "commit": 6, "stretch": 4},
        {"count": 3},
        {"from_": "unknown", "change_by": "-50%", "better": "lower"},
        {"between": [2, 2]},
        {"at_least": 0},
    ],
)
def test_what_does_not(fields: dict[str, Any]) -> None:
    """Both ways, with ends that are not known, and with posts that coincide beyond the start."""
    assert list(of_shape(**fields).problems()) == []


@pytest.mark.parametrize("text", ["25", "+3x", "x3", "1e3", "", "5 %", True])
def test_a_change_is_written_one_way(text: object) -> None:
    """A percentage, a factor or a signed amount; a text that is just digits is an amount."""
    if text == "25":
        assert of_shape(from_=10, change_by=text).goalposts()[1].value == 35
        return
    with pytest.raises(ValidationError):
        of_shape(from_=10, change_by=text)


@pytest.mark.parametrize(
    ("fields", "harder", "names"),
    [
        ({"from_": 5, "to": 9, "stretch": 12}, "up", ["from", "to", "stretch"]),
        ({"from_": 9, "to": 5, "commit": 7}, "down", ["from", "commit", "to"]),
        ({"from_": "unknown", "to": 5}, "either", ["from", "to"]),
        ({"from_": "unknown", "change_by": "-40"}, "down", ["from", "to"]),
        ({"at_least": 2}, "up", ["at_least"]),
        ({"at_most": 2}, "down", ["at_most"]),
        ({"zones": {"target": "Three", "stretch": "Nine"}}, "either", ["target", "stretch"]),
        ({"milestones": {"a": "A"}}, "", []),
    ],
)
def test_goalposts(fields: dict[str, Any], harder: str, names: list[str]) -> None:
    """The named numbers of a key result, and which way is harder."""
    posts = of_shape(**fields).goalposts()
    assert [post.name for post in posts] == names
    assert {post.harder for post in posts} <= {harder}


def test_the_bounds_of_a_line_are_harder_towards_each_other() -> None:
    """A lower bound is harder the higher it is, an upper one the lower."""
    posts = of_shape(between=[2, 4]).goalposts()
    assert [(post.name, post.value, post.harder) for post in posts] == [
        ("at_least", 2, "up"), ("at_most", 4, "down"),
    ]  # fmt: skip


def test_a_relative_target_needs_its_baseline() -> None:
    """Without it, both ends are unknown."""
    posts = of_shape(from_="unknown", change_by="+25%").goalposts()
    assert [post.value for post in posts] == [Unsaid.UNKNOWN, Unsaid.UNKNOWN]


def picture(shape: str, *said: str) -> object:
    """What is drawn of a key result."""
    found = key_result(shape, *said)
    return found.key_result.picture(found.progress, found.history)


def test_each_kind_has_its_picture() -> None:
    """A journey, a line, steps, a ladder, a sentence."""
    assert picture("from: 10, to: 0, stretch: -2", "2026-11-20 value=8") == Journey(
        Decimal(10), Decimal(0), Decimal(8), None, Decimal(-2)
    )
    assert picture("from: 10, to: unknown") == Journey(Decimal(10), Unsaid.UNKNOWN, None)
    assert picture(
        "between: [2, 4], every: week", "2026-10-05 value=5", "2026-10-19 value=3"
    ) == Line(Decimal(2), Decimal(4), (False, False, True), "week", Decimal(3))
    steps = picture("milestones: {a: One, b: Two}", "2026-11-20 milestone=a done=true")
    assert isinstance(steps, Steps)
    assert [(part.id, part.done) for part in steps.parts] == [("a", True), ("b", False)]
    ladder = picture("zones: {commit: One, target: Three}", "2026-11-20 zone=commit")
    assert isinstance(ladder, Ladder)
    assert ladder.reached == "commit"
    assert picture("It is so", "2026-11-20 done=true") == Sentence(done=True)


def test_what_others_carry_is_drawn_as_they_are() -> None:
    """A relay of the objectives that support it; here there is none."""
    found = key_result("measured_by: supporting")
    assert found.key_result.picture(found.progress, found.history) == Relay(())


def test_an_open_line_has_no_bound_on_one_side() -> None:
    """At least, or at most."""
    assert picture("at_least: 2") == Line(Decimal(2), None, (), "", None)
    assert picture("at_most: 2") == Line(None, Decimal(2), (), "", None)


def test_only_a_line_can_be_breached() -> None:
    """A guardrail of another kind has no outside."""
    found = key_result("from: 10, to: 0, guardrail: true", "2026-11-20 value=40")
    assert (found.breached, found.flags) == (False, {"regressed"})


def test_a_new_kind_answers_for_itself() -> None:
    """One that forgets its progress or its picture fails loudly; of a period the last counts."""
    base = KeyResult.model_validate({"address": ADDRESS, "title": "It"})
    history = key_result("from: 10, to: 0").history
    assert (base.period, base.window_value([Decimal(3), Decimal(1)])) == (None, 1)
    with pytest.raises(NotImplementedError):
        base.progress(history)
    with pytest.raises(NotImplementedError):
        base.picture(key_result("from: 10, to: 0").progress, history)
