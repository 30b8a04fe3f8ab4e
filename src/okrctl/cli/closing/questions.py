"""The questions of a closing, in their order, given what was answered so far. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrctl.cli.checkin.question import SKIP, Answers, Question
from okrctl.cli.closing.sheet import (
    OUTCOMES,
    Mark,
    Outcome,
    Verdict,
    asks_why,
    computed,
    grade_of,
    in_play,
    is_far,
    score_of,
)
from okrctl.cli.prompts import wanted
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState, ObjectiveState

MEANING: Mapping[str, str] = {
    "keep": "keep: it goes on as it is",
    "change": "change: it goes on in another shape",
    "drop": "drop: it ends here",
}
CARRY = {"y": "yes: X is where it ended, a person sets Y", "n": "no: it stays here"}
MISSING = "If we hit all of these and still felt that we were losing, what would be missing?"


@dataclass(frozen=True, slots=True)
class OfObjective:
    """What is asked about one objective. `into` is the cycle that it may be carried over to."""

    of: ObjectiveState
    into: str = ""
    lesson: str = ""
    """What was learned of it before, where the cycle was closed once already."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """A grade for each key result, the whole, the lesson, the decision."""
        for kr in in_play(self.of):
            yield from self._grade(kr, answers)
        marks, own = marks_of(self.of, answers), own_of(answers)
        mean = score_of(self.of, marks, None)
        shown = "none" if mean is None else f"{computed(mean):f}"
        yield Question(
            "own", f"Score of all of it, Enter for the mean  ({shown})", problem=blank_or_grade
        )
        why = asks_why(self.of, marks, own)
        if why:
            yield Question("why", why, problem=wanted)
        yield Question("learned", "What was learned?", self.lesson, problem=wanted)
        yield Question("outcome", "Keep, change or drop?", "keep", "one", MEANING)
        if self.into and answers.get("outcome") != "drop":
            label = f"Carry it over into {self.into}?"
            yield Question("carry", label, "n" if self._is_done() else "y", "one", CARRY)

    def _grade(self, kr: KeyResultState, answers: Answers) -> Iterator[Question]:
        name, share = kr.key_result.id, computed(kr.progress.counts)
        known = kr.grade if kr.grade is not None else share
        was = "" if share is None else f"  (computed {share:f})"
        keeps = SKIP if known is None else f"{known:f}"
        yield Question(
            f"grade {name}", f"Score of {name}{was}, - for none", keeps, problem=dash_or_grade
        )
        said = answers.get(f"grade {name}")
        if said is not None and is_far(graded(said), kr.progress.counts):
            label = "Why is there no score?" if said == SKIP else f"Why {said} for {name}?"
            yield Question(f"why {name}", label, problem=wanted)

    def _is_done(self) -> bool:
        return all(kr.progress.done for kr in in_play(self.of))


@dataclass(frozen=True, slots=True)
class OfTeam:
    """What is asked of a team when its objectives are through; `last` also asks what is missing."""

    team: str
    lesson: str = ""
    last: bool = False

    def questions(self, _answers: Answers) -> Iterator[Question]:
        """The retrospective."""
        label = f"What did {self.team} learn in all?"
        yield Question("learned", label, self.lesson, problem=wanted)
        if self.last:
            yield Question("missing", "What would be missing?")


def verdict_of(asked: OfObjective, answers: Answers) -> Verdict:
    """The verdict that all answers about an objective make."""
    return Verdict(
        asked.of,
        marks_of(asked.of, answers),
        answers["learned"],
        cast("Outcome", answers["outcome"]),
        own_of(answers),
        answers.get("why", ""),
        answers.get("carry") == "y" and answers["outcome"] != OUTCOMES[-1],
    )


def marks_of(of: ObjectiveState, answers: Answers) -> dict[str, Mark]:
    """The grades of its key results, as far as they were said."""
    return {
        kr.key_result.id: Mark(graded(said), answers.get(f"why {kr.key_result.id}", ""))
        for kr in in_play(of)
        if (said := answers.get(f"grade {kr.key_result.id}")) is not None
    }


def own_of(answers: Answers) -> Decimal | None:
    """The grade of the objective as a whole, none where it is left to the mean."""
    said = answers.get("own", "")
    return grade_of(said) if said else None


def graded(said: str) -> Decimal | None:
    """The grade that was said, none where it is withheld."""
    return None if said == SKIP else grade_of(said)


def dash_or_grade(text: str) -> str:
    """Why this is neither a grade nor the sign for none."""
    return "" if text.strip() == SKIP else blank_or_grade(text or SKIP * 2)


def blank_or_grade(text: str) -> str:
    """Why this is neither a grade nor nothing."""
    if not text.strip():
        return ""
    try:
        grade_of(text.strip())
    except UsageError as error:
        return error.next_step or error.message
    return ""
