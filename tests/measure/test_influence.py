"""Whether the data shows what is declared, and what else it suggests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from measure.kpis import FRIDAY, gauges, kpi, weekly
from okrctl.measure.gauges import Gauges
from okrctl.measure.influence import Influence, Likeness, likeness, periods_of
from okrctl.measure.questions import FEWEST_CHANGES
from okrctl.measure.ranks import products, ranks_of, scale
from okrctl.model.cadence import parse

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "kpi_signals.py"


def _loaded() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("kpi_signals", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bench = _loaded()
few = st.lists(st.integers(-5, 5).map(Decimal), min_size=20, max_size=40)


def noise(count: int, seed: int) -> list[Decimal]:
    """Numbers that follow nothing."""
    return [Decimal(int(n)) for n in np.random.default_rng(seed).integers(-100, 101, count)]


@settings(deadline=None)
@given(st.integers(20, 40).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(-5, 5).map(Decimal), min_size=n, max_size=n)] * 2)
))  # fmt: skip
def test_the_correlation_is_spearmans(pair: tuple[list[Decimal], list[Decimal]]) -> None:
    """By another's reckoning, ties and all; and at every shift."""
    one, two = pair
    first, second = ranks_of(one), ranks_of(two)
    size = scale(first, second)
    if len(set(one)) == 1 or len(set(two)) == 1:
        assert size == 0
        assert likeness(one, two) == Likeness(0.0, 1.0)
        return
    found = products(first, second)
    for shift in (0, 1, len(one) - 1):
        moved = two[shift:] + two[:shift]
        theirs = spearmanr(list(map(float, one)), list(map(float, moved))).statistic
        assert found[shift] / size == pytest.approx(theirs, abs=1e-9)


def test_ranks_by_hand() -> None:
    """Twice 1, 2.5, 2.5 and 4, less twice their middle of 2.5."""
    assert ranks_of([Decimal(n) for n in (3, 7, 7, 9)]) == (-3, 0, 0, 3)
    assert ranks_of([]) == ()


def test_chance_is_the_share_of_shifts_that_do_as_well() -> None:
    """Counted one by one: the same order of 20 is only like itself."""
    one = noise(20, 1)
    found = likeness(one, one)
    assert found == Likeness(1.0, 0.05)
    two = noise(20, 2)
    like = [spearmanr(list(map(float, one)), list(map(float, two[n:] + two[:n]))).statistic
            for n in range(20)]  # fmt: skip
    as_well = sum(alike >= like[0] - 1e-12 for alike in like) / 20
    assert (found := likeness(one, two)) is not None
    assert (found.correlation, found.chance) == pytest.approx((like[0], as_well))


@settings(deadline=None)
@given(few, st.decimals("0.001", 1000, places=3), st.decimals(-1000, 1000, places=2))
def test_the_unit_does_not_matter(one: list[Decimal], factor: Decimal, shift: Decimal) -> None:
    """Nor where zero lies."""
    two = noise(len(one), 3)
    assert likeness([n * factor + shift for n in one], two) == likeness(one, two)


@settings(deadline=None)
@given(few)
def test_a_mirror_turns_the_effect(one: list[Decimal]) -> None:
    """What is the same of one is the opposite of its mirror."""
    two = noise(len(one), 4)
    same, opposite = likeness(one, two), likeness([-n for n in one], two, "opposite")
    assert same is not None
    assert opposite is not None
    assert (opposite.chance, opposite.correlation) == (same.chance, -same.correlation)


def drives(lag: str = "", effect: str = "same") -> dict[str, str]:
    """Tests drive bugs, after a lag."""
    after = f"lag: {lag}, " if lag else ""
    return {"tests": f"drives: {{bugs: {{{after}effect: {effect}}}}}", "bugs": ""}


def levels(changes: Sequence[Decimal]) -> list[Decimal]:
    """A series with these changes."""
    found = [Decimal(1000)]
    for change in changes:
        found.append(found[-1] + change)
    return found


def page(files: dict[str, str], **series: Sequence[Decimal]) -> Gauges:
    """The gauges of weekly readings."""
    lines = [line for name, values in series.items() for line in weekly(name, values)]
    longest = max(len(values) for values in series.values())
    return gauges(files, lines, FRIDAY + timedelta(7 * longest))


def link(of: Gauges) -> Influence:
    """The evidence of what tests are said to drive."""
    (found,) = of.influences(kpi(of, "tests"))
    return found


CHANGES = noise(30, 5)
LATER = [Decimal(0)] * 3 + CHANGES[:-3]


@pytest.mark.parametrize(
    ("lag", "effect", "sign", "verdict"),
    [
        ("3 weeks", "same", 1, "supported"),
        ("21 days", "same", 1, "supported"),
        ("3 weeks", "opposite", 1, "not seen"),
        ("3 weeks", "opposite", -1, "supported"),
        ("1 week", "same", 1, "not seen"),
        ("", "same", 1, "not seen"),
    ],
)
def test_a_declared_link(lag: str, effect: str, sign: int, verdict: str) -> None:
    """Seen at its lag and in its direction, and at no other."""
    later = [sign * change for change in LATER]
    found = link(page(drives(lag, effect), tests=levels(CHANGES), bugs=levels(later)))
    assert found.verdict == verdict
    if verdict == "supported":
        assert (found.lag, found.changes, found.correlation) == (3, 27, sign)
        assert found.chance == pytest.approx(1 / 27)


def test_under_twenty_changes_are_too_few() -> None:
    """Nineteen say nothing, twenty do."""
    for count, verdict in ((19, "too few points"), (20, "supported")):
        series = levels(noise(count, 6))
        found = link(page(drives(), tests=series, bugs=series))
        assert (found.changes, found.verdict) == (count, verdict)
        assert (found.chance is None) is (count == 19)


def test_a_gap_is_no_change() -> None:
    """A week without a reading takes the two changes beside it away."""
    series = levels(noise(25, 7))
    lines = weekly("tests", series) + weekly("bugs", series)
    del lines[10]
    found = link(gauges(drives(), lines, FRIDAY + timedelta(7 * 26)))
    assert (found.changes, found.verdict) == (23, "supported")


def test_what_never_changes_otherwise_is_not_seen() -> None:
    """A steady gain is like nothing."""
    steady = [Decimal(n) for n in range(31)]
    found = link(page(drives(), tests=steady, bugs=levels(CHANGES)))
    assert (found.verdict, found.correlation) == ("not seen", 0)


def test_the_longer_cadence_is_compared() -> None:
    """A weekly number and a monthly one by months; three weeks are one of them, two weeks none."""
    files = {"tests": "drives: {bugs: {lag: 3 weeks}}", "bugs": "cadence: monthly"}
    texts = f"# kpis/tests.yaml\ntitle: T\nowner: mira\nbetter: higher\n{files['tests']}\n"
    texts += f"# kpis/bugs.yaml\ntitle: B\nowner: mira\nbetter: lower\n{files['bugs']}\n"
    found = link(gauges(texts, weekly("tests", range(20)), date(2026, 6, 1)))
    assert (str(found.cadence), found.lag) == ("monthly", 1)


@pytest.mark.parametrize(
    ("lag", "cadence", "periods"),
    [("3 weeks", "weekly", 3), ("10 days", "weekly", 1), ("11 days", "weekly", 2),
     ("3 months", "monthly", 3), ("1 quarter", "monthly", 3), ("1 year", "quarterly", 4),
     ("2 weeks", "monthly", 0), (None, "weekly", 0), ("soon", "weekly", 0)],
)  # fmt: skip
def test_a_lag_in_periods(lag: str | None, cadence: str, periods: int) -> None:
    """The nearest whole number of them."""
    assert periods_of(lag, parse(cadence)) == periods


def five(count: int = 80, **files: str) -> Gauges:
    """Five KPIs, of which b is what a was three weeks before; the others follow nothing."""
    changes = noise(count, 10)
    later = [*noise(3, 11), *changes[:-3]]
    series = {"a": changes, "b": later} | {name: noise(count, ord(name)) for name in "cde"}
    lines = {"a": "", "b": "", "c": "", "d": "", "e": ""} | files
    return page(lines, **{name: levels(values) for name, values in series.items()})


def asked(of: Gauges) -> list[tuple[str, str, int, str]]:
    """The questions in short."""
    found = of.questions(of.values.workspace.kpis)
    assert all(question.chance <= 0.05 for question in found)
    return [(one.driver, one.driven, one.lag, one.effect) for one in found]


def test_an_undeclared_pair_is_a_question() -> None:
    """The one that moves together, in its order and at its lag; the others are not asked about."""
    assert asked(five()) == [("a", "b", 3, "same")]


def test_what_is_said_is_not_asked() -> None:
    """Declared either way, or calculated from it."""
    assert asked(five(a="drives: {b: {lag: 3 weeks}}")) == []
    assert asked(five(b="drives: {a: {lag: 3 weeks}}")) == []
    calculated = five(f="formula: a * 2")
    assert ("a", "f") not in {pair[:2] for pair in asked(calculated)}


def test_a_year_of_weeks_is_needed() -> None:
    """With fewer changes nothing is asked, however alike."""
    assert FEWEST_CHANGES == 52
    assert asked(five(51)) == []
    assert asked(five(52)) == [("a", "b", 3, "same")]


def test_at_once_the_leading_one_drives() -> None:
    """Where neither is first, the role tells who is asked about whom."""
    series = levels(noise(60, 12))
    opposite = [-value for value in series]
    said = page({"a": "role: lagging", "b": "role: leading"}, a=series, b=opposite)
    assert asked(said) == [("b", "a", 0, "opposite")]
    assert asked(page({"a": "", "b": ""}, a=series, b=opposite)) == [("a", "b", 0, "opposite")]


def test_nothing_is_asked_of_what_stands_still() -> None:
    """A constant, or one KPI alone."""
    still = page({"a": "", "b": ""}, a=[Decimal(1)] * 60, b=levels(noise(59, 13)))
    assert asked(still) == []
    assert asked(page({"a": ""}, a=levels(noise(60, 14)))) == []


RUNS = bench.Bench(400, seed=11)
SLACK = 0.03
"""Two and a half standard errors of a share of one in twenty, of 400."""


@pytest.mark.parametrize("name", bench.SERIES)
def test_independent_pairs_are_seldom_supported(name: str) -> None:
    """In at most 5 of 100, whatever each owes to its own past."""
    ours, _ = bench.supported(RUNS, name, 52)
    assert ours <= bench.PROMISED_LINKS + SLACK


def test_the_check_can_fail() -> None:
    """By shuffling, what follows its own past is called supported twice as often."""
    _, theirs = bench.supported(RUNS, "changes keep 0.5 of the last", 156)
    assert theirs > bench.PROMISED_LINKS + SLACK


def test_noise_seldom_alarms() -> None:
    """At most one reading in forty of twenty is taken for a signal."""
    assert bench.alarms(RUNS, "normal", 20).readings <= bench.PROMISED_ALARMS
    assert bench.alarms(RUNS, "uniform", 20).readings <= bench.PROMISED_ALARMS
    assert bench.alarms(RUNS, "counts (Poisson, 4 on average)", 20).readings <= 1 / 40


def test_a_shift_is_soon_told() -> None:
    """Two sigma after twenty readings: half of them within six readings."""
    waits = sorted(41 if wait is None else wait for wait in bench.delays(bench.Bench(100, 3), 2.0))
    assert waits[50] <= 6


def test_the_program_prints_every_section(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Markdown tables, with the seed they come from."""
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), "--runs", "4", "--seed", "3"])
    monkeypatch.setattr(bench, "SERIES", {"random walk": bench.SERIES["random walk"]})
    bench.main()
    printed = capsys.readouterr().out
    assert printed.startswith("4 runs, seed 3")
    assert printed.count("\n## ") == len(bench.SECTIONS)
