"""Ids for what is new: said, or made of a title; refused where something has them already."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from okrctl.errors import UsageError

WORDS = 4
"""How many words of a title an id is made of."""
UNFINISHED = frozenset(
    ["a", "an", "and", "at", "be", "by", "for", "from", "in", "is", "least", "less", "more", "most",
     "of", "on", "or", "over", "than", "the", "to", "under", "with"]
)  # fmt: skip
"""Words that want another one behind them."""


def new_id(said: str | None, title: str, taken: Collection[str], what: str) -> str:
    """The id that was said, else one of the title's first words; UsageError where it is taken."""
    from okrctl.model.values import is_slug, slug_of

    made = said or short_id(title)
    if not made:
        raise UsageError(f"no id can be made of {title!r}", "pass --id")
    if not is_slug(made):
        raise UsageError(
            f"{made!r} is no id: lower-case letters, digits and single hyphens, at most 64",
            f"--id {slug_of(made) or 'an-id'}",
        )
    if made in taken:
        raise UsageError(f"there is {what} {made} already", "choose another id")
    return made


def short_id(title: str) -> str:
    """The first words of a title as an id, which does not end in a word that wants another."""
    from okrctl.model.values import slug_of

    words = slug_of(title).split("-")[:WORDS]
    while len(words) > 1 and words[-1] in UNFINISHED:
        words.pop()
    return "-".join(words)


def known(said: str, names: Collection[str], what: str) -> str:
    """The name that was said; UsageError with the nearest one where there is none."""
    if said in names:
        return said
    close = get_close_matches(said, names, n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    listed = ", ".join(sorted(names)[:10])
    raise UsageError(f"there is no {what} {said!r}{guess}", f"known: {listed}" if listed else None)
