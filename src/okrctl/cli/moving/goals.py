"""Moves of goals and gauges: objectives, key results, KPIs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from okrctl.cli.moving.aliases import with_alias
from okrctl.cli.moving.plan import Move, collected
from okrctl.cli.moving.references import (
    KEY_RESULTS,
    KPIS,
    kpi_uses,
    renamed,
    rewritten,
    sort_of,
    spelled,
)
from okrctl.cli.moving.splices import Put, Rename, Splice
from okrctl.text.edit import quote
from okrctl.text.places import at
from okrctl.text.tree import Scalar, Source

if TYPE_CHECKING:
    from okrctl.load.loading import Loaded
    from okrctl.model.address import (
        Address,
        KeyResultAddress,
        KpiAddress,
        ObjectiveAddress,
        Reference,
    )


def move_objective(loaded: Loaded, old: ObjectiveAddress, new: ObjectiveAddress) -> Move:
    """Another place for an objective: its file, an alias, and every reference to it."""
    file = loaded.places.files[str(old)]
    path = f"goals/{new.cycle}/{new.team}/{new.id}.yaml"

    def rewrite(reference: Reference) -> str:
        cycle = f"{new.cycle}/" if reference.cycle else ""
        inner = f"#{reference.key_result}" if reference.key_result else ""
        return f"{cycle}{new.within_cycle}{inner}"

    def is_meant(address: Address) -> bool:
        return str(address).partition("#")[0] == str(old)

    alias: list[Splice] = []
    if new.cycle == old.cycle:
        source = loaded.sources[file]
        alias = [with_alias(source, ("aliases",), old.within_cycle, now=new.within_cycle)]
    splices = collected(*references(loaded, is_meant, rewrite), (file, iter(alias)))
    return Move(str(old), str(new), splices, {file: path})


def move_key_result(loaded: Loaded, old: KeyResultAddress, new: str) -> Move:
    """Another id for a key result: its key, an alias, and every reference to it."""
    file = loaded.places.files[str(old.objective)]
    source = loaded.sources[file]

    def rewrite(reference: Reference) -> str:
        return spelled(reference, key=new)

    splices = collected(
        *references(loaded, lambda address: address == old, rewrite),
        (file, renamed(source, KEY_RESULTS, old.id, new)),
        (file, iter([key_result_alias(source, old.id, new), Rename(("key_results", old.id), new)])),
    )
    return Move(str(old), f"{old.objective}#{new}", splices)


def key_result_alias(source: Source, old: str, new: str) -> Put:
    """The splice that keeps a key result's old id; a lone sentence becomes `done_when` for it."""
    path = ("key_results", old)
    sentence = at(source.root, path)
    if isinstance(sentence, Scalar):
        return Put(path, f"{{done_when: {quote(str(sentence.value))}, aliases: [{quote(old)}]}}")
    return with_alias(source, (*path, "aliases"), old, now=new)


def move_kpi(loaded: Loaded, old: KpiAddress, new: str) -> Move:
    """Another id for a KPI: its file, an alias, and everything that uses it."""
    file = loaded.places.files[str(old)]
    path = f"{file.rpartition('/')[0]}/{new}.yaml"
    alias = with_alias(loaded.sources[file], ("aliases",), old.id, now=new)
    splices = collected(
        *((one.file, renamed(one, KPIS, old.id, new)) for one in loaded.sources.values()),
        *((one.file, kpi_uses(one, old.id, new)) for one in loaded.sources.values()),
        (file, iter([alias])),
    )
    return Move(str(old), f"kpi:{new}", splices, {file: path})


def references(
    loaded: Loaded, is_meant: Callable[[Address], bool], rewrite: Callable[[Reference], str]
) -> Iterator[tuple[str, Iterator[Splice]]]:
    """For each file the splices of its references that mean what moves."""
    for file, source in loaded.sources.items():

        def rewrite_here(reference: Reference, file: str = file) -> str | None:
            found = [*addresses(loaded, file, reference)]
            return rewrite(reference) if found and all(map(is_meant, found)) else None

        yield file, rewritten(source, rewrite_here)


def addresses(loaded: Loaded, file: str, reference: Reference) -> Iterator[Address]:
    """What a reference in a file means: one goal, or in a KPI's file one in each cycle."""
    workspace = loaded.workspace
    if sort_of(file) == "objective":
        around = workspace.cycles_around(file.split("/")[1])
        found = [workspace.directory.goal(reference.text, around).address]
    else:
        found = [
            workspace.directory.goal(reference.text, [one]).address for one in workspace.cycles
        ]
    yield from dict.fromkeys(address for address in found if address is not None)
