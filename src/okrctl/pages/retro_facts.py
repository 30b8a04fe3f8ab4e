"""A cycle looked back on, as facts and as rows: exact, every field there each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from okrctl.measure.retrospect import ZONES, Ended, Retrospect, TeamEnd, zone_of
from okrctl.measure.score import Score
from okrctl.measure.state import KeyResultState
from okrctl.model.workspace import Workspace
from okrctl.pages.calibration import scores
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import cycle_facts, day
from okrctl.pages.header import Basis
from okrctl.pages.moved import moved_facts

SCHEMA = "okrctl.retro/1"
RECORD = ("address", "sort", "score", "word", "computed", "zone", "decision", "carried", "owner",
          "title")  # fmt: skip


def retro_facts(found: Retrospect, workspace: Workspace, basis: Basis) -> dict[str, Fact]:
    """Everything that the report says."""
    results = [kr for kr in found.state.key_results if not kr.left_out]
    zones = Counter(zone_of(kr) for kr in results)
    return {
        "organization": workspace.settings.organization,
        "as_of": day(found.state.as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "cycle": cycle_facts(found.cycle, found.state.as_of),
        "zones": {zone: zones[zone] for zone in ZONES},
        "teams": [team_facts(team) for team in found.teams],
        "kpis": [moved_facts(one) for one in found.moved],
        "calibration": scores(found.calibration),
    }


def team_facts(team: TeamEnd) -> Mapping[str, Fact]:
    """How a team ended."""
    return {
        "team": team.team,
        "title": team.title,
        "closed": team.closed,
        "scores": [{"cycle": name, "score": score} for name, score in team.scores],
        "attained": team.attained or None,
        "kinds": dict(team.kinds),
        "checkins": {"due": team.discipline.due, "made": team.discipline.made},
        "learned": list(team.lessons),
        "missing": team.missing or None,
        "objectives": [objective_facts(one) for one in team.objectives],
    }


def objective_facts(one: Ended) -> Mapping[str, Fact]:
    """How an objective ended."""
    state = one.state
    return {
        "address": str(state.address),
        "title": state.objective.title,
        "owner": state.owner or None,
        "commitment": state.objective.commitment,
        **score_facts(state.score),
        "computed": state.progress,
        "decision": one.decision or None,
        "learned": list(one.lessons),
        "carried": one.carried,
        "key_results": [key_result_facts(kr) for kr in state.key_results],
    }


def key_result_facts(kr: KeyResultState) -> Mapping[str, Fact]:
    """How a key result ended."""
    return {
        "address": str(kr.address),
        "title": kr.key_result.title,
        "kind": kr.key_result.kind,
        "state": kr.state,
        **score_facts(kr.score),
        "computed": kr.progress.counts,
        "zone": None if kr.left_out else zone_of(kr),
    }


def score_facts(score: Score | None) -> Mapping[str, Fact]:
    """A score, its word, and the reason that was given with it."""
    return {
        "score": score.grade if score else None,
        "word": score.word if score else None,
        "reason": (score.reason or None) if score else None,
    }


def retro_rows(found: Retrospect, workspace: Workspace) -> Iterator[tuple[Cell, ...]]:
    """Each objective and below it its key results."""
    for one in found.objectives:
        state, score = one.state, one.state.score
        yield (
            str(state.address), "objective", score.grade if score else None,
            score.word if score else None, state.progress, None, one.decision or None, one.carried,
            state.owner, state.objective.title,
        )  # fmt: skip
        for kr in state.key_results:
            mark = kr.score
            yield (
                str(kr.address), kr.key_result.kind, mark.grade if mark else None,
                mark.word if mark else None, kr.progress.counts,
                None if kr.left_out else zone_of(kr), kr.state if kr.left_out else None, None,
                workspace.owner(kr.key_result), kr.key_result.title,
            )  # fmt: skip
