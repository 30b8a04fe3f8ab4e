"""Rows of CSV with the place of each cell, which the standard library's reader does not tell.

Commas, semicolons or tabs part the cells, whichever the header has; quotes are those of RFC 4180.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from okrctl.cli.batch.rows import Cell, Place, Problem, Row, Rows
from okrctl.text.ruler import LINE_END, Ruler

DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"((?:[^"]|"")*)"[ ]*')


@dataclass(frozen=True, slots=True)
class Part:
    """The text of a cell, and the offset at which it begins."""

    text: str
    offset: int


class Torn(Exception):
    """A quote that does not end where it should; the argument is its offset."""


def rows(text: str) -> Rows:
    """The rows below a header that names the columns; blank ones are let pass."""
    ruler = Ruler("", text)
    records = records_of(text)
    found: list[Row] = []
    problems: list[Problem] = []
    header: list[Part] = []
    try:
        header = without_blank_end(next(records, ()))
        for record in records:
            if not any(part.text for part in record):
                continue
            at = Place(*ruler.place(record[0].offset))
            surplus = [part for part in record[len(header) :] if part.text]
            if surplus:
                problems.append(Problem(
                    Place(*ruler.place(surplus[0].offset)),
                    f"the row has more cells than the header, which has {len(header)}",
                    "put a text with a comma into double quotes; a decimal is written 8.5",
                ))  # fmt: skip
                continue
            cells = {
                name.text: Cell(part.text, Place(*ruler.place(part.offset)))
                for name, part in zip(header, record, strict=False)
                if part.text
            }
            found.append(Row(at, cells))
    except Torn as torn:
        problems.append(Problem(
            Place(*ruler.place(int(torn.args[0]))),
            "a double quote that does not end at the end of its cell",
            'write a double quote inside a text twice: ""',
        ))  # fmt: skip
    return Rows(found, problems, [(part.text, Place(*ruler.place(part.offset))) for part in header])


def without_blank_end(record: Sequence[Part]) -> list[Part]:
    """The cells of a header as far as they have names: spreadsheets leave empty ones behind."""
    last = max((at for at, part in enumerate(record) if part.text), default=-1)
    return list(record[: last + 1])


def records_of(text: str) -> Iterator[Sequence[Part]]:
    """The cells of each record, stripped; a text in quotes may go over several lines."""
    delimiter = delimiter_of(text)
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at = 0
    while at < len(text):
        record: list[Part] = []
        while True:
            part, at = _cell(text, at, plain)
            record.append(part)
            if text[at : at + 1] != delimiter:
                break
            at += 1
        ending = LINE_END.match(text, at)
        if ending is None and at < len(text):
            raise Torn(record[-1].offset)
        at = ending.end() if ending else at
        yield record


def delimiter_of(text: str) -> str:
    """What parts the cells: of comma, semicolon and tab the one that the header has most of."""
    header = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(DELIMITERS, key=header.count)


def _cell(text: str, at: int, plain: re.Pattern[str]) -> tuple[Part, int]:
    while text[at : at + 1] == " ":
        at += 1
    if text[at : at + 1] != '"':
        end = plain.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well
        return Part(text[at:end].strip(), at), end
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise Torn(at)
    return Part(quoted[1].replace('""', '"').strip(), at), quoted.end()
