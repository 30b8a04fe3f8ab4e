"""The tables of goals: what objectives and key results say, as their files say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from okrctl.measure.state import KeyResultState
from okrctl.model.kinds import DoneWhen, Hold, KeyResult, Milestones, Move, Zones
from okrctl.model.objective import Objective
from okrctl.model.values import Unsaid
from okrctl.model.workspace import Workspace
from okrctl.pages.tables.table import Column, Table, Value, joined

OBJECTIVES = Table(
    "objectives",
    (
        Column("address", "slug"),
        Column("cycle", "slug"),
        Column("team", "slug"),
        Column("objective", "slug", meaning="Its id."),
        Column("title", "title"),
        Column("why", "text", "words"),
        Column("owner", "text", "person"),
        Column("commitment", "text"),
        Column("supports", "slug", meaning="Addresses, one a line."),
        Column("pillar", "slug"),
        Column("starts", "day"),
        Column("due", "day"),
        Column("weight", "number", "number"),
        Column("draft", "flag"),
        Column("continues", "slug"),
    ),
    by=("cycle", "team"),
)
KEY_RESULTS = Table(
    "key_results",
    (
        Column("address", "slug"),
        Column("cycle", "slug"),
        Column("team", "slug"),
        Column("objective", "slug", meaning="The id of its objective."),
        Column("objective_title", "title"),
        Column("key_result", "slug", meaning="Its id."),
        Column("title", "title"),
        Column("kind", "text", meaning="move, hold, milestones, done when, zones or supporting."),
        Column("owner", "text", "person"),
        Column("unit", "text", "words"),
        Column("start", "end", "number", "Where it starts; unknown, or withheld."),
        Column("target", "end", "number", "Where it goes."),
        Column("current", "number", "number", "Its latest value."),
        Column("change_by", "text", "number", "A target relative to its start."),
        Column("better", "text"),
        Column("commit_to", "number", "number"),
        Column("stretch", "number", "number"),
        Column("at_least", "number", "number", "The line that is held, from below."),
        Column("at_most", "number", "number", "The line that is held, from above."),
        Column("every", "text"),
        Column("steps", "text", "words", "Milestones or zones as id: words, one a line."),
        Column("kpi", "slug"),
        Column("guardrail", "flag"),
        Column("weight", "number", "number", "What it counts in the mean."),
        Column("starts", "day"),
        Column("due", "day"),
        Column("why", "text", "words"),
    ),
    by=("cycle", "team"),
)


def objectives_table(workspace: Workspace, chosen: Iterable[Objective]) -> Table:
    """An objective a row, drafts too; owner and days are those in force, inherited or not."""
    return OBJECTIVES.holding([objective_row(workspace, one) for one in chosen])


def objective_row(workspace: Workspace, one: Objective) -> tuple[Value, ...]:
    """What the file of an objective says."""
    parents = [str(address) for address in workspace.parents[str(one.address)]]
    return (
        str(one.address), one.address.cycle, one.address.team, one.id, one.title, one.why,
        workspace.owner(one) or None, one.commitment, joined(parents), one.pillar,
        workspace.starts(one), workspace.due(one), one.weight, one.draft, one.continues,
    )  # fmt: skip


def key_results_table(
    workspace: Workspace, chosen: Iterable[Objective], states: Mapping[str, KeyResultState]
) -> Table:
    """A key result a row, under the columns that `okrctl import` reads back."""
    rows = [
        key_result_row(workspace, one, kr, states.get(str(kr.address)))
        for one in chosen
        for kr in one.key_results
    ]
    return KEY_RESULTS.holding(rows)


def key_result_row(
    workspace: Workspace, of: Objective, kr: KeyResult, state: KeyResultState | None
) -> tuple[Value, ...]:
    """What the file says of a key result, and the latest value."""
    kpi = workspace.kpi(kr.kpi) if kr.kpi else None
    latest = state.history.latest if state and not kept_private(kr) else None
    return (
        str(kr.address), of.address.cycle, of.address.team, of.id, of.title,
        kr.id, kr.title, kr.kind,
        workspace.owner(kr) or None, kpi.unit if kpi else kr.unit,
        *way(kr), latest.value if latest else None, *beyond(kr), *line(kr),
        steps(kr), kr.kpi, kr.guardrail, kr.counted_weight,
        workspace.starts(kr), workspace.due(kr), kr.why,
    )  # fmt: skip


def kept_private(kr: KeyResult) -> bool:
    """Whether one of its two ends is withheld, so that its values are too."""
    return isinstance(kr, Move) and Unsaid.WITHHELD in (kr.start, kr.to)


def way(kr: KeyResult) -> tuple[Value, Value]:
    """X and Y of what moves."""
    return (kr.baseline, kr.target) if isinstance(kr, Move) else (None, None)


def beyond(kr: KeyResult) -> tuple[Value, ...]:
    """What else is said of the way: the change, the direction, and the ends beside Y."""
    if not isinstance(kr, Move):
        return (None, None, None, None)
    change = kr.change_by.text if kr.change_by else None
    rises = kr.rises
    better = None if rises is None else "higher" if rises else "lower"
    return (change, better, kr.commit, kr.stretch)


def line(kr: KeyResult) -> tuple[Decimal | None, Decimal | None, str | None]:
    """The line that is held."""
    return (kr.low, kr.high, kr.every) if isinstance(kr, Hold) else (None, None, None)


def steps(kr: KeyResult) -> str | None:
    """Milestones and zones as `new kr` takes them; the sentence of what is done when true."""
    match kr:
        case Milestones():
            said = (
                f"{name}: {step.title}{f', by {step.due}' if step.due else ''}"
                for name, step in kr.milestones.items()
            )
            return joined(list(said))
        case Zones():
            return joined([f"{name}: {words}" for name, words in kr.named.items()])
        case DoneWhen():
            return kr.done_when
        case _:
            return None
