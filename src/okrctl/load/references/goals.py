"""Goals: the people, teams and KPIs that an objective names, and the days it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrctl.findings import Edit, Finding, Fix
from okrctl.load.near import listing, nearest
from okrctl.load.reading.region import Region
from okrctl.load.references.views import View, instead
from okrctl.load.rules import CONTRADICTS_KPI, UNKNOWN_PARENT, WEIGHT_OR_DATE
from okrctl.load.settings.names import unknown_name
from okrctl.model.calendar import Cycle
from okrctl.model.kinds import Hold, KeyResult, Milestones, Move
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.text.places import Path


def goal_findings(objective: Objective, view: View) -> Iterator[Finding]:
    """What an objective and its key results name that is not there, and days that cannot be."""
    region = view.region(objective)
    yield from _people(objective, region, view)
    yield from _work(objective, region)
    yield from _days(objective, region, view)
    for key_result in objective.key_results:
        inner = view.region(key_result)
        if view.settled and key_result.owner is not None:
            yield from _person(key_result.owner, inner, ("owner",), view)
        yield from _days(key_result, inner, view)
        yield from _measure(key_result, inner, view)


def _people(objective: Objective, region: Region, view: View) -> Iterator[Finding]:
    if not view.settled:
        return
    if objective.owner is not None:
        yield from _person(objective.owner, region, ("owner",), view)
    for name, initiative in objective.initiatives.items():
        if initiative.owner is not None:
            yield from _person(initiative.owner, region, ("initiatives", name, "owner"), view)
    for index, team in enumerate(objective.shared_with):
        yield from _team(team, region, ("with", index), view)
    for index, need in enumerate(objective.needs):
        yield from _team(need.team, region, ("needs", index, "team"), view)


def _person(name: str, region: Region, path: Path, view: View) -> Iterator[Finding]:
    if name not in view.names.people:
        yield unknown_name("person", name, view.names.people, region, path)


def _team(name: str, region: Region, path: Path, view: View) -> Iterator[Finding]:
    if name not in view.names.teams:
        yield unknown_name("team", name, view.names.teams, region, path)


def _work(objective: Objective, region: Region) -> Iterator[Finding]:
    """Initiatives for key results that the objective does not have."""
    for name, initiative in objective.initiatives.items():
        for index, key in enumerate(initiative.key_results):
            if objective.key_result(key) is None:
                known = [key_result.id for key_result in objective.key_results]
                path: Path = ("initiatives", name, "key_results", index)
                near = nearest(key, known)
                yield region.finding(
                    UNKNOWN_PARENT,
                    path,
                    "this objective has no key result {name}",
                    help=f"did you mean {near}?" if near else f"it has {listing(known) or 'none'}",
                    fixes=instead(region, path, near),
                    name=key,
                )


def _days(of: Objective | KeyResult, region: Region, view: View) -> Iterator[Finding]:
    """Days outside of the cycle, and a start after the end."""
    workspace = view.workspace
    address = of.address if isinstance(of, Objective) else of.address.objective
    cycle = workspace.cycle_of(address)
    named: list[tuple[Path, date | None]] = [(("starts",), of.starts), (("due",), of.due)]
    if isinstance(of, Milestones):
        named += [(("milestones", key, "due"), one.due) for key, one in of.milestones.items()]
    if isinstance(of, Move):
        named += [(("plan", str(day)), day) for day in of.plan]
    outside = False
    for path, day in named:
        if day is not None and not cycle.contains(day):
            outside = True
            yield _outside(region, path, day, cycle)
    starts, due = workspace.starts(of), workspace.due(of)
    if starts > due and not outside and (of.starts or of.due):
        yield region.finding(
            WEIGHT_OR_DATE,
            ("starts",) if of.starts else ("due",),
            "it starts on {starts}, after it is due on {due}",
            help="change one of them",
            starts=str(starts),
            due=str(due),
        )


def _outside(region: Region, path: Path, day: date, cycle: Cycle) -> Finding:
    return region.finding(
        WEIGHT_OR_DATE,
        path,
        "{day} lies outside {cycle}, which is {first} to {last}",
        help=f"name a day from {cycle.first} to {cycle.last}",
        at=region.key_span(path) if path[0] == "plan" else None,
        day=str(day),
        cycle=cycle.name,
        first=str(cycle.first),
        last=str(cycle.last),
    )


def _measure(key_result: KeyResult, region: Region, view: View) -> Iterator[Finding]:
    """A key result against the KPI that it moves or holds."""
    if key_result.kpi is None:
        if key_result.segment is not None:
            yield region.finding(
                CONTRADICTS_KPI,
                ("segment",),
                "a segment without a KPI",
                help="add kpi: ID",
                at=region.key_span(("segment",)),
            )
        return
    names = view.workspace.directory.kpi_names
    if key_result.kpi not in names:
        yield unknown_kpi(key_result.kpi, region, ("kpi",), view)
        return
    kpi = view.workspace.kpi(key_result.kpi)
    if kpi is not None:
        yield from _against(key_result, kpi, region)


def _against(key_result: KeyResult, kpi: Kpi, region: Region) -> Iterator[Finding]:
    if not isinstance(key_result, Move | Hold):
        yield region.finding(
            CONTRADICTS_KPI,
            ("kpi",),
            "a key result of the kind {kind} has no number that {kpi} could give",
            help="drop kpi:, or say from and to",
            kind=key_result.kind,
            kpi=kpi.id,
        )
    if key_result.unit is not None and key_result.unit != kpi.unit:
        yield region.finding(
            CONTRADICTS_KPI,
            ("unit",),
            "the unit is {unit}, and that of {kpi} is {other}",
            help="drop unit:, the KPI says it",
            unit=key_result.unit,
            kpi=kpi.id,
            other=kpi.unit or "none",
        )
    yield from _direction(key_result, kpi, region)
    for name, value in (key_result.segment or {}).items():
        if value not in kpi.segments.get(name, ()):
            known = kpi.segments.get(name, tuple(kpi.segments))
            near = nearest(value if name in kpi.segments else name, known)
            listed = listing(known)
            yield region.finding(
                CONTRADICTS_KPI,
                ("segment", name),
                "{kpi} has no segment {name}: {value}",
                help=f"did you mean {near}?" if near else f"it has {listed or 'none'}",
                kpi=kpi.id,
                name=name,
                value=value,
            )


def _direction(key_result: KeyResult, kpi: Kpi, region: Region) -> Iterator[Finding]:
    """A way that leads where the KPI gets worse."""
    if kpi.better == "inside":
        return
    field, rises = "", None
    if isinstance(key_result, Move):
        rises = key_result.rises
        field = (
            "better"
            if key_result.better
            else next(iter(key_result.shape & key_result.model_fields_set))
        )
    elif isinstance(key_result, Hold) and key_result.between is None:
        rises = key_result.at_least is not None
        field = "at_least" if rises else "at_most"
    if rises is not None and rises != (kpi.better == "higher"):
        yield region.finding(
            CONTRADICTS_KPI,
            (field,),
            "it goes {way}, and of {kpi} {better} is better",
            help="turn it round, or change better: in the KPI",
            way="up" if rises else "down",
            kpi=kpi.id,
            better=kpi.better,
        )


def unknown_kpi(name: str, region: Region, path: Path, view: View) -> Finding:
    """The finding of a KPI that has no file."""
    near = nearest(name, view.workspace.directory.kpi_names)
    is_key = path[-1] == name
    span = region.key_span(path) if is_key else region.span(path)
    return region.finding(
        CONTRADICTS_KPI,
        path,
        "there is no KPI {name}",
        help=f"did you mean {near}?" if near else f"add kpis/{name}.yaml",
        at=span,
        fixes=(Fix((Edit(span, near),), f"writes {near} there"),) if near else (),
        name=name,
    )
