"""Folders: the cycles and teams that paths name. Each mistake is told once, at the first file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from okrctl.findings import Finding, Span
from okrctl.load.inventory import Inventory
from okrctl.load.near import did_you_mean
from okrctl.load.rules import CYCLE
from okrctl.load.settings.calendars import CYCLE_HELP
from okrctl.load.settings.names import Names, unknown_folder
from okrctl.model.calendar import Calendars

_YEAR = re.compile(r"[0-9]{4}")


def unknown_cycles(found: Inventory, calendars: Calendars) -> Mapping[str, Finding]:
    """For each cycle that a folder names and no calendar knows, its finding."""
    named: dict[str, str] = {}
    for path, cycle in _cycles(found):
        named.setdefault(cycle, path)
    return {
        cycle: _finding(cycle, Span(path), {*named} - {cycle}, calendars)
        for cycle, path in named.items()
        if calendars.cycle(cycle) is None
    }


def unknown_teams(found: Inventory, names: Names) -> Iterator[Finding]:
    """A finding for each team that a folder of goals names and okrctl.yaml does not."""
    told: set[str] = set()
    for path, (address, _) in found.goals.items():
        if address.team not in names.teams and address.team not in told:
            told.add(address.team)
            yield unknown_folder(address.team, names, Span(path))


def _cycles(found: Inventory) -> Iterator[tuple[str, str]]:
    for path, (address, _) in found.goals.items():
        yield path, address.cycle
    for path, (what, _) in found.entries.items():
        if what.cycle:
            yield path, what.cycle


def _finding(cycle: str, span: Span, others: set[str], calendars: Calendars) -> Finding:
    names = {name for name in others if calendars.cycle(name)} | {*calendars.custom}
    year = _YEAR.search(cycle)
    if year:
        names |= {f"{year[0]}-{part}" for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")}
    return Finding(
        CYCLE,
        span,
        "there is no cycle {cycle}",
        {"cycle": cycle[:80]},
        help=did_you_mean(cycle, sorted(names), CYCLE_HELP),
    )
