"""KPIs: who owns them, what they drive, which page shows them, and how they are calculated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrctl.findings import Finding, Span
from okrctl.load.near import did_you_mean
from okrctl.load.reading.region import Region
from okrctl.load.references.goals import unknown_kpi
from okrctl.load.references.views import View
from okrctl.load.rules import FORMULA
from okrctl.load.settings.names import unknown_name
from okrctl.model import units
from okrctl.model.formula import Formula, FormulaError, Reference, UnitError, loop, parse, unit_of
from okrctl.model.kpi import Kpi
from okrctl.text.tree import Scalar

_ON_ONE_LINE = frozenset({"plain", "single", "double"})


def kpi_findings(kpi: Kpi, view: View) -> Iterator[Finding]:
    """What a KPI names that is not there."""
    region = view.region(kpi)
    if view.settled and kpi.owner is not None and kpi.owner not in view.names.people:
        yield unknown_name("person", kpi.owner, view.names.people, region, ("owner",))
    for name in kpi.drives:
        if name not in view.workspace.directory.kpi_names:
            yield unknown_kpi(name, region, ("drives", name), view)


def page_findings(region: Region, view: View) -> Iterator[Finding]:
    """KPIs on a team's page that have no file."""
    for name, team in view.workspace.settings.teams.items():
        for index, kpi in enumerate(team.kpi_page):
            if kpi not in view.workspace.directory.kpi_names:
                yield unknown_kpi(kpi, region, ("teams", name, "kpi_page", index), view)


def formulas_of(kpis: tuple[Kpi, ...]) -> Mapping[str, Formula]:
    """The formula of each calculated KPI whose text is one, by id."""
    found: dict[str, Formula] = {}
    for kpi in kpis:
        if kpi.formula is not None:
            try:
                found[kpi.id] = parse(kpi.formula)
            except FormulaError:
                continue
    return found


def formula_findings(view: View) -> Iterator[Finding]:
    """What is wrong with formulas: their text, the KPIs they name, loops, and units."""
    formulas = view.workspace.formulas
    looping: set[str] = set()
    path = loop(formulas)
    while path is not None:
        looping.update(path)
        yield _loop(path, view)
        path = loop({name: formula for name, formula in formulas.items() if name not in looping})
    for kpi in view.workspace.kpis:
        if kpi.formula is not None:
            yield from _formula(kpi, kpi.formula, view, looping)


def _formula(kpi: Kpi, text: str, view: View, looping: set[str]) -> Iterator[Finding]:
    region = view.region(kpi)
    formula = view.workspace.formulas.get(kpi.id)
    if formula is None:
        try:
            parse(text)
        except FormulaError as error:
            yield _at_column(region, error.column, "{problem}", "", problem=error.message)
        return
    names = view.workspace.directory.kpi_names
    strangers = [one for one in formula.references if one.id not in names]
    for reference in strangers:
        yield _stranger(region, reference, view)
    if strangers or kpi.id in looping:
        return
    try:
        unit_of(formula, _units(formula, view))
    except UnitError as error:
        yield _at_column(
            region, error.column, "{problem}", "give both one unit", problem=str(error)
        )


def _units(formula: Formula, view: View) -> dict[str, units.Unit | None]:
    found: dict[str, units.Unit | None] = {}
    for name in formula.ids:
        kpi = view.workspace.kpi(name)
        found[name] = units.parse(kpi.unit) if kpi is not None and kpi.unit else None
    return found


def _stranger(region: Region, reference: Reference, view: View) -> Finding:
    names = view.workspace.directory.kpi_names
    help_ = did_you_mean(reference.id, names, f"add kpis/{reference.id}.yaml")
    template = "there is no KPI {name}"
    return _at_column(
        region, reference.column, template, help_, width=len(reference.id), name=reference.id
    )


def _loop(path: tuple[str, ...], view: View) -> Finding:
    kpi = view.workspace.kpi(path[0])
    assert kpi is not None  # noqa: S101 - only KPIs have formulas
    return view.region(kpi).finding(
        FORMULA,
        ("formula",),
        "{path} is a loop",
        help="one of them needs readings instead of a formula",
        path=" -> ".join(path),
    )


def _at_column(
    region: Region, column: int, template: str, help_: str, *, width: int = 1, **args: str
) -> Finding:
    """A finding at a column of the formula, counted from 1; at all of it where it has escapes."""
    node = region.node(("formula",))
    at: Span | None = None
    if isinstance(node, Scalar) and node.value == node.raw and node.style in _ON_ONE_LINE:
        quote = 0 if node.style == "plain" else 1
        line, start = node.span.line, node.span.column + quote + column - 1
        at = Span(node.span.file, line, start, line, start + width)
    return region.finding(FORMULA, ("formula",), template, args, help=help_, at=at)
