"""What holds a key result up: blockers that stay, go or come, and support that was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from okrctl.cli.checkin.question import (
    Answers,
    Question,
    anything_said,
    problem_of,
    yes_or_no,
)
from okrctl.cli.checkin.values import ask

if TYPE_CHECKING:
    from okrctl.model.entry import Entry

BLOCKED, SUPPORT = "blocked", "support"
BETWEEN = "|"
"""What parts several requests for support in one answer."""
SHORT = 22
"""So many characters of a blocker or a need stand in a question; the rest is above it."""


class Says(NamedTuple):
    """What the answers say, as options would."""

    blocked: str | None
    unblocked: tuple[str, ...]
    support: tuple[str, ...]
    supported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdups:
    """The open blockers and the open requests for support of one key result, oldest first."""

    opened: Sequence[Entry] = ()
    asked: Sequence[Entry] = ()
    teams: Collection[str] = ()
    """Who can be asked."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Whether each blocker stays, what blocks it now, who could help, and who has.

        Support that was asked for because of a blocker is needed for as long as that stays.
        """
        for entry in self.opened[:-1]:
            label = f"Still: {shortened(entry.text('blocked'))}?  y or n"
            yield Question(f"{BLOCKED} {entry.id}", label, "y", problem=yes_or_no)
        yield self._last()
        if self._new(answers):
            label = "Support needed, from whom?"
            yield Question(SUPPORT, label, problem=self._problem)
        blocking = {entry.id for entry in self.opened}
        for entry in self.asked:
            if entry.id not in blocking:
                label = f"Still needed: {shortened(needs(entry))}?  y or n"
                yield Question(f"{SUPPORT} {entry.id}", label, "y", problem=yes_or_no)

    def says(self, answers: Answers) -> Says:
        """What the answers say: a blocker that goes takes the support along that it asked for."""
        gone = [entry for entry in self.opened[:-1] if answers.get(f"{BLOCKED} {entry.id}") == "n"]
        if self.opened and answers.get(BLOCKED, "y") != "y":
            gone.append(self.opened[-1])
        closed = tuple(entry.id for entry in gone)
        given = tuple(
            entry.id
            for entry in self.asked
            if entry.id in closed or answers.get(f"{SUPPORT} {entry.id}") == "n"
        )
        texts = (text.strip() for text in answers.get(SUPPORT, "").split(BETWEEN))
        return Says(self._new(answers) or None, closed, tuple(filter(None, texts)), given)

    def _last(self) -> Question:
        if not self.opened:
            return Question(BLOCKED, "Blocked?")
        label = "Still blocked?  y, n, or what blocks it now"
        if len(self.opened) > 1:
            label = f"Still: {shortened(self.opened[-1].text('blocked'))}?  y, n, or what now"
        return Question(BLOCKED, label, "y", problem=anything_said)

    def _new(self, answers: Answers) -> str:
        """What blocks it now; empty where nothing new does."""
        answer = answers.get(BLOCKED, "")
        return "" if self.opened and answer in ("y", "n") else answer

    def _problem(self, text: str) -> str:
        """Why somebody cannot be asked like this; several requests are parted."""
        for one in filter(None, (part.strip() for part in text.split(BETWEEN))):
            problem = problem_of(ask)(one)
            team = one.partition(":")[0].strip()
            if not problem and team not in self.teams:
                problem = f"there is no team {team}: {', '.join(self.teams)}"
            if problem:
                return problem
        return ""


def needs(entry: Entry) -> str:
    """`ops: A masked copy`, what an entry asks of whom."""
    from okrctl.measure.blockers import asked_in

    return ", ".join(f"{team}: {need}" for team, need in asked_in(entry))


def shortened(words: str) -> str:
    """The words, cut where a question has no room for more."""
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"
