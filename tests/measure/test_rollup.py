"""From key results to an objective: the mean, the weakest, and what a guardrail caps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measure.goals import WEEKLY, Measured, measured


def objective(key_results: dict[str, str], *said: str, as_of: str = "2026-11-21") -> Measured:
    """An objective of these key results, of which was said `2026-11-20 bugs value=4`."""
    shapes = "\n".join(f"  {key}: {{title: It is {key}, {s}}}" for key, s in key_results.items())
    lines = []
    for checkin in said:
        day, key, field = checkin.split(" ", 2)
        name, _, value = field.partition("=")
        lines.append(f'{{"at": "{day}", "kr": "ops/calm#{key}", "{name}": {value}}}')
    return measured(
        f"{WEEKLY}# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nowner: mira\nkey_results:\n{shapes}\n"
        "# checkins/2026-Q4/ops/one.jsonl\n" + "\n".join(lines),
        as_of,
    )


A = "from: 0, to: 10"


@pytest.mark.parametrize(
    ("weights", "progress"),
    [(("", ""), "0.5"), ((", weight: 3", ""), "0.35"), ((", weight: 0", ""), "0.8"),
     ((", weight: 0.5", ", weight: 1.5"), "0.65")],
)  # fmt: skip
def test_the_mean_is_weighted(weights: tuple[str, str], progress: str) -> None:
    """Of 0.2 and 0.8 the weights decide; a weight of 0 is legal."""
    found = objective(
        {"a": A + weights[0], "b": A + weights[1]}, "2026-11-20 a value=2", "2026-11-20 b value=8"
    )
    assert found.objective("calm").progress == Decimal(progress)


def test_what_rolls_up_is_capped() -> None:
    """Twice the target does not make up for half of another, nor does a loss drag it down."""
    over = objective({"a": A, "b": A}, "2026-11-20 a value=20", "2026-11-20 b value=5")
    assert over.objective("calm").progress == Decimal("0.75")
    under = objective({"a": A, "b": A}, "2026-11-20 a value=-4", "2026-11-20 b value=5")
    assert under.objective("calm").progress == Decimal("0.25")
    assert under.objective("calm").flags == {"regressed"}


def test_what_has_no_progress_is_left_out() -> None:
    """An unknown baseline and a line without data count for nothing, a baseline for 0."""
    unknown = objective({"a": A, "b": "to: 5, better: higher"}, "2026-11-20 a value=4")
    assert unknown.objective("calm").progress == Decimal("0.4")
    line = objective({"a": A, "b": "at_least: 5, every: week"}, "2026-11-20 a value=4")
    assert line.objective("calm").progress == Decimal("0.4")
    baseline = objective({"a": A, "b": A}, "2026-11-20 a value=4")
    assert baseline.objective("calm").progress == Decimal("0.2")


@pytest.mark.parametrize(
    ("key_results", "reason"),
    [
        ({"a": "to: 5, better: higher"}, "baseline unknown"),
        ({"a": "at_least: 5"}, "no check-in yet"),
        ({"a": "at_least: 5", "b": "to: 5, better: lower"}, "no check-in yet; baseline unknown"),
        ({"a": A + ", weight: 0", "b": "at_least: 5"}, "nothing measured has weight"),
    ],
)
def test_where_nothing_counts_the_reason_is_given(key_results: dict[str, str], reason: str) -> None:
    """There is no mean of nothing, and no 0 for it."""
    found = objective(key_results).objective("calm")
    assert (found.progress, found.reason, found.state) == (None, reason, "no data")


def test_an_objective_without_key_results_has_no_data() -> None:
    """It loads, and says what it lacks."""
    found = measured(f"{WEEKLY}# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\n", "2026-11-21")
    calm = found.objective("calm")
    assert (calm.progress, calm.reason, calm.state, calm.weakest) == (
        None, "no key results", "no data", None,
    )  # fmt: skip


def test_an_objective_is_as_well_as_its_weakest() -> None:
    """Off pace comes before stale, stale before no data, no data before on pace."""
    said = ["2026-11-20 late value=1", "2026-11-01 old value=9", "2026-11-20 good value=9"]
    keys = ["good", "none", "old", "late"]
    for count, weakest in ((1, "good"), (2, "none"), (3, "old"), (4, "late")):
        found = objective(
            dict.fromkeys(keys[:count], A), *(s for s in said if s.split()[1] in keys[:count])
        )
        worst = found.objective("calm").weakest
        assert worst is not None
        assert worst.key_result.id == weakest
        assert found.objective("calm").state == worst.state


def test_ties_go_by_the_ratio_then_by_the_file() -> None:
    """Two off pace: the smaller ratio; equal ones: the first in the file; without one: after."""
    keys = {"a": A, "b": A, "c": A}
    said = [f"2026-11-20 {key} value={value}" for key, value in (("a", 2), ("b", 1), ("c", 1))]
    lower = objective(keys, *said)
    assert lower.objective("calm").weakest == lower.key_result("#b")
    step = {"s": "done_when: It is so", "a": A}
    without = objective(step, "2026-11-20 s confidence=2", "2026-11-20 a value=2")
    assert [kr.state for kr in without.objective("calm").key_results] == ["off pace"] * 2
    assert without.objective("calm").weakest == without.key_result("#a")


GUARDED = {"a": A, "up": "at_least: 99, every: week, guardrail: true"}


def test_a_guardrail_weighs_nothing_and_is_not_ranked() -> None:
    """Held, it changes neither the mean nor the weakest; without data neither."""
    for said in (["2026-11-20 up value=99"], []):
        calm = objective(GUARDED, "2026-11-20 a value=6", *said).objective("calm")
        assert (calm.progress, calm.state, calm.capped_by) == (Decimal("0.6"), "on pace", None)


def test_a_guardrail_with_a_weight_counts() -> None:
    """Its periods met are in the mean then."""
    weighed = {**GUARDED, "up": "at_least: 99, every: quarter, guardrail: true, weight: 1"}
    calm = objective(weighed, "2026-11-20 a value=6", "2026-11-20 up value=99").objective("calm")
    assert calm.progress == Decimal("0.8")


@pytest.mark.parametrize(("value", "state"), [(6, "at risk"), (10, "at risk"), (1, "off pace")])
def test_a_breached_guardrail_caps_its_objective(value: int, state: str) -> None:
    """On pace and even done become at risk; what is worse stays so; and it says by whom."""
    said = (f"2026-11-20 a value={value}", "2026-11-20 up value=98.9")
    found = objective(GUARDED, *said)
    assert found.objective("calm").state == state
    assert found.objective("calm").capped_by == found.key_result("#up").address
    assert found.key_result("#up").breached


def test_the_latest_value_breaches() -> None:
    """Outside last week and inside now is not breached, although a period was missed."""
    said = ("2026-11-13 up value=90", "2026-11-20 up value=99", "2026-11-20 a value=6")
    assert objective(GUARDED, *said).objective("calm").capped_by is None


def test_a_breached_guardrail_speaks_early() -> None:
    """In the first tenth nothing else has a verdict."""
    said = ("2026-10-05 up value=98", "2026-10-05 a value=1")
    found = objective(GUARDED, *said, as_of="2026-10-06")
    states = [kr.state for kr in found.objective("calm").key_results]
    assert (states, found.objective("calm").state) == (["too early", "off pace"], "at risk")
    line = {"a": A, "up": "at_least: 99, every: week"}
    assert objective(line, *said, as_of="2026-10-06").key_result("#up").state == "too early"


def test_the_oldest_check_in_is_that_of_any_key_result() -> None:
    """What was never checked in has no age."""
    keys = {"a": A, "b": A, "c": A}
    calm = objective(keys, "2026-11-16 a value=6", "2026-11-18 b value=6").objective("calm")
    assert (calm.oldest_days, str(calm.oldest_day)) == (5, "2026-11-16")


def test_what_is_left_out_for_good_changes_nothing_any_more() -> None:
    """A dropped key result gives no age, no flag and no rank; alone it leaves nothing."""
    said = ('2026-10-02 b blocked="No time"', '2026-11-02 b outcome="dropped"')
    calm = objective({"a": A, "b": A}, "2026-11-20 a value=6", *said).objective("calm")
    assert (calm.state, calm.flags, calm.progress) == ("on pace", frozenset(), Decimal("0.6"))
    alone = objective({"b": A}, *said).objective("calm")
    assert (alone.state, alone.progress, alone.reason) == ("dropped", None, "dropped")
