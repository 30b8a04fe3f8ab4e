"""`okrctl close` as a whole: what is said, the entries and files of it, and one commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from okrctl.cli.checkin.acting import Action, carried_out
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import new_files
from okrctl.cli.checkin.recording import Wishes, changes, entries_of
from okrctl.cli.closing.cases import cases
from okrctl.cli.closing.sheet import Retrospective, score_of
from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.writing import tried
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Written
    from okrctl.model.calendar import Cycle
    from okrctl.pages.blocks import Line
    from okrctl.store.plan import FileChange

PLACEHOLDER = frozenset({"OKR010"})
"""What a file that goes on may hold: the gaps that a person fills."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    cycle: str
    team: str | None = None
    file: str | None = None
    """The sheet to read the answers from; none asks a person."""
    sheet: bool = False
    """Whether to print the sheet instead of closing."""
    into: str | None = None
    early: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """A cycle on its way to be closed."""

    here: Context
    desk: Desk
    cycle: Cycle
    into: Cycle | None
    """Where goals go on; none where no cycle follows."""
    wishes: Wishes


def close(here: Context, order: Order, wishes: Wishes) -> None:
    """Close a cycle for its teams, or print the sheet that closes it."""
    from okrctl.cli.closing.form import sheet
    from okrctl.cli.closing.reading import told_in
    from okrctl.cli.closing.walking import walked

    desk = Desk(here.loaded, here.today)
    cycle = cycle_named(here, order.cycle)
    into = next_cycle(here, cycle, order.into)
    found = cases(desk, cycle, into, team_named(here, order.team))
    if order.sheet:
        say(*sheet(found, cycle.name))
        return
    refuse_too_soon(here, cycle, early=order.early)
    closing = Closing(here, desk, cycle, into, wishes)
    if order.file is not None:
        finish(closing, told_in(order.file, found, cycle.name))
        return
    refuse_without_a_person(here, cycle)
    walked(here, desk, cycle, found, partial(finish, closing, goes_back=True))


def cycle_named(here: Context, name: str) -> Cycle:
    """The cycle of that name; UsageError where there is none."""
    cycle = here.loaded.workspace.calendars.cycle(name)
    if cycle is None:
        known = ", ".join(here.loaded.workspace.cycles) or "none has goals yet"
        raise UsageError(f"{name!r} is no cycle", f"cycles with goals: {known}")
    return cycle


def next_cycle(here: Context, cycle: Cycle, said: str | None) -> Cycle | None:
    """The cycle that goals are carried over to: the one that is said, else the next of its kind."""
    from okrctl.model.succession import following

    if said is None:
        return following(here.loaded.workspace.calendars, cycle)
    into = cycle_named(here, said)
    if into.last <= cycle.last:
        raise UsageError(f"{into.name} does not end after {cycle.name}", "name a later cycle")
    return into


def team_named(here: Context, said: str | None) -> str | None:
    """The team that is meant, by any of its names."""
    from okrctl.cli.making.names import known

    if said is None:
        return None
    names = here.loaded.workspace.directory.team_names
    return names[known(said, names, "team")]


def refuse_too_soon(here: Context, cycle: Cycle, *, early: bool) -> None:
    """UsageError before a cycle begins, and while it runs unless that is meant."""
    if here.today < cycle.first:
        raise UsageError(f"{cycle.name} begins on {cycle.first}", "there is nothing to close yet")
    if here.today <= cycle.last and not early:
        raise UsageError(
            f"{cycle.name} runs until {cycle.last}, and closed, nothing more is said of it",
            f"if it is to end today: okrctl close {cycle.name} --early",
        )


def refuse_without_a_person(here: Context, cycle: Cycle) -> None:
    """UsageError that names the way to close without being asked."""
    if not here.terminal.can_prompt:
        raise UsageError(
            "nobody can be asked here",
            f"okrctl close {cycle.name} --sheet > closing.yaml, fill it in, and"
            f" okrctl close {cycle.name} --from closing.yaml",
        )


def finish(closing: Closing, told: Sequence[Retrospective], *, goes_back: bool = False) -> bool:
    """Record all that was said in one commit; whether it was, since a dry run records nothing."""
    from okrctl.cli.closing.carrying import carried_files
    from okrctl.cli.closing.statements import statements

    here, desk, cycle, into = closing.here, closing.desk, closing.cycle, closing.into
    entries = entries_of(here, desk, statements(here, desk, cycle, told))
    verdicts = [one for team in told for one in team.verdicts]
    onwards = carried_files(here, verdicts, into) if into else ()
    files: tuple[FileChange, ...] = (*new_files(entries), *onwards)
    after = tried(here, files, fine=PLACEHOLDER).workspace
    goals = [one for one in entries if ":" not in one.statement.address]
    action = Action(
        subject(cycle, told, len(onwards), into),
        files,
        entries,
        tuple(seen(told, entries, [file.path for file in onwards])),
        changes(desk, after, goals),
        (f"okrctl retro {cycle.name}", *([f"okrctl lint goals/{into.name}"] if onwards and into
                                         else []), "okrctl undo"),
        in_full=False,
    )  # fmt: skip
    return carried_out(here, action, closing.wishes, goes_back=goes_back) is not None


def subject(cycle: Cycle, told: Sequence[Retrospective], onwards: int, into: Cycle | None) -> str:
    """`close(2026-Q4): engineering, support` and, below, what goes on."""
    teams = ", ".join(one.team for one in told)
    over = f"\n\n{onwards} carried over into {into.name}" if onwards and into else ""
    return f"close({cycle.name}): {teams}{over}"


def seen(
    told: Sequence[Retrospective], entries: Sequence[Written], onwards: Sequence[str]
) -> Iterator[Line]:
    """Each objective's score and decision, and the files that will be written."""
    from okrctl.measure.score import Score
    from okrctl.pages.blocks import Run, line

    for team in told:
        for one in team.verdicts:
            score = score_of(one.of, one.marks, one.own)
            objective = one.of.objective
            shown = Score(score, objective.committed, None) if score is not None else None
            words = f"{shown.shown}, {shown.word}" if shown else "no score"
            name = Run(objective.address.within_cycle, "strong")
            yield line("  ", name, f"  {words} · {one.outcome}")
    for path in dict.fromkeys((*(one.path for one in entries), *onwards)):
        yield line(Run(f"+ {path}", "good"))
