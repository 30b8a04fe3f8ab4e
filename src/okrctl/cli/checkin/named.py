"""Entries by name: an id as it is printed, or the first characters of it that mean only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.entry import Entry
    from okrctl.model.journal import Journal

FEWEST = 4
"""Fewer characters of an id name nothing: too many entries begin with them."""


def entry_named(journal: Journal, text: str, flag: str) -> Entry:
    """The entry whose id is, or alone begins with, `text`; UsageError where there is no such."""
    exact = journal.by_id.get(text)
    if exact is not None:
        return exact
    fits = [entry for name, entry in journal.by_id.items() if name.startswith(text)]
    if len(text) >= FEWEST and len(fits) == 1:
        return fits[0]
    if fits:
        listed = ", ".join(sorted(entry.id for entry in fits)[:FEWEST])
        raise UsageError(f"{flag} {text} may mean {listed}", "write more of it")
    raise UsageError(
        f"{flag} {text}: there is no such entry",
        "its id stands in its line, and the first six characters in its file's name",
    )


def checked_key(text: str) -> str:
    """An id that somebody chose for an entry; UsageError where none can look like that."""
    from okrctl.model.entry import ID_ALPHABET, ID_LENGTH

    if len(text) == ID_LENGTH and set(ID_ALPHABET).issuperset(text):
        return text
    raise UsageError(
        f"--id {text}: an id has {ID_LENGTH} characters of 0-9 and a-z without i, l, o and u",
        "such as --id 7f3kq2ab9mwx4; leave it out to have one drawn",
    )
