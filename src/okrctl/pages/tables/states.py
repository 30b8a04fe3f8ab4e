"""The table of states: where every objective and key result stands on the day of the export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.workspace import Workspace
from okrctl.pages.rates import chance_of_ten
from okrctl.pages.tables.goals import kept_private
from okrctl.pages.tables.table import Column, Table, Value
from okrctl.pages.words import sorted_flags

STATES = Table(
    "states",
    (
        Column("as_of", "day"),
        Column("address", "slug"),
        Column("cycle", "slug"),
        Column("team", "slug"),
        Column("objective", "slug"),
        Column("key_result", "slug", meaning="None in the row of an objective."),
        Column("level", "text", meaning="objective or key result."),
        Column("title", "title"),
        Column("owner", "text", "person"),
        Column("state", "text"),
        Column("flags", "text"),
        Column("progress", "share", meaning="Raw for a key result: beyond 0 and 1 too."),
        Column("counts", "share", meaning="What the mean takes for it."),
        Column("expected", "share"),
        Column("ratio", "share", meaning="Progress over expected; of the weakest key result."),
        Column("week", "share", meaning="Points gained in seven days."),
        Column("weakest", "slug"),
        Column("value", "number", "number"),
        Column("confidence", "count", "person", "The owner's, 0 to 10."),
        Column("chance", "count", meaning="The trend's, 0 to 10."),
        Column("last_checkin", "day", meaning="Of an objective the oldest of its key results'."),
        Column("age_days", "count"),
        Column("blockers", "count", meaning="How many are open."),
        Column("score", "share", meaning="The final one."),
    ),
    by=("cycle", "team"),
)


def states_table(
    workspace: Workspace, states: Sequence[State], team: str | None, *, public: bool
) -> Table:
    """A row for each objective, followed by its key results; drafts stand nowhere.

    In a public table the progress of what keeps its numbers private is left out.
    """
    rows = [
        row
        for state in states
        for objective in state.objectives
        if team in (None, workspace.team_name(objective.address.team))
        for row in rows_of(workspace, state, objective, public=public)
    ]
    return STATES.holding(rows)


def rows_of(
    workspace: Workspace, state: State, objective: ObjectiveState, *, public: bool
) -> Iterator[tuple[Value, ...]]:
    """The row of an objective and those of its key results."""
    yield objective_row(state, objective, public=public)
    for kr in objective.key_results:
        yield key_result_row(workspace, state, kr, public=public)


def objective_row(state: State, of: ObjectiveState, *, public: bool) -> tuple[Value, ...]:
    """Where an objective stands: what `okrctl status` says of it."""
    weakest = of.weakest
    hidden = public and any(kept_private(kr.key_result) for kr in of.key_results)
    progress, week = (None, None) if hidden else (of.progress, of.week)
    ratio = weakest.judgement.ratio if weakest and not hidden else None
    return (
        state.as_of, str(of.address), of.address.cycle, of.address.team, of.address.id,
        None, "objective",
        of.objective.title, of.owner or None, of.state, " ".join(sorted_flags(of.flags)),
        progress, progress, of.expected, ratio, week,
        weakest.key_result.id if weakest else None, None,
        weakest.confidence if weakest else None, chance_of_ten(weakest), of.oldest_day,
        of.oldest_days, len(of.blockers) + sum(len(kr.blockers) for kr in of.key_results),
        of.score.grade if of.score and not hidden else None,
    )  # fmt: skip


def key_result_row(
    workspace: Workspace, state: State, of: KeyResultState, *, public: bool
) -> tuple[Value, ...]:
    """Where a key result stands."""
    goal, private = of.address.objective, kept_private(of.key_result)
    latest = None if private else of.history.latest
    hidden = public and private
    return (
        state.as_of, str(of.address), goal.cycle, goal.team, goal.id, of.address.id, "key result",
        of.key_result.title, workspace.owner(of.key_result) or None, of.state,
        " ".join(sorted_flags(of.flags)), None if hidden else of.progress.share,
        None if hidden else of.progress.counts, of.judgement.expected,
        None if hidden else of.judgement.ratio, None if hidden else of.week, None,
        latest.value if latest else None, of.confidence, chance_of_ten(of), of.last_day,
        of.age_days, len(of.blockers), of.score.grade if of.score and not hidden else None,
    )  # fmt: skip
