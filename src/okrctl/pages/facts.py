"""Goals and gauges as facts: exact, every field there each time, none where there is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okrctl.measure.forecast import Forecast, NoForecast
from okrctl.measure.state import GaugeState, KeyResultState, ObjectiveState
from okrctl.model.calendar import Cycle
from okrctl.model.workspace import Workspace
from okrctl.pages.document import Fact
from okrctl.pages.rates import chance_of_ten
from okrctl.pages.words import sorted_flags


def day(value: date | None) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if value else None


def cycle_facts(cycle: Cycle, as_of: date) -> Mapping[str, Fact]:
    """A cycle, and how much of it is gone."""
    return {
        "name": cycle.name,
        "first": day(cycle.first),
        "last": day(cycle.last),
        "day": cycle.elapsed_days(as_of),
        "days": cycle.days,
    }


def unit_of(state: KeyResultState, workspace: Workspace) -> str | None:
    """The unit of a key result: its own, or that of the KPI it moves."""
    kpi = workspace.kpi(state.key_result.kpi) if state.key_result.kpi else None
    return kpi.unit if kpi else state.key_result.unit


def key_result_facts(state: KeyResultState, workspace: Workspace) -> Mapping[str, Fact]:
    """Where a key result stands."""
    latest = state.history.latest
    return {
        "address": str(state.address),
        "title": state.key_result.title,
        "kind": state.key_result.kind,
        "state": state.state,
        "flags": sorted_flags(state.flags),
        "progress": state.progress.share,
        "counts": state.progress.counts,
        "progress_label": state.progress.label or None,
        "reason": state.progress.reason or state.outcome_note or None,
        "expected": state.judgement.expected,
        "ratio": state.judgement.ratio,
        "judged_by": state.judgement.by,
        "week": state.week,
        "value": latest.value if latest else None,
        "unit": unit_of(state, workspace),
        "kpi": state.key_result.kpi,
        "confidence": state.confidence,
        "forecast": forecast_facts(state.forecast),
        "guardrail": state.key_result.guardrail,
        "breached": state.breached,
        "weight": state.key_result.counted_weight,
        "grade": state.grade,
        "owner": workspace.owner(state.key_result) or None,
        "due": day(state.history.due),
        "next_due": day(state.next_due),
        "age_days": state.age_days,
        "last_entry": state.last_entry.id if state.last_entry else None,
        "note": (state.last_entry.note if state.last_entry else "") or None,
        "blockers": [
            {
                "entry": blocker.entry.id,
                "since": day(blocker.entry.day),
                "blocked": blocker.entry.text("blocked"),
            }
            for blocker in state.blockers
        ],
    }


def forecast_facts(told: Forecast | NoForecast) -> Mapping[str, Fact] | None:
    """Where a key result is heading; why nobody can tell; none where nothing is forecast."""
    if not isinstance(told, Forecast):
        return {"reason": told.reason} if told.reason else None
    return {
        "method": told.method,
        "line_weight": told.line_weight,
        "points": len(told.points),
        "end": day(told.end),
        "projected": told.projected,
        "low": told.low,
        "high": told.high,
        "per_week": told.per_week,
        "needed_per_week": told.needed_per_week,
        "chance": told.chance,
        "chance_of_ten": told.of_ten,
    }


def objective_facts(state: ObjectiveState, workspace: Workspace) -> Mapping[str, Fact]:
    """Where an objective stands, and each of its key results."""
    weakest = state.weakest
    return {
        "address": str(state.address),
        "title": state.objective.title,
        "owner": state.owner or None,
        "commitment": state.objective.commitment,
        "state": state.state,
        "flags": sorted_flags(state.flags),
        "progress": state.progress,
        "reason": state.reason or None,
        "expected": state.expected,
        "week": state.week,
        "weakest": weakest.key_result.id if weakest else None,
        "ratio": weakest.judgement.ratio if weakest else None,
        "confidence": weakest.confidence if weakest else None,
        "chance": chance_of_ten(weakest),
        "oldest_checkin": day(state.oldest_day),
        "age_days": state.oldest_days,
        "capped_by": str(state.capped_by) if state.capped_by else None,
        "grade": state.grade,
        "supports": [str(address) for address in workspace.parents.get(str(state.address), ())],
        "key_results": [key_result_facts(kr, workspace) for kr in state.key_results],
    }


def gauge_facts(gauge: GaugeState, workspace: Workspace) -> Mapping[str, Fact]:
    """Where a KPI stands."""
    kpi = workspace.kpi(gauge.id)
    return {
        "address": f"kpi:{gauge.id}",
        "title": kpi.title if kpi else None,
        "owner": kpi.owner if kpi else None,
        "health": gauge.health,
        "reason": gauge.reason or None,
        "value": gauge.latest.value if gauge.latest else None,
        "unit": kpi.unit if kpi else None,
        "day": day(gauge.latest.day) if gauge.latest else None,
        "age_days": gauge.age_days,
    }
