"""The sheet of a closing: all that is said at the end of a cycle, whoever was asked and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, get_args

from okrctl.cli.checkin.values import amount
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState, ObjectiveState

Outcome = Literal["keep", "change", "drop"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade from 0 to 1, none where it is withheld, and what is said with it."""

    grade: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an objective ended: the grades of its key results by id, the lesson, the decision.

    `own` is the grade of the objective as a whole; none leaves it to the mean. `note` says why a
    promise was missed, or why the grade is not what was computed.
    """

    of: ObjectiveState
    marks: Mapping[str, Mark]
    learned: str
    outcome: Outcome
    own: Decimal | None = None
    note: str = ""
    carry: bool = False


@dataclass(frozen=True, slots=True)
class Retrospective:
    """What a team learned, its verdicts, and what would be missing had it hit all of them."""

    team: str
    verdicts: tuple[Verdict, ...]
    learned: str
    missing: str = ""


def in_play(of: ObjectiveState) -> tuple[KeyResultState, ...]:
    """The key results that are graded: those that nobody let go during the cycle."""
    return tuple(kr for kr in of.key_results if not kr.left_out)


def computed(share: Decimal | None) -> Decimal | None:
    """What was computed as a grade is kept: two decimals, from 0 to 1."""
    from okrctl.pages.numbers import rounded

    if share is None:
        return None
    return rounded(min(max(share, Decimal(0)), Decimal(1)), DECIMALS).normalize() + 0


def grade_of(text: str) -> Decimal:
    """The grade that is typed; UsageError where it is none of 0 to 1 with up to two decimals."""
    refusal = UsageError(
        f"{text} is no grade", "a grade goes from 0 to 1, with up to two decimals: 0.65"
    )
    try:
        grade = amount(text)
    except UsageError:
        raise refusal from None
    exponent = grade.as_tuple().exponent
    if not 0 <= grade <= 1 or (isinstance(exponent, int) and exponent < -DECIMALS):
        raise refusal
    return grade


def is_far(grade: Decimal | None, of: Decimal | None) -> bool:
    """Whether a grade needs a reason: it is withheld, or far from what was computed."""
    from okrctl.measure.score import FAR

    return grade is None or (of is not None and abs(grade - of) > FAR)


def score_of(of: ObjectiveState, marks: Mapping[str, Mark], own: Decimal | None) -> Decimal | None:
    """What an objective scores: its own grade, else the mean of those of its key results."""
    from okrctl.model.values import mean

    if own is not None:
        return own
    weighted = [
        (kr.key_result.counted_weight, mark.grade)
        for kr in in_play(of)
        if (mark := marks.get(kr.key_result.id)) and mark.grade is not None
    ]
    return mean(weighted)


def asks_why(of: ObjectiveState, marks: Mapping[str, Mark], own: Decimal | None) -> str:
    """Why the objective's score needs a reason, as a question; empty where it needs none."""
    score = score_of(of, marks, own)
    if of.objective.committed and score is not None and score < 1:
        return "It was promised and missed: why?"
    if own is not None and is_far(own, of.progress):
        return f"Why {own:f}, where {computed(of.progress):f} was computed?"
    if score is None:
        return "Nothing of it has a grade: why?"
    return ""
