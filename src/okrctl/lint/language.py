"""The words of a language that rules of wording look for, from data files: one folder a language.

`words/en/grammar.toml` holds numbers, time and the small words around them; each `.txt` beside it
is one list of words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
Words = frozenset[str]


@dataclass(frozen=True, eq=False)
class Language:
    """What words mean to the rules, one object a language. Empty for one that has no files."""

    empty: Words = frozenset()
    """Words that say nothing by themselves."""
    measures: Words = frozenset()
    """What is measured: revenue."""
    counted: Words = frozenset()
    """What is counted: followers."""
    volume: Words = frozenset()
    """What grows in number whether or not it is worth anything: leads."""
    change: Words = frozenset()
    """Verbs of more and less: increase."""
    factors: Words = frozenset()
    """Words that multiply: double."""
    making: Words = frozenset()
    """Verbs of making and doing: implement."""
    making_or_thing: Words = frozenset()
    """Words that are such a verb only before an article, a number or a thing: release."""
    determiners: Words = frozenset()
    """Words after which a thing is named: the."""
    things: Words = frozenset()
    """What is made: platform."""
    purposes: Words = frozenset()
    """Words that open what a thing is for: that."""
    vague: Words = frozenset()
    """Words that promise nothing anybody could see: synergy."""
    names: Words = frozenset()
    """Words before a number that is a name: tier."""
    beneficiaries: Words = frozenset()
    """Words before a number that sets no target: for."""
    acronyms: Words = frozenset()
    """What everybody reads without a glossary, in lower case."""
    percent: tuple[str, ...] = ()
    """Words for percent."""
    money: tuple[str, ...] = ()
    """Words for money."""
    openers: tuple[str, ...] = ()
    """Words before the verb of a goal: we will."""
    joins: tuple[str, ...] = ()
    """Words that join two things: and."""
    between: tuple[str, ...] = ()
    """Words after which `and` joins two ends: between."""
    verb_last: bool = False
    """Whether the verb of a goal may be its last word."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Number words that are added up."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Number words and letters that multiply what stands before them."""
    times: Mapping[str, str] = field(default_factory=dict)
    """Words for lengths of time, and the unit that each means."""
    start: tuple[str, ...] = ()
    """Words before the number where a way begins: from."""
    end: tuple[str, ...] = ()
    """Words before the number where a way ends: to."""
    ranges: Words = frozenset()
    """Words after which two numbers are the ends of a range and not of a way."""

    def content(self, text: str) -> frozenset[str]:
        """The words of a text that say something, each in one form."""
        words = (match[0].casefold().replace("’", "'") for match in WORD.finditer(text))
        return frozenset(_singular(word) for word in words if word not in self.empty)


@cache
def language(code: str) -> Language:
    """The language of a code such as `en`."""
    if code not in languages():
        return Language()
    folder = _folder() / code
    words = partial(_listed, folder)
    grammar = tomllib.loads((folder / "grammar.toml").read_text("utf-8"))
    return Language(
        empty=words("empty"),
        measures=words("measures"),
        counted=words("counted"),
        volume=words("volume"),
        change=words("change"),
        factors=words("factors"),
        making=words("making"),
        making_or_thing=words("making-or-thing"),
        determiners=words("determiners"),
        things=words("things"),
        purposes=words("purposes"),
        vague=words("vague"),
        names=words("names"),
        beneficiaries=words("beneficiaries"),
        acronyms=words("acronyms"),
        percent=tuple(grammar["percent"]),
        money=tuple(grammar["money"]),
        openers=tuple(grammar["openers"]),
        joins=tuple(grammar["joins"]),
        between=tuple(grammar["between"]),
        verb_last=grammar["verb_last"],
        numbers=grammar["numbers"],
        scales=grammar["scales"],
        times={word: unit for unit, words in grammar["times"].items() for word in words.split()},
        start=tuple(grammar["way"]["start"]),
        end=tuple(grammar["way"]["end"]),
        ranges=frozenset(grammar["way"]["ranges"].split()),
    )


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have files."""
    return tuple(sorted(one.name for one in _folder().iterdir() if one.is_dir()))


def _folder() -> Traversable:
    return resources.files("okrctl.lint") / "words"


def _listed(folder: Traversable, name: str) -> Words:
    """The words of a list; what has several words stands between commas."""
    return frozenset(_words((folder / f"{name}.txt").read_text("utf-8")))


def _words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            words = line.split(",") if "," in line else line.split()
            yield from (word.strip().casefold() for word in words)


def _singular(word: str) -> str:
    """A plural and its singular as one word; no more than that."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
