"""Changes as rows and words: what each was, is, and does. `okrctl diff`, `okrctl changelog`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from okrctl.changes.change import Change, Value
from okrctl.changes.compare import Comparison
from okrctl.changes.table import CLASSES
from okrctl.pages.blocks import Block, Column, Gap, Group, Heading, Line, Next, Run, Table, line
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.numbers import NONE, long_day, number, plural

RECORD = ("change", "address", "field", "before", "after")
COLUMNS = (
    Column("CHANGE"),
    Column("WHAT", elastic=True),
    Column("BEFORE", elastic=True, opens=True, yields=True),
    Column("AFTER", elastic=True, opens=True, yields=True),
)

NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Between:
    """What was compared: two commits, how the base was found, and what is on top of the head."""

    base: str
    base_is: str
    head: str
    uncommitted: int = 0

    @property
    def words(self) -> str:
        """`Base 77f21aa (merge base with main), head 9ac0d11 and 2 uncommitted files`."""
        files = plural(self.uncommitted, "uncommitted file")
        on_top = f" and {files}" if self.uncommitted else ""
        how = f" ({self.base_is})" if self.base_is else ""
        return f"Base {self.base[:7]}{how}, head {self.head[:7]}{on_top}"

    def facts(self) -> dict[str, Fact]:
        """The commits in full."""
        return {
            "base": self.base,
            "base_is": self.base_is or None,
            "head": self.head,
            "uncommitted": self.uncommitted,
        }


def diff_page(comparison: Comparison, between: Between, current: str = "") -> Document:
    """Every change in the order of the files, neutrally; what has no meaning is counted.

    The cycle that is current is left out of addresses.
    """
    changes = comparison.changes
    shown = [one for one in changes if not CLASSES[one.name].collapsed]
    blocks: list[Block] = [Heading(line(between.words))]
    if shown:
        names = names_of(shown, current)
        rows = tuple((line(one.name), *map(line, sides(one, names))) for one in shown)
        blocks += [Table(COLUMNS, (Group(rows),))]
    blocks += counted(changes)
    blocks += [line("no goal changed")] if not changes else []
    blocks.append(Next(("okrctl review", "okrctl changelog")))
    facts = between.facts() | {"changes": [change_facts(one) for one in changes]}
    records = Records(RECORD, tuple(map(record, changes)))
    return Document("okrctl.diff/1", facts, records, tuple(blocks))


FAMILIES = {"1": "Goalposts", "2": "Goals that came, went and moved", "3": "Owners and alignment",
            "4": "KPIs", "5": "Entries", "6": "Policy", "7": "Details"}  # fmt: skip
"""The families of classes by the first digit of their codes."""


def changelog_page(
    comparison: Comparison, between: Between, since: date | None, current: str = ""
) -> Document:
    """What a period changed, by families; what is many is counted."""
    names = names_of(comparison.changes, current)
    blocks: list[Block] = [Heading(line(Run("Changes of goals", "strong"), aside=(between.words,)))]
    if since is not None:
        blocks.append(line(Run(f"since {long_day(since)}", "quiet")))
    for digit, title in FAMILIES.items():
        of_family = [one for one in comparison.changes if CLASSES[one.name].code[3] == digit]
        shown = [one for one in of_family if not CLASSES[one.name].collapsed]
        if of_family:
            blocks += [Gap(), line(Run(title, "strong"))]
            blocks += [line(f"  {sentence(one, names)}") for one in shown]
            blocks += [
                line("  ", Run(words, "quiet")) for words in (collapsed(of_family),) if words
            ]
    if not comparison.changes:
        blocks.append(line("no goal changed"))
    facts = between.facts() | {
        "since": since.isoformat() if since else None,
        "changes": [change_facts(one) for one in comparison.changes],
    }
    records = Records(RECORD, tuple(map(record, comparison.changes)))
    return Document("okrctl.changelog/1", facts, records, tuple(blocks))


def counted(changes: Iterable[Change]) -> list[Line]:
    """The line of what is only counted, if there is such."""
    words = collapsed(changes)
    return [line("  ", Run(words, "quiet"))] if words else []


def sentence(change: Change, names: Mapping[str, str]) -> str:
    """`target-eased trust#nps to: 45 → 38`."""
    return f"{change.name} {where(change, names)}: {arrow(change)}".removesuffix(": ")


def arrow(change: Change) -> str:
    """`45 → 38`, or the one side that there is."""
    both = [shown(value) for value in (change.before, change.after) if value is not None]
    return " → ".join(both)


def names_of(changes: Iterable[Change], current: str) -> Mapping[str, str]:
    """What to call each address: `trust#bugs` in the current cycle, where only one ends so."""
    addresses = {change.address for change in changes}
    ends = Counter(address.rpartition("/")[2] for address in addresses)
    mine = [address for address in addresses if address.startswith(f"{current}/")]
    tails = {address: address.rpartition("/")[2] for address in mine}
    return {
        address: tail if ends[tail] == 1 else address.removeprefix(f"{current}/")
        for address, tail in tails.items()
    }


def where(change: Change, names: Mapping[str, str] = NO_NAMES) -> str:
    """`trust#bugs to`: what it is called, and the field."""
    return f"{names.get(change.address, change.address)} {change.field}".rstrip()


def sides(change: Change, names: Mapping[str, str] = NO_NAMES) -> tuple[str, str, str]:
    """Where, before and after."""
    return where(change, names), shown(change.before), shown(change.after)


def shown(value: Value) -> str:
    """One side of a change for people."""
    if value is None:
        return NONE
    return number(value) if isinstance(value, Decimal) else value


def collapsed(changes: Iterable[Change]) -> str:
    """`4 entry-added, 1 format-only`: what is only counted; empty where there is none."""
    counts = Counter(one.name for one in changes if CLASSES[one.name].collapsed)
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def change_facts(change: Change) -> dict[str, Fact]:
    """Everything a change says of itself."""
    return {
        "code": CLASSES[change.name].code,
        "name": change.name,
        "address": change.address,
        "old_address": change.old_address or None,
        "field": change.field or None,
        "before": change.before,
        "after": change.after,
        "entry": change.entry or None,
    }


def record(change: Change) -> tuple[Cell, ...]:
    """A change as a row for programs."""
    return (change.name, change.address, change.field, change.before, change.after)
