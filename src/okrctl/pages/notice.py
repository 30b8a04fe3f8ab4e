"""What is worth a message: who owes what, what is stale, blocked or off pace. `okrctl notify`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from okrctl.measure.due import Due
from okrctl.measure.state import KeyResultState, State, StateName
from okrctl.model.workspace import Workspace
from okrctl.pages.blockers import Blockers
from okrctl.pages.blocks import Block, Heading, Line, Mark, Prose, Run, line
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.due import NOBODY, Dues
from okrctl.pages.due import name as name_of
from okrctl.pages.facts import day, unit_of
from okrctl.pages.meeting.words import numbers
from okrctl.pages.names import shortest
from okrctl.pages.numbers import age, ago, plural, short_day

Kind = Literal["due", "stale", "blocked", "off-pace"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SCHEMA = "okrctl.notify/1"
RECORD = ("kind", "address", "who", "words")
TITLES: Mapping[Kind, str] = {
    "due": "Due", "stale": "Stale", "blocked": "Blocked", "off-pace": "Off pace",
}  # fmt: skip
STATES: Mapping[Kind, StateName] = {"stale": "stale", "off-pace": "off pace"}
FEW = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a message."""

    kind: Kind
    address: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What there may be to tell of a workspace on a day, of some kinds, of a team or of all."""

    workspace: Workspace
    as_of: date
    kinds: tuple[Kind, ...]
    team: str
    dues: Dues
    blockers: Blockers
    states: Sequence[State]

    @property
    def lines(self) -> tuple[Told, ...]:
        """Every line of the message, kind by kind."""
        return tuple(told for kind in self.kinds for told in lines_of(self, kind))

    @property
    def title(self) -> str:
        """`Acme, 24 Nov: 3 due, 1 blocked`."""
        settings = self.workspace.settings
        whose = self.team or settings.organization or settings.name or "Goals"
        counts = [(kind, sum(one.kind == kind for one in self.lines)) for kind in self.kinds]
        said = ", ".join(f"{count} {TITLES[kind].lower()}" for kind, count in counts if count)
        return f"{whose}, {short_day(self.as_of)}: {said or 'nothing to tell'}"


def notice_page(notice: Notice, *, headed: bool = True) -> Document:
    """The message; without its heading where the title is sent beside it."""
    facts: dict[str, Fact] = {
        "as_of": day(notice.as_of),
        "team": notice.team or None,
        "title": notice.title,
        "lines": [
            {"kind": one.kind, "address": one.address, "who": one.who or None, "words": one.words}
            for one in notice.lines
        ],
    }
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.kind, one.address, one.who, one.words) for one in notice.lines
    )
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks(notice, headed=headed)))


def blocks(notice: Notice, *, headed: bool) -> Iterator[Block]:
    """The title, then each kind with its lines."""
    if headed:
        yield Heading(line(Run(notice.title, "strong")))
    if not notice.lines:
        yield Prose("There is nothing to tell.")
    for kind in notice.kinds:
        found = [one for one in notice.lines if one.kind == kind]
        if found:
            yield line(Run(TITLES[kind], "strong"))
            yield from (sentence(one) for one in found)


def sentence(told: Told) -> Line:
    """`✗ mira: critical-bugs 10 → 0 bugs  now 8, pace 4.3`."""
    sign = {"due": "open", "stale": "stale", "blocked": "blocked", "off-pace": "bad"}[told.kind]
    return line(Mark(sign), f" {told.who or NOBODY}: {told.words}")  # type: ignore[arg-type]


def lines_of(notice: Notice, kind: Kind) -> Iterator[Told]:
    """The lines of one kind."""
    if kind == "due":
        yield from owed_by_person(notice)
    elif kind == "blocked":
        for one in notice.blockers.found:
            named = shortest(one.goal.address, notice.workspace, notice.as_of)
            asked = "".join(f" · asked of {team}: {need}" for team, need in one.asked)
            words = f"{named} for {age(one.days)}: {one.entry.text('blocked')}{asked}"
            yield Told(kind, str(one.goal.address), one.owner, words)
    else:
        for state in in_state(notice, STATES[kind]):
            owner = notice.workspace.owner(state.key_result)
            yield Told(kind, str(state.address), owner, standing(state, notice))


def owed_by_person(notice: Notice) -> Iterator[Told]:
    """`lena: 3 late since 6 Nov: sample-project, activation, time-to-value`."""
    people: dict[str, list[Due]] = {}
    for one in notice.dues.shown:
        people.setdefault(one.who, []).append(one)
    for who, mine in people.items():
        named = [name_of(one, notice.workspace, notice.as_of) or one.words for one in mine]
        more = f" and {len(named) - FEW} more" if len(named) > FEW else ""
        first = min(one.day for one in mine)
        words = f"{plural(len(mine), 'thing')} due since {short_day(first)}: "
        yield Told("due", mine[0].address, who, f"{words}{', '.join(named[:FEW])}{more}")


def in_state(notice: Notice, state: StateName) -> Iterator[KeyResultState]:
    """The key results in a state."""
    for of_cycle in notice.states:
        for objective in of_cycle.objectives:
            if notice.team in ("", notice.workspace.team_name(objective.address.team)):
                yield from (kr for kr in objective.key_results if kr.state == state)


def standing(state: KeyResultState, notice: Notice) -> str:
    """`time-to-value: last heard 16 d ago`, `critical-bugs 10 → 0 bugs  now 8, pace 4.3`."""
    named = shortest(state.address, notice.workspace, notice.as_of)
    if state.state == "stale":
        return f"{named}: last heard {ago(state.age_days or 0)}"
    return f"{named} {numbers(state, unit_of(state, notice.workspace))}"
