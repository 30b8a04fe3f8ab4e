"""The card of one objective, key result or KPI: what, journey, verdict. `okrctl show`."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from okrctl.errors import UsageError
from okrctl.load.places import Places
from okrctl.measure.gauges import Gauges
from okrctl.measure.state import GaugeState, KeyResultState, ObjectiveState, State
from okrctl.model.address import Address, KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from okrctl.pages import gauge, key_result, objective
from okrctl.pages.blocks import Block, Gap, Heading, Next, Note, Run, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.facts import cycle_facts, day
from okrctl.pages.header import Basis, rests_on

SCHEMA = "okrctl.show/1"


def card(  # noqa: PLR0913 - one for each thing that a card may show
    state: State,
    workspace: Workspace,
    address: Address,
    places: Places,
    *,
    basis: Basis | None = None,
    chart: bool = False,
) -> Document:
    """Everything there is to say of one goal or gauge; with `chart` the series of a key result.

    Raises `UsageError` where its file is not valid, so that nothing about it can be said.
    """
    basis = basis or Basis()
    frame: dict[str, Fact] = {
        "as_of": day(state.as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "file": places.files.get(str(address).partition("#")[0]),
        "cycle": cycle_facts(state.cycle, state.as_of),
    }
    match address:
        case KpiAddress():
            document = gauge_card(state, workspace, address, frame)
        case ObjectiveAddress() | KeyResultAddress():
            document = goal_card(state, workspace, address, frame, chart=chart)
        case _:
            assert_never(address)
    return replace(document, blocks=(*dated(state, basis), *document.blocks))


def goal_card(
    state: State,
    workspace: Workspace,
    address: ObjectiveAddress | KeyResultAddress,
    frame: dict[str, Fact],
    *,
    chart: bool = False,
) -> Document:
    """The card of an objective or a key result."""
    found = state.by_address.get(str(address))
    if isinstance(found, ObjectiveState):
        facts = frame | {"objective": objective.facts(found, workspace)}
        rows = tuple(key_result.record(kr, workspace) for kr in found.key_results)
        blocks = objective.blocks(found, workspace, state, chart=chart)
    elif isinstance(found, KeyResultState):
        facts = frame | {"key_result": key_result.facts(found, workspace)}
        rows = (key_result.record(found, workspace),)
        blocks = key_result.blocks(found, workspace, state, chart=chart)
    else:
        return draft_card(workspace, address, frame)
    records = Records(key_result.RECORD, rows)
    return Document(SCHEMA, facts, records, blocks)


def dated(state: State, basis: Basis) -> tuple[Block, ...]:
    """What the card rests on, where a reader could be mistaken: another day, uncommitted files."""
    return (line(*rests_on(state.as_of, basis)),) if basis.uncommitted or basis.dated else ()


def draft_card(
    workspace: Workspace, address: ObjectiveAddress | KeyResultAddress, frame: dict[str, Fact]
) -> Document:
    """The card of a goal that is read and checked, and counted nowhere."""
    owner = address if isinstance(address, ObjectiveAddress) else address.objective
    goal = workspace.objective(owner)
    if goal is None:
        raise UsageError(f"{owner} is not valid, so nothing can be said of it", "okrctl lint")
    blocks: tuple[Block, ...] = (
        Heading(line(Run(f"{goal.address} ", "strong"), goal.title, aside=("draft",))),
        line("a draft: read and checked, counted nowhere until draft: is taken out"),
        *drafted(goal),
        Gap(),
        Next((f"okrctl edit {goal.address}", "okrctl lint")),
    )
    facts = frame | {"draft": {"address": str(goal.address), "title": goal.title}}
    return Document(SCHEMA, facts, Records(key_result.RECORD), blocks)


def drafted(goal: Objective) -> tuple[Note, ...]:
    """The key results of a draft, in words."""
    return tuple(Note(kr.id, (line(kr.title),)) for kr in goal.key_results)


def gauge_card(
    state: State,
    workspace: Workspace,
    address: KpiAddress,
    frame: dict[str, Fact],
) -> Document:
    """The card of a KPI."""
    kpi = workspace.kpi(address.id)
    if kpi is None:
        raise UsageError(f"{address} is not valid, so nothing can be said of it", "okrctl lint")
    found = next((each for each in state.gauges if each.id == kpi.id), None)
    seen = found or GaugeState(kpi.id, None, "no value", "not measured yet")
    gauges = Gauges(workspace, state.as_of)
    readings = gauge.latest_readings(kpi, workspace, state.as_of)
    return Document(
        SCHEMA,
        frame | gauge.facts(seen, kpi, gauges),
        Records(gauge.RECORD, tuple(gauge.record(entry, kpi) for entry in readings)),
        gauge.blocks(seen, kpi, gauges),
    )
