"""A baseline that nobody knew: the first value checked in, proposed as `from:` of its goal file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Written
from okrctl.cli.context import Context
from okrctl.errors import OkrctlError

if TYPE_CHECKING:
    from okrctl.model.kinds import KeyResult, Move
    from okrctl.pages.blocks import Line
    from okrctl.store.plan import EditedFile, FileChange


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value with which a key result began, and the file that does not have it yet."""

    key_result: Move
    value: Decimal
    file: str

    @property
    def words(self) -> str:
        """`from: 30`."""
        return f"from: {self.value:f}"


def baselines(here: Context, desk: Desk, entries: Sequence[Written]) -> tuple[Baseline, ...]:
    """The baselines that these entries make known, once each."""
    found = {}
    for one in entries:
        goal = desk.workspace.by_address.get(one.statement.address)
        move = unknown(goal)
        value = one.entry.get("value")
        if move is not None and isinstance(value, Decimal):
            file = here.loaded.places.files[str(move.address.objective)]
            first = first_value(desk, move)
            found[str(move.address)] = Baseline(move, value if first is None else first, file)
    return tuple(found.values())


def unknown(goal: object) -> Move | None:
    """The key result, where it is one that moves from what is not known."""
    from okrctl.model.kinds import Move
    from okrctl.model.values import Unsaid

    is_unknown = isinstance(goal, Move) and goal.baseline is Unsaid.UNKNOWN and goal.kpi is None
    return goal if isinstance(goal, Move) and is_unknown else None


def first_value(desk: Desk, key_result: KeyResult) -> Decimal | None:
    """The first value in force that was recorded before; none where there is none yet."""
    known = desk.workspace.journal.about(str(key_result.address))
    return next((entry.value for entry in known if entry.value is not None), None)


def edits(here: Context, entries: Sequence[FileChange], found: Sequence[Baseline], *,
          commit: bool) -> tuple[EditedFile, ...]:  # fmt: skip
    """The goal files with the baselines spliced in; nothing where they cannot be written.

    That is so where a file has changes that are not committed, or would have an error.
    """
    from okrctl.cli.writing import tried
    from okrctl.store.plan import changes
    from okrctl.store.preflight import refuse_what_changed

    changed = tuple(_edited(here, found))
    try:
        tried(here, (*entries, *changed))
        if commit:
            refuse_what_changed(here.git, changes(changed))
    except OkrctlError:
        return ()
    return changed


def _edited(here: Context, found: Sequence[Baseline]) -> Iterator[EditedFile]:
    """One change a file, proved to change nothing but these values."""
    from okrctl.cli.moving.splices import Put, changed
    from okrctl.store.plan import EditedFile

    for file in dict.fromkeys(one.file for one in found):
        puts = [
            Put(("key_results", one.key_result.id, "from"), f"{one.value:f}")
            for one in found
            if one.file == file
        ]
        before = here.tree.files()[file].read()
        yield EditedFile(file, before, changed(here.loaded.sources[file], puts).encode())


def wants(here: Context, found: Sequence[Baseline], *, said: bool | None, sure: bool) -> bool:
    """Whether a person wants them written: said by an option, else asked; off a terminal no."""
    if said is not None or sure:
        return said is not False
    if not here.terminal.can_prompt:
        return False
    from okrctl.cli.prompts import Prompts

    words = ", ".join(f"{one.words} of {one.key_result.id}" for one in found)
    return Prompts(here.terminal).confirm(f"Write the baseline too, {words}?")


def told(found: Sequence[Baseline], *, written: bool) -> Iterator[Line]:
    """What was written, or the line to write."""
    from okrctl.pages.blocks import line

    for one in found:
        if written:
            yield line(f"Baseline  {one.words} is in {PurePosixPath(one.file).name} now")
        else:
            edit = f"okrctl edit {one.key_result.id}"
            yield line(f"Baseline  {one.words} is not in the goal file · {edit}")
