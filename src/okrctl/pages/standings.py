"""The scorecard for programs: its facts, and a row for each objective."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from okrctl.measure.state import ObjectiveState, State, TeamState
from okrctl.model.workspace import Workspace
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import cycle_facts, day, gauge_facts, objective_facts
from okrctl.pages.filters import Filters
from okrctl.pages.header import Basis
from okrctl.pages.rates import chance_of_ten
from okrctl.pages.words import STATES, sorted_flags

RECORD = (
    "address", "state", "flags", "progress", "expected", "week", "weakest", "ratio", "confidence",
    "chance", "oldest_checkin", "owner", "title",
)  # fmt: skip


def record(state: ObjectiveState) -> tuple[Cell, ...]:
    """An objective as a row for programs. The chance is that of a forecast, 0 to 10."""
    weakest = state.weakest
    return (
        str(state.address),
        state.state,
        " ".join(sorted_flags(state.flags)),
        state.progress,
        state.expected,
        state.week,
        weakest.key_result.id if weakest else None,
        weakest.judgement.ratio if weakest else None,
        weakest.confidence if weakest else None,
        chance_of_ten(weakest),
        state.oldest_day,
        state.owner,
        state.objective.title,
    )


def facts(
    state: State,
    workspace: Workspace,
    teams: Sequence[TeamState],
    filters: Filters,
    basis: Basis,
) -> dict[str, Fact]:
    """Everything on the page, exact, and the key results below it."""
    key_results = [kr for team in teams for o in team.objectives for kr in o.key_results]
    counts = Counter(kr.state for kr in key_results)
    return frame(workspace, state.as_of, basis) | {
        "cycle": cycle_facts(state.cycle, state.as_of),
        "filters": filters.facts(),
        "counts": {name: counts[name] for name in STATES},
        "teams": [
            {
                "team": team.team,
                "title": team.title,
                "progress": team.progress,
                "objectives": [objective_facts(o, workspace) for o in team.objectives],
            }
            for team in teams
        ],
        "kpis": [gauge_facts(gauge, workspace) for gauge in state.gauges],
    }


def frame(workspace: Workspace, as_of: date, basis: Basis) -> dict[str, Fact]:
    """Whose goals, on which day, and what the page rests on."""
    return {
        "organization": workspace.settings.organization,
        "as_of": day(as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "errors": basis.errors,
        "warnings": basis.warnings,
    }
