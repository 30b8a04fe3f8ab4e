"""The scorecard: where every objective of a cycle stands, worst first. `okrctl status`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from okrctl.measure.state import (
    RANK,
    KeyResultState,
    ObjectiveState,
    State,
    TeamState,
)
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Meter,
    Next,
    Prose,
    Row,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Document, Records
from okrctl.pages.filters import EVERYTHING, Filters, narrowed
from okrctl.pages.header import Basis, header, remarks, rests_on
from okrctl.pages.included import Included, included_facts, included_record, included_table
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, age, percent, ratio
from okrctl.pages.rates import conf
from okrctl.pages.standings import RECORD, facts, frame, record
from okrctl.pages.tally import counted, gauges_note
from okrctl.pages.words import STATES, delta, state_words

COLUMNS = (
    Column("  STATE"),
    Column("OBJECTIVE", elastic=True),
    Column("TITLE", elastic=True, from_width=100, leaves=1),
    Column("OWNER", from_width=120, leaves=2),
    Column("PACE ┃", leaves=6),
    Column("NOW", "right", opens=True),
    Column("WEEK", "right", leaves=5),
    Column("WEAKEST", elastic=True, leaves=4, opens=True),
    Column("RATIO", "right", leaves=4),
    Column("CONF", "right", leaves=3, opens=True),
    Column("AGE", "right"),
)
FIRST_STEP = "An objective says what gets better for whom; its key results say how you will know."


def scorecard(
    state: State,
    workspace: Workspace,
    *,
    filters: Filters = EVERYTHING,
    basis: Basis | None = None,
    others: Sequence[Included] = (),
) -> Document:
    """Every objective that passes the filters: state, bar, progress, weakest key result, age.

    Below them a row for each included workspace, where nothing is filtered.
    """
    basis = basis or Basis()
    teams = tuple(narrowed(state, workspace, filters))
    objectives = [objective for team in teams for objective in team.objectives]
    blocks: list[Block] = [Heading(header(state, workspace, basis)), *remarks(basis)]
    if objectives:
        blocks += [counted(objectives), Gap(), table(teams), Gap()]
        blocks += gauges_note(state, workspace) if not filters else []
    else:
        blocks.append(nothing_to_show(state, filters))
    shown = () if filters else tuple(others)
    blocks += [included_table(shown), Gap()] if shown else []
    blocks.append(Next(next_commands(state, workspace, objectives)))
    return Document(
        "okrctl.status/1",
        facts(state, workspace, teams, filters, basis)
        | {"included": [included_facts(one) for one in shown]},
        Records(RECORD, (*map(record, objectives), *map(included_record, shown))),
        tuple(blocks),
    )


def table(teams: Iterable[TeamState]) -> Table:
    """The objectives under their teams."""
    groups = tuple(
        Group(
            tuple(map(row, team.objectives)),
            line(Run(f"{team.team.upper()} {percent(team.progress)}", "strong")),
        )
        for team in teams
    )
    return Table(COLUMNS, groups)


def row(state: ObjectiveState) -> Row:
    """One objective; ratio and confidence are those of its weakest key result."""
    weakest = state.weakest
    return (
        Line(state_words(state.state, state.flags)),
        line(state.address.id),
        line(state.objective.title),
        line(state.owner),
        line(Meter(state.progress, state.expected) if state.progress is not None else ""),
        line(percent(state.progress)),
        line(delta(state.week)),
        line(weakest_words(state)),
        line(ratio(weakest.judgement.ratio if weakest else None)),
        line(conf(weakest) or NONE),
        line(age(state.oldest_days)),
    )


def weakest_words(state: ObjectiveState) -> Run:
    """The id of the weakest key result, or why there is none to name."""
    if state.weakest is None:
        return Run(state.reason or NONE, "quiet")
    if all(kr.last_entry is None for kr in state.key_results):
        return Run("at baseline", "quiet")
    return Run(state.weakest.key_result.id)


def nothing_yet(workspace: Workspace, as_of: date, basis: Basis | None = None) -> Document:
    """The page of a workspace that has no goals in any cycle: what to do first."""
    basis = basis or Basis()
    name = workspace.settings.organization or workspace.settings.name or "Goals"
    blocks: tuple[Block, ...] = (
        Heading(line(Run(name, "strong"), " · no goals yet", aside=rests_on(as_of, basis))),
        *remarks(basis),
        Prose(FIRST_STEP),
        Next(("okrctl new objective", "okrctl lint")),
    )
    facts = frame(workspace, as_of, basis) | {
        "cycle": None,
        "filters": {},
        "counts": dict.fromkeys(STATES, 0),
        "teams": [],
        "kpis": [],
        "included": [],
    }
    return Document("okrctl.status/1", facts, Records(RECORD), blocks)


def nothing_to_show(state: State, filters: Filters) -> Prose:
    """Why the page is empty, and what to do about it."""
    if filters and state.teams:
        asked = ", ".join(f"{name} {value}" for name, value in filters.facts().items())
        return Prose(f"No objective of {state.cycle.name} fits: {asked}.")
    return Prose(f"No goals in {state.cycle.name} yet. {FIRST_STEP}")


def next_commands(
    state: State, workspace: Workspace, objectives: Sequence[ObjectiveState]
) -> tuple[str, ...]:
    """Look at the worst, ask for news of what is silent, check the files."""
    if not objectives:
        return ("okrctl status",) if state.teams else ("okrctl new objective", "okrctl lint")
    worst = min(objectives, key=lambda o: RANK.index(o.state) if o.state in RANK else len(RANK))
    waiting = [kr for o in objectives for kr in o.key_results if is_silent(kr)]
    silent = min(waiting, key=lambda kr: RANK.index(kr.state), default=None)
    commands = [f"okrctl show {shortest(worst.address, workspace, state.as_of)}"]
    if silent:
        commands.append(f"okrctl checkin {shortest(silent.address, workspace, state.as_of)}")
    return (*commands, "okrctl lint")


def is_silent(kr: KeyResultState) -> bool:
    """Whether a check-in is what a key result waits for."""
    return kr.key_result.kpi is None and kr.state in ("stale", "no data")
