"""Rows of JSON: a list of objects, or objects one after the other, each read as an entry line is.

So numbers are exact, and a key that stands twice, or half a character, is refused at its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from okrctl.cli.batch.rows import Cell, Place, Problem, Row, Rows
from okrctl.text.entries import read_lines
from okrctl.text.entry_places import fields
from okrctl.text.ruler import Ruler


class Piece(NamedTuple):
    """The text of one object, and the offset at which it begins."""

    text: str
    offset: int


def rows(text: str) -> Rows:
    """The objects of the text as rows; what is left out is a problem."""
    ruler = Ruler("", text)
    found: list[Row] = []
    problems: list[Problem] = []
    try:
        for piece in pieces(text):
            row = _row(piece, ruler, problems)
            if row is not None:
                found.append(row)
    except json.JSONDecodeError as error:
        problems.append(Problem(Place(*ruler.place(error.pos)), f"no JSON: {error.msg.lower()}",
                                "a list of objects, or an object a line"))  # fmt: skip
    except RecursionError:
        problems.append(Problem(Place(1, 1), "it nests too deep", "a list of plain objects"))
    return Rows(found, problems)


def pieces(text: str) -> Iterator[Piece]:
    """Each object of a list, or of several that follow each other, cut out of the text."""
    decoder = json.JSONDecoder()
    at = _space(text, 0)
    listed = text.startswith("[", at)
    at = _space(text, at + 1) if listed else at
    while at < len(text) and not (listed and text[at] == "]"):
        _, end = decoder.raw_decode(text, at)
        yield Piece(text[at:end], at)
        at = _space(text, end)
        if listed and not text.startswith("]", at):
            at = _space(text, _behind(text, at, ","))
    if listed and _space(text, _behind(text, at, "]")) < len(text):
        raise json.JSONDecodeError("something follows the list", text, at + 1)


def _space(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())


def _behind(text: str, at: int, sign: str) -> int:
    if not text.startswith(sign, at):
        raise json.JSONDecodeError(f"{sign} is missing", text, at)
    return at + 1


def _row(piece: Piece, ruler: Ruler, problems: list[Problem]) -> Row | None:
    line = re.sub(r"[\r\n]", " ", piece.text)  # of the same length, and a line break is but a space
    lines = read_lines(line.encode(errors="replace"), "")
    for finding in lines.findings:
        place = Place(*ruler.place(piece.offset + finding.span.column - 1))
        problems.append(Problem(place, finding.message, finding.help))
    if not lines.rows:
        return None
    offsets = {field.name: field.value[0] for field in fields(line)}
    cells = {
        name: Cell(value, Place(*ruler.place(piece.offset + offsets.get(name, 0))), typed=True)
        for name, value in lines.rows[0].data.items()
        if value is not None
    }
    return Row(Place(*ruler.place(piece.offset)), cells)
