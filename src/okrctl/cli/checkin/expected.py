"""Readings outside what their KPI expects: kept back until a person confirms them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk

if TYPE_CHECKING:
    from okrctl.model.kpi import Kpi


@dataclass(frozen=True, slots=True)
class Known:
    """A reading that is recorded in the same run."""

    kpi: str
    fields: Mapping[str, object]
    day: date


def unexpected(  # noqa: PLR0913 - what a reading is held against
    desk: Desk,
    kpi: Kpi,
    reading: Mapping[str, object],
    day: date,
    *,
    instead_of: str = "",
    among: Iterable[Known] = (),
) -> tuple[str, ...]:
    """Why a reading is not what the KPI expects, a sentence for each reason.

    A jump is measured from the last reading before it of the same segment, those of this run
    included; `instead_of` is the reading that this one corrects.
    """
    from okrctl.measure.expectation import surprises

    value = reading.get("value")
    if kpi.expect is None or not isinstance(value, Decimal):
        return ()
    before = last_reading(readings(desk, kpi, instead_of), among, kpi, reading, day)
    said = {
        "min": "{value} is below the {limit} that is expected at least",
        "max": "{value} is above the {limit} that is expected at most",
        "max_jump": "from {before} to {value} is a jump of more than {limit}",
    }
    return tuple(
        f"{kpi.id}: {said[one.bound].format(value=value, limit=one.limit, before=before)}"
        for one in surprises(kpi, value, before)
    )


def readings(desk: Desk, kpi: Kpi, instead_of: str) -> list[Known]:
    """The readings in force of a KPI, in their order, without the one that is corrected."""
    return [
        Known(kpi.id, entry.fields, entry.day)
        for entry in desk.workspace.journal.about(str(kpi.address))
        if entry.value is not None and entry.id != instead_of
    ]


def last_reading(
    recorded: Iterable[Known],
    among: Iterable[Known],
    kpi: Kpi,
    reading: Mapping[str, object],
    day: date,
) -> Decimal | None:
    """The value of the last reading up to a day, of the same segment."""
    segment = reading.get("segment") or {}
    fits = [
        one
        for one in (*recorded, *among)
        if one.kpi == kpi.id
        and one.day <= day
        and "value" in one.fields
        and (one.fields.get("segment") or {}) == segment
    ]
    latest = max(enumerate(fits), key=lambda pair: (pair[1].day, pair[0]), default=None)
    return None if latest is None else Decimal(str(latest[1].fields["value"]))
