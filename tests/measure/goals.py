"""Workspaces from text in a test, and what is measured of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from textwrap import dedent
from typing import Any

from ruamel.yaml import YAML

from okrctl.measure.measure import measure
from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.address import KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.calendar import Calendar, Calendars, Cycle
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.kinds import KINDS, KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.settings import Settings
from okrctl.model.workspace import Workspace


@dataclass(frozen=True)
class Measured:
    """A state, asked in the short names of a test."""

    state: State

    def key_result(self, tail: str) -> KeyResultState:
        """The key result whose address ends so."""
        return next(kr for kr in self.all(KeyResultState) if str(kr.address).endswith(tail))

    def objective(self, tail: str) -> ObjectiveState:
        """The objective whose address ends so."""
        return next(o for o in self.all(ObjectiveState) if str(o.address).endswith(f"/{tail}"))

    def all(self, of: type[Any]) -> Iterator[Any]:
        """Every state of a sort."""
        return (state for state in self.state.by_address.values() if isinstance(state, of))


def measured(text: str, as_of: str, cycle: str | None = None) -> Measured:
    """What is measured of a workspace in text on a day."""
    workspace = workspace_of(text)
    chosen = workspace.calendars.cycle(cycle) if cycle else None
    return Measured(measure(workspace, date.fromisoformat(as_of), chosen))


def workspace_of(text: str) -> Workspace:
    """The workspace of files that follow one another, each after a line `# path`."""
    settings, objectives, kpis, entries = Settings(), [], [], []
    for path, body in files(text):
        parts = path.removesuffix(".yaml").split("/")
        if path == "okrctl.yaml":
            settings = Settings.model_validate(yaml(body))
        elif parts[0] == "goals":
            objectives.append(objective_of(ObjectiveAddress(*parts[1:]), yaml(body)))
        elif parts[0] == "kpis":
            kpis.append(Kpi.model_validate({"address": KpiAddress(parts[1]), **yaml(body)}))
        else:
            cycle = parts[1]
            entries += [entry_of(line, cycle) for line in body.splitlines() if line.strip()]
    custom = {
        name: Cycle(name, span.first, span.last)
        for name, span in settings.calendar[0].cycles.items()
    }
    return Workspace(
        settings=settings,
        calendars=Calendars((Calendar(custom=custom),)),
        objectives=tuple(objectives),
        kpis=tuple(kpis),
        journal=Journal.of_entries(entries),
    )


def files(text: str) -> Iterator[tuple[str, str]]:
    """Each path and what follows it."""
    path, body = "", ""
    for line in dedent(text).splitlines():
        if line.startswith("# "):
            if path:
                yield path, body
            path, body = line.removeprefix("# "), ""
        else:
            body += line + "\n"
    yield path, body


def yaml(text: str) -> dict[str, Any]:
    """Plain data, numbers exact."""
    found: dict[str, Any] = exact(YAML(typ="safe", pure=True).load(text))
    return found


def exact(value: Any) -> Any:
    """The same with decimals for floats."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: exact(inner) for key, inner in value.items()}
    return [exact(inner) for inner in value] if isinstance(value, list) else value


def objective_of(address: ObjectiveAddress, data: dict[str, Any]) -> Objective:
    """An objective, its key results by their shape."""
    key_results = tuple(
        key_result_of(KeyResultAddress(address, key), value)
        for key, value in data.pop("key_results", {}).items()
    )
    return Objective.model_validate({**data, "address": address, "key_results": key_results})


def key_result_of(address: KeyResultAddress, data: Any) -> KeyResult:
    """A key result of the kind that has its shape."""
    fields = {"done_when": data} if isinstance(data, str) else dict(data)
    fields.setdefault("title", fields.get("done_when", "It moves"))
    kind = next(kind for kind in KINDS if kind.shape & fields.keys())
    return kind.model_validate({"address": address, **fields})


def entry_of(line: str, cycle: str) -> Entry:
    """An entry; `at` may be a day, `id` and `who` may be left out."""
    data = json.loads(line, parse_float=Decimal)
    at = datetime.fromisoformat(data.pop("at")).astimezone()
    day = date.fromisoformat(data.pop("day", at.date().isoformat()))
    kind = next(name for name in ("kr", "objective", "kpi", "team", "re", "void") if name in data)
    named = data.pop(kind)
    subject = {
        "kr": f"{cycle}/{named}",
        "objective": f"{cycle}/{named}",
        "kpi": f"kpi:{named}",
        "team": f"{named}:{cycle}",
    }.get(kind, named)
    entry_id = data.pop("id", line)
    return Entry(entry_id, at, data.pop("who", "mira"), day, kind, subject, data)


def key_result(shape: str, *said: str, as_of: str = "2026-11-21", more: str = "") -> KeyResultState:
    """The state of one key result, `{from: 10, to: 0}`, of which was said `2026-11-13 {value: 7}`.

    `more` are further files; without it check-ins are due weekly on friday.
    """
    lines = "\n".join(
        f'{{"at": "{day}", "kr": "ops/calm#it", {json.dumps(plain(yaml(fields)))[1:]}'
        for day, fields in (line.split(" ", 1) for line in said)
    )
    return measured(
        f"{dedent(more) or WEEKLY}\n# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\n"
        f"key_results:\n  it: {shape}\n# checkins/2026-Q4/ops/one.jsonl\n{lines}\n",
        as_of,
    ).key_result("#it")


WEEKLY = "# okrctl.yaml\ncadence: {checkin: weekly on friday, grace: 3 days}\n"


def plain(value: dict[str, Any]) -> dict[str, Any]:
    """The same with numbers that JSON can write."""
    return {k: float(v) if isinstance(v, Decimal) else v for k, v in value.items()}
