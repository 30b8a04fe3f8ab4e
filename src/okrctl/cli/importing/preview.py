"""A plan as the page that is shown before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from okrctl.cli.importing.found import Found
from okrctl.cli.importing.plan import NewKeyResult, NewObjective, Plan
from okrctl.pages.imported import (
    Imported,
    ReadColumn,
    ReadKeyResult,
    ReadObjective,
    Unread,
)
from okrctl.text.scaffold import Value, flow

KNOWN: Final = "status"
WORDS: Final[Mapping[str, str]] = {
    "key_result": "key result", "row_type": "type", "metric": "kind", "why": "reason",
    "starts": "first day", "due": "last day", "id": "id", "objective_id": "objective's id",
    "key_result_id": "key result's id", KNOWN: "",
}  # fmt: skip


def preview(file: str, found: Sequence[Found], plan: Plan) -> Imported:
    """Everything that would be written, and what would not."""
    return Imported(
        file,
        tuple((each.name, columns_of(each)) for each in found if each.headings),
        tuple(map(objective, plan.objectives)),
        (
            *(f"people: {name}: {flow(new)}" for name, new in plan.people.items()),
            *(f"teams: {name}: {flow(new)}" for name, new in plan.teams.items()),
        ),
        tuple(Unread(one.place, one.said, one.why) for one in plan.remarks),
    )


def columns_of(found: Found) -> tuple[ReadColumn, ...]:
    """The columns of a sheet and what they are read as."""
    return tuple(
        ReadColumn(one.letter, one.header, named(one.field), one.sure) for one in found.headings
    )


def named(field: str | None) -> str:
    """What a column is read as, in words; empty for one that is not read."""
    if field is None:
        return ""
    if field.startswith("kr:"):
        return f"key result {field.removeprefix('kr:')}"
    return WORDS.get(field, field.replace("_", " "))


def objective(one: NewObjective) -> ReadObjective:
    """An objective of the page."""
    address = f"{one.cycle}/{one.team}/{one.id}"
    return ReadObjective(
        one.row, address, str(one.fields["title"]), str(one.fields["owner"] or ""), one.sure,
        tuple(key_result(address, kr) for kr in one.key_results),
    )  # fmt: skip


def key_result(of: str, one: NewKeyResult) -> ReadKeyResult:
    """A key result of the page."""
    now = next((str(told) for name, told in one.reported.items()), "")
    score = f"score {one.score}" if one.score is not None else ""
    return ReadKeyResult(
        one.row, f"{of}#{one.id}", one.title, shape(one.fields), now or score, one.sure
    )


def shape(fields: Mapping[str, Value]) -> str:
    """`10 → 0 bugs`, `at least 99.5 %`, `done when true`."""
    unit = f" {fields['unit']}" if "unit" in fields else ""
    start = plain(fields.get("from", "unknown"))
    ends = {"to": start, "change_by": start, "count": "0"}
    for key, begins in ends.items():
        if key in fields:
            return f"{begins} → {plain(fields[key])}{unit}"
    for key in ("at_least", "at_most", "between"):
        if key in fields:
            return f"{key.replace('_', ' ')} {plain(fields[key])}{unit}"
    for key in ("milestones", "zones"):
        if isinstance(steps := fields.get(key), Mapping):
            return f"{len(steps)} {key}"
    return "measured by supporting" if "measured_by" in fields else "done when true"


def plain(told: Value) -> str:
    """A number without an exponent, two with a word between, or the word in its place."""
    if isinstance(told, (list, tuple)):
        return " and ".join(map(plain, told))
    return format(told, "f") if isinstance(told, Decimal) else str(told)
