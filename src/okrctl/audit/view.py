"""How this clone shows the history, and whether it is still the one that was noted.

AUD003, AUD008, AUD010 and AUD011.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from okrctl.audit.found import WORKSPACE, Args
from okrctl.changes.audit_rules import (
    HISTORY_REWRITTEN,
    OBJECTS,
    UNCOMMITTED,
    VIEW_ALTERED,
)
from okrctl.findings import Finding, Rule, Span

SHOWN = 3
"""How many paths a message names before it counts the rest."""
DEEPEN = "git fetch --unshallow; in a CI, check out with fetch-depth: 0"
REFETCH = "git clone without --filter"
FETCH = "fetch it from where it was noted; a clone without it lacks what was published"
SHOW_ALL = "git sparse-checkout disable"
LOOK_AGAIN = "git update-index --no-assume-unchanged"
COMMIT = "commit it: what is computed here is not what others see"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A commit that was noted elsewhere: how it was named, and what became of it."""

    named: str
    origin: str
    """Where it comes from: `--since-commit`, `--anchor`, or the CI's event."""
    commit: str = ""
    """Empty where it is not in this clone."""
    is_ancestor: bool = False
    signed: bool | None = None
    """Whether the signature of a tag holds; none where there is none to verify."""


@dataclass(frozen=True, slots=True)
class View:
    """What makes a clone show something else than the whole history."""

    shallow: bool = False
    partial: bool = False
    replaced: tuple[str, ...] = ()
    """The objects that replace refs put others in the place of."""
    grafts: bool = False
    kept_out: tuple[str, ...] = ()
    """Paths that a sparse checkout or skip-worktree keeps out of the working tree."""
    assumed: tuple[str, ...] = ()
    """Paths whose changes git was told not to look for."""
    uncommitted: tuple[str, ...] = ()
    checked: bool = True
    """Whether every object was held against its name."""
    damaged: tuple[str, ...] = ()
    """What is wrong with objects, in the words of `git fsck`."""

    @property
    def incomplete(self) -> bool:
        """Whether something of the history is not here."""
        return self.shallow or self.partial


def view_findings(view: View) -> Iterator[Finding]:
    """What is wrong with the clone itself."""
    for words in view.damaged:
        yield _about(OBJECTS, "{words}", {"words": words}, "git fsck --full; clone it anew")
    if view.shallow:
        yield _about(VIEW_ALTERED, "the clone is shallow: older commits are not here", {}, DEEPEN)
    if view.partial:
        yield _about(VIEW_ALTERED, "the clone is partial: some objects are not here", {}, REFETCH)
    if view.replaced:
        template = "replace refs show other objects in place of {names}"
        args = _counted([name[:7] for name in view.replaced])
        yield _about(VIEW_ALTERED, template, args, "git replace --list; git replace -d OBJECT")
    if view.grafts:
        template = "a grafts file gives commits other parents"
        yield _about(VIEW_ALTERED, template, {}, "remove info/grafts from the git folder")
    yield from _working_tree(view)


def _working_tree(view: View) -> Iterator[Finding]:
    """What of the committed files is not on disk, or on disk and not committed."""
    for rule, paths, template, step in (
        (VIEW_ALTERED, view.kept_out, "{names}: kept out of the working tree", SHOW_ALL),
        (VIEW_ALTERED, view.assumed, "{names}: assumed to be unchanged", LOOK_AGAIN),
        (UNCOMMITTED, view.uncommitted, "the working tree differs from HEAD: {names}", COMMIT),
    ):
        if paths:
            args = _counted(paths)
            yield Finding(rule, Span(paths[0]), template, args, help=step, severity="warning")


def anchor_findings(anchors: Sequence[Anchor], head: str) -> Iterator[Finding]:
    """The anchors that are no part of the history any more."""
    for anchor in anchors:
        if anchor.is_ancestor:
            continue
        ends = " is no ancestor of {head}" if anchor.commit else " is not in this repository"
        template = "the history was rewritten: {anchor} ({origin})" + ends
        args = {"anchor": anchor.named, "origin": anchor.origin, "head": head[:7]}
        step = f"git log {head[:7]}..{anchor.commit[:7]} shows what is gone"
        yield _about(HISTORY_REWRITTEN, template, args, step if anchor.commit else FETCH)


def listed(paths: Sequence[str]) -> str:
    """The first few of them, and how many more there are."""
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more


def _counted(paths: Sequence[str]) -> Args:
    return {"names": listed(paths), "count": len(paths)}


def _about(rule: Rule, template: str, args: Args, step: str) -> Finding:
    return Finding(rule, WORKSPACE, template, args, help=step)
