"""What was found in a file: goals as it says them, and what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from okrctl.cli.importing.cells import Cell
from okrctl.cli.importing.headers import Heading


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was not understood, or left out: where it stands, what it says, and why."""

    place: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class FoundKeyResult:
    """A key result as a file says it: its title and its other cells, by what they mean."""

    title: Cell
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundObjective:
    """An objective as a file says it, with the key results below it."""

    title: Cell
    cells: Mapping[str, Cell] = field(default_factory=dict)
    key_results: tuple[FoundKeyResult, ...] = ()

    def text(self, name: str) -> str:
        """What one of its cells says; empty where there is none."""
        cell = self.cells.get(name)
        return cell.text if cell else ""

    def with_key_result(self, one: FoundKeyResult) -> FoundObjective:
        """The same with one more key result."""
        return replace(self, key_results=(*self.key_results, one))


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found in one sheet or text."""

    name: str
    headings: tuple[Heading, ...] = ()
    objectives: tuple[FoundObjective, ...] = ()
    remarks: tuple[Remark, ...] = ()
