"""Progress and pace, kind by kind, against numbers worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measure.goals import key_result

THIRDS = "milestones: {a: The first, b: {title: The second, weight: 2}}"


def share(shape: str, *said: str, as_of: str = "2026-11-21") -> Decimal | None:
    """The raw progress, to four decimals."""
    found = key_result(shape, *said, as_of=as_of).progress.share
    return None if found is None else round(found, 4)


@pytest.mark.parametrize(
    ("shape", "value", "progress", "counts"),
    [
        ("from: 63, to: 80", 74, "0.6471", "0.6471"),
        ("from: 10, to: 0", 8, "0.2", "0.2"),
        ("from: 10, to: 0", 12, "-0.2", "0"),
        ("from: 63, to: 80", 97, "2", "1"),
        ("from: -5, to: 5", 0, "0.5", "0.5"),
        ("count: 3", 1, "0.3333", "0.3333"),
        ("from: 40, change_by: +25%", 45, "0.5", "0.5"),
        ("from: 40, change_by: 3x", 60, "0.25", "0.25"),
        ("from: 100, change_by: -40", 90, "0.25", "0.25"),
        ("from: 0.1, to: 0.4", 0.2, "0.3333", "0.3333"),
    ],
)
def test_one_signed_formula_for_up_and_down(
    shape: str, value: float, progress: str, counts: str
) -> None:
    """X to Y is (value - from) / (to - from); the capped number is what counts."""
    found = key_result(shape, f"2026-11-13 value={value}").progress
    assert found.share is not None
    assert round(found.share, 4) == Decimal(progress)
    assert round(found.counts or 0, 4) == Decimal(counts)


def test_behind_the_start_is_regressed() -> None:
    """Below 0 carries the flag."""
    found = key_result("from: 90, to: 30", "2026-11-20 value=93 confidence=3")
    assert found.flags == {"regressed"}
    assert found.progress.share == Decimal("-0.05")


def test_before_the_first_check_in_it_stands_at_its_baseline() -> None:
    """X to Y without a number is 0, labelled, without data."""
    found = key_result("from: 10, to: 0")
    assert (found.progress.share, found.progress.counts) == (0, 0)
    assert (found.progress.label, found.state) == ("baseline", "no data")


@pytest.mark.parametrize("value", [80, 81])
def test_at_or_past_the_target_is_done(value: int) -> None:
    """X to Y is done at to and beyond."""
    assert key_result("from: 63, to: 80", f"2026-11-13 value={value}").state == "done"


def test_a_later_value_undoes_done() -> None:
    """What was reached and lost again is not done."""
    said = ("2026-11-13 value=0", "2026-11-20 value=2")
    assert key_result("from: 10, to: 0", *said).state == "on pace"


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("from: unknown, change_by: -50%, better: lower", "baseline unknown"),
        ("to: 30, better: lower", "baseline unknown"),
        ("from: 10, to: withheld", "target withheld"),
        ("from: withheld, to: withheld", "baseline withheld"),
    ],
)
def test_without_both_ends_there_is_no_progress(shape: str, reason: str) -> None:
    """A baseline or target that is unknown or withheld gives none, with the reason."""
    found = key_result(shape, "2026-11-13 value=20")
    assert (found.progress.share, found.progress.counts) == (None, None)
    assert (found.progress.reason, found.state) == (reason, "no data")


def test_what_is_withheld_can_be_said() -> None:
    """A person's progress stands where the numbers are private, labelled, judged by confidence."""
    found = key_result("from: withheld, to: withheld", "2026-11-20 progress=0.4 confidence=5")
    assert (found.progress.share, found.progress.label) == (Decimal("0.4"), "as said")
    assert (found.state, found.judgement.by) == ("at risk", "confidence")


def test_a_plan_replaces_the_straight_line() -> None:
    """Halfway in days between two planned points, half of what lies between is expected.

    Of 92 days 31 end with 66, which is 3 of 17; 61 with 74, which is 11 of 17. On day 46 it is 7.
    """
    shape = "from: 63, to: 80, plan: {2026-10-31: 66, 2026-11-30: 74}"
    found = key_result(shape, "2026-11-13 value=70", as_of="2026-11-15")
    assert round(found.judgement.expected or 0, 10) == round(Decimal(7) / 17, 10)
    assert round(found.judgement.ratio or 0, 10) == 1


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-10-01", 0), ("2026-10-30", 0), ("2026-11-30", Decimal("0.5")),
     ("2026-12-30", Decimal("0.8")), ("2027-01-01", Decimal("0.8"))],
)  # fmt: skip
def test_a_plan_may_stand_still_and_stop_short(as_of: str, expected: Decimal) -> None:
    """Flat for a month, 0.5 for November, and never more than the plan says for the last day."""
    plan = "{2026-10-31: 0, 2026-11-30: 50, 2026-12-30: 80, 2026-12-31: 80}"
    shape = f"from: 0, to: 100, plan: {plan}"
    found = key_result(shape, "2026-10-01 value=1", as_of=as_of)
    assert found.judgement.expected == expected


@pytest.mark.parametrize(
    ("shape", "value", "met"),
    [
        ("at_least: 99.5, every: month", 99.5, 1),
        ("at_least: 99.5, every: month", 99.4, 0),
        ("at_most: 5, every: month", 5, 1),
        ("at_most: 5, every: month", 5.1, 0),
        ("between: [2, 4], every: month", 2, 1),
        ("between: [2, 4], every: month", 4, 1),
        ("between: [2, 4], every: month", 4.5, 0),
    ],
)
def test_a_value_equal_to_the_bound_is_met(shape: str, value: float, met: int) -> None:
    """A line is held on the bound and inside, not outside."""
    assert share(shape, f"2026-10-09 value={value}") == met


def test_the_worst_value_of_a_period_decides() -> None:
    """One bad value among good ones misses the period, wherever it stands."""
    said = [f"2026-10-{day} value={value}" for day, value in (("06", 9), ("08", 7), ("09", 9))]
    assert share("at_least: 8, every: week", *said) == 0


WEEKS = [f"2026-10-{day:02}" for day in (5, 12, 19, 26)] + [
    f"2026-11-{day:02}" for day in (2, 9, 16, 23, 30)
] + ["2026-12-07", "2026-12-14", "2026-12-21"]  # fmt: skip


def test_eleven_periods_of_twelve() -> None:
    """11 of 12 met is 0.917."""
    said = [f"{day} value={5 if day == '2026-11-09' else 9}" for day in WEEKS]
    assert share("at_least: 8, every: week", *said, as_of="2026-12-26") == Decimal("0.9167")


def test_a_gap_before_the_latest_value_is_missed() -> None:
    """Three weeks, the second silent: two of three. What follows the latest value is open."""
    said = ("2026-10-05 value=9", "2026-10-19 value=9")
    assert share("at_least: 8, every: week", *said) == Decimal("0.6667")


def test_periods_begin_on_or_after_the_start() -> None:
    """The cycle begins on a Thursday, so what is said before the first Monday has no week yet."""
    found = key_result("at_least: 8, every: week", "2026-10-02 value=3", as_of="2026-10-03")
    assert (found.progress.share, found.progress.reason) == (None, "no period yet")


def test_a_line_held_is_none_before_any_data() -> None:
    """It is left out of the mean, and the state is no data."""
    found = key_result("at_least: 8, every: week")
    assert (found.progress.share, found.progress.counts, found.state) == (None, None, "no data")


@pytest.mark.parametrize(
    ("missed", "state"),
    [((), "on pace"), ((3,), "on pace"), ((9,), "at risk"), ((2, 3), "at risk"),
     ((2, 3, 4), "off pace")],
)  # fmt: skip
def test_a_line_is_judged_by_the_periods_missed(missed: tuple[int, ...], state: str) -> None:
    """Of ten, one missed is on pace unless it is the latest; three are off pace, else at risk."""
    said = [f"{day} value={5 if n in missed else 9}" for n, day in enumerate(WEEKS[:10])]
    assert key_result("at_least: 8, every: week", *said, as_of="2026-12-08").state == state


def test_a_line_is_not_done_before_its_last_day() -> None:
    """Every period met, it is done from the last day and on pace before."""
    said = [f"{day} value=9" for day in WEEKS]
    states = [
        key_result("at_least: 8, every: week", *said, as_of=day).state
        for day in ("2026-12-26", "2026-12-30", "2026-12-31", "2027-01-20")
    ]
    assert states == ["on pace", "on pace", "done", "done"]


def test_silence_does_not_hold_a_line() -> None:
    """A line of which nobody spoke in the last weeks is not done."""
    said = [f"{day} value=9" for day in WEEKS[:6]]
    assert key_result("at_least: 8, every: week", *said, as_of="2026-12-31").state == "stale"
    assert key_result("at_least: 8, every: week", *said, as_of="2027-01-09").state == "on pace"


def test_done_weight_over_all_weight() -> None:
    """One of weight 1 is done, one of weight 2 open: a third."""
    assert share(THIRDS, "2026-11-13 milestone=a done=true") == Decimal("0.3333")


def test_a_milestone_can_be_taken_back() -> None:
    """Done, then not done after all, is nothing done."""
    said = ("2026-11-13 milestone=a done=true", "2026-11-20 milestone=a done=false")
    assert share(THIRDS, *said) == 0


def test_what_was_said_wins_until_the_next_milestone() -> None:
    """A progress said stands over the done weight, labelled; the next milestone ends it."""
    done, said = "2026-11-06 milestone=a done=true", "2026-11-13 progress=0.5"
    found = key_result(THIRDS, done, said).progress
    assert (found.share, found.label) == (Decimal("0.5"), "as said")
    assert [entry.day.day for entry in found.inputs] == [13]
    later = key_result(THIRDS, done, said, "2026-11-20 milestone=b done=true").progress
    assert (later.share, later.label, later.done) == (1, "", True)


def test_milestones_are_judged_by_the_weight_that_is_due() -> None:
    """Both are due in December, so in November nothing is; one done early is not off pace."""
    shape = (
        "milestones: {a: {title: A, due: 2026-12-01}, b: {title: B, due: 2026-12-20, weight: 3}}"
    )
    found = key_result(shape, "2026-11-20 confidence=7 note=Going")
    assert (found.judgement.expected, found.state) == (0, "too early")
    said = ("2026-12-11 milestone=a done=true",)
    later = key_result(shape, *said, as_of="2026-12-12")
    assert (later.judgement.expected, later.judgement.ratio) == (Decimal("0.25"), 1)
    assert later.state == "on pace"


def test_a_milestone_without_a_date_follows_the_straight_line() -> None:
    """Of weight 1 due and weight 1 without a date, on day 46 of 92 three quarters are expected."""
    shape = "milestones: {a: {title: A, due: 2026-11-01}, b: B}"
    found = key_result(shape, "2026-11-13 milestone=a done=true", as_of="2026-11-15")
    assert found.judgement.expected == Decimal("0.75")
    assert round(found.judgement.ratio or 0, 4) == Decimal("0.6667")


def test_a_milestone_past_its_date_is_off_pace() -> None:
    """It speaks even while it is too early for a verdict, and over a confident owner."""
    shape = "milestones: {a: {title: A, due: 2026-10-04}, b: {title: B, weight: 99}}"
    found = key_result(shape, "2026-10-02 progress=0.6 confidence=9", as_of="2026-10-05")
    assert (found.state, found.judgement.by) == ("off pace", "due")
    on_its_day = key_result(shape, "2026-10-02 progress=0.6 confidence=9", as_of="2026-10-04")
    assert on_its_day.state == "too early"


@pytest.mark.parametrize(
    ("confidence", "state"),
    [(10, "on pace"), (7, "on pace"), (6, "at risk"), (4, "at risk"), (3, "off pace")],
)
@pytest.mark.parametrize("shape", ["It is published", "zones: {target: Three say so}"])
def test_where_time_says_nothing_confidence_does(shape: str, confidence: int, state: str) -> None:
    """A sentence and zones are judged by the owner's last confidence."""
    found = key_result(shape, f"2026-11-20 confidence={confidence}")
    assert (found.state, found.judgement.by) == (state, "confidence")


def test_without_a_confidence_there_is_no_verdict() -> None:
    """A zone is reached, nobody says how sure they are: no data."""
    assert key_result("zones: {target: T}", "2026-11-20 zone=below").state == "no data"


@pytest.mark.parametrize(
    ("said", "progress", "label"),
    [
        ("done=true", 1, ""),
        ("done=false", 0, ""),
        ("progress=0.3 confidence=7", Decimal("0.3"), "as said"),
        ("confidence=7", 0, ""),
    ],
)
def test_a_sentence_is_true_or_as_far_as_said(said: str, progress: Decimal, label: str) -> None:
    """Done when is 0 or 1, or what a person says, labelled."""
    found = key_result("It is published", f"2026-11-20 {said}").progress
    assert (found.share, found.label, found.done) == (progress, label, progress == 1)


def test_a_sentence_past_its_date_is_off_pace() -> None:
    """However sure its owner was."""
    shape = "title: Published, done_when: It is, due: 2026-11-18"
    assert key_result(shape, "2026-11-18 confidence=9", as_of="2026-11-18").state == "on pace"
    assert key_result(shape, "2026-11-18 confidence=9", as_of="2026-11-19").state == "off pace"


@pytest.mark.parametrize(
    ("zone", "progress", "done"),
    [("below", "0", False), ("commit", "0.3", False), ("target", "0.7", True),
     ("stretch", "1", True)],
)  # fmt: skip
def test_what_zones_count_for(zone: str, progress: str, done: bool) -> None:  # noqa: FBT001
    """Below commit 0, commit 0.3, target 0.7, stretch 1; done from the target."""
    shape = "zones: {commit: One, target: Three, stretch: A talk}"
    found = key_result(shape, f"2026-11-20 zone={zone} confidence=8").progress
    assert (found.share, found.done) == (Decimal(progress), done)


def test_after_the_end_what_was_reached_speaks() -> None:
    """A zone below the target at the end is judged by what it counts for, not by hope."""
    shape = "zones: {commit: One, target: Three}"
    said = "2026-12-30 zone=commit confidence=9"
    assert key_result(shape, said, as_of="2026-12-31").state == "on pace"
    assert key_result(shape, said, as_of="2027-01-01").state == "off pace"


def test_what_is_due_before_it_starts_is_over() -> None:
    """A key result without a day of its own expects everything, and is no error."""
    found = key_result(
        "from: 0, to: 1, starts: 2026-11-20, due: 2026-11-10", "2026-11-10 value=0", wrong="OKR107"
    )
    assert (found.judgement.expected, found.state) == (1, "off pace")
