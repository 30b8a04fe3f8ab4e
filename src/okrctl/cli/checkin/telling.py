"""What a check-in says: to git in its message, to people at the end, to programs as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrctl.cli.checkin.sending import Sent

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Written
    from okrctl.measure.state import ObjectiveState
    from okrctl.pages.blocks import Block, Line, Run
    from okrctl.pages.document import Document, Fact, Records
    from okrctl.pages.schemas import Action
    from okrctl.store.record import Recorded

SHORT = 7
COLUMNS = ("id", "address", "day", "file", "commit")

Change = tuple["ObjectiveState", "ObjectiveState"]
"""An objective before and after."""


@dataclass(frozen=True, slots=True)
class Story:
    """What was recorded, and all that is to be said about it."""

    action: Action
    """The command: `checkin`, `reading`, `undo`."""
    entries: tuple[Written, ...]
    done: Recorded | None = None
    """None where it had been recorded before."""
    changes: tuple[Change, ...] = ()
    also: tuple[Line, ...] = ()
    """Lines between what was done and what to do next."""
    next: tuple[str, ...] = ()
    upstream: str = ""
    other_files: tuple[str, ...] = ()
    sent: Sent = field(default_factory=Sent)


def message(action: str, subject: str) -> str:
    """A commit's message with the trailer by which `okrctl undo` finds it."""
    from okrctl.store.history import TRAILER

    return f"{subject}\n\n{TRAILER}: {action}\n"


def document(story: Story) -> Document:
    """The story as a document."""
    from okrctl.pages.document import Document, Records

    commit = (story.done.commit or "") if story.done else ""
    rows = tuple(
        (one.id, one.statement.address, str(one.entry.get("day", one.entry["at"]))[:10],
         one.path, commit)
        for one in story.entries
    )  # fmt: skip
    schema = f"okrctl.{story.action}/1"
    records = Records(COLUMNS, rows) if rows else of_files(story, commit)
    return Document(schema, facts(story), records, tuple(blocks(story)))


def of_files(story: Story, commit: str) -> Records:
    """The files of a story without entries."""
    from okrctl.pages.document import Records

    return Records(("file", "commit"), tuple((file, commit) for file in story.other_files))


def facts(story: Story) -> Mapping[str, Fact]:
    """Ids, files and the commit, and how objectives changed."""
    done = story.done
    entries: list[Fact] = [
        {"id": one.id, "address": one.statement.address, "file": one.path, "entry": plain(one)}
        for one in story.entries
    ]
    return {
        "recorded": done is not None,
        "entries": entries,
        "files": list(done.files) if done else [],
        "commit": done.commit if done else None,
        "subject": done.subject if done else None,
        "behind": done.behind if done else None,
        "branch": story.sent.branch or None,
        "pushed": arrival(story.sent),
        "objectives": [
            {"address": str(after.address), "before": before.state, "after": after.state}
            for before, after in story.changes
        ],
    }


def arrival(sent: Sent) -> Fact:
    """Where it was pushed to; none where it was not."""
    pushed = sent.pushed
    if pushed is None:
        return None
    return {
        "remote": pushed.to.remote,
        "branch": pushed.to.name,
        "commit": pushed.commit,
        "passed": pushed.passed,
        "along": pushed.along,
        "pull_request": sent.pull_request or None,
    }


def plain(one: Written) -> Mapping[str, Fact]:
    """The entry as it stands in its line."""
    return dict(one.entry)  # type: ignore[arg-type]  # an entry holds what JSON can hold


def blocks(story: Story) -> Iterator[Block]:
    """`✓ 4 entries, commit 4be1f02 · trusted-releases: at risk → off pace`, and what is next."""
    from okrctl.pages.blocks import Mark, Next, Run, line
    from okrctl.pages.numbers import plural

    done = story.done
    if done is None:
        ids = ", ".join(one.id for one in story.entries)
        yield line(Mark("done"), f" already recorded: {ids}, nothing was written")
        yield from journey(story.sent)
        return
    count = plural(len(story.entries), "entry", "entries") if story.entries else "taken back"
    if story.other_files:
        count = plural(len(story.other_files), "file")
    commit = f"commit {done.commit[:SHORT]}" if done.commit else "not committed"
    on = f" on {story.sent.branch}" if story.sent.branch else ""
    yield line(Mark("done"), f" {count}, {commit}{on}", *states(story.changes))
    yield from journey(story.sent)
    yield from story.also
    if story.next:
        yield Next(story.next)
    if done.behind:
        yield line(Run(behind(done.behind, story.upstream), "warn"))


def journey(sent: Sent) -> Iterator[Line]:
    """`Pushed to origin/main, on top of 2 commits of others`, and where a pull request is opened.

    Where it is on another branch, that the files here do not show it.
    """
    from okrctl.pages.blocks import line
    from okrctl.pages.numbers import plural

    if sent.branch:
        yield line(f"The files here stay as they are until {sent.branch} is merged")
    if sent.pushed is None:
        return
    parts = [f"Pushed to {sent.pushed.to.words}"]
    if sent.pushed.passed:
        parts.append(f"on top of {plural(sent.pushed.passed, 'commit')} of others")
    if sent.pushed.along:
        parts.append(f"with {plural(sent.pushed.along, 'earlier commit')} of this branch")
    yield line(", ".join(parts))
    if sent.pull_request:
        yield line(f"Pull request  {sent.pull_request}")


def states(changes: Sequence[Change]) -> Iterator[str | Run]:
    """` · trusted-releases: at risk → off pace` for each objective, first those that changed."""
    from okrctl.pages.change import state_change

    moved = [pair for pair in changes if pair[0].state != pair[1].state]
    for before, after in moved or changes[:1]:
        yield f" · {after.objective.id}: "
        yield from state_change(before.state, after.state)


def behind(count: int, upstream: str) -> str:
    """The last line where others have pushed since."""
    from okrctl.pages.numbers import plural

    of = upstream.removeprefix("refs/remotes/") or "its upstream"
    return (
        f"This branch is {plural(count, 'commit')} behind {of}, as last fetched: git pull --rebase"
    )
