"""What anybody may see: tables without numbers, people and what may tell either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from okrctl.model.settings import Settings
from okrctl.model.values import slug_of
from okrctl.model.workspace import Workspace
from okrctl.pages.tables.table import Column, Table, Value

WITHHELD = "[withheld]"
NUMBER = re.compile(r"(?<!\w)[-+]?[$€£¥]?\s?\d(?:[\d.,'\u00a0\u202f]*\d)?(?:\s?%|\w*)")
"""A word that begins with a digit. One that begins with a letter is a name, as p99 or Q4."""
PART = re.compile(r"[^/#:=\s]+")
PERCENT = Decimal("0.01")
SHORTEST = 2
"""A part of a name with fewer letters than this is no name."""


@dataclass(frozen=True, slots=True)
class Veil:
    """Hides what a text or an id tells of people and numbers.

    An id that tells anything becomes a letter of its own, the same one in every table.
    """

    names: re.Pattern[str]
    """People by id, alias, e-mail, and every part of their names."""
    tokens: frozenset[str]
    """The same as parts of ids."""
    known: dict[str, str]
    """What each id becomes; names of cycles are shown as they are."""

    def title(self, text: str) -> str:
        """A title with people and numbers withheld."""
        return NUMBER.sub(WITHHELD, self.names.sub(WITHHELD, text))

    def slug(self, text: str) -> str:
        """An address, or several, with each id that tells anything replaced."""
        return PART.sub(lambda found: self._id(found[0]), text)

    def _id(self, name: str) -> str:
        if name in self.known:
            return self.known[name]
        telling = any(part in self.tokens or part[:1].isdigit() for part in name.split("-"))
        self.known[name] = f"item-{letters(len(self.known))}" if telling else name
        return self.known[name]


def letters(number: int) -> str:
    """A number in letters, so that it is none: a, b … z, ba."""
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text = chr(ord("a") + rest) + text
        if not number:
            return text


def veil_of(workspace: Workspace) -> Veil:
    """The veil over everybody whom a workspace knows."""
    said = sorted({name for name in names_of(workspace.settings) if len(name) >= SHORTEST})
    pattern = "|".join(re.escape(name) for name in sorted(said, key=len, reverse=True))
    tokens = {part for name in said for part in slug_of(name).split("-") if len(part) >= SHORTEST}
    return Veil(
        re.compile(rf"(?<!\w)(?:{pattern or '(?!)'})(?!\w)", re.IGNORECASE),
        frozenset(tokens),
        {name: name for name in (*workspace.cycles, "kpi")},
    )


def names_of(settings: Settings) -> Iterator[str]:
    """Everything that a person goes by; of a name also its parts, but for particles."""
    for identifier, person in settings.people.items():
        yield from (identifier, *person.aliases)
        for email in person.email:
            local = email.partition("@")[0]
            yield from (email, local, *re.findall(r"[^\W\d_]+", local))
        name = person.name or ""
        yield name
        yield from (part for part in re.findall(r"\w+", name) if not part.islower())


def veiled(tables: Sequence[Table], workspace: Workspace) -> tuple[Table, ...]:
    """The tables that anybody may see, under the columns that tell nothing."""
    veil = veil_of(workspace)
    return tuple(_veiled(table, veil) for table in tables)


def _veiled(table: Table, veil: Veil) -> Table:
    kept = [number for number, column in enumerate(table.columns) if not column.secret]
    columns = tuple(table.columns[number] for number in kept)
    rows = tuple(
        tuple(
            _seen(column, row[number], veil) for number, column in zip(kept, columns, strict=True)
        )
        for row in table.rows
    )
    return Table(table.name, columns, rows, table.by)


def _seen(column: Column, value: Value, veil: Veil) -> Value:
    if column.sort == "share" and isinstance(value, Decimal):
        # 0.647 058 823 5 is 11 of 17, and so tells the numbers that it was made of.
        return value.quantize(PERCENT, ROUND_HALF_UP)
    if not isinstance(value, str):
        return value
    if column.sort == "title":
        return veil.title(value)
    return veil.slug(value) if column.sort == "slug" else value
