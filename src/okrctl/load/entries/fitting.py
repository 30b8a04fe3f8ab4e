"""Fitting: whether an entry says something that its subject can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from okrctl.load.entries.forms import Fault, Form
from okrctl.load.entries.subjects import Subject
from okrctl.load.near import did_you_mean, listing
from okrctl.load.rules import ENTRY_SUBJECT, WHO
from okrctl.load.settings.names import Names
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi


def misfit(form: Form, data: Mapping[str, object], subject: Subject, true_on: date) -> Fault | None:
    """What of an entry its subject cannot take; none for the usual line."""
    target = subject.target
    if isinstance(target, KeyResult) and form.reports:
        fault = _report_fault(form, data, target)
        if fault:
            return fault
    elif isinstance(target, Kpi):
        return _reading_fault(data, target)
    cycle = subject.cycle
    if cycle is None or form.kind == "team" or "field" in data or cycle.contains(true_on):
        return None
    return Fault(
        ENTRY_SUBJECT,
        "day" if "day" in data else "at",
        "{day} lies outside {cycle}, which is {first} to {last}",
        {
            "day": str(true_on),
            "cycle": cycle.name,
            "first": str(cycle.first),
            "last": str(cycle.last),
        },
        "say in day when it was true",
    )


def _report_fault(form: Form, data: Mapping[str, object], target: KeyResult) -> Fault | None:
    if target.kpi is not None and "value" in form.reports:
        return Fault(
            ENTRY_SUBJECT,
            "value",
            "its value is the latest reading of {kpi}",
            {"kpi": target.kpi},
            f"write a reading: okrctl reading {target.kpi} VALUE",
        )
    alien = form.reports - target.reported_by
    if alien:
        field = min(alien, key=list(data).index)
        takes = sorted(target.reported_by - {"of"}) or ["nothing: it is measured by others"]
        return Fault(
            ENTRY_SUBJECT,
            field,
            "a key result of the kind {kind} does not take {field}",
            {"kind": target.kind, "field": field},
            f"it takes {', '.join(takes)}",
        )
    for field in form.reports:
        choices, name = target.choices(field), data[field]
        if choices and name not in choices:
            text = str(name)
            return Fault(
                ENTRY_SUBJECT,
                field,
                "it has no {field} {name}",
                {"field": field, "name": text[:80]},
                did_you_mean(text, choices, f"it has {listing(choices)}"),
            )
    return None


def _reading_fault(data: Mapping[str, object], target: Kpi) -> Fault | None:
    if target.formula is not None and "value" in data:
        return Fault(
            ENTRY_SUBJECT,
            "value",
            "{kpi} is calculated, so it has no readings",
            {"kpi": target.id},
            "write readings of the KPIs in its formula",
        )
    segment = data.get("segment")
    for name, value in segment.items() if isinstance(segment, dict) else ():
        values = target.segments.get(name, ())
        if value in values:
            continue
        known = target.segments if name not in target.segments else values
        wrong = name if name not in target.segments else value
        return Fault(
            ENTRY_SUBJECT,
            "segment",
            "{kpi} has no segment {name}",
            {"kpi": target.id, "name": wrong[:80]},
            did_you_mean(wrong, known, f"it has {listing(known)}" if known else "drop it"),
        )
    return None


def strangers(data: Mapping[str, object], names: Names) -> Iterator[Fault]:
    """The teams that are asked for support, and the people with an action, that nobody knows."""
    for field, key, known in (("support", "team", names.teams), ("actions", "who", names.people)):
        asked = data.get(field)
        for one in asked if isinstance(asked, list) else ():
            name = str(one[key])
            if name not in known:
                sort = "team" if key == "team" else "person"
                yield Fault(
                    WHO,
                    field,
                    "there is no " + sort + " {name}",
                    {"name": name[:80]},
                    did_you_mean(name, known, f"known are {listing(known)}"),
                )
