"""A key result's shape guessed from a sentence, to be shown before it is taken.

`Critical bugs from 10 to zero` moves, `Uptime at least 99.5%` is held, `Hire 2 designers by
June 30` counts to 2 with a due day. A sentence that says no number is done when it is true.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

Told = str | int | Decimal | date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORDS = {word: number for number, word in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "eleven", "twelve"))}  # fmt: skip


def amount(name: str) -> str:
    """The pattern of a number under a group's name, with its unit under `<name>_unit`."""
    words = "|".join(WORDS)
    digits = r"\d+(?:,\d{3})*(?:\.\d+)?"
    return (
        rf"(?P<{name}_sign>[$€£])?(?P<{name}>{digits}|\b(?:{words})\b)"
        rf"(?P<{name}_unit>\s?%|[kKM]\b)?"
    )


MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
DUE = re.compile(
    rf"\s*,?\s*\bby (?:the end of )?(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day_first>\d{{1,2}}) (?P<month_last>{MONTH}))\b",
    re.IGNORECASE,
)
TRAVEL = re.compile(
    rf"\s*,?\s*(?:\bfrom )?{amount('x')}\s*(?:\bto\b|->|→|=>)\s*{amount('y')}", re.IGNORECASE
)
NAMED_UNIT = re.compile(r"(?P<title>.*\S)\s*:\s*\0\s*(?P<unit>[^\W\d_]+(?:/[^\W\d_]+)?)")
"""A title, a colon, the two numbers, and one word behind them: what is counted."""
FLOOR = re.compile(rf"(?:\bat least|\babove|\bmore than|>=?|≥)\s*{amount('x')}", re.IGNORECASE)
CEILING = re.compile(
    rf"(?:\bat most|\bbelow|\bunder|\bless than|<=?|≤)\s*{amount('x')}", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?P<verb>increase|grow|raise|lift|reduce|cut|lower|decrease|shrink)\b"
    rf".*?\s+by {amount('x')}",
    re.IGNORECASE,
)
NO_VERB = r"(?!(?:tier|phase|version|level|stage|step|part|sev|from|by|at|in|on|of|for)\b)"
COUNT = re.compile(rf"^{NO_VERB}\w+ {amount('x')} .+$", re.IGNORECASE)
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
FEWER = frozenset({"reduce", "cut", "lower", "decrease", "shrink"})


def guess(sentence: str, today: date) -> dict[str, Told]:
    """The fields that a sentence seems to mean, its title among them.

    A day without a year is the next such day from `today`.
    """
    text = " ".join(sentence.split())
    due, text = without_due(text, today)
    for shape in (travel, change, floor, ceiling, count):
        fields = shape(text)
        if fields is not None:
            return {**fields, **({"due": due} if due else {})}
    return {"done_when": text, **({"due": due} if due else {})}


def without_due(text: str, today: date) -> tuple[date | None, str]:
    """The day after `by`, if any, and the sentence without it."""
    found = DUE.search(text)
    if found is None:
        return None, text
    rest = (text[: found.start()] + text[found.end() :]).strip()
    try:
        day = day_of(found, today)
    except ValueError:
        return None, text
    return (day, rest) if rest else (None, text)


def day_of(found: re.Match[str], today: date) -> date:
    """The day that was named; the next such day where it has no year."""
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    name, number = found["month"] or found["month_last"], found["day"] or found["day_first"]
    month = MONTHS.index(name[:3].lower()) + 1
    this_year = date(today.year, month, int(number))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)


def travel(text: str) -> dict[str, Told] | None:
    """`from 10 to 0`, `63 -> 80 %`, `Critical bugs: 10 -> 0 bugs`."""
    found = TRAVEL.search(text)
    if found is None or number(found, "x") == number(found, "y"):
        return None
    ends: dict[str, Told] = {"from": number(found, "x"), "to": number(found, "y")}
    named = NAMED_UNIT.fullmatch(text[: found.start()] + "\0" + text[found.end() :])
    if named is not None:
        return {"title": named["title"], "unit": named["unit"], **ends}
    return {"title": cut(text, found), **unit(found, "x", "y"), **ends}


def floor(text: str) -> dict[str, Told] | None:
    """`at least 99.5%`."""
    return held(text, FLOOR, "at_least")


def ceiling(text: str) -> dict[str, Told] | None:
    """`at most 3`, `under 30 minutes`."""
    return held(text, CEILING, "at_most")


def held(text: str, pattern: re.Pattern[str], key: str) -> dict[str, Told] | None:
    """A line that is held, where the sentence has one."""
    found = pattern.search(text)
    if found is None:
        return None
    return {"title": text, **unit(found, "x"), key: number(found, "x")}


def change(text: str) -> dict[str, Told] | None:
    """`Reduce waiting by 30%`: relative to a baseline that nobody has measured yet."""
    found = CHANGE.search(text)
    if found is None:
        return None
    sign = "-" if found["verb"].lower() in FEWER else "+"
    percent = "%" if "%" in (found["x_unit"] or "") else ""
    return {"title": text, "from": "unknown", "change_by": f"{sign}{number(found, 'x')}{percent}"}


def count(text: str) -> dict[str, Told] | None:
    """`Hire 2 designers`: from 0 to 2."""
    found = COUNT.search(text)
    if found is None or found["x_unit"] or number(found, "x") == 0:
        return None
    return {"title": text, "count": number(found, "x")}


def number(found: re.Match[str], name: str) -> Decimal:
    """The number that was matched, in digits or as a word, with its k or M multiplied out."""
    text = found[name].lower().replace(",", "")
    value = Decimal(WORDS[text]) if text in WORDS else Decimal(text)
    suffix = (found[f"{name}_unit"] or "").strip()
    times = {"k": 1_000, "K": 1_000, "M": 1_000_000}.get(suffix)
    if times is None:
        return value
    return Decimal(int(value * times)) if value * times == int(value * times) else value * times


def unit(found: re.Match[str], *names: str) -> dict[str, Told]:
    """Percent or a currency, where one of the numbers has it."""
    if any("%" in (found[f"{name}_unit"] or "") for name in names):
        return {"unit": "%"}
    signs = [found[f"{name}_sign"] for name in names if found[f"{name}_sign"]]
    return {"unit": CURRENCIES[signs[0]]} if signs else {}


def cut(text: str, found: re.Match[str]) -> str:
    """The sentence without the numbers; the whole of it where nothing else is left."""
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,:;-")
    return rest or text
