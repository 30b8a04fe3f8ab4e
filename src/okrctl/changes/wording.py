"""Whether two wordings say the same, as far as a program may decide that."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

NEAR = 0.8
"""From which likeness of their letters on two words are spellings or forms of one."""
ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "ein", "eine"})
DECISIVE = frozenset(
    {"no", "not", "never", "without", "less", "more", "fewer", "any", "all", "none", "half",
     "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
)  # fmt: skip
"""Words that turn a sentence round, or are its number."""

_WORD = re.compile(r"\w+")


def near_identical(before: str, after: str) -> bool:
    """Whether only spelling, case, punctuation, articles or forms of words differ.

    A number, a word like `not`, and another beginning of a word (`secure`, `insecure`) say
    something else.
    """
    old, new = _words(before), _words(after)
    return len(old) == len(new) and all(map(_same, old, new))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in ARTICLES]


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[0] != other[0] or {one, other} & DECISIVE or not (one.isalpha() and other.isalpha()):
        return False
    return SequenceMatcher(None, one, other).ratio() >= NEAR
