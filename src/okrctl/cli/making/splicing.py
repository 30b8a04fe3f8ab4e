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

    after = with_key(source_of(here, file), path, yaml_text)
    return EditedFile(file, here.tree.files()[file].read(), after.encode())


def grown(file: str, text: str, path: tuple[str, ...], yaml_text: str) -> str:
    """The same for a text that is in no file yet, so that several keys can follow each other."""
    from okrctl.text.nodes import read

    return with_key(read(text.encode(), file), path, yaml_text)


def with_key(source: Source, path: tuple[str, ...], yaml_text: str) -> str:
    """The text of a source with a key more, proved to change nothing else."""
    from okrctl.text.edit import insert_key, plain_with, proved
    from okrctl.text.nodes import read
    from okrctl.text.places import at, plain

    edits = insert_key(source, path[:-1], path[-1], yaml_text)
    meant = plain(at(read(f"it: {yaml_text}".encode(), source.file).root, ("it",)))
    return proved(source, edits, plain_with(source.root, path, meant))


def source_of(here: Context, file: str) -> Source:
    """A YAML file as it was read; UsageError where it cannot be spliced into."""
    source = here.loaded.sources.get(file)
    if source is None or source.root is None:
        raise UsageError(f"{file} cannot be read", f"okrctl lint {file} says why")
    return source
