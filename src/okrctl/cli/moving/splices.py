"""Changes of one file's values and keys, as edits and as the data they are meant to give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.text.edit import proved, rename_key, set_value
from okrctl.text.nodes import read
from okrctl.text.places import Data, Path, at, plain
from okrctl.text.tree import Mapping, Node, Scalar, Source
from okrctl.text.tree import Sequence as Listed

if TYPE_CHECKING:
    from okrctl.findings import Edit


@dataclass(frozen=True, slots=True)
class Put:
    """Another value at a path, in YAML."""

    path: Path
    yaml: str

    def edits(self, source: Source) -> tuple[Edit, ...]:
        """The splice that puts it there."""
        return set_value(source, self.path, self.yaml)


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name for the key at the end of a path."""

    path: Path
    key: str

    def edits(self, source: Source) -> tuple[Edit, ...]:
        """The splice that renames it."""
        return rename_key(source, self.path, self.key)


Splice = Put | Rename


def changed(source: Source, splices: Sequence[Splice]) -> str:
    """The text of a file with all splices done, proved to change nothing else."""
    edits = [edit for splice in splices for edit in splice.edits(source)]
    return proved(source, edits, meant(source, splices))


def meant(source: Source, splices: Sequence[Splice]) -> Data:
    """The data that the splices are meant to give: values first, since paths are the old ones."""
    root: Node | None = source.root
    data = plain(root)
    for put in splices:
        if isinstance(put, Put):
            value = plain(at(read(f"it: {put.yaml}".encode(), source.file).root, ("it",)))
            data = _with(data, put.path, value)
    for rename in splices:
        if isinstance(rename, Rename):
            data = _renamed(data, rename.path, rename.key)
    return data


def _with(data: Data, path: Path, value: Data) -> Data:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        return [*data[:step], _with(data[step], rest, value), *data[step + 1 :]]
    known = data if isinstance(data, dict) else {}
    return {**known, str(step): _with(known.get(str(step)), rest, value)}


def _renamed(data: Data, path: Path, key: str) -> Data:
    if not isinstance(data, dict):
        return data
    step, rest = str(path[0]), path[1:]
    if not rest:
        return {key if name == step else name: value for name, value in data.items()}
    return {
        name: _renamed(value, rest, key) if name == step else value for name, value in data.items()
    }


def scalars(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every value that is a scalar, with its path."""
    match node:
        case Scalar():
            yield path, node
        case Listed():
            for at_index, item in enumerate(node.items):
                yield from scalars(item, (*path, at_index))
        case Mapping():
            for key, value in node.pairs:
                yield from scalars(value, (*path, str(key.value)))
