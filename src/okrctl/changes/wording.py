"""Whether two wordings say the same, as far as a program may decide that."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

NEAR = 0.85
"""From which likeness of their letters on two wordings are near-identical."""
DECISIVE = frozenset(
    {"no", "not", "never", "without", "less", "more", "fewer", "any", "all", "none", "half",
     "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
)  # fmt: skip
"""Words that turn a sentence round, or are its number."""

_WORD = re.compile(r"\w+")


def near_identical(before: str, after: str) -> bool:
    """Whether only spelling, case or punctuation differ: never a number or a word like `not`."""
    old, new = _words(before), _words(after)
    if old == new:
        return True
    turned = {word for word in {*old} ^ {*new} if word in DECISIVE or not word.isalpha()}
    return not turned and SequenceMatcher(None, " ".join(old), " ".join(new)).ratio() >= NEAR


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
