"""What is known before a cycle, as facts and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrctl.measure.planning import Gauged, Planning
from okrctl.measure.retrospect import Ended
from okrctl.model.workspace import Workspace
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import cycle_facts, day
from okrctl.pages.header import Basis
from okrctl.pages.retro_facts import score_facts

SCHEMA = "okrctl.plan/1"
RECORD = ("question", "address", "value", "unit", "state", "words")


def plan_facts(found: Planning, workspace: Workspace, basis: Basis) -> dict[str, Fact]:
    """Everything that the page says."""
    return {
        "organization": workspace.settings.organization,
        "as_of": day(found.as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "cycle": cycle_facts(found.cycle, found.as_of),
        "newest_reading": day(found.latest),
        "blockers": [
            {
                "address": str(one.goal.address),
                "entry": one.entry.id,
                "since": day(one.since),
                "days": one.days,
                "blocked": one.entry.text("blocked"),
                "owner": one.owner or None,
            }
            for one in found.blockers
        ],
        "slipped": [
            {"address": str(one.state.address), "carried": one.carried} for one in found.slipped
        ],
        "gauges": [gauge_facts(one) for one in found.gauges],
        "pillars": {
            name: [str(one.address) for one in goals] for name, goals in found.pillars.items()
        },
        "before": [
            {
                "cycle": past.cycle.name,
                "open": found.as_of <= past.cycle.last,
                "objectives": [ended_facts(one) for one in past.objectives],
                "teams": [{"team": t.team, "learned": list(t.lessons)} for t in past.teams],
            }
            for past in found.before
        ],
        "planned": [{"address": str(o.address), "title": o.title} for o in found.planned],
        "drafts": [
            {"team": team, "kpi": f"kpi:{one.kpi.id}", "title": one.kpi.title, "from": one.start}
            for team, ones in found.drafts.items()
            for one in ones
        ],
    }


def gauge_facts(one: Gauged) -> Mapping[str, Fact]:
    """A KPI as planning sees it."""
    return {
        "address": str(one.kpi.address),
        "title": one.kpi.title,
        "value": one.state.latest.value if one.state.latest else None,
        "unit": one.kpi.unit,
        "health": one.state.health,
        "movement": one.movement,
        "critical_periods": one.critical_periods,
        "covered": one.covered,
        "asks_for_a_goal": one.asks_for_a_goal,
    }


def ended_facts(one: Ended) -> Mapping[str, Fact]:
    """An objective of a cycle before."""
    return {
        "address": str(one.state.address),
        **score_facts(one.state.score),
        "decision": one.decision or None,
        "learned": list(one.lessons),
        "carried": one.carried,
    }


def plan_rows(found: Planning) -> Iterator[tuple[Cell, ...]]:
    """Each answer with the number of its question; what is drafted has none."""
    for blocker in found.blockers:
        yield (1, str(blocker.goal.address), blocker.days, "d", "blocked",
               blocker.entry.text("blocked"))  # fmt: skip
    for goal in found.slipped:
        yield 1, str(goal.state.address), goal.carried, "cycles", "carried over", None
    yield from ((2, *gauge_row(one), one.movement) for one in found.troubled)
    yield from lesson_rows(found)
    for name, goals in found.pillars.items():
        yield 3, name, len(goals), "objectives", "pillar", None
    yield from ((4, *gauge_row(one), "in no key result") for one in found.uncovered)
    yield from score_rows(found)
    for team, ones in found.drafts.items():
        for draft in ones:
            yield None, str(draft.kpi.address), draft.start, draft.kpi.unit, "draft", team


def lesson_rows(found: Planning) -> Iterator[tuple[Cell, ...]]:
    """What was learned of each objective of the cycles before."""
    goals = (goal for past in found.before for goal in past.objectives)
    for goal in goals:
        address = str(goal.state.address)
        yield from ((3, address, None, None, "learned", text) for text in goal.lessons)


def score_rows(found: Planning) -> Iterator[tuple[Cell, ...]]:
    """How each objective of the cycles before was scored, and what was decided."""
    goals = (goal for past in found.before for goal in past.objectives)
    for goal in goals:
        score, decision = goal.state.score, goal.decision or None
        grade, word = (score.grade, score.word) if score else (None, "no score")
        yield 5, str(goal.state.address), grade, None, word, decision


def gauge_row(one: Gauged) -> tuple[Cell, ...]:
    """Address, value, unit and health."""
    value = one.state.latest.value if one.state.latest else None
    return str(one.kpi.address), value, one.kpi.unit, one.state.health
