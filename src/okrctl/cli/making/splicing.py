"""A key added to a file that is there, proved to change nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.store.plan import EditedFile
    from okrctl.text.tree import Source


def spliced(here: Context, file: str, path: tuple[str, ...], yaml_text: str) -> EditedFile:
    """The file with `yaml_text` at `path`, a key that is not there yet."""
    from okrctl.store.plan import EditedFile
    from okrctl.text.edit import insert_key, plain_with, proved
    from okrctl.text.nodes import read
    from okrctl.text.places import at, plain

    source = source_of(here, file)
    edits = insert_key(source, path[:-1], path[-1], yaml_text)
    meant = plain(at(read(f"it: {yaml_text}".encode(), file).root, ("it",)))
    after = proved(source, edits, plain_with(source.root, path, meant))
    return EditedFile(file, here.tree.files()[file].read(), after.encode())


def source_of(here: Context, file: str) -> Source:
    """A YAML file as it was read; UsageError where it cannot be spliced into."""
    source = here.loaded.sources.get(file)
    if source is None or source.root is None:
        raise UsageError(f"{file} cannot be read", f"okrctl lint {file} says why")
    return source
