"""Which KPIs a page shows: a team's own page, all of them, those of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.making.names import known
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.kpi import Kpi
    from okrctl.pages.gauges import Selection


def selection(
    here: Context, *, team: str | None, everything: bool, segment: Sequence[str]
) -> Selection:
    """The KPIs that the options ask for; UsageError for what cannot be."""
    from okrctl.pages.gauges import Selection

    if team and everything:
        raise UsageError("--all and --team ask for different pages", "pass one of them")
    workspace = here.loaded.workspace
    parts = segment_of(segment)
    name = team_of(here, team)
    if everything or not name:
        return Selection("all KPIs", divided(workspace.kpis, parts), segment=parts)
    page = workspace.settings.teams[name].kpi_page
    found = [(each, workspace.kpi(each)) for each in page]
    kpis = tuple(kpi for _, kpi in found if kpi is not None)
    missing = tuple(each for each, kpi in found if kpi is None)
    return Selection(f"{name} page", divided(kpis, parts), name, missing, parts)


def team_of(here: Context, asked: str | None) -> str:
    """The team whose page is meant: the one asked for, else the first in the tree that has one."""
    workspace = here.loaded.workspace
    if asked:
        teams = workspace.directory.team_names
        return teams[known(asked, teams, "team")]
    with_page = (name for name in workspace.teams if workspace.settings.teams[name].kpi_page)
    return next(with_page, "")


def segment_of(texts: Sequence[str]) -> dict[str, str]:
    """`region=emea` and others as a segment; UsageError for other texts."""
    parts: dict[str, str] = {}
    for text in texts:
        name, equals, part = text.partition("=")
        if not (name and equals and part):
            raise UsageError(f"--segment {text}: expected a name and a part", "as region=emea")
        parts[name] = part
    return parts


def divided(kpis: tuple[Kpi, ...], segment: dict[str, str]) -> tuple[Kpi, ...]:
    """Those of the KPIs that have the segment; UsageError where none of them has."""
    shown = tuple(
        kpi
        for kpi in kpis
        if all(part in kpi.segments.get(name, ()) for name, part in segment.items())
    )
    if segment and not shown:
        named = {f"{n}={p}" for kpi in kpis for n, parts in kpi.segments.items() for p in parts}
        asked = " ".join(f"{name}={part}" for name, part in segment.items())
        there = ", ".join(sorted(named)) or "none is declared here: segments: in the KPI's file"
        raise UsageError(f"no KPI of this page has the segment {asked}", f"segments: {there}")
    return shown
