"""Shapes of a sentence: each function gives the fields that it reads, none where it is another."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from okrctl.cli.guessing.amounts import amount, number, unit

Told = str | Decimal | list[Decimal]
Fields = dict[str, Told]
Shape = Callable[[str], Fields | None]

ARROW: Final = r"(?:\bto\b|->|→|=>)"
PERIODS: Final = {"day": "d", "week": "wk", "month": "mo", "quarter": "", "year": "yr"}
RISING: Final = "increase|grow|raise|lift|improve|boost|expand"
FALLING: Final = "reduce|cut|lower|decrease|shrink|shorten|drop|bring|get|slash"
TRAVEL: Final = re.compile(
    rf"\s*,?\s*(?:\bfrom )?{amount('x')}\s*{ARROW}\s*{amount('y')}", re.IGNORECASE
)
BACKWARDS: Final = re.compile(rf"\s*\bto {amount('y')} from {amount('x')}", re.IGNORECASE)
NAMED_UNIT: Final = re.compile(r"(?P<title>.*\S)\s*:\s*\0\s*(?P<unit>[^\W\d_]+(?:/[^\W\d_]+)?)")
"""A title, a colon, the two numbers, and one word behind them: what is counted."""
TARGET: Final = re.compile(
    rf"^(?P<verb>{RISING}|{FALLING})\b(?P<rest>.*?)(?P<down> down)?\s+to\s+{amount('y')}$",
    re.IGNORECASE,
)
BEHIND: Final = (
    r"(?:(?:\s(?P<noun>[^\W\d_]+))?"
    r"\s(?P<word>a|per|every|each)\s(?P<per>day|week|month|quarter|year)\b)?"
)
FLOOR: Final = re.compile(
    rf"(?:\bat least|\bat or above|\babove|\bover|(?<!\bno )\bmore than|\bno (?:less|fewer) than"
    rf"|\bminimum of|>=?|≥)\s*{amount('x')}{BEHIND}",
    re.IGNORECASE,
)
CEILING: Final = re.compile(
    rf"(?:\bat most|\bat or below|\bbelow|\bunder|(?<!\bno )\b(?:less|fewer) than|\bno more than"
    rf"|\bmaximum of|\bwithin|<=?|≤)\s*{amount('x')}{BEHIND}",
    re.IGNORECASE,
)
BAND: Final = re.compile(rf"\bbetween {amount('x')} and {amount('y')}", re.IGNORECASE)
CHANGE: Final = re.compile(
    rf"\b(?P<verb>{RISING}|{FALLING})\b.*?\s+by {amount('x')}", re.IGNORECASE
)
TIMES: Final = {"double": "2x", "triple": "3x", "quadruple": "4x", "halve": "-50%"}
MORE: Final = re.compile(
    r"^(?P<number>\d+(?:\.\d+)?)(?P<sign>%|x) (?P<way>more|higher|fewer|less|lower|faster)\b",
    re.IGNORECASE,
)
NO_VERB: Final = (
    r"(?!(?:tier|phase|version|level|stage|step|part|sev|from|by|at|in|on|of|for|between|iso|soc"
    r"|q|h|python|under|over|above|below|within)\b)"
)
COUNT: Final = re.compile(rf"^{NO_VERB}[^\W\d_]+ {amount('x')} .+$", re.IGNORECASE)
LEADING: Final = re.compile(rf"^{amount('x')} [^\W\d_]{{3,}}.* .+$", re.IGNORECASE)
FEWEST: Final = 2


def travel(text: str) -> Fields | None:
    """`from 10 to 0`, `63 -> 80 %`, `to 45 from 31`, `Critical bugs: 10 -> 0 bugs`."""
    found = BACKWARDS.search(text) or TRAVEL.search(text)
    if found is None or number(found, "x") == number(found, "y"):
        return None
    ends: Fields = {"from": number(found, "x"), "to": number(found, "y")}
    named = NAMED_UNIT.fullmatch(text[: found.start()] + "\0" + text[found.end() :])
    if named is not None:
        return {"title": named["title"], "unit": named["unit"], **ends}
    return {"title": cut(text, found), **unit(found, "y", "x"), **ends}


def times(text: str) -> Fields | None:
    """`Double the number of teams`, `10% fewer complaints`, `3x more trials`."""
    verb = text.partition(" ")[0].lower()
    if verb in TIMES:
        return {"title": text, "from": "unknown", "change_by": TIMES[verb]}
    found = MORE.match(text)
    if found is None:
        return None
    if found["sign"].lower() == "x":
        return {"title": text, "from": "unknown", "change_by": f"{found['number']}x"}
    sign = "+" if found["way"].lower() in ("more", "higher") else "-"
    return {"title": text, "from": "unknown", "change_by": f"{sign}{found['number']}%"}


def change(text: str) -> Fields | None:
    """`Reduce waiting by 30%`: relative to a baseline that nobody has measured yet."""
    found = CHANGE.search(text)
    if found is None:
        return None
    sign = "-" if found["verb"].lower() in FALLING.split("|") else "+"
    percent = "%" if unit(found, "x").get("unit") == "%" else ""
    by = format(number(found, "x"), "f")
    return {"title": text, "from": "unknown", "change_by": f"{sign}{by}{percent}"}


def target(text: str) -> Fields | None:
    """`Increase activation to 50%`: where it goes is said, and where it starts is not."""
    found = TARGET.match(text)
    if found is None:
        return None
    falls = found["down"] or found["verb"].lower() in FALLING.split("|")
    title = f"{found['verb']}{found['rest']}".strip()
    better = "lower" if falls else "higher"
    return {"title": title, **unit(found, "y"), "to": number(found, "y"), "better": better}


def count(text: str) -> Fields | None:
    """`Hire 2 designers`, `3 customers speak for us`: from 0 to as many."""
    found = COUNT.search(text)
    if found is None:
        found = LEADING.search(text)
        if found is None or number(found, "x") < FEWEST:
            return None
    if found["x_unit"] or found["x_sign"] or number(found, "x") == 0:
        return None
    return {"title": text, "count": number(found, "x")}


def band(text: str) -> Fields | None:
    """`between 20 and 80 %`."""
    found = BAND.search(text)
    if found is None:
        return None
    ends = sorted((number(found, "x"), number(found, "y")))
    return {"title": text, **unit(found, "y", "x"), "between": ends}


def ceiling(text: str) -> Fields | None:
    """`at most 3`, `under 30 minutes`, `no more than 2 pages a week`."""
    return held(text, CEILING, "at_most")


def floor(text: str) -> Fields | None:
    """`at least 99.5%`, `above 99.9 % every month`."""
    return held(text, FLOOR, "at_least")


def held(text: str, pattern: re.Pattern[str], key: str) -> Fields | None:
    """A line that is held, where the sentence has one, and how often it is looked at."""
    found = pattern.search(text)
    if found is None:
        return None
    of, per = unit(found, "x").get("unit", ""), (found["per"] or "").lower()
    of = of or found["noun"] or ""
    rate = (found["word"] or "").lower() in ("a", "per") and of not in ("", "%")
    shared = f"/{PERIODS[per]}" if rate and PERIODS[per] else ""
    fields: Fields = {"title": text, "unit": f"{of}{shared}"} if of else {"title": text}
    fields[key] = number(found, "x")
    return fields | ({"every": per} if per else {})


def cut(text: str, found: re.Match[str]) -> str:
    """The sentence without the numbers; the whole of it where nothing else is left."""
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,:;-")
    return rest or text


SHAPES: Final[tuple[Shape, ...]] = (travel, times, change, band, target, count, ceiling, floor)
"""Every shape, in the order in which a sentence is tried."""
