"""Laws of measuring that hold whatever the numbers are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from measure.goals import measured, text_of
from okrctl.measure.rollup import counted_mean
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.entry import Entry
from okrctl.model.kinds import Hold, Move
from okrctl.model.kinds.history import History, Point, Progress
from okrctl.model.kinds.pace import capped

ADDRESS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "it")
numbers = st.decimals(-(10**9), 10**9, places=3)
shares = st.decimals(-1, 2, places=4)


def progress(start: Decimal, to: Decimal, value: Decimal) -> Progress:
    """The progress from X to Y at a value."""
    move = Move.model_validate({"address": ADDRESS, "title": "It", "from": start, "to": to})
    at = datetime(2026, 11, 13, 12, tzinfo=UTC)
    entry = Entry("0000000000001", at, "mira", at.date(), "kr", str(ADDRESS), {"value": value})
    point = Point(entry.day, value, entry)
    history = History(date(2026, 11, 21), date(2026, 10, 1), date(2026, 12, 31), (entry,), (point,))
    return move.progress(history)


def share(start: Decimal, to: Decimal, value: Decimal) -> Decimal:
    """The raw share of that progress."""
    found = progress(start, to, value).share
    assert found is not None
    return found


ways = st.tuples(numbers, numbers).filter(lambda ends: ends[0] != ends[1])


@given(ways)
def test_nothing_at_the_start_and_all_at_the_target(ends: tuple[Decimal, Decimal]) -> None:
    """Progress is 0 at from, 1 at to, whichever is larger."""
    assert (share(*ends, ends[0]), share(*ends, ends[1])) == (0, 1)
    assert (progress(*ends, ends[0]).done, progress(*ends, ends[1]).done) == (False, True)


@given(ways, numbers, numbers)
def test_nearer_is_never_less(ends: tuple[Decimal, Decimal], one: Decimal, two: Decimal) -> None:
    """Of two values the one further towards the target has at least as much progress."""
    rises = ends[1] > ends[0]
    before, after = sorted((one, two), reverse=not rises)
    assert share(*ends, before) <= share(*ends, after)


@given(ways, numbers, st.decimals("0.001", 1000, places=3), numbers)
def test_the_unit_does_not_matter(
    ends: tuple[Decimal, Decimal], value: Decimal, factor: Decimal, shift: Decimal
) -> None:
    """Bytes or gigabytes, Celsius or Fahrenheit: the same share."""
    other = [factor * number + shift for number in (*ends, value)]
    assert share(*ends, value) == share(other[0], other[1], other[2])


@given(ways, numbers)
def test_turned_round_it_is_the_other_share(ends: tuple[Decimal, Decimal], value: Decimal) -> None:
    """What is gained from X to Y is lost from Y to X."""
    there, back = share(*ends, value), share(ends[1], ends[0], value)
    assert abs(there + back - 1) <= abs(there) * Decimal("1e-27") + Decimal("1e-27")


@given(st.lists(st.tuples(st.decimals(0, 10, places=2), shares), min_size=1, max_size=8))
def test_a_mean_lies_between_its_parts(parts: list[tuple[Decimal, Decimal]]) -> None:
    """Not below the smallest capped part that weighs, not above the largest."""
    mean = counted_mean([(w, Progress(s, capped(s))) for w, s in parts]).share
    weighed = [capped(share) for weight, share in parts if weight > 0]
    if not weighed:
        assert mean is None
    else:
        assert mean is not None
        assert min(weighed) <= round(mean, 20) <= max(weighed)


@given(st.lists(shares, min_size=1, max_size=6), st.decimals("0.01", 100, places=2))
def test_weights_are_relative(parts: list[Decimal], factor: Decimal) -> None:
    """All weights times the same number change nothing."""
    plain = counted_mean([(Decimal(n + 1), Progress(s, capped(s))) for n, s in enumerate(parts)])
    times = counted_mean([(factor * (n + 1), Progress(s, capped(s))) for n, s in enumerate(parts)])
    assert round(plain.share or 0, 24) == round(times.share or 0, 24)


@given(st.lists(numbers, min_size=1, max_size=6), numbers, numbers)
def test_a_period_is_met_when_all_of_it_is(
    values: list[Decimal], one: Decimal, two: Decimal
) -> None:
    """The worst value holds the line if and only if every value does, in whatever order."""
    low, high = sorted((one, two))
    line = Hold.model_validate({"address": ADDRESS, "title": "It", "between": [low, high]})
    everything = all(low <= value <= high for value in values)
    assert line.met(line.window_value(values)) == everything
    assert line.met(line.window_value(values[::-1])) == everything


GOALS = [
    "# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nowner: mira\nkey_results:\n",
    "# goals/2026-Q4/ops/fast.yaml\ntitle: Fast\nowner: mira\nkey_results:\n",
]
KEYS = [
    "  bugs: {title: Bugs found, from: 10, to: 0}\n",
    "  line: {title: Lines held, at_least: 5, every: week}\n",
    "  steps: {title: Steps taken, milestones: {a: One, b: {title: Two, weight: 2}}}\n",
]
LINES = [
    f'{{"id": "000000000000{n}", "at": "2026-11-{day}", "kr": "ops/calm#{said}}}\n'
    for n, (day, said) in enumerate(
        [
            ("06", 'bugs", "value": 9'),
            ("13", 'bugs", "value": 4, "confidence": 7'),
            ("05", 'line", "value": 6'),
            ("12", 'line", "value": 4'),
            ("12", 'line", "value": 7'),
            ("13", 'steps", "milestone": "b", "done": true'),
            ("14", 'steps", "progress": 0.5'),
        ]
    )
]


@settings(deadline=None)
@given(
    st.permutations(GOALS),
    st.permutations(KEYS),
    st.permutations(LINES),
    st.integers(0, len(LINES)),
)
def test_the_order_of_files_keys_and_entries_does_not_matter(
    goals: list[str], keys: list[str], lines: list[str], cut: int
) -> None:
    """Whatever was written first, and into whichever file, the numbers are the same."""
    files = [goal + "".join(keys) for goal in goals]
    files.insert(cut % 3, "# checkins/2026-Q4/ops/one.jsonl\n" + "".join(lines[:cut]))
    files.insert(cut % 2, "# checkins/2026-Q4/ops/two.jsonl\n" + "".join(lines[cut:]))
    found = measured("".join(files), "2026-11-21").objective("calm")
    assert found.progress == PLAIN.progress
    assert {kr.key_result.id: (kr.progress, kr.state, kr.flags) for kr in found.key_results} == {
        kr.key_result.id: (kr.progress, kr.state, kr.flags) for kr in PLAIN.key_results
    }


PLAIN = measured(
    "".join(goal + "".join(KEYS) for goal in GOALS)
    + "# checkins/2026-Q4/ops/one.jsonl\n"
    + "".join(LINES),
    "2026-11-21",
).objective("calm")


@settings(deadline=None)
@given(st.dates(date(2026, 10, 1), date(2027, 1, 20)))
def test_what_is_said_later_changes_nothing_before(as_of: date) -> None:
    """A state is that of its day, whatever was written afterwards."""
    said = [f"2026-10-{day:02} value={day}" for day in range(1, 31)]
    known = [line for line in said if line[:10] <= as_of.isoformat()]
    then = measured(text_of("from: 0, to: 40", *known), as_of.isoformat()).key_result("#it")
    now = measured(text_of("from: 0, to: 40", *said), as_of.isoformat()).key_result("#it")
    assert (then.progress.share, then.state, then.week) == (now.progress.share, now.state, now.week)
