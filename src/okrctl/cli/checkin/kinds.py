"""Which options a kind of key result takes: a wrong one is refused by naming the right one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrctl.cli.checkin.saying import REPORTS, Fields, flag_of
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.kinds import KeyResult
    from okrctl.model.objective import Objective

OF_OBJECTIVES = frozenset(
    {"confidence", "note", "going_well", "holding_back", "blocked", "unblocked", "support",
     "supported", "evidence", "links"}
)  # fmt: skip
"""What can be said of an objective as a whole: words, and how sure one is."""

ONE_EACH = ("milestone", "unblocked", "supported")
"""The fields of which an entry holds one."""


def refuse_what_does_not_fit(key_result: KeyResult, fields: Mapping[str, object]) -> None:
    """UsageError for a report that this key result does not take, with the option that it does."""
    reports = [name for name in REPORTS if name in fields]
    if key_result.carried and reports:
        raise UsageError(
            f"{key_result.address.short} is measured by the objectives that support it",
            "check in on their key results; here say --confidence and --note",
        )
    if key_result.kpi and "of" in fields:
        raise UsageError("a reading is one number, not one of another", "such as --value 74")
    alien = [name for name in reports if name not in key_result.reported_by]
    if alien:
        raise UsageError(
            f"{flag_of(alien[0])} does not report {key_result.address.short},"
            f" which is of the kind {key_result.kind}",
            f"such as {example(key_result)}",
        )
    if "progress" in reports and "value" in key_result.reported_by and not key_result.unsaid:
        raise UsageError(
            f"the progress of {key_result.address.short} follows from its value",
            f"such as {example(key_result)}",
        )
    if "milestone" in key_result.reported_by and "done" in reports and "milestone" not in reports:
        raise UsageError("--done of which milestone?", f"such as {example(key_result)}")


def refuse_what_is_no_word(objective: Objective, fields: Mapping[str, object]) -> None:
    """UsageError for a report of a whole objective: its key results are reported."""
    alien = [name for name in fields if name not in OF_OBJECTIVES]
    if alien:
        names = ", ".join(kr.address.short for kr in objective.key_results)
        raise UsageError(
            f"{flag_of(alien[0])} reports a key result, and {objective.id} is an objective",
            f"its key results are {names}" if names else "it has no key results yet",
        )


def example(key_result: KeyResult) -> str:
    """Options that report this key result."""
    steps = list(key_result.choices("milestone"))
    zones = list(key_result.choices("zone"))
    if steps:
        return f"--milestone {steps[0]} --done"
    if zones:
        return f"--zone {zones[-1]} --evidence '…'"
    if "done" in key_result.reported_by:
        return "--done, --no-done or --progress 40%"
    if key_result.carried:
        return "--confidence 7 --note '…'"
    return "--value 8"


def split(fields: Fields) -> list[Fields]:
    """The fields of each entry: one for each milestone, or entry that is closed, all else first."""
    first = dict(fields)
    others: list[Fields] = []
    for name in ONE_EACH:
        listed = fields.get(name)
        if isinstance(listed, list):
            first[name], *rest = listed
            done = {"done": fields["done"]} if name == "milestone" else {}
            others += [{name: one, **done} for one in rest]
    return [first, *others]


def reading_of(key_result: KeyResult, fields: Fields) -> tuple[Fields, Fields]:
    """The reading that a value of a KPI's key result is, and what is left to say of the result."""
    if key_result.kpi is None or "value" not in fields:
        return {}, fields
    reading: Fields = {"value": fields["value"]}
    if key_result.segment:
        reading["segment"] = dict(key_result.segment)
    return reading, {name: value for name, value in fields.items() if name != "value"}
