"""What changed in KPIs, and which live key results rest on them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from okrctl.changes.change import Change, differences
from okrctl.changes.fields import (
    Comparison,
    Two,
    aliases,
    compared,
    owner,
    plainly,
    supports,
    wording,
)
from okrctl.changes.match import Matched
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Band, Expectation, Kpi
from okrctl.model.workspace import Workspace

UNUSED = "nothing refers to it"


def kpi_changes(within: Matched) -> Iterator[Change]:
    """Every change of every KPI."""
    found = within.kpis
    for gone in found.gone:
        mild = "" if is_referenced(gone, within.base) else UNUSED
        yield Change("kpi-removed", str(gone.address), before=gone.title, mild=mild)
    for pair in found.pairs:
        two = Two(within, pair.before, pair.after)
        if pair.before.id != pair.after.id:
            name = "moved" if pair.how == "alias" else "id-changed"
            yield two.change(name, "", pair.before.id, pair.after.id)
        yield from compared(two, FIELDS)
    for new in found.new:
        yield Change("kpi-added", str(new.address), after=new.title)


def users(kpi_id: str, workspace: Workspace) -> tuple[KeyResult, ...]:
    """The key results that rest on a KPI, directly or through the formula of another."""
    ids, waiting = {kpi_id}, [kpi_id]
    while waiting:
        one = waiting.pop()
        above = {name for name, formula in workspace.formulas.items() if one in formula.ids} - ids
        ids |= above
        waiting += above
    return tuple(
        kr
        for objective in workspace.objectives
        for kr in objective.key_results
        if kr.kpi and (kpi := workspace.kpi(kr.kpi)) and kpi.id in ids
    )


def is_referenced(kpi: Kpi, workspace: Workspace) -> bool:
    """Whether a key result, a formula, a driver or a team's page names a KPI."""
    names = {kpi.id, *kpi.aliases}
    return bool(
        users(kpi.id, workspace)
        or any(names & {*formula.ids} for formula in workspace.formulas.values())
        or any(names & {*other.drives} for other in workspace.kpis if other is not kpi)
        or any(names & {*team.kpi_page} for team in workspace.settings.teams.values())
    )


def _threshold(two: Two, field: str) -> Iterator[Change]:
    """A band that holds a value which it did not hold, or that is gone, asks for less."""
    before, after = two.values(field)
    if before != after:
        eased = not isinstance(after, Band) or (
            isinstance(before, Band) and _holds_more(before, after)
        )
        yield two.change("kpi-threshold-eased" if eased else "detail-changed", field,
                         _band(before), _band(after))  # fmt: skip


def _holds_more(before: Band, after: Band) -> bool:
    infinity = Decimal("Infinity")
    low = -infinity if after.low is None else after.low
    high = infinity if after.high is None else after.high
    lower = before.low is not None and low < before.low
    return lower or (before.high is not None and high > before.high)


def _band(band: object) -> str | None:
    if not isinstance(band, Band):
        return None
    if band.between:
        return f"{band.between[0]} to {band.between[1]}"
    return f"at least {band.low}" if band.low is not None else f"at most {band.high}"


def _aim(two: Two, field: str) -> Iterator[Change]:
    """A target or a stretch that asks for less, or is gone."""
    before, after = two.values(field)
    if before == after:
        return
    eased = after is None
    if isinstance(before, Decimal) and isinstance(after, Decimal) and isinstance(two.after, Kpi):
        eased = (after < before) == (two.after.better != "lower")
    yield two.change("kpi-threshold-eased" if eased else "detail-changed", field, before, after)


def _expect(two: Two, field: str) -> Iterator[Change]:
    """What is expected of a reading; fewer readings are kept back where it is wider."""
    before, after = two.values(field)
    old, new = before or Expectation(), after or Expectation()
    for path, one, other in differences(old, new, (field,)):
        wider = other is None
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            wider = other < one if path[-1] == "min" else other > one
        name = "kpi-threshold-eased" if wider else "detail-changed"
        yield two.change(name, ".".join(path), one, other)


FIELDS: dict[str, Comparison] = {
    "title": wording(),
    "owner": owner,
    "unit": plainly("kpi-unit-changed"),
    "better": plainly("kpi-direction-changed"),
    "formula": plainly("kpi-formula-changed"),
    "aggregate": plainly("kpi-formula-changed"),
    "cadence": plainly("kpi-cadence-changed"),
    "healthy": _threshold,
    "warning": _threshold,
    "target": _aim,
    "stretch": _aim,
    "supports": supports,
    "pillar": plainly("pillar-changed"),
    "segments": plainly("kpi-segment-changed"),
    "expect": _expect,
    "source": plainly("kpi-source-changed"),
    "aliases": aliases,
}
DEFINITIONS = frozenset({"kpi-formula-changed", "kpi-unit-changed", "kpi-direction-changed"})
"""Changes after which every value of a KPI means something else."""
