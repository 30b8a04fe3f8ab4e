"""Did you mean: the one of several names that somebody probably wanted to write."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.75
"""How alike two names are at least, from 0 to 1, before one is offered for the other."""

GUESSES = 20
"""How many names of one file are guessed at; a file with more mistakes has another problem."""

_LONGEST = 100


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that was probably meant; empty where none is close.

    Large and small letters, `_` for `-`, and a plural for a singular make no difference.
    """
    folded = {_fold(name): name for name in names}
    wanted = _fold(word[:_LONGEST])
    if wanted in folded:
        return folded[wanted]
    slack = max(2, len(wanted) // 3)
    alike = [name for name in folded if abs(len(name) - len(wanted)) <= slack]
    found = get_close_matches(wanted, alike, n=1, cutoff=LIKENESS)
    return folded[found[0]] if found else ""


def did_you_mean(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """`did you mean NAME?`, or `otherwise` where no name is close."""
    name = nearest(word, names)
    return f"did you mean {name}?" if name else otherwise


def listing(names: Iterable[str], most: int = 6) -> str:
    """The names in one line, with `…` where there are more than that."""
    known = list(names)
    return ", ".join(known[:most]) + (", …" if len(known) > most else "")


def _fold(name: str) -> str:
    plain = name.casefold().replace("_", "-")
    return plain[:-1] if len(plain) > 2 and plain.endswith("s") else plain
