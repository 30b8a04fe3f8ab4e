"""Included workspaces on the scorecard: one row each, from what stands worst in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.measure.rollup import severity, team_mean
from okrctl.measure.state import ObjectiveState, State
from okrctl.pages.blocks import Column, Group, Inline, Line, Mark, Row, Run, Table, line
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import day
from okrctl.pages.numbers import NONE, age, percent, plural
from okrctl.pages.words import STATES, state_words

COLUMNS = (
    Column("  STATE"),
    Column("INCLUDED", elastic=True),
    Column("ORGANIZATION", elastic=True, from_width=100, leaves=1),
    Column("CYCLE", from_width=100, leaves=3),
    Column("NOW", "right", opens=True),
    Column("KEY RESULTS", leaves=4, opens=True),
    Column("WEAKEST", elastic=True, leaves=2, opens=True),
    Column("AGE", "right"),
)


@dataclass(frozen=True, slots=True)
class Included:
    """Another workspace: the name that addresses begin with, its folder, and how it stands.

    `state` is none where it has no goals; `errors` counts what cannot be read in it.
    """

    name: str
    folder: str
    title: str = ""
    state: State | None = None
    errors: int = 0

    @property
    def weakest(self) -> ObjectiveState | None:
        """The objective in the worst state; none without goals."""
        objectives = self.state.objectives if self.state else ()
        return min(objectives, key=lambda one: severity(one.weakest), default=None)

    @property
    def progress(self) -> Decimal | None:
        """The weighted mean of its objectives."""
        return team_mean(self.state.objectives) if self.state else None

    @property
    def oldest(self) -> tuple[int | None, date | None]:
        """The age in days of its oldest check-in, and its day."""
        objectives = self.state.objectives if self.state else ()
        dated = [(o.oldest_days, o.oldest_day) for o in objectives if o.oldest_days is not None]
        return max(dated, default=(None, None), key=lambda one: one[0])

    @property
    def counts(self) -> Counter[str]:
        """Its key results by state."""
        return Counter[str](kr.state for kr in (self.state.key_results if self.state else ()))


def included_table(others: Sequence[Included]) -> Table:
    """A row for each included workspace."""
    return Table(COLUMNS, (Group(tuple(map(_row, others))),))


def _row(one: Included) -> Row:
    weakest = one.weakest
    words = (
        Line(state_words(weakest.state, weakest.flags))
        if weakest
        else line(Mark("nothing"), Run(" no goals", "quiet"))
    )
    named = f"{one.name}//"
    return (
        words,
        line(named, *((" ", Run(plural(one.errors, "error"), "bad")) if one.errors else ())),
        line(one.title),
        line(one.state.cycle.name if one.state else NONE),
        line(percent(one.progress)),
        _counted(one),
        line(weakest.address.within_cycle if weakest else NONE),
        line(age(one.oldest[0])),
    )


def _counted(one: Included) -> Line:
    """`✗ 3 ▲ 2 ● 10`: the key results by state, the worst first."""
    parts: list[str | Inline] = []
    for name in (name for name in STATES if one.counts[name]):
        parts += [" " if parts else "", Mark(STATES[name][0]), f" {one.counts[name]}"]
    return line(*parts) if parts else line(NONE)


def included_record(one: Included) -> tuple[Cell, ...]:
    """An included workspace as a row for programs, in the columns of the objectives."""
    weakest = one.weakest
    return (
        f"{one.name}//",
        weakest.state if weakest else "no data",
        "",
        one.progress,
        None,
        None,
        f"{one.name}//{weakest.address}" if weakest else None,
        None,
        None,
        None,
        one.oldest[1],
        "",
        one.title,
    )


def included_facts(one: Included) -> dict[str, Fact]:
    """An included workspace for programs."""
    weakest = one.weakest
    return {
        "name": one.name,
        "folder": one.folder,
        "organization": one.title or None,
        "cycle": one.state.cycle.name if one.state else None,
        "state": weakest.state if weakest else None,
        "weakest": f"{one.name}//{weakest.address}" if weakest else None,
        "progress": one.progress,
        "counts": {name: one.counts[name] for name in STATES},
        "oldest_checkin": day(one.oldest[1]),
        "errors": one.errors,
    }
