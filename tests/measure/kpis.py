"""KPIs in text and their readings, for tests that are about nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from measure.goals import WEEKLY, workspace_of
from okrctl.measure.gauges import Gauges
from okrctl.model.kpi import Kpi

FRIDAY = date(2026, 1, 2)


def kpi_file(name: str, lines: str = "", cadence: str = "weekly") -> str:
    """The file of a KPI; `lines` say what it has beyond a title."""
    better = "" if "better:" in lines else "better: higher\n"
    return f"# kpis/{name}.yaml\ntitle: {name}\nowner: mira\n{better}cadence: {cadence}\n{lines}\n"


def reading(name: str, day: date | str, value: Decimal | float | str, more: str = "") -> str:
    """A line that reports a number; `more` are further fields."""
    return f'{{"at": "{day}", "kpi": "{name}", "value": {value}{more}}}'


def weekly(name: str, values: Iterable[Decimal | float | str], first: date = FRIDAY) -> list[str]:
    """Readings of successive Fridays."""
    return [reading(name, first + timedelta(7 * n), value) for n, value in enumerate(values)]


def gauges(
    files: Mapping[str, str] | str, lines: Iterable[str], as_of: date | str, wrong: str = ""
) -> Gauges:
    """The gauges of KPI files and readings on a day."""
    texts = files if isinstance(files, str) else "".join(map(kpi_file, files, files.values()))
    text = WEEKLY + texts + "\n".join(["# readings/2026/one.jsonl", *lines, ""])
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return Gauges(workspace_of(text, wrong), day)


def kpi(of: Gauges, name: str) -> Kpi:
    """The KPI of that name."""
    found = of.values.workspace.kpi(name)
    assert found is not None
    return found
