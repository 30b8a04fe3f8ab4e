"""The page of an explanation, in every form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import localcontext
from itertools import groupby

from okrctl.errors import UsageError
from okrctl.measure.gauges import Gauges
from okrctl.measure.state import KeyResultState, ObjectiveState, TeamState
from okrctl.model.address import Address, KpiAddress
from okrctl.model.values import CONTEXT
from okrctl.pages.blocks import Block, Gap, Heading, Line, Next, Note, Run, line
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.explain.key_result import Case, key_result_steps, progress_steps
from okrctl.pages.explain.kpi import KpiCase, kpi_steps
from okrctl.pages.explain.objective import objective_steps, shown, team_steps
from okrctl.pages.explain.saying import series_line, source_line, step_line
from okrctl.pages.explain.step import Step
from okrctl.pages.facts import cycle_facts, day, unit_of
from okrctl.pages.header import Basis
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, amount, percent

SCHEMA = "okrctl.explain/1"
MOST_SOURCES = 4
"""Of more sources only values and days are said to a person; programs have every line."""
RECORD = ("address", "section", "name", "result", "formula", "words", "source")


@dataclass(frozen=True, slots=True)
class Explained:
    """What is explained, in words, and its steps; `parts` are the key results of an objective."""

    address: str
    name: str
    title: str
    value: str
    steps: Sequence[Step]
    unit: str | None = None
    parts: Mapping[str, Sequence[Step]] = field(default_factory=dict)
    weakest: KeyResultState | None = None
    next: tuple[str, ...] = ()


def explanation(case: Case, address: Address | TeamState, basis: Basis | None = None) -> Document:
    """Every number that screens show of a goal, a KPI or a team, and how each came about.

    Raises `UsageError` for a draft, which is counted nowhere.
    """
    basis = basis or Basis()
    with localcontext(CONTEXT):
        found = explained(case, address)
    frame: dict[str, Fact] = {
        "as_of": day(case.state.as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "cycle": cycle_facts(case.state.cycle, case.state.as_of),
        "address": found.address,
        "title": found.title,
        "steps": [step.facts() for step in found.steps],
        "key_results": [
            {"address": part, "steps": [step.facts() for step in steps]}
            for part, steps in found.parts.items()
        ],
    }
    rows = [row(found.address, step) for step in found.steps]
    rows += [row(part, step) for part, steps in found.parts.items() for step in steps]
    return Document(SCHEMA, frame, Records(RECORD, tuple(rows)), blocks(found, case, basis))


def explained(case: Case, address: Address | TeamState) -> Explained:
    """What there is to say of an address."""
    if isinstance(address, TeamState):
        value = percent(address.progress)
        return Explained(address.team, address.team, address.title, value,
                         tuple(team_steps(address)))  # fmt: skip
    if isinstance(address, KpiAddress):
        return kpi_explained(case, address)
    found = case.state.by_address.get(str(address))
    if isinstance(found, KeyResultState):
        steps = tuple(key_result_steps(found, case))
        name, title = found.address.short, found.key_result.title
        return Explained(str(address), name, title, shown(found), steps,
                         unit_of(found, case.workspace), next=commands(found, case))  # fmt: skip
    if isinstance(found, ObjectiveState):
        parts = {str(kr.address): tuple(progress_steps(kr, case)) for kr in found.key_results}
        return Explained(str(address), found.address.id, found.objective.title, shown(found),
                         tuple(objective_steps(found, case)), parts=parts,
                         weakest=found.weakest, next=commands(found, case))  # fmt: skip
    raise UsageError(f"{address} is a draft or not valid: it is counted nowhere", "okrctl lint")


def kpi_explained(case: Case, address: KpiAddress) -> Explained:
    """What there is to say of a KPI."""
    kpi = case.workspace.kpi(address.id)
    if kpi is None:
        raise UsageError(f"{address} is not valid, so nothing can be said of it", "okrctl lint")
    gauges = Gauges(case.workspace, case.state.as_of)
    state = gauges.state(kpi)
    value = amount(state.latest.value, kpi.unit) if state.latest else NONE
    steps = tuple(kpi_steps(KpiCase(kpi, gauges, case.workspace, case.ground)))
    said = f"{value}, {state.health}"
    return Explained(str(address), str(address), kpi.title, said, steps, kpi.unit,
                     next=(f"okrctl show {address}", "okrctl kpis"))  # fmt: skip


def commands(found: ObjectiveState | KeyResultState, case: Case) -> tuple[str, ...]:
    """Look at it, and explain what it rests on."""
    name = shortest(found.address, case.workspace, case.state.as_of)
    if isinstance(found, KeyResultState):
        kpi = found.key_result.kpi
        more = f"kpi:{kpi}" if kpi else shortest(
            found.address.objective, case.workspace, case.state.as_of
        )  # fmt: skip
        return (f"okrctl show {name}", f"okrctl explain {more}")
    if found.weakest is None:
        return (f"okrctl show {name}",)
    weakest = shortest(found.weakest.address, case.workspace, case.state.as_of)
    return (f"okrctl explain {weakest}", f"okrctl show {name}")


def row(address: str, step: Step) -> tuple[Cell, ...]:
    """A step as a row for programs."""
    place = step.sources[0].place or step.sources[0].address if step.sources else ""
    return (address, step.section.lower(), step.name, step.result, step.formula, step.words, place)


def blocks(found: Explained, case: Case, basis: Basis) -> tuple[Block, ...]:
    """The number, then section by section how it came about."""
    rests = f"as of {case.state.as_of}" + (f", commit {basis.commit}" if basis.commit else "")
    head = line(Run(f"{found.name}: ", "strong"), Run(found.value, "strong"), aside=(rests,))
    shown_steps = [step for step in found.steps if not step.detail]
    notes: list[Block] = []
    for section, steps in groupby(shown_steps, key=lambda step: step.section):
        lines = [each for step in steps for each in told(step, found.unit)]
        if found.parts and section == "PROGRESS":
            lines = [lines[0], *part_lines(found, case)]
        lines += weakest_lines(found, case) if section == "STATUS" else []
        notes.append(Note(section, tuple(lines)))
    commands_next = (Next(found.next),) if found.next else ()
    return (Heading(head), line(f"{found.address}  {found.title}"), *notes, Gap(), *commands_next)


def told(step: Step, unit: str | None, indent: str = "") -> list[Line]:
    """A step, and the places it rests on."""
    first, *more = step.sources or (None,)
    if first is not None and not step.parts and not more:
        place = source_line(first, named=first.value not in (None, step.result))
        return [line(f"{indent}{step_line(step, unit)} · {place}")]
    if len(step.sources) > MOST_SOURCES:
        return [line(f"{indent}{step_line(step, unit)}"),
                line(f"{indent}  {series_line(step.sources)}")]  # fmt: skip
    sources = (line(f"{indent}  {source_line(source)}") for source in step.sources)
    return [line(f"{indent}{step_line(step, unit)}"), *sources]


def weakest_lines(found: Explained, case: Case) -> list[Line]:
    """What the state of an objective rests on: the numbers of its weakest key result."""
    if found.weakest is None:
        return []
    steps = [
        step for step in key_result_steps(found.weakest, case)
        if step.name in ("ratio", "state", "projected", "needed_per_week", "chance_of_ten")
    ]  # fmt: skip
    unit = unit_of(found.weakest, case.workspace)
    name = found.weakest.key_result.id
    return [line(f"weakest: {name}"), *(line(f"  {step_line(step, unit)}") for step in steps)]


def part_lines(found: Explained, case: Case) -> list[Line]:
    """The key results of an objective: each with its own arithmetic and its places."""
    lines: list[Line] = []
    for address, steps in found.parts.items():
        state = case.state.by_address[address]
        unit = unit_of(state, case.workspace) if isinstance(state, KeyResultState) else None
        name = address.partition("#")[2]
        for step in (step for step in steps if step.name in ("progress", "reason")):
            weight = next(each.result for each in steps if each.name == "weight")
            first, *sources = told(step, unit)
            words = "".join(run.text for run in first.runs if isinstance(run, Run)).strip()
            lines += [line(f"  {name}  {words} · weight {weight}"), *(
                line("  ", *source.runs) for source in sources
            )]  # fmt: skip
    return lines
