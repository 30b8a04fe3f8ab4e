"""Reasons for changes of goals: each amendment entry is the reason of one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from okrctl.audit.lines import Line
from okrctl.changes.change import Change, said


class Amendments:
    """The amendments of a history, each to be used once."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._left: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in lines:
            if "field" in line.data:
                self._left[line.subject, str(line.data["field"])].append(line)

    def take(self, change: Change) -> bool:
        """Whether an amendment gives the reason of a change; it is used up then."""
        for address in dict.fromkeys((change.address, change.before_address)):
            for line in self._left.get((address, change.field), ()):
                if amends(line, change):
                    self._left[address, change.field].remove(line)
                    return True
        return False


def amends(line: Line, change: Change) -> bool:
    """Whether it says what the change made of the field, and from what, where it says that."""
    old, new = line.data.get("old"), line.data.get("new")
    if not line.data.get("why"):
        return False
    fits_old = isinstance(old, dict | list) or old is None or said(old) == change.before
    return fits_old and (isinstance(new, dict | list) or said(new) == change.after)
