"""`okrctl migrate`: the files of a workspace raised to the format of this okrctl."""

from __future__ import annotations

from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.telling import tick
from okrctl.cli.writing import diff
from okrctl.errors import EnvironmentFault, UsageError


def migrate(here: Context, *, dry_run: bool) -> None:
    """Write the files in the newest format, or show that; nothing is committed.

    UsageError for a newer format, and for an okrctl.yaml that cannot be read.
    """
    from okrctl.load.migrations import FILE, migrated, version_of
    from okrctl.model.settings import FORMAT_VERSION
    from okrctl.store.plan import EditedFile
    from okrctl.store.record import record

    files = here.tree.files()
    if files[FILE].problem:
        raise EnvironmentFault(f"{FILE} is {files[FILE].problem}", "put a file in its place")
    refuse_what_cannot_be_read(here)
    blobs = {
        path: blob.read() for path, blob in files.items() if is_yaml(path) and not blob.problem
    }
    texts = {path: data.decode(errors="surrogateescape") for path, data in blobs.items()}
    before = version_of(texts[FILE])
    if before is not None and before > FORMAT_VERSION:
        raise UsageError(
            f"the format {before} is newer than this okrctl reads ({FORMAT_VERSION})",
            "upgrade okrctl",
        )
    changed = [
        EditedFile(path, blobs[path], text.encode(errors="surrogateescape"))
        for path, text in migrated(texts, FORMAT_VERSION).items()
    ]
    if not changed:
        say(f"{tick(here.terminal)} Nothing to do: format {FORMAT_VERSION} is the newest")
    elif dry_run:
        say(*(line for file in changed for line in diff(file)))
    else:
        record(here.repository, changed, "migrate", commit=False)
        say(
            *(f"~ {file.path}" for file in changed),
            f"{tick(here.terminal)} Format {FORMAT_VERSION}, nothing is committed",
        )


def is_yaml(path: str) -> bool:
    """Whether a file is one that people write. Entries are never edited."""
    return path.endswith(".yaml")


def refuse_what_cannot_be_read(here: Context) -> None:
    """UsageError where okrctl.yaml is no sound YAML, or says no whole number as its version."""
    from okrctl.load.migrations import FILE, KEY, version_of
    from okrctl.text.nodes import read
    from okrctl.text.places import plain

    source = read(here.tree.files()[FILE].read(), FILE)
    data = plain(source.root) if source.root is not None else {}
    wrong = next((one for one in source.findings if one.weight == "error"), None)
    odd = isinstance(data, dict) and KEY in data and (version_of(source.text) or 0) < 1
    if wrong is not None or odd or not isinstance(data, dict):
        why = wrong.message if wrong else f"{KEY}: is no version"
        raise UsageError(f"{FILE} cannot be raised: {why}", f"okrctl lint {FILE}")
