"""Amounts in titles: `50k followers`, `$3.5 billion`, `12 percent`, `double our revenue`.

Of the numbers of a title only those that somebody could miss are targets: a share, money, or a
count of what is measured. `Tier 1`, `p95`, `24/7`, `2027` and `for 100 teams` are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from okrctl.lint.language import Language
from okrctl.lint.numbers import LONGEST, ways
from okrctl.model.units import CURRENCIES

_SIGNS = "$€£¥₹"
_TOKEN = re.compile(
    rf"(?P<name>#\d+|\d+(?:[/:.-]\d+)*[/:-]\w+(?:[/:-]\w+)*)"
    rf"|(?P<number>[{_SIGNS}]?\d+(?:[.,'\u00a0\u202f]\d+|[ ]\d{{3}}(?!\d))*)"
    rf"(?P<glued>[^\W\d_]+|[ \u00a0\u202f]?[%{_SIGNS}])?"
    r"|(?P<word>[^\W_]+(?:['’-][^\W_]+)*|&)"
    r"|(?P<stop>[;:.!?,()])"
)
_NEAR = 3
"""How many words may stand between a number and what it counts."""
_REMEMBERED = 8_192
"""Several rules read the same title, one after the other."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a title in lower case, or a number of it with what is glued to it."""

    text: str
    start: int
    end: int
    number: bool = False
    glued: str = ""


@lru_cache(maxsize=_REMEMBERED)
def tokens(title: str) -> tuple[Token, ...]:
    """The words and numbers of a title in order; numbers that are names are words."""
    return tuple(_token(match) for match in _TOKEN.finditer(title[:LONGEST]))


def _token(match: re.Match[str]) -> Token:
    glued = (match["glued"] or "").strip()
    text = match["number"] or match[0]
    return Token(text.casefold(), match.start(), match.end(), match["number"] is not None, glued)


def targets(title: str, language: Language) -> Iterator[str]:
    """Each amount of a title that is a target, as the title says it."""
    found = tokens(title)
    for one, other in ways(title, language):
        yield f"{one.text} … {other.text}"
    for at, end in _amounts(found, language):
        if _is_target(found, at, end, language):
            yield title[found[at].start : found[end - 1].end]
    for at, token in enumerate(found):
        if token.text in language.factors and _is_multiplied(found, at, language):
            yield title[token.start : token.end]


def amounts(title: str, language: Language) -> list[tuple[int, int]]:
    """Where each number of a title that is no name begins and ends, in characters."""
    found = tokens(title)
    return [(found[at].start, found[end - 1].end) for at, end in _amounts(found, language)]


def _amounts(found: Sequence[Token], language: Language) -> Iterator[tuple[int, int]]:
    """First and behind-last token of every number; scales and units belong to it."""
    at = 0
    while at < len(found):
        end = _end_of_number(found, at, language)
        if end > at and not _is_name(found, at, end, language):
            yield at, _with_unit(found, end, language)
        at = max(end, at + 1)


def _end_of_number(found: Sequence[Token], at: int, language: Language) -> int:
    """Behind the last token of the number that begins here; here where none does."""
    words, first = _number_words(language), found[at]
    is_none = not language.numbers.get(first.text, 1)
    if not first.number and (first.text not in words or is_none):
        return at
    more = takewhile(lambda token: token.text in words, found[at + 1 :])
    return at + 1 + len(list(more))


@cache
def _number_words(language: Language) -> frozenset[str]:
    """Words that are numbers, or multiply one; letters alone do not."""
    return frozenset({*language.numbers, *(word for word in language.scales if len(word) > 2)})


def _is_name(found: Sequence[Token], at: int, end: int, language: Language) -> bool:
    """Whether a number is a name, a year, an ordinal, or no more than one."""
    token = found[at]
    if at and found[at - 1].text in language.names:
        return True
    if token.glued and token.glued.casefold() not in _units(language):
        return True
    alone = end == at + 1 and not token.glued
    if token.number:
        return alone and re.fullmatch(r"(?:19|20)\d\d", token.text) is not None
    return alone and language.numbers.get(token.text) == 1


@cache
def _units(language: Language) -> set[str]:
    return {*"%x", *_SIGNS, *language.scales, *language.times, "ms", *map(str.lower, CURRENCIES)}


def _with_unit(found: Sequence[Token], end: int, language: Language) -> int:
    """Behind the unit after a number: percent and money, where a word says it."""
    for length in (2, 1):
        text = " ".join(token.text for token in found[end : end + length])
        if text in language.percent or text in language.money or text.upper() in CURRENCIES:
            return min(end + length, len(found))
    return end


def _is_target(found: Sequence[Token], at: int, end: int, language: Language) -> bool:
    """Whether somebody could miss the amount: a share, money, or a count of what is measured."""
    text = " ".join(token.text for token in found[at:end])
    glued = found[at].glued
    if glued in {"%", *_SIGNS} or text[0] in _SIGNS or glued.upper() in CURRENCIES:
        return True
    if not text.replace(".", "").isdigit() and text.split()[-1] in _unit_words(language):
        return True
    before = [token.text for token in found[max(at - _NEAR, 0) : at]]
    if _is_measured(before, language):
        return True
    if before and before[-1] in language.beneficiaries:
        return False
    return _counts(found[end:], language) or not language.change.isdisjoint(before)


def _is_multiplied(found: Sequence[Token], at: int, language: Language) -> bool:
    """Whether what a word multiplies is measured: behind it, or before it where verbs are last."""
    before = found[max(at - 1, 0) : at] if language.verb_last else ()
    return _counts(found[at + 1 :], language) or _counts(before, language)


def _is_measured(before: Sequence[str], language: Language) -> bool:
    """Whether what is measured stands right before an amount: `NPS of 50`, `latency to 200 ms`."""
    return any(word in language.measures for word in before[-2:])


@cache
def _unit_words(language: Language) -> set[str]:
    units = (*language.percent, *language.money)
    return {unit.split()[-1] for unit in units} | set(map(str.lower, CURRENCIES))


def _counts(after: Sequence[Token], language: Language) -> bool:
    """Whether one of the next words is measured or counted, before another part begins."""
    ends = language.beneficiaries | frozenset(language.joins) | language.purposes | {*";:.!?,()"}
    near = takewhile(lambda token: token.text not in ends, after[:_NEAR])
    return any(token.text in language.measures | language.counted for token in near)
