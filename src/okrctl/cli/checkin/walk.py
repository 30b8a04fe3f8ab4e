"""The walk: key result by key result, question by question, with the way back and a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.checkin.asking import WalkingPrompts
from okrctl.cli.checkin.desk import Desk, key_result_in, measured
from okrctl.cli.checkin.draft import Draft
from okrctl.cli.checkin.entries import Statement, written
from okrctl.cli.checkin.form import Form, said_of
from okrctl.cli.checkin.holdups import Holdups
from okrctl.cli.checkin.proposing import of_key_result
from okrctl.cli.checkin.question import SKIP, Answers, Question
from okrctl.cli.checkin.saying import Saying, fields_of
from okrctl.cli.checkin.screen import draw, key_result_head
from okrctl.cli.context import Context, draw_id
from okrctl.cli.prompts import WentBack
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState
    from okrctl.model.address import KeyResultAddress
    from okrctl.model.workspace import Workspace

GOES_ON = "okrctl checkin --resume goes on"
LEAVE_OUT = "leave this one out"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one key result in a walk."""

    address: KeyResultAddress
    saying: Saying


@dataclass(slots=True)
class Walk:
    """A person's way through key results; `at` is the one that is asked about."""

    here: Context
    desk: Desk
    asked: Sequence[KeyResultState]
    draft: Draft
    day: date | None = None
    at: int = 0
    shown: int = -1
    _forms: dict[str, Form] = field(default_factory=dict)

    def take(self) -> list[Answered]:
        """What is said of each key result that is not left out; Ctrl-C keeps the draft."""
        try:
            while self.at < len(self.asked):
                self._step()
        except (Interrupted, KeyboardInterrupt):
            raise Interrupted("stopped; nothing was written", self._goes_on) from None
        return list(self.answered())

    def answered(self) -> list[Answered]:
        """What the answers so far say, without key results that are left out or not reached."""
        found = []
        for state in self.asked[: self.at]:
            saying = said_of(self._form(state), self._answers(state))
            if saying:
                found.append(Answered(state.address, saying))
        return found

    @property
    def _goes_on(self) -> str | None:
        return GOES_ON if self.draft.said else None

    def _step(self) -> None:
        """Ask the next question, or go on to the next key result."""
        state = self.asked[self.at]
        answers = self._answers(state)
        question = self._form(state).next(answers, self._after(state, answers))
        if question is None:
            self.at += 1
            return
        self._show(state)
        try:
            answers[question.key] = self._ask(question)
        except WentBack:
            self._go_back()
            return
        self.draft.keep()
        if question.key in ("value", "zone", "milestone", "done", "progress"):
            self._tell(state, answers)

    def back(self) -> None:
        """Ask the last question of the last key result again."""
        self.at, self.shown = len(self.asked) - 1, -1
        self._go_back()

    def _go_back(self) -> None:
        """Take the last answer back, that of the key result before where there is none here."""
        answers = self._answers(self.asked[self.at])
        if not answers and self.at:
            self.at -= 1
            answers = self._answers(self.asked[self.at])
        if answers:
            answers.popitem()
        self.draft.keep()

    def _show(self, state: KeyResultState) -> None:
        if self.shown == self.at:
            return
        self.shown = self.at
        place = f"{self.at + 1} of {len(self.asked)}" if len(self.asked) > 1 else ""
        draw(self.here, *key_result_head(state, self.desk.workspace, place))

    def _ask(self, question: Question) -> str:
        prompts = WalkingPrompts(self.here.terminal, self.here.environ)
        if question.sort == "many":
            return ",".join(prompts.picks(question.label, question.options))
        if question.sort == "one":
            options = {**question.options, SKIP: LEAVE_OUT}
            return prompts.pick(question.label, options, question.keeps or None)
        return prompts.answer(question.label, question.keeps, check=question.problem)

    def _tell(self, state: KeyResultState, answers: Answers) -> None:
        """The consequence of the report, before anything is saved."""
        from okrctl.pages.blocks import Line, Run
        from okrctl.pages.change import consequence

        after = self._after(state, answers)
        if after is not None:
            draw(self.here, Line((Run("  "), *consequence(state, after).runs)))

    def _after(self, state: KeyResultState, answers: Answers) -> KeyResultState | None:
        """Where the key result would stand by the answers so far; none where they say nothing."""
        saying = said_of(self._form(state), answers)
        if not saying:
            return None
        statements = self.statements([Answered(state.address, saying)])
        entries = written(statements, [draw_id() for _ in statements], self.here.who,
                          f"{self.here.now:%Y-%m-%dT%H:%M:%SZ}")  # fmt: skip
        after = self.desk.tried(entries).workspace
        cycle = state.address.objective.cycle
        return key_result_in(measured(after, cycle, self.desk.today), state.address)

    def statements(self, answered: Sequence[Answered]) -> list[Statement]:
        """All that was said, in the order of the walk."""
        now = self.here.now
        return [
            statement
            for one in answered
            for statement in of_key_result(
                self.desk, one.address, fields_of(one.saying), self.day, now
            ).statements
        ]

    def _answers(self, state: KeyResultState) -> Answers:
        return self.draft.answers.setdefault(str(state.address), {})

    def _form(self, state: KeyResultState) -> Form:
        from okrctl.pages.facts import unit_of

        name = str(state.address)
        if name not in self._forms:
            unit = unit_of(state, self.desk.workspace)
            self._forms[name] = Form(state, unit, holdups(state, self.desk.workspace))
        return self._forms[name]


def holdups(state: KeyResultState, workspace: Workspace) -> Holdups:
    """What holds a key result up, and who can be asked for help."""
    from okrctl.measure.blockers import open_asks

    opened = tuple(blocker.entry for blocker in state.blockers)
    asked = open_asks(state.history.entries, workspace.journal)
    return Holdups(opened, asked, tuple(workspace.directory.team_names))


def chosen(here: Context, mine: Sequence[KeyResultState]) -> KeyResultState:
    """The one of their key results that a person picks when nothing is due."""
    options = {
        str(one.address): f"{one.address.short}  {one.key_result.title}  ({one.state})"
        for one in mine
    }
    try:
        picked = WalkingPrompts(here.terminal).pick("Nothing is due; which one?", options)
    except WentBack:
        raise Interrupted("stopped; nothing was written") from None
    return next(one for one in mine if str(one.address) == picked)


def needs_a_person(here: Context, due: Sequence[KeyResultState]) -> None:
    """UsageError that names the options, where nobody can be asked."""
    if here.terminal.can_prompt:
        return
    names = ", ".join(state.address.short for state in due)
    example = due[0].address.short if due else "trusted-releases#critical-bugs"
    raise UsageError(
        "nobody can be asked here, and no option says anything"
        + (f"; due of {here.who}: {names}" if names else ""),
        f"okrctl checkin {example} --value 8 --confidence 5 --note '…' --yes",
    )
