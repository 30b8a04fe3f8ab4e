"""What serves what: mission, pillars, objectives, key results, KPIs, work. `okrctl tree`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from okrctl.measure.state import KeyResultState, ObjectiveState
from okrctl.model.kinds import Move
from okrctl.model.kinds import pictures as drawn
from okrctl.model.objective import Initiative
from okrctl.pages.blocks import (
    Block,
    Branch,
    Column,
    Gap,
    Heading,
    Line,
    Mark,
    Meter,
    Next,
    Prose,
    Run,
    Tree,
    line,
)
from okrctl.pages.document import Document
from okrctl.pages.facts import unit_of
from okrctl.pages.header import Basis, header, remarks
from okrctl.pages.lineage import Lineage
from okrctl.pages.names import shortest
from okrctl.pages.numbers import amount, percent, short
from okrctl.pages.picture import bounds
from okrctl.pages.tree_facts import graph_of, records_of, tree_facts
from okrctl.pages.words import STATES

SCHEMA = "okrctl.tree/1"
COLUMNS = (
    Column("", leaves=2),
    Column("", "right"),
    Column("", leaves=3),
    Column("", leaves=1),
)


def tree_page(
    lineage: Lineage, *, everything: bool = False, basis: Basis | None = None
) -> Document:
    """The goals of a cycle below what they serve; with `everything` all key results and the work.

    Programs get everything in any case.
    """
    basis = basis or Basis()
    settings = lineage.workspace.settings
    grown = Growth(lineage, everything)
    branches = tuple(grown.branches())
    blocks: list[Block] = [Heading(header(lineage.state, lineage.workspace, basis))]
    blocks += remarks(basis)
    blocks += [line(Run("Vision   ", "quiet"), settings.vision)] if settings.vision else []
    if branches:
        blocks.append(Tree(root(lineage), branches, COLUMNS))
    else:
        blocks.append(Prose(f"No goals in {lineage.state.cycle.name} yet."))
    blocks += [Gap(), Next(next_commands(lineage))]
    return Document(SCHEMA, tree_facts(lineage, basis), records_of(lineage), tuple(blocks),
                    graph_of(lineage))  # fmt: skip


def root(lineage: Lineage) -> Line:
    """The mission, else whose goals these are."""
    settings = lineage.workspace.settings
    if settings.mission:
        return line(Run("Mission  ", "quiet"), settings.mission)
    return line(settings.organization or settings.name or "Goals")


@dataclass
class Growth:
    """A tree as it grows: a goal that serves two others hangs from both, its branches from one."""

    lineage: Lineage
    everything: bool
    grown: set[str] = field(default_factory=set)

    def branches(self) -> Iterator[Branch]:
        """The pillars with what serves them, what serves none, and what supports nothing."""
        tops, strategy = self.lineage.tops, self.lineage.workspace.settings.strategy
        for name, title in strategy.items():
            mine = [top for top in tops if top.objective.pillar == name]
            label = line(Run(name, "strong"), f"  {title}")
            if mine or self.everything:
                yield Branch(label, below=tuple(map(self.objective, mine)))
        yield from (self.objective(top) for top in tops if top.objective.pillar not in strategy)
        if loose := self.lineage.loose:
            label = line("supports nothing ", Run("(OKR204)", "warn"))
            yield Branch(label, below=tuple(map(self.objective, loose)))

    def objective(self, state: ObjectiveState) -> Branch:
        """An objective with its figures, and what hangs from it where it is shown first."""
        sign, role = STATES[state.state]
        address = state.address
        in_cycle = address.cycle == self.lineage.state.cycle.name
        name = address.within_cycle if in_cycle else str(address)
        cells = (
            line(Meter(state.progress, state.expected) if state.progress is not None else ""),
            line(percent(state.progress)),
            line(Run(state.state, role)),
            line(state.owner),
        )
        first = str(address) not in self.grown
        self.grown.add(str(address))
        below = tuple(self.below(state)) if first else ()
        return Branch(line(Mark(sign), " ", name), cells, below=below)

    def below(self, state: ObjectiveState) -> Iterator[Branch]:
        """What supports an objective, its key results where any is supported, and its work."""
        yield from map(self.objective, self.lineage.below(str(state.address)))
        served = any(self.lineage.below(str(kr.address)) for kr in state.key_results)
        if served or self.everything:
            yield from map(self.key_result, state.key_results)
        if self.everything:
            yield from map(initiative, state.objective.initiatives.values())

    def key_result(self, state: KeyResultState) -> Branch:
        """`#nps  31 → 45`, its KPI or that nobody supports it, and what does."""
        unit = unit_of(state, self.lineage.workspace)
        label = line(f"#{state.key_result.id}  {way(state, unit)}")
        kpi = f"◂ kpi:{state.key_result.kpi}" if state.key_result.kpi else ""
        alone = str(state.address) in self.lineage.unsupported
        gap = (Run("no team supports it (OKR206)", "warn"),) if alone else ()
        aside = line(kpi, "  " if kpi and alone else "", *gap)
        supporters = self.lineage.below(str(state.address))
        return Branch(label, aside=aside, below=tuple(map(self.objective, supporters)))


def way(state: KeyResultState, unit: str | None) -> str:
    """`31 → 45`, `unknown, by -50%`, `≥ 99.5 %`, else the title."""
    kr = state.key_result
    seen = kr.picture(state.progress, state.history)
    if isinstance(seen, drawn.Line):
        return bounds(seen.low, seen.high, unit)
    if isinstance(seen, drawn.Journey):
        start, target = seen.start, seen.target
        first = short(start, unit) if isinstance(start, Decimal) else str(start)
        if not isinstance(target, Decimal) and isinstance(kr, Move) and kr.change_by:
            return f"{first}, by {kr.change_by.text}"
        last = amount(target, unit) if isinstance(target, Decimal) else str(target)
        return f"{first} → {last}"
    return kr.title


def initiative(work: Initiative) -> Branch:
    """Work on an objective."""
    return Branch(line(f"work: {work.title}"), aside=line(work.status))


def next_commands(lineage: Lineage) -> tuple[str, ...]:
    """What the gaps mean, and how to see all of it."""
    commands = ["okrctl rule OKR204"] if lineage.loose else []
    commands += ["okrctl lint --select OKR2"] if lineage.loose or lineage.unsupported else []
    tops = [f"okrctl show {shortest(top.address, lineage.workspace, lineage.state.as_of)}"
            for top in lineage.tops[:1]]  # fmt: skip
    return (*commands, "okrctl tree --all", *tops)[:3]
