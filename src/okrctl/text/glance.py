"""What a file seems to hold, by its lines alone: for completion, which has no time to read YAML.

Only block style is seen, which is what people and okrctl write. A name that is missed, or one that
is too many, costs a key press and nothing else: whatever is typed is read properly afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE = re.compile(r"^title:[ \t]+(\S.*)$", re.MULTILINE)
_ENTRY = re.compile(r"""^( +)["']?([a-z0-9][a-z0-9-]*)["']?:(?:[ \t]+(.*))?$""")
_INNER_TITLE = re.compile(r"""\btitle:[ \t]+("[^"]*"|'[^']*'|[^,}#]+)""")


def title(text: str) -> str:
    """The title of the file, empty where none is seen."""
    found = _TITLE.search(text)
    return _bare(found[1]) if found else ""


def names_below(text: str, key: str) -> tuple[tuple[str, str], ...]:
    """The ids below a top-level key in their order, each with its words, empty where it has none.

    The words are a title below the id, or the text beside it.
    """
    found: dict[str, str] = {}
    name, depth = "", 0
    for line in _block(text, key):
        entry = _ENTRY.match(line)
        if entry and (not depth or len(entry[1]) == depth):
            depth, name = len(entry[1]), entry[2]
            found[name] = _words(entry[3] or "")
        elif name and not found[name]:
            inner = _INNER_TITLE.search(line)
            found[name] = _bare(inner[1]) if inner else ""
    return tuple(found.items())


def _block(text: str, key: str) -> Iterator[str]:
    """The lines that stand below a top-level key."""
    _, opened, rest = f"\n{text}".partition(f"\n{key}:")
    if opened:
        for line in rest.split("\n")[1:]:
            if line[:1] not in {"", " ", "#", "\r"}:
                return
            if line.strip() and not line.lstrip().startswith("#"):
                yield line


def _words(beside: str) -> str:
    if beside.startswith("{"):
        inner = _INNER_TITLE.search(beside)
        return _bare(inner[1]) if inner else ""
    return _bare(beside)


def _bare(text: str) -> str:
    """A scalar without its quotes and its comment."""
    text = text.strip()
    if text[:1] in {'"', "'"}:
        return text[1:].partition(text[0])[0]
    return "" if text.startswith("#") else text.partition(" #")[0].strip()
