"""Score: the final grade that a person gives, the word for it, and what was computed beside it.

docs/method.md, "Final score".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from okrctl.model.entry import Entry
from okrctl.model.values import Share, mean

ScoreWord = Literal["achieved", "progress made", "missed"]

ACHIEVED_FROM, MISSED_TO = Decimal("0.7"), Decimal("0.3")
FAR = Decimal("0.2")
"""A grade further than this from what was computed needs a reason."""


@dataclass(frozen=True, slots=True)
class Score:
    """A grade from 0 to 1, exact; beside it what was computed, and what was said with the grade.

    `mean` is the weighted mean of an objective's key results. Where nobody graded the objective
    itself it is the grade, and `given` is none. A key result has no mean.
    """

    grade: Share
    committed: bool
    computed: Share | None
    given: Entry | None = None
    mean: Share | None = None

    @property
    def shown(self) -> Decimal:
        """The grade with one decimal, half up."""
        return self.grade.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def word(self) -> ScoreWord:
        """What it amounts to: by the decimal shown; what was promised is achieved only at 1."""
        if self.committed:
            return "achieved" if self.grade == 1 else "missed"
        if self.shown >= ACHIEVED_FROM:
            return "achieved"
        return "missed" if self.shown <= MISSED_TO else "progress made"

    @property
    def needs_reason(self) -> bool:
        """Whether it lies so far from what was computed that a reader will ask why."""
        return self.computed is not None and abs(self.grade - self.computed) > FAR

    @property
    def asks_why(self) -> bool:
        """Whether a promise was missed, so that closing asks why."""
        return self.committed and self.word == "missed"

    @property
    def reason(self) -> str:
        """What was said with the grade; empty where nothing was, or nobody gave it."""
        return self.given.note if self.given else ""


def grading(entries: Iterable[Entry]) -> Entry | None:
    """The last entry that gives a grade or withholds one; none where nobody has."""
    return next((entry for entry in reversed(tuple(entries)) if entry.has("grade")), None)


def key_result_score(
    given: Entry | None, *, committed: bool, computed: Share | None
) -> Score | None:
    """The score of a key result; none where no grade was given, or it was withheld."""
    grade = given.number("grade") if given else None
    return None if grade is None else Score(grade, committed, computed, given)


def objective_score(
    given: Entry | None,
    parts: Iterable[tuple[Decimal, Score | None]],
    *,
    committed: bool,
    computed: Share | None,
) -> Score | None:
    """The score of an objective: the grade given to it, else the mean of its (weight, score) parts.

    Parts without a grade are left out. The mean is exact: it is rounded once, where it is shown.
    """
    own = given.number("grade") if given else None
    average = mean([(weight, part.grade) for weight, part in parts if part is not None])
    if own is not None:
        return Score(own, committed, computed, given, average)
    return None if average is None else Score(average, committed, computed, mean=average)
