"""Rhythms: cadences, periods, durations and units, as words that have to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from okrctl.findings import Finding
from okrctl.load.reading.region import Region
from okrctl.load.rules import WRONG_TYPE
from okrctl.model import units
from okrctl.model.cadence import CadenceError, parse, parse_duration, parse_every
from okrctl.text.places import Path


def cadence_problem(text: str | None, region: Region, path: Path) -> Iterator[Finding]:
    """A finding where a text is no cadence."""
    yield from _unread(text, parse, region, path)


def every_problem(text: str | None, region: Region, path: Path) -> Iterator[Finding]:
    """A finding where a text is no period."""
    yield from _unread(text, parse_every, region, path)


def duration_problem(text: str | None, region: Region, path: Path) -> Iterator[Finding]:
    """A finding where a text is no duration."""
    yield from _unread(text, parse_duration, region, path)


def unit_problem(text: str | None, region: Region, path: Path) -> Iterator[Finding]:
    """A finding where a text is no unit."""
    if text is None:
        return
    try:
        units.parse(text)
    except units.UnitError as error:
        help_ = "write %, a currency such as EUR, h, d, wk, or what is counted; / composes them"
        yield region.finding(WRONG_TYPE, path, "{field}: {problem}", help=help_, problem=str(error))


def _unread(
    text: str | None, reader: Callable[[str], object], region: Region, path: Path
) -> Iterator[Finding]:
    if text is None:
        return
    try:
        reader(text)
    except CadenceError as error:
        yield region.finding(
            WRONG_TYPE, path, "{field}: {problem}", help=error.help, problem=error.message
        )
