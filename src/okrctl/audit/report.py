"""The audit as a whole: findings, what was verified, what was not and why, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from okrctl.audit.amendments import Amendments
from okrctl.audit.dropped import Dropped
from okrctl.audit.entries import Entries
from okrctl.audit.goal_files import GoalFiles
from okrctl.audit.goals import Goals
from okrctl.audit.history import Archive, History
from okrctl.audit.identity import Verified, identity_findings
from okrctl.audit.merges import AGAINST_EACH, Unread, merge_findings
from okrctl.audit.terms import Terms
from okrctl.audit.times import time_findings
from okrctl.audit.vanished import Vanished
from okrctl.audit.view import DEEPEN, REFETCH, Anchor, View, anchor_findings, view_findings
from okrctl.findings import SEVERITIES, Finding

Verdict = Literal["ok", "findings", "unverified"]


class Checked(NamedTuple):
    """One thing that was looked at, and what was seen."""

    what: str
    seen: str


class Unchecked(NamedTuple):
    """One thing that was not looked at, why, and how it would be."""

    what: str
    why: str
    step: str = ""
    impossible: bool = False
    """Whether it was asked for and could not be done, so that nothing may be called verified."""


@dataclass(frozen=True)
class Report:
    """What an audit has to say."""

    history: History
    findings: tuple[Finding, ...]
    verified: tuple[Checked, ...]
    unverified: tuple[Unchecked, ...]

    @property
    def verdict(self) -> Verdict:
        """`unverified` wherever something could not be seen, whatever else was found."""
        if any(one.impossible for one in self.unverified):
            return "unverified"
        return "findings" if self.findings else "ok"


@dataclass(frozen=True)
class Evidence:
    """All that a repository tells: commits, answers, the state of the clone, and signatures."""

    history: History
    archive: Archive
    view: View
    anchors: tuple[Anchor, ...] = ()
    signatures: Mapping[str, Verified] | None = None
    """Of each signed commit; none at all where nobody asked for signatures."""
    unable: tuple[Unchecked, ...] = ()
    """What was asked for and could not be done while gathering."""


def audit(evidence: Evidence, terms: Terms) -> Report:
    """Every finding of a history, the worst first, and what rests on nothing."""
    history, archive = evidence.history, evidence.archive
    if evidence.view.damaged:
        return damaged(evidence)
    entries = Entries(history, archive).judge()
    files = GoalFiles(archive, terms, history.head)
    dropped = Dropped(history, archive, entries)
    vanished = Vanished(dropped.has_entries, dropped.let_go, files.stands)
    amendments = Amendments(entries.all())
    goals = Goals(history, terms, files, amendments, vanished).judge()
    merged = list(merge_findings(history, archive))
    found = [
        *view_findings(evidence.view),
        *anchor_findings(evidence.anchors, history.head),
        *entries.findings,
        *goals.findings,
        *(one for one in merged if not isinstance(one, Unread)),
        *time_findings(history, entries, terms),
        *identity_findings(history, entries, terms, evidence.signatures),
    ]
    weighed = (replace(one, severity=terms.weighed(one)) for one in found)
    return Report(
        history,
        tuple(sorted(weighed, key=worst_first)),
        tuple(_verified(evidence, entries, goals, terms)),
        (
            *_unverified(evidence, entries, terms),
            *_unreadable(files, [one for one in merged if isinstance(one, Unread)]),
            *evidence.unable,
        ),
    )


def damaged(evidence: Evidence) -> Report:
    """What can be said of a repository whose objects are not what their names say: no more."""
    told = Unchecked("everything else", "objects are damaged, so nothing can be relied on",
                     "git fsck --full", impossible=True)  # fmt: skip
    return Report(evidence.history, tuple(view_findings(evidence.view)), (), (told,))


def worst_first(finding: Finding) -> tuple[int, str]:
    """Sort key: severity, then code; within a code the order of the commits stays."""
    return SEVERITIES.index(finding.weight), finding.rule.code


def _verified(
    evidence: Evidence, entries: Entries, goals: Goals, terms: Terms
) -> Iterator[Checked]:
    history = evidence.history
    start = (
        f"after {history.since[:7]}" if history.since else f"from {history.first[:7]}, the first,"
    )
    touching = f"{len(history.commits) or 'none'} of them in the workspace"
    merges = counted(sum(1 for one in history.judged if one.is_merge), "merge")
    yield Checked("commits", f"{counted(history.span, 'commit')} {start} to {history.head[:7]};"
                  f" {touching}, {merges} among those")  # fmt: skip
    added = counted(entries.count, "entry", "entries")
    yield Checked("entries", f"{added} added; what later commits did to them was looked at")
    late = f"{counted(goals.late, 'change')} after the edit window"
    yield Checked("goals", f"{late}, {goals.reasoned or 'none'} with an amendment"
                  if goals.late else late)  # fmt: skip
    if evidence.view.checked:
        yield Checked("objects", "git fsck found nothing wrong")
    for anchor in (one for one in evidence.anchors if one.is_ancestor):
        tag = ", and its signature holds" if anchor.signed else ""
        yield Checked("history", f"{anchor.named} ({anchor.origin}) is still part of it{tag}")
    if evidence.signatures is not None:
        good = sum(one.grade == "good" for one in evidence.signatures.values())
        signed = counted(len(history.commits), "commit")
        yield Checked("signatures", f"{good} of {signed} signed by whom the signers name")
    if terms.adopted != date.min:
        yield Checked("adopted", f"{terms.adopted}: habits are not judged before")


def counted(number: int, one: str, many: str = "") -> str:
    """`no commit`, `1 commit`, `3 commits`."""
    return f"{number or 'no'} {one if number < 2 else many or one + 's'}"


def _unreadable(files: GoalFiles, merged: Sequence[Unread]) -> Iterator[Unchecked]:
    """Files that nobody can read: as they are now, in a merge, or only at some time before."""
    now = files.broken_at_head()
    for path in sorted({path for path, _ in now}):
        yield Unchecked(path, "it cannot be read as it is now", f"okrctl lint {path}",
                        impossible=True)  # fmt: skip
    for one in merged:
        why = f"the merge {one.commit.short} changed it, and a version of it cannot be read"
        yield Unchecked(one.path, why, AGAINST_EACH.format(commit=one.commit.short),
                        impossible=True)  # fmt: skip
    if before := files.broken - now:
        yield Unchecked("goals", f"{counted(len(before), 'older version')} that nobody can read")


def _unverified(evidence: Evidence, entries: Entries, terms: Terms) -> Iterator[Unchecked]:
    view, history = evidence.view, evidence.history
    if view.shallow:
        yield Unchecked("older commits", "the clone is shallow", DEEPEN, impossible=True)
    if view.partial:
        yield Unchecked("all objects", "the clone is partial", REFETCH, impossible=True)
    if not view.checked:
        yield Unchecked("objects", "--no-objects", "git fsck --full")
    if entries.unread:
        lacking = counted(len(entries.unread), "version")
        yield Unchecked("entries", f"{lacking} of files not in this clone", impossible=True)
    if not evidence.anchors:
        step = f"okrctl audit --since-commit {history.head}"
        yield Unchecked("whether history was rewritten", "no anchor was given", step)
    for anchor in (one for one in evidence.anchors if one.signed is False):
        yield Unchecked(f"the signature of {anchor.named}", "it is by nobody whom the signers name",
                        "--signers FILE")  # fmt: skip
    if evidence.signatures is None:
        yield Unchecked("signatures", "review.signatures is none")
    silent = {line.who for line in entries.all()
              if terms.writers.get(line.who, line.who) not in terms.reachable}  # fmt: skip
    if silent:
        names = ", ".join(sorted(silent))
        yield Unchecked("who is who", f"no e-mail is known of {names}", "add it in okrctl.yaml")
