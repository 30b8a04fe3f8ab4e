"""The words of a language that rules of wording look for, from a data file beside this one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, eq=False)
class Language:
    """What words mean to the rules, one object a language. Empty for one that has no file."""

    empty: frozenset[str] = frozenset()
    """Words that say nothing by themselves."""
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
    ranges: frozenset[str] = frozenset()
    """Words after which two numbers are the ends of a range and not of a way."""

    def content(self, text: str) -> frozenset[str]:
        """The words of a text that say something, each in one form."""
        words = (match[0].casefold().replace("’", "'") for match in WORD.finditer(text))
        return frozenset(_singular(word) for word in words if word not in self.empty)


@cache
def language(code: str) -> Language:
    """The language of a code such as `en`."""
    file = resources.files("okrctl.lint") / "words" / f"{code}.toml"
    if not code.isalpha() or not file.is_file():
        return Language()
    data = tomllib.loads(file.read_text("utf-8"))
    return Language(
        empty=frozenset(data["empty"].split()),
        numbers=data["numbers"],
        scales=data["scales"],
        times={word: unit for unit, words in data["times"].items() for word in words.split()},
        start=tuple(data["way"]["start"]),
        end=tuple(data["way"]["end"]),
        ranges=frozenset(data["way"]["ranges"].split()),
    )


def _singular(word: str) -> str:
    """A plural and its singular as one word; no more than that."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
