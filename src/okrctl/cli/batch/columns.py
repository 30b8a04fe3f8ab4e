"""The columns of a file of check-ins: what each takes, and a row as what options would say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.cli.batch.rows import Cell, Place, Problem, Row
from okrctl.cli.checkin.saying import Saying, fields_of
from okrctl.cli.dates import iso_day
from okrctl.errors import UsageError

Texts = tuple[str, ...]
"""A value in the words of a command line; several where it can be said several times."""

BETWEEN = "|"
"""What parts several values of one CSV cell."""
SUBJECT = "kr"
SYNONYMS = {"key_result": SUBJECT, "key result": SUBJECT, "address": SUBJECT, "link": "links"}
_FLAG = re.compile(r"--([a-z][a-z-]*)")


def number(cell: Cell) -> Texts:
    """A number; where the form tells numbers from text, not one in quotes."""
    if not cell.typed:
        return (str(cell.value),)
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return (f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value),)
    raise UsageError(
        f"{shown(cell)} is text, not a number", "write it in digits and without quotes"
    )


def part_or_number(cell: Cell) -> Texts:
    """A number, or `7/12`, which is text in every form."""
    return words(cell) if "/" in str(cell.value) else number(cell)


def percent_or_number(cell: Cell) -> Texts:
    """A number, or `40%`, which is text in every form."""
    return words(cell) if str(cell.value).endswith("%") else number(cell)


def words(cell: Cell) -> Texts:
    """A text; where the form tells them apart, not a number."""
    if isinstance(cell.value, str):
        return (cell.value,)
    raise UsageError(f"{shown(cell)} is not text", "put it into quotes")


def truth(cell: Cell) -> Texts:
    """`true` or `false`; where the form has them, without quotes."""
    value = cell.value if cell.typed else {"true": True, "false": False}.get(str(cell.value))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    raise UsageError(f"{shown(cell)} is neither true nor false", "write true or false")


def several(cell: Cell) -> Texts:
    """One text or a list of them; in CSV parted by `|`."""
    if not cell.typed:
        return tuple(text.strip() for text in str(cell.value).split(BETWEEN) if text.strip())
    listed = cell.value if isinstance(cell.value, list) else [cell.value]
    return tuple(text for one in listed for text in words(Cell(one, cell.at, typed=True)))


def asks(cell: Cell) -> Texts:
    """`team: need`, or a list; in YAML and JSON also `{team: …, need: …}` as entries have it."""
    listed = cell.value if isinstance(cell.value, list) else [cell.value]
    if not cell.typed or not any(isinstance(one, dict) for one in listed):
        return several(cell)
    found = []
    for one in listed:
        if isinstance(one, dict) and set(one) == {"team", "need"}:
            found.append(f"{one['team']}: {one['need']}")
        else:
            found += words(Cell(one, cell.at, typed=True))
    return tuple(found)


def shown(cell: Cell) -> str:
    """A value for a message."""
    text = str(cell.value)
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its cells are read, and what it holds, for people."""

    read: Callable[[Cell], Texts]
    help: str
    option: str = ""
    """The field of `Saying`, where it is not the name of the column."""
    many: bool = False


COLUMNS: Mapping[str, Column] = {
    SUBJECT: Column(words, "the key result, as on the command line; an objective for words alone"),
    "day": Column(words, "the day it was true, 2026-11-20; empty is today"),
    "value": Column(part_or_number, "the number now, 8 or 7/12; of a KPI it becomes a reading"),
    "zone": Column(words, "below, commit, target or stretch"),
    "milestone": Column(several, "the ids of milestones", many=True),
    "done": Column(truth, "true or false; of the milestone, where there is one"),
    "progress": Column(percent_or_number, "0.4 or 40%, where only a person can say it"),
    "confidence": Column(number, "0 to 10: how sure you are of the target by the end"),
    "expects": Column(number, "the value that you expect at the end"),
    "note": Column(words, "what changed"),
    "going_well": Column(words, "what helps"),
    "holding_back": Column(words, "what slows it, without blocking it"),
    "blocked": Column(words, "what blocks it: opens a blocker"),
    "unblocked": Column(several, "the entry whose blocker is gone", many=True),
    "support": Column(asks, "what is needed from whom, ops: a masked copy", many=True),
    "supported": Column(several, "the entry whose need is met", many=True),
    "evidence": Column(several, "a link or a sentence", many=True),
    "links": Column(several, "where to read more", "link", many=True),
}
"""Every column, in the order of the template."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of which goal, true on which day."""

    row: Row
    subject: str
    saying: Saying
    day: date | None


def said_by(row: Row) -> tuple[Said | None, list[Problem]]:
    """What a row says, or everything that is wrong in it; neither where it says nothing."""
    problems: list[Problem] = []
    options: dict[str, object] = {}
    for written, cell in row.cells.items():
        name = column_name(written)
        column = COLUMNS.get(name)
        try:
            if column is None:
                raise unknown(name)
            options[column.option or name] = option(name, column, cell)
        except UsageError as error:
            problems.append(problem(error, cell, name))
    subject, day = options.pop(SUBJECT, None), options.pop("day", None)
    saying = Saying(**options)  # type: ignore[arg-type]  # each was read by its own column
    if not problems and subject is None and saying:
        problems.append(Problem(row.at, "of which key result?", f"fill in the column {SUBJECT}"))
    if problems or not saying:
        return None, problems
    return Said(row, str(subject), saying, day if isinstance(day, date) else None), []


def column_name(written: str) -> str:
    """The name of a column as it may be written: in capitals, or under another name."""
    plain = written.strip().lower()
    return SYNONYMS.get(plain, plain)


def header_problems(header: Sequence[tuple[str, Place]]) -> Iterator[Problem]:
    """What is wrong with a header: a column not known, there twice, or the subject missing."""
    seen: set[str] = set()
    for written, at in header:
        name = column_name(written)
        if name not in COLUMNS:
            error = unknown(name)
            yield Problem(at, error.message, error.next_step or "")
        elif name in seen:
            yield Problem(at, f"the column {name!r} is there twice", "delete one of the two")
        seen.add(name)
    if SUBJECT not in seen:
        yield Problem(Place(1, 1), f"the column {SUBJECT!r} is missing", "it says which key result")


def option(name: str, column: Column, cell: Cell) -> object:
    """A cell as the option of the same meaning, judged as that would be."""
    texts = column.read(cell)
    if column.many:
        told: object = texts
    else:
        told = {"true": True, "false": False}[texts[0]] if name == "done" else texts[0]
    if name == "day":
        return day_of(texts[0])
    if name != SUBJECT:
        fields_of(Saying(**{column.option or name: told}))  # type: ignore[arg-type]
    return told


def day_of(text: str) -> date:
    """The day that is written; UsageError where it is none."""
    found = iso_day(text)
    if found is None:
        raise UsageError(f"{text!r} is no day", "write it as 2026-11-20")
    return found


def unknown(name: str) -> UsageError:
    """The error for a column that nobody knows, with the one that is probably meant."""
    from okrctl.load.near import did_you_mean

    help_ = did_you_mean(name, COLUMNS, "okrctl checkin --from help lists them")
    return UsageError(f"the column {name!r} is not known", help_)


def problem(error: UsageError, cell: Cell, name: str) -> Problem:
    """The complaint about a cell, in the words of columns: a file has no options."""
    message = in_columns(error.message)
    if not message.startswith((name, "the column")):
        message = f"{name}: {message}"
    return Problem(cell.at, message, in_columns(error.next_step or ""))


def in_columns(text: str) -> str:
    """The text with the names of columns in the place of options."""
    return _FLAG.sub(lambda found: found[1].replace("-", "_"), text)
