"""Final scores: their word, what was computed beside them, and the mean of an objective."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from measure.goals import Measured, measured
from okrctl.measure.score import Score, grading, key_result_score, objective_score
from okrctl.model.entry import Entry

CLOSED = """
# okrctl.yaml
people: {mira: {name: Mira}}
teams: {ops: {lead: mira}}
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
KIND
key_results:
  bugs: {title: Critical bugs, from: 10, to: 0}
  pages: {title: Pages at night, from: 8, to: 0, weight: 3}
  done: {title: Handover, done_when: Somebody owns the night}
# checkins/2026-Q4/ops/one.jsonl
{"at": "2026-12-18", "kr": "ops/calm#bugs", "value": 4}
{"at": "2026-12-18", "kr": "ops/calm#pages", "value": 4}
"""


def closed(*lines: str, kind: str = "why: We sleep badly") -> Measured:
    """An objective at its end, with gradings: one line each, `#bugs grade` or `grade`."""
    entries = []
    for line in lines:
        about, _, fields = line.partition(" ")
        subject = '"objective": "ops/calm"' if about == "-" else f'"kr": "ops/calm{about}"'
        entries.append(f'{{"at": "2026-12-31", {subject}, {fields}}}')
    return measured("\n".join([CLOSED.replace("KIND", kind), *entries]), "2027-01-02", "2026-Q4")


def score(grade: str, *, committed: bool = False, computed: str | None = None) -> Score:
    """A score beside what was computed."""
    return Score(Decimal(grade), committed, None if computed is None else Decimal(computed))


@pytest.mark.parametrize(
    ("grade", "shown", "word"),
    [
        ("1", "1.0", "achieved"),
        ("0.7", "0.7", "achieved"),
        ("0.65", "0.7", "achieved"),
        ("0.64", "0.6", "progress made"),
        ("0.4", "0.4", "progress made"),
        ("0.35", "0.4", "progress made"),
        ("0.349", "0.3", "missed"),
        ("0.3", "0.3", "missed"),
        ("0", "0.0", "missed"),
    ],
)
def test_the_word_goes_by_the_decimal_shown(grade: str, shown: str, word: str) -> None:
    """Of an aspirational objective, half up."""
    assert (str(score(grade).shown), score(grade).word) == (shown, word)


@pytest.mark.parametrize(
    ("grade", "word", "asks"),
    [("1.0", "achieved", False), ("0.99", "missed", True), ("0", "missed", True)],
)
def test_a_promise_is_kept_or_it_is_not(grade: str, word: str, *, asks: bool) -> None:
    """0.99 is shown as 1.0 and is still missed; closing asks why."""
    promised = score(grade, committed=True)
    assert (promised.word, promised.asks_why) == (word, asks)
    assert not score("0.1").asks_why


@pytest.mark.parametrize(
    ("grade", "computed", "needs"),
    [("0.7", "0.5", False), ("0.7", "0.49", True), ("0.1", "0.301", True), ("0.3", "0.1", False)],
)
def test_far_from_what_was_computed(grade: str, computed: str, *, needs: bool) -> None:
    """More than 0.2 either way needs a reason; 0.2 itself does not, and it is exact."""
    assert score(grade, computed=computed).needs_reason is needs
    assert not score(grade).needs_reason


def test_key_results_and_the_mean_of_an_objective() -> None:
    """(0.6 + 3 * 0.5) / 4 = 0.525; what has no grade is left out, and the weights are declared."""
    found = closed('#bugs "grade": 0.6', '#pages "grade": 0.5, "note": "Two at once"')
    objective = found.objective("calm").score
    assert objective is not None
    assert (objective.grade, objective.mean, objective.given) == (
        Decimal("0.525"),
        Decimal("0.525"),
        None,
    )
    pages = found.key_result("#pages").score
    assert pages is not None
    assert (pages.grade, pages.computed, pages.reason) == (
        Decimal("0.5"),
        Decimal("0.5"),
        "Two at once",
    )
    assert found.key_result("#done").score is None


def test_a_grade_of_its_own_wins() -> None:
    """With the mean beside it, and the computed progress: (0.6 + 3 * 0.5 + 0) / 5 = 0.42."""
    found = closed('#bugs "grade": 0.6', '- "grade": 0.7, "note": "It felt calm"').objective("calm")
    assert found.score is not None
    assert (found.score.grade, found.score.mean) == (Decimal("0.7"), Decimal("0.6"))
    assert (found.score.computed, found.score.needs_reason) == (Decimal("0.42"), True)
    assert (found.score.reason, found.score.word, found.grade) == (
        "It felt calm",
        "achieved",
        Decimal("0.7"),
    )


def test_a_withheld_grade_is_left_out() -> None:
    """Null with a note is no score; the last word counts, whether it gives or withholds."""
    found = closed(
        '#bugs "grade": 0.6',
        '#pages "grade": 0.2',
        '#pages "grade": null, "note": "The meter broke"',
    )
    assert found.key_result("#pages").score is None
    objective = found.objective("calm").score
    assert objective is not None
    assert objective.grade == Decimal("0.6")


def test_no_grades_no_score() -> None:
    """Progress is never turned into a score in silence."""
    found = closed()
    assert found.objective("calm").score is None
    assert found.key_result("#bugs").score is None


def test_a_promise_is_scored_as_one() -> None:
    """Key results of a committed objective are promises as well."""
    found = closed('#bugs "grade": 0.9', kind="commitment: committed")
    bugs, calm = found.key_result("#bugs").score, found.objective("calm").score
    assert bugs is not None
    assert calm is not None
    assert (bugs.word, calm.word) == ("missed", "missed")


def test_the_mean_is_rounded_once() -> None:
    """0.647 is shown as 0.6: rounding to 0.65 first would have made it 0.7."""
    parts = [(Decimal(1), score(grade)) for grade in ("0.6", "0.64", "0.7")]
    mean = objective_score(None, parts, committed=False, computed=None)
    assert mean is not None
    assert (round(mean.grade, 3), str(mean.shown)) == (Decimal("0.647"), "0.6")


def test_what_weighs_nothing_makes_no_mean() -> None:
    """Guardrails alone give no score."""
    parts = [(Decimal(0), score("0.6"))]
    assert objective_score(None, parts, committed=False, computed=None) is None


def test_the_last_grading() -> None:
    """Of several entries the last that speaks of a grade; none where none does."""
    at = datetime(2026, 12, 31, tzinfo=UTC)
    entries = [
        Entry(name, at, "mira", at.date(), "kr", "x", fields)
        for name, fields in (
            ("a", {"grade": Decimal("0.4")}),
            ("b", {"grade": Decimal("0.5")}),
            ("c", {"confidence": 3}),
        )
    ]
    found = grading(entries)
    assert found is not None
    assert found.id == "b"
    assert grading(entries[2:]) is None
    assert key_result_score(None, committed=False, computed=None) is None
