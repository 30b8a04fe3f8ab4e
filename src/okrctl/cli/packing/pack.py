"""`okrctl pack` as a whole: folders joined, proved to say the same, and committed at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrctl.cli.checkin.acting import Action, carried_out
from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.packing.folders import Folder, chosen
from okrctl.cli.writing import tried
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.pages.blocks import Line
    from okrctl.store.plan import FileChange
    from okrctl.text.packing import Packed

LISTED = 3


def pack(here: Context, names: Sequence[str], wishes: Wishes) -> None:
    """Join the entry files of closed cycles and of years that are over, in one commit.

    What is written is proved to mean the same before anything is touched.
    """
    from okrctl.text.packing import packed

    folders = chosen(here, names)
    if not folders:
        say("Nothing to pack: what is over is packed, and the rest is still open.")
        return
    refuse_beside_the_default_branch(here, wishes)
    found = [
        (one, packed({path: blob.read() for path, blob in one.files.items()})) for one in folders
    ]
    files = tuple(change for one, whole in found for change in changes_of(one, whole))
    prove(here, files)
    named = [one.path for one, _ in found]
    more = f" and {len(named) - LISTED} more" if len(named) > LISTED else ""
    action = Action(
        f"pack: {', '.join(named[:LISTED])}{more}",
        files,
        seen=tuple(told(one, whole) for one, whole in found),
        next=("okrctl status", "okrctl lint"),
        in_full=False,
    )
    carried_out(here, action, wishes)


def changes_of(folder: Folder, whole: Packed) -> tuple[FileChange, ...]:
    """The pack written or grown, and the files that it holds removed."""
    from okrctl.store.plan import EditedFile, NewFile, RemovedFile

    blobs = folder.files
    gone = tuple(RemovedFile(path, blobs[path].read()) for path in folder.fragments)
    if folder.pack not in blobs:
        return (NewFile(folder.pack, whole.data), *gone)
    before = blobs[folder.pack].read()
    grown = () if before == whole.data else (EditedFile(folder.pack, before, whole.data),)
    return (*grown, *gone)


def prove(here: Context, files: tuple[FileChange, ...]) -> None:
    """UsageError where the workspace would not mean exactly what it meant."""
    if tried(here, files).workspace != here.loaded.workspace:
        raise UsageError("the packs would not say the same as the files", "nothing was written")


def refuse_beside_the_default_branch(here: Context, wishes: Wishes) -> None:
    """EnvironmentFault on another branch: two packs of one cycle are more work than they save."""
    from okrctl.store.branches import default_branch
    from okrctl.store.history import head

    if not wishes.commit:
        return
    default, branch = default_branch(here.git), head(here.git).branch
    if default is not None and branch is not None and branch != default:
        raise EnvironmentFault(
            f"entries are packed on the default branch, and this is {branch}",
            f"git switch {default}",
        )


def told(folder: Folder, whole: Packed) -> Line:
    """`checkins/2026-Q3/packed.jsonl  56 entries of 31 files`."""
    from okrctl.pages.blocks import Run, line
    from okrctl.pages.numbers import plural

    entries = plural(whole.entries, "entry", "entries")
    files = plural(len(folder.fragments), "file")
    return line(Run(folder.pack, "strong"), f"  {entries}, {files} joined")
