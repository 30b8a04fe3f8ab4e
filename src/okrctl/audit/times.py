"""Times that cannot be: entries dated back or ahead, commits older than their parents. AUD004."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from okrctl.audit.entries import Entries
from okrctl.audit.found import Args, found, spot_of
from okrctl.audit.history import Commit, History
from okrctl.audit.lines import Line
from okrctl.audit.terms import Terms
from okrctl.changes.audit_rules import DATES
from okrctl.findings import Finding

EARLY = "{what} says that it was recorded on {says} and was committed on {written}"
LATE = "{what} says that it was recorded on {says}, after its commit of {written}"
DAY = "`at` is when an entry was recorded; --day says which day it was true"
SKEW_SECONDS = 300
"""How far the clocks of two computers may lie apart."""


def time_findings(history: History, entries: Entries, terms: Terms) -> Iterator[Finding]:
    """Every time in a history that another one contradicts."""
    for commit in history.judged:
        yield from _order(commit, history, terms)
        yield from _entries(commit, entries.added.get(commit.sha, ()), terms)


def _order(commit: Commit, history: History, terms: Terms) -> Iterator[Finding]:
    known = (history.graph.get(parent) for parent in commit.parents)
    newest = max((parent.committed for parent in known if parent), default=0)
    if commit.committed.timestamp() < newest - SKEW_SECONDS:
        parent = datetime.fromtimestamp(newest, UTC)
        dates = {"dated": _moment(commit.committed), "parent": _moment(parent)}
        yield found(DATES, commit, "a commit of {dated} follows one of {parent}", dates)
    latest = commit.entered
    if latest.astimezone(UTC).date() > terms.now.date() + terms.tolerance:
        dates = {"dated": _moment(latest), "now": _moment(terms.now)}
        yield found(DATES, commit, "a commit of {dated}, which is still to come", dates)


def _entries(commit: Commit, lines: Iterable[Line], terms: Terms) -> Iterator[Finding]:
    """The entries of a commit that say another day than its author's: the first, and how many."""
    written = commit.authored.astimezone(UTC).date()
    early, late = [], []
    for line in lines:
        says = line.at.astimezone(UTC).date() if line.at else written
        if terms.adopted <= says and says + terms.tolerance < written:
            early.append(line)
        elif written + terms.tolerance < says:
            late.append(line)
    for wrong, template in ((early, EARLY), (late, LATE)):
        if wrong:
            first, more = wrong[0], len(wrong) - 1
            args: Args = {"what": first.words, "says": str(first.data["at"])[:10],
                    "written": str(written), "id": first.id, "entries": len(wrong)}  # fmt: skip
            others = f" (and {more} more like it)" if more else ""
            yield found(DATES, commit, template + others, args, spot_of(first), help=DAY)


def _moment(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
