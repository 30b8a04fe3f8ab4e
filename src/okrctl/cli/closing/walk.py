"""The walk of a closing: objective by objective, team by team, with the way back and a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrctl.cli.checkin.asking import WalkingPrompts
from okrctl.cli.checkin.draft import Draft
from okrctl.cli.checkin.question import Answers, Question
from okrctl.cli.checkin.screen import draw
from okrctl.cli.closing.questions import OfObjective, OfTeam
from okrctl.cli.context import Context
from okrctl.cli.prompts import WentBack
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.pages.blocks import Block


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked about one thing, and what is shown before each of its questions."""

    name: str
    asked: OfObjective | OfTeam
    shown: Callable[[str], Sequence[Block]]
    """What stands above a question, by its key; nothing for most."""

    def next(self, answers: Answers) -> Question | None:
        """The first question without an answer; none where all is said."""
        questions = self.asked.questions(answers)
        return next((one for one in questions if one.key not in answers), None)


@dataclass(slots=True)
class Walk:
    """A person's way through the steps; `at` is the one that is asked about."""

    here: Context
    steps: Sequence[Step]
    draft: Draft
    goes_on: str
    """The command that goes on with the draft."""
    at: int = 0
    _seen: set[tuple[int, str]] = field(default_factory=set)

    def take(self) -> Mapping[str, Answers]:
        """All answers by the name of their step; Ctrl-C keeps the draft."""
        try:
            while self.at < len(self.steps):
                self._step()
        except (Interrupted, KeyboardInterrupt):
            said = f"{self.goes_on} goes on" if self.draft.said else None
            raise Interrupted("stopped; nothing was written", said) from None
        return {step.name: self._answers(step) for step in self.steps}

    @property
    def is_through(self) -> bool:
        """Whether every question has its answer, as in a draft that was only to be recorded."""
        return all(step.next(self._answers(step)) is None for step in self.steps)

    def back(self) -> None:
        """Ask the very last question again."""
        self.at = len(self.steps) - 1
        self._go_back()

    def _step(self) -> None:
        step = self.steps[self.at]
        answers = self._answers(step)
        question = step.next(answers)
        if question is None:
            self.at += 1
            return
        if (self.at, question.key) not in self._seen:
            self._seen.add((self.at, question.key))
            draw(self.here, *step.shown(question.key))
        try:
            answers[question.key] = self._ask(question)
        except WentBack:
            self._go_back()
        self.draft.keep()

    def _go_back(self) -> None:
        """Take the last answer back, that of the step before where there is none here."""
        answers = self._answers(self.steps[self.at])
        while not answers and self.at:
            self.at -= 1
            answers = self._answers(self.steps[self.at])
        if answers:
            answers.popitem()
        self.draft.keep()

    def _ask(self, question: Question) -> str:
        prompts = WalkingPrompts(self.here.terminal, self.here.environ)
        if question.sort == "one":
            return prompts.pick(question.label, question.options, question.keeps or None)
        return prompts.answer(question.label, question.keeps, check=question.problem)

    def _answers(self, step: Step) -> Answers:
        return self.draft.answers.setdefault(step.name, {})
