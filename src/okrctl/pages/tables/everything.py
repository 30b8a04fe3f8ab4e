"""All tables of a workspace as of a day, or of one of its cycles and teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okrctl.measure.health import gauges
from okrctl.measure.measure import measure
from okrctl.measure.state import KeyResultState, State
from okrctl.model.workspace import Workspace
from okrctl.pages.tables.entries import ENTRIES, entries_table
from okrctl.pages.tables.gauges import KPIS, READINGS, kpis_table, readings_table
from okrctl.pages.tables.goals import KEY_RESULTS, OBJECTIVES, key_results_table, objectives_table
from okrctl.pages.tables.states import STATES, states_table
from okrctl.pages.tables.table import Table
from okrctl.pages.tables.veil import veiled

FORMS: tuple[Table, ...] = (OBJECTIVES, KEY_RESULTS, STATES, KPIS, ENTRIES, READINGS)
"""Every table without its rows, in the order of an export."""
NAMES = tuple(table.name for table in FORMS)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a workspace is meant; what is none narrows nothing.

    `public` leaves out numbers, people, drafts and free words, so entries and readings as a whole.
    """

    cycle: str | None = None
    team: str | None = None
    public: bool = False


def tables_of(workspace: Workspace, as_of: date, part: Part) -> tuple[Table, ...]:
    """Objectives, key results, states, entries, KPIs and readings, each measured as of a day."""
    states = states_of(workspace, as_of, part)
    cycles = [state.cycle.name for state in states]
    chosen = [
        one
        for one in workspace.objectives
        if one.address.cycle in cycles
        and part.team in (None, workspace.team_name(one.address.team))
        and not (part.public and one.draft)
    ]
    standing = {
        str(kr.address): kr
        for state in states
        for kr in state.by_address.values()
        if isinstance(kr, KeyResultState)
    }
    open_to_all = (
        objectives_table(workspace, chosen),
        key_results_table(workspace, chosen, standing),
        states_table(workspace, states, part.team, public=part.public),
        kpis_table(workspace, {gauge.id: gauge for gauge in gauges(workspace, as_of)}),
    )
    if part.public:
        return veiled(open_to_all, workspace)
    return (
        *open_to_all,
        entries_table(workspace, cycles, part.team, as_of),
        readings_table(workspace, as_of),
    )


def states_of(workspace: Workspace, as_of: date, part: Part) -> Sequence[State]:
    """Where the goals of each cycle stand, the earliest cycle first."""
    chosen = [cycle for name, cycle in workspace.cycles.items() if part.cycle in (None, name)]
    ordered = sorted(chosen, key=lambda cycle: (cycle.first, cycle.last))
    return [measure(workspace, as_of, cycle) for cycle in ordered]
