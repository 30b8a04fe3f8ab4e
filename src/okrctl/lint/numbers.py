"""Numbers as titles say them: `from 63% to 80%`, `from 10 to ZERO`, `1.2M → 2M`.

A written number may be read in several ways (`1.000` is one, or a thousand), so it is a set of
readings, and two numbers agree where one reading does. Only a number that stands alone is one:
`Tier 1`, `p99`, `9:30` and `v2` are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from okrctl.lint.language import Language
from okrctl.model.units import SECONDS

_DIGITS = r"[-−+]?[$€£¥₹]?\d+(?:[.,'\u00a0\u202f]\d+|[ ]\d{3}(?!\d))*"
_LETTERS = r"[^\W\d_]+\b"
_ARROW = r"→|->|=>|⇒"
_YEARS = range(1900, 2100)
LONGEST = 400
"""How much of a title is read: a goal is said in one sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A number in words or digits: its text, what it can mean, and its unit of time, if any."""

    text: str
    readings: frozenset[Fraction]
    time: str = ""

    def means(self, value: Fraction, unit: str) -> bool:
        """Whether it can mean `value`, which is in `unit`."""
        factor = Fraction(1)
        if self.time and unit in SECONDS:
            factor = Fraction(SECONDS[self.time], SECONDS[unit])
        return any(reading * factor == value for reading in self.readings)


Way = tuple[Said, Said]
"""Where it starts and where it ends."""


def ways(title: str, language: Language) -> Iterator[Way]:
    """Each way from one number to another that a title says, in its order."""
    title = title[:LONGEST]
    for match in _pattern(language).finditer(title):
        before = title[: match.start()].split()
        if before and before[-1].casefold() in language.ranges:
            continue
        parts = {name: part.strip() for name, part in match.groupdict().items() if part}
        way = _same_time(_said(parts, "a", language), _said(parts, "b", language))
        if not all(map(_is_year, way)):
            yield way


def _said(parts: Mapping[str, str], end: str, language: Language) -> Said:
    """What the named parts of a match say of one end of the way."""
    name = next(name for name in (end, f"{end}_turned", f"{end}_arrow") if name in parts)
    text, unit = parts[name], parts.get(f"{name}_unit", "")
    word = unit.partition(" ")[0].casefold()
    readings = frozenset(_readings(text, word, language))
    return Said(text, readings, language.times.get(word, ""))


def _same_time(start: Said, end: Said) -> Way:
    """Both with the unit of time of the other where one names none: `from 12 to 3 minutes`."""
    return replace(start, time=start.time or end.time), replace(end, time=end.time or start.time)


def _is_year(said: Said) -> bool:
    return said.text.isdecimal() and len(said.text) == 4 and int(said.text) in _YEARS


def _readings(text: str, word: str, language: Language) -> Iterator[Fraction]:
    """What a number can mean before a word: with its scale and without, percent and its share."""
    for number in _digits(text) if any(map(str.isdigit, text)) else _words(text, language):
        yield number
        if word in language.scales:
            yield number * language.scales[word]
        if word.startswith("%"):
            yield number / 100


def _digits(text: str) -> Iterator[Fraction]:
    """What digits can mean: a lone separator before three digits is a comma or a thousand."""
    bare = re.sub(r"[$€£¥₹'\u00a0\u202f ]", "", text.replace("−", "-"))
    marks = re.findall(r"[.,]", bare)
    last = max(bare.rfind("."), bare.rfind(","))
    whole = re.sub(r"[.,]", "", bare)
    groups = bool(marks) and all(len(part) == 3 for part in re.split(r"[.,]", bare)[1:])
    if not marks or (groups and len(set(marks)) == 1):
        yield Fraction(whole)
    if marks.count(bare[last]) == 1:
        yield Fraction(f"{re.sub('[.,]', '', bare[:last])}.{bare[last + 1 :]}")


def _words(text: str, language: Language) -> Iterator[Fraction]:
    """What number words add up to: two hundred and fifty."""
    total, part = 0, 0
    for word in re.split(r"[\s-]+", text.casefold()):
        if word in language.numbers:
            part += language.numbers[word]
        elif word in language.scales:
            part = (part or 1) * language.scales[word]
            if language.scales[word] >= 1_000:
                total, part = total + part, 0
    yield Fraction(total + part)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Three forms of a way: `from A to B`, `to B from A`, `A → B`."""
    scales = (word for word in language.scales if len(word) > 2)
    long_first = sorted((*language.numbers, *scales), key=len, reverse=True)
    words = "|".join(map(re.escape, long_first))
    forms = [rf"{_first('a_arrow', words)}\s*(?:{_ARROW})\s*{_last('b_arrow', words)}"]
    if language.start and language.end:
        at, on = _any_of(language.start), _any_of(language.end)
        forms += [
            rf"\b{at}\s+{_first('a', words)}\s+{on}\s+{_last('b', words)}",
            rf"\b{on}\s+{_first('b_turned', words)}\s+{at}\s+{_last('a_turned', words)}",
        ]
    return re.compile(rf"(?<![\w.,:/-])(?:{'|'.join(forms)})(?![\w:/])(?!-\w)", re.IGNORECASE)


def _first(name: str, words: str) -> str:
    """A number and up to two words behind it, as few as there are before the way goes on."""
    unit = rf"(?:[ ]?%|{_LETTERS}|(?:[ ]{_LETTERS}){{1,2}}?)"
    return rf"{_number(name, words)}(?P<{name}_unit>{unit})??"


def _last(name: str, words: str) -> str:
    """A number and the word behind it."""
    return rf"{_number(name, words)}(?P<{name}_unit>[ ]?%|[ ]?{_LETTERS})?"


def _number(name: str, words: str) -> str:
    spelled = rf"(?:{words})\b(?:[ -](?:and[ ])?(?:{words})\b)*" if words else r"(?!)"
    return rf"(?P<{name}>{_DIGITS}|{spelled})(?![.,:/-]?\d)"


def _any_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"
