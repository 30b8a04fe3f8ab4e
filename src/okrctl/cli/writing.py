"""Files that a command writes: tried first, shown on a dry run, then written as a whole or not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.findings import Finding
    from okrctl.load.loading import Loaded
    from okrctl.load.tree import Blob, Tree
    from okrctl.store.plan import FileChange
    from okrctl.store.record import Recorded

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Overlay:
    """A tree with some files changed: what a workspace would be, before anything is written."""

    base: Tree
    contents: Mapping[str, bytes | None]
    """The bytes of each changed file; none where it is gone."""

    def files(self) -> Mapping[str, Blob]:
        """The files in the order of their paths."""
        from okrctl.load.tree import Held

        new = {path: Held(data) for path, data in self.contents.items() if data is not None}
        kept = {path: blob for path, blob in self.base.files().items() if path not in self.contents}
        return dict(sorted({**kept, **new}.items()))


def contents(files: Sequence[FileChange]) -> dict[str, bytes | None]:
    """What each path would hold after the changes."""
    from okrctl.store.plan import changes

    return {change.path: change.after for change in changes(files)}


def tried(
    here: Context, files: Sequence[FileChange], *, fine: frozenset[str] = frozenset()
) -> Loaded:
    """The workspace as it would be; UsageError where the changes would bring an error into it.

    `fine` are codes of errors that are meant, such as a placeholder that a person asked for.
    """
    from okrctl.load.loading import load

    after = load(Overlay(here.tree, contents(files)))
    known = {signature(finding) for finding in here.loaded.findings}
    new = [
        finding
        for finding in after.findings
        if finding.weight == "error"
        and finding.rule.code not in fine
        and signature(finding) not in known
    ]
    if new:
        first, *others = new
        raise UsageError(
            f"nothing was written: {first.message} ({first.rule.code}, {first.span})",
            first.help or f"okrctl rule {first.rule.code} tells more",
            output="\n".join(f"{one.span} {one.message}" for one in others[:MOST_SHOWN]),
        )
    return after


def signature(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same, wherever their lines have moved."""
    return (finding.rule.code, finding.span.file, finding.message)


def record_files(
    here: Context, files: Sequence[FileChange], message: str, *, commit: bool, dry_run: bool
) -> Recorded | None:
    """What was recorded; on a dry run nothing is, and the changes are shown as a diff."""
    from okrctl.store.record import record

    if dry_run:
        for file in files:
            say(*diff(file))
        return None
    return record(here.git if commit else here.repository, files, message, commit=commit)


def diff(file: FileChange) -> Iterator[str]:
    """The lines of a unified diff of one change."""
    from okrctl.store.plan import EditedFile, NewFile, RemovedFile, RenamedFile

    match file:
        case NewFile(path, data):
            yield from unified("/dev/null", path, b"", data)
        case EditedFile(path, before, after):
            yield from unified(path, path, before, after)
        case RemovedFile(path, before):
            yield from unified(path, "/dev/null", before, b"")
        case RenamedFile(old, new, before, after):
            yield f"rename from {old}"
            yield f"rename to {new}"
            yield from unified(old, new, before, after)


def unified(old: str, new: str, before: bytes, after: bytes) -> Iterator[str]:
    """The lines of a unified diff of two texts."""
    lines = difflib.unified_diff(
        before.decode(errors="replace").splitlines(),
        after.decode(errors="replace").splitlines(),
        old if old == "/dev/null" else f"a/{old}",
        new if new == "/dev/null" else f"b/{new}",
        lineterm="",
    )
    yield from lines
