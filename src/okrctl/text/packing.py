"""Packing: the lines of many entry files as those of one, the same bytes however they came.

Lines stay as they were written; only their order is made. They are sorted by the instant at which
they were recorded, then by id, so that neither the names of the files nor the settings of the
workspace have a say in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from okrctl.errors import UsageError
from okrctl.text.entries import MAX_PACK, read_lines

_BOM = b"\xef\xbb\xbf"


class PackRefused(UsageError):
    """The files cannot become one without losing something, so that nothing is written."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of a pack, and how many entries it holds."""

    data: bytes
    entries: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry as it was written, and what it is known and sorted by."""

    at: datetime
    id: str
    text: bytes
    data: Mapping[str, object]


def packed(files: Mapping[str, bytes]) -> Packed:
    """The entries of all files in one, each once; blank lines and carriage returns are left out.

    Raises:
        PackRefused: a line cannot be read, an id stands for two different entries, or the pack
            would be larger than one that is read.
    """
    once: dict[str, _Line] = {}
    for path, data in files.items():
        for line in _lines(path, data):
            known = once.setdefault(line.id, line)
            if known.data != line.data:
                raise PackRefused(
                    f"{line.id} is the id of two different entries, one of them in {path}",
                    "okrctl lint shows both: OKR113",
                )
            if line.text < known.text:
                once[line.id] = line
    ordered = sorted(once.values(), key=lambda line: (line.at, line.id))
    whole = b"".join(line.text + b"\n" for line in ordered)
    if len(whole) > MAX_PACK:
        raise PackRefused(
            f"the pack would have {len(whole):,} bytes; at most {MAX_PACK:,} are read",
            "leave these files as they are",
        )
    return Packed(whole, len(ordered))


def _lines(path: str, data: bytes) -> list[_Line]:
    rows, findings = read_lines(data, path)
    if findings:
        first = findings[0]
        raise PackRefused(
            f"{first.span} cannot be packed: {first.message}", f"okrctl lint {path} tells more"
        )
    texts = data.removeprefix(_BOM).split(b"\n")
    return [_line(path, row.line, row.data, texts[row.line - 1].strip()) for row in rows]


def _line(path: str, number: int, data: Mapping[str, object], text: bytes) -> _Line:
    try:
        at = datetime.fromisoformat(str(data.get("at")))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or "id" not in data:
        raise PackRefused(
            f"{path}:{number} cannot be packed: it has no id, or no time with an offset in at",
            f"okrctl lint {path} tells more",
        )
    return _Line(at, str(data["id"]), text, data)
