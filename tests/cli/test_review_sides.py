"""A review reads what differs, and finds what reading everything finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from cli.console import Console
from cli.running import BEFORE, GOALS, TODAY, TRUSTED, Here, entry, lines, running
from okrctl.changes.compare import compare
from okrctl.cli.context import Context, context
from okrctl.cli.reviewing.revisions import Revisions
from okrctl.cli.reviewing.sides import both
from okrctl.cli.shared import Shared
from okrctl.load.loading import load
from okrctl.load.once import Once
from okrctl.load.tree import DictTree
from okrctl.store.history import resolve
from okrctl.store.revision import revision_tree

OLD = entry("hhhhhhh", BEFORE, kr="engineering/first-canary#critical-bugs", value=3)
NEW = entry("jjjjjjj", TODAY, kr="engineering/trusted-releases#critical-bugs", value=2)


@pytest.fixture
def console(console: Console) -> Console:
    """A committed workspace with entries of the cycle before in a pack."""
    console = running(Here(console.folder, console.home))
    console.write("checkins/past/packed.jsonl", lines(OLD))
    console.commit()
    return console


def easier(console: Console) -> None:
    """A target of this cycle is lowered."""
    console.write(f"{GOALS}/trusted-releases.yaml", TRUSTED.replace("to: 0", "to: 5"))


def reported(console: Console) -> None:
    """A new entry of this cycle."""
    console.write("checkins/now/engineering/new.jsonl", lines(NEW))


def rewritten(console: Console) -> None:
    """An entry of the cycle before says something else."""
    console.write("checkins/past/packed.jsonl", lines({**OLD, "value": 1}))


def broken(console: Console) -> None:
    """A goal cannot be read any more."""
    console.write(f"{GOALS}/trusted-releases.yaml", "title: [")


def regrouped(console: Console) -> None:
    """Settings differ, and with them perhaps everything."""
    settings = (console.folder / "okrctl.yaml").read_text()
    console.write("okrctl.yaml", settings.replace(str(BEFORE), str(BEFORE - timedelta(1))))


CHANGES = [easier, reported, rewritten, broken, regrouped]


def between(console: Console, *, committed: bool) -> tuple[Context, Revisions]:
    """From the commit before the change to the files, or to the commit of them."""
    here = context(Shared(directory=str(console.folder)))
    base = resolve(here.git, "HEAD")
    if committed:
        console.commit()
    return here, Revisions(base, "base", resolve(here.git, "HEAD") if committed else None)


@pytest.mark.parametrize("committed", [True, False], ids=["commits", "files"])
@pytest.mark.parametrize("change", CHANGES)
def test_the_changes_are_those_of_two_whole_sides(
    console: Console, change: Callable[[Console], None], *, committed: bool
) -> None:
    """Whatever differs, and wherever the head lies."""
    change(console)
    here, revisions = between(console, committed=committed)
    base, head = both(here, revisions)
    whole_base = load(revision_tree(here.git, revisions.base))
    whole_head = load(revision_tree(here.git, revisions.head)) if revisions.head else here.loaded
    assert compare(base, head).changes == compare(whole_base, whole_head).changes
    assert compare(base, head).changes


@pytest.mark.parametrize("change", [easier, reported])
def test_entries_of_a_time_in_which_nothing_differs_are_not_read(
    console: Console, change: Callable[[Console], None]
) -> None:
    """The pack of the cycle before holds nothing that this change could touch."""
    change(console)
    for side in both(*between(console, committed=False)):
        assert OLD["id"] not in side.workspace.journal.by_id
        assert "past/engineering/first-canary" in side.places.files


def test_two_trees_share_what_they_have_in_common() -> None:
    """A file with the same bytes at the same path is one result; other bytes are another."""
    once = Once()
    path = "goals/2026-Q4/ops/calm.yaml"
    settings = b"okrctl: 1\nteams: {ops: {title: Ops}}\n"
    files = {"okrctl.yaml": settings, path: b"title: Calm\nkey_results: {a: It is calm}\n"}
    other = {**files, path: b"title: Calmer\nkey_results: {a: It is calmer}\n"}
    first, again, second = (load(DictTree(one), once) for one in (files, dict(files), other))
    assert first.sources[path] is again.sources[path]
    assert second.workspace == load(DictTree(other)).workspace != first.workspace
