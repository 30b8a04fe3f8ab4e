"""A walk in steps, each with questions of its own: the way back, and a draft that is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from okrctl.cli.checkin.asking import WalkingPrompts
from okrctl.cli.checkin.draft import Draft, draft_file, kept_draft
from okrctl.cli.checkin.question import Answers, Question
from okrctl.cli.checkin.screen import draw
from okrctl.cli.context import Context
from okrctl.cli.prompts import Prompts, WentBack
from okrctl.errors import Interrupted

if TYPE_CHECKING:
    from okrctl.pages.blocks import Block

Told = TypeVar("Told")


class Asked(Protocol):
    """What is asked about one thing."""

    def questions(self, answers: Answers, /) -> Iterator[Question]:
        """The questions in their order, given what was answered so far."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked about one thing, and what is shown before each of its questions."""

    name: str
    asked: Asked
    shown: Callable[[str], Sequence[Block]]
    """What stands above a question, by its key; nothing for most."""

    @property
    def first(self) -> str:
        """The key of its first question."""
        return next(self.asked.questions({})).key

    def next(self, answers: Answers) -> Question | None:
        """The first question without an answer; none where all is said."""
        questions = self.asked.questions(answers)
        return next((one for one in questions if one.key not in answers), None)


@dataclass(slots=True)
class StepWalk:
    """A person's way through the steps; `at` is the one that is asked about."""

    here: Context
    steps: Sequence[Step]
    draft: Draft
    goes_on: str
    """The command that goes on with the draft."""
    at: int = 0
    _reached: int = -1
    """The step whose head stands on the screen."""
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
        self._show(step, question.key)
        try:
            answers[question.key] = self._ask(question)
        except WentBack:
            self._go_back()
        self.draft.keep()

    def _show(self, step: Step, key: str) -> None:
        """What stands above a question: once, but the head of a step whenever one comes to it."""
        keys = [] if self._reached == self.at else [step.first]
        if (self.at, key) not in self._seen and key not in keys:
            keys.append(key)
        self._reached = self.at
        self._seen |= {(self.at, one) for one in keys}
        blocks = [block for one in keys for block in step.shown(one)]
        if blocks:
            draw(self.here, *blocks)

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


def walked_through(walk: StepWalk, finish: Callable[[Mapping[str, Answers]], Told]) -> Told:
    """What `finish` makes of the answers. Esc there goes back; Ctrl-C, or a no, keeps the draft."""
    while True:
        answers = walk.take()
        try:
            return finish(answers)
        except WentBack:
            walk.back()
        except (Interrupted, KeyboardInterrupt):
            raise Interrupted("nothing was written", f"{walk.goes_on} goes on") from None


def begun(here: Context, of: str, names: Iterable[str], question: str) -> Draft:
    """The draft of an earlier run, where it answers any of these steps; else an empty one.

    A person is asked whether to go on with it. `of` is what `draft_file` takes; a no lets go
    of the answers of these steps.
    """
    kept, known = kept_draft(here.root, of), tuple(names)
    if kept is None or kept.who != here.who:
        return Draft(draft_file(here.root, of), here.who)
    answered = any(kept.answers.get(name) for name in known)
    if answered and not Prompts(here.terminal).confirm(question):
        let_go(kept, known)
    return kept


def let_go(draft: Draft, names: Iterable[str]) -> None:
    """Forget the answers of these steps; those of another run are kept."""
    for name in names:
        draft.answers.pop(name, None)
    if draft.said:
        draft.keep()
    else:
        draft.forget()
