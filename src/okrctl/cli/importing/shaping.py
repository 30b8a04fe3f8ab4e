"""The shape of a key result out of its cells, or out of its title where they say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from okrctl.cli.digits import Mark
from okrctl.cli.guess import guess
from okrctl.cli.importing.amounts import Amount, amount
from okrctl.cli.importing.cells import Cell
from okrctl.cli.importing.found import FoundKeyResult, Remark
from okrctl.cli.importing.headers import Sure
from okrctl.text.scaffold import Value

UNSAID: Final = ("unknown", "withheld")
NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "none", "tbd", "?", "null"})
YES_OR_NO: Final = re.compile(
    r"binary|boolean|done.*|milestone.*|yes.?no|task|checkbox", re.IGNORECASE
)
FALLING: Final = re.compile(r"lower|decreas\w*|reduc\w*|down|below|less|fall\w*", re.IGNORECASE)
FEWER: Final = re.compile(
    r"\b(?:reduce|decrease|lower|cut|shorten|fewer|less|shrink|drop|minimi[sz]e)\b", re.IGNORECASE
)
PERCENT: Final = re.compile(r"percent\w*|%|custom percent", re.IGNORECASE)
MONEY: Final = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pound": "GBP"}
DONE: Final = ("", "1", "100", "100%", "true", "yes", "done")
PLACEHOLDER: Final = "TODO"
Noted = Callable[[Remark], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a key result as the format writes them, and how sure their meaning is."""

    fields: Mapping[str, Value]
    sure: Sure = "sure"


def shape_of(found: FoundKeyResult, mark: Mark | None, today: date, noted: Noted) -> Shape:
    """The shape that the cells say, else the one that the title does."""
    read = Reading(found.cells, mark, noted)
    title = found.title.text.replace("\n", " ")
    kind = read.text("metric")
    if steps := read.lines("steps"):
        return stepped(title, steps, kind)
    if YES_OR_NO.fullmatch(kind) and read.text("target") in DONE:
        return Shape({"done_when": title})
    for one in (held(read), travelled(read, title)):
        if one is not None:
            return Shape({"title": title, **one.fields}, one.sure)
    if kind == "supporting":
        return Shape({"title": title, "measured_by": "supporting"})
    guessed = guess(title, today)
    return Shape(guessed, "guess" if "done_when" not in guessed else "likely")


@dataclass(frozen=True, slots=True)
class Reading:
    """The cells of a key result, read as what they mean."""

    cells: Mapping[str, Cell]
    mark: Mark | None
    noted: Noted

    def text(self, name: str) -> str:
        """What a cell says; empty where there is none."""
        return self.cells[name].text if name in self.cells else ""

    def lines(self, name: str) -> list[str]:
        """What a cell says, line by line."""
        return [line for line in self.text(name).split("\n") if line]

    def amount(self, name: str) -> Amount | None:
        """The number in a cell; none, with a remark, where it says something else."""
        told = self.cells.get(name)
        if told is None or told.text.casefold() in NOTHING:
            return None
        found = amount(told, self.mark)
        if found is None and told.text not in UNSAID:
            self.noted(Remark(told.place, told.text, f"no number; {name} left out"))
        if found and not found.sure:
            why = f"read as {found.number:f}; a mark before three digits may divide or group"
            self.noted(Remark(told.place, told.text, why))
        return found

    def unit(self, *amounts: Amount | None) -> dict[str, Value]:
        """The unit: that of its own cell, of the metric, or of a number."""
        said, kind = self.text("unit"), self.text("metric")
        own = said or next((one.unit for one in amounts if one and one.unit), "")
        if not own and PERCENT.fullmatch(kind):
            own = "%"
        own = MONEY.get(own.lower(), {"$": "USD", "€": "EUR", "£": "GBP"}.get(own, own))
        own = own or MONEY.get(kind.lower(), "")
        if not own or is_unit(own):
            return {"unit": own} if own else {}
        place = self.cells["unit"].place if "unit" in self.cells else ""
        self.noted(Remark(place, own, "no unit that okrctl knows; left out"))
        return {}


def is_unit(text: str) -> bool:
    """Whether a text is a unit."""
    from okrctl.model.units import UnitError, parse

    try:
        parse(text)
    except UnitError:
        return False
    return True


def held(read: Reading) -> Shape | None:
    """A line that is held."""
    low, high = read.amount("at_least"), read.amount("at_most")
    every = {"every": read.text("every")} if read.text("every") else {}
    unit = read.unit(low, high)
    if low and high:
        return Shape({**unit, "between": [low.number, high.number], **every})
    if low:
        return Shape({**unit, "at_least": low.number, **every})
    return Shape({**unit, "at_most": high.number, **every}) if high else None


def travelled(read: Reading, title: str) -> Shape | None:
    """A way from X to Y; where X is missing it is unknown, and where Y is, a person sets it."""
    start, target = read.amount("start"), read.amount("target")
    words = {name: read.text(name) for name in ("start", "target") if read.text(name) in UNSAID}
    if not (start or target or words):
        return None
    unit = read.unit(start, target, read.amount("current"))
    sure: Sure = "sure" if all(one is None or one.sure for one in (start, target)) else "guess"
    if start and target and start.number == target.number:
        key = "at_most" if falls(read, title) else "at_least"
        return Shape({**unit, key: target.number}, "guess")
    change = read.text("change_by")
    ends: dict[str, Value] = {"from": start.number if start else words.get("start", "unknown")}
    if change:
        ends["change_by"] = change
    elif target or "target" in words:
        ends["to"] = target.number if target else words["target"]
    else:
        ends["to"], sure = PLACEHOLDER, "guess"
    if not (start and (target or change)):
        said = read.text("better")
        ends["better"] = said if said in ("higher", "lower") else better(read, title)
        sure = sure if said or words else "guess"
    beyond = {name: told.number for name in ("commit", "stretch") if (told := read.amount(name))}
    return Shape({**unit, **ends, **beyond}, sure)


def falls(read: Reading, title: str) -> bool:
    """Whether less is better, by a direction that is said or by the title's verb."""
    said = f"{read.text('better')} {read.text('metric')}".strip()
    return bool(FALLING.search(said) if said and said != "move" else FEWER.search(title))


def better(read: Reading, title: str) -> str:
    """Which way is better, where one end of the way is missing."""
    return "lower" if falls(read, title) else "higher"


def stepped(title: str, lines: list[str], kind: str) -> Shape:
    """Milestones or zones, or the sentence of what is done when true."""
    from okrctl.cli.making.key_results import milestones, zones

    if kind == "zones":
        return Shape({"title": title, "zones": zones(tuple(lines))})
    if kind == "done when":
        sentence = " ".join(lines)
        return Shape({"done_when": sentence} if sentence == title else
                     {"title": title, "done_when": sentence})  # fmt: skip
    return Shape({"title": title, "milestones": milestones(tuple(lines), date.min)})


def reported(read: Reading, fields: Mapping[str, Value]) -> dict[str, object]:
    """What is said of where a key result stands, as fields of a check-in; empty for nothing."""
    told = read.amount("current")
    if told and "done_when" not in fields and "milestones" not in fields and "zones" not in fields:
        return {} if told.number == fields.get("from") else {"value": told.number}
    progress = read.amount("progress")
    if progress is None or "done_when" not in fields:
        return {}
    whole = progress.unit == "%" or progress.number > 1
    share = progress.number / 100 if whole else progress.number
    if share == 1:
        return {"done": True}
    return {"progress": Decimal(format(share, "f"))} if 0 < share < 1 else {}
