"""The header of a page: whose goals, which cycle, how much of it is gone, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.measure.state import State
from okrctl.model.calendar import Case, Cycle
from okrctl.model.values import divide
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import Inline, Line, Mark, Run, line
from okrctl.pages.numbers import days, long_day, percent, plural


@dataclass(frozen=True, slots=True)
class Basis:
    """What a page rests on: the commit, and what is not in it.

    `case` says why this cycle is shown: it is running, or it is the last or next one with goals
    because none is running.
    """

    commit: str = ""
    uncommitted: int = 0
    case: Case = "running"
    dated: bool = False
    """Whether the reader asked for a day or a revision of their own, so that it must be said."""
    errors: int = 0
    warnings: int = 0


def header(state: State, workspace: Workspace, basis: Basis) -> Line:
    """`Acme 2026-Q4 · day 52 of 92 · 57% of the time gone     Sat 21 Nov 2026 · 4be1f02`."""
    whose = workspace.settings.organization or workspace.settings.name or "Goals"
    name = Run(f"{whose} {state.cycle.name}", "strong")
    gone = time_gone(state.cycle, state.as_of)
    full = line(name, f" · {gone}", aside=rests_on(state.as_of, basis))
    return Line(full.runs, full.aside, short=line(name, f" · {gone.partition(' · ')[0]}"))


def rests_on(as_of: date, basis: Basis) -> tuple[str | Inline, ...]:
    """`Sat 21 Nov 2026 · 4be1f02 · uncommitted: 2 files`."""
    words = [f"{as_of:%a} {long_day(as_of)}"]
    words += [basis.commit] if basis.commit else []
    aside: tuple[str | Inline, ...] = (" · ".join(words),)
    if basis.uncommitted:
        aside += (" · ", Run(f"uncommitted: {plural(basis.uncommitted, 'file')}", "warn"))
    return aside


def time_gone(cycle: Cycle, as_of: date) -> str:
    """How much of a cycle is gone on a day, or how far it lies behind or ahead."""
    if as_of > cycle.last:
        return f"ended {long_day(cycle.last)}, {days((as_of - cycle.last).days)} ago"
    if as_of < cycle.first:
        return f"starts {long_day(cycle.first)}, in {days((cycle.first - as_of).days)}"
    gone = cycle.elapsed_days(as_of)
    share = percent(divide(Decimal(gone), Decimal(cycle.days)))
    return f"day {gone} of {cycle.days} · {share} of the time gone"


def remarks(basis: Basis) -> list[Line]:
    """What a reader must know before the numbers: another cycle, files with errors."""
    lines = []
    if basis.case in ("last", "next"):
        lines.append(line(Run(f"No cycle with goals is running: this is the {basis.case} one.")))
    if basis.errors:
        count = plural(basis.errors, "error")
        lines.append(
            line(Mark("bad"), " ", Run(f"{count} in the files", "bad"),
                 ": goals that cannot be read are not counted here · okrctl lint")
        )  # fmt: skip
    return lines
