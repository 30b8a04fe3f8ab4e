"""What changed in objectives: came, went, moved, and every field; key results within them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from okrctl.changes.change import Change
from okrctl.changes.fields import (
    Comparison,
    Two,
    aliases,
    compared,
    due,
    owner,
    plainly,
    starts,
    supports,
    weight,
    wording,
)
from okrctl.changes.key_results import NOTHING, key_result_changes
from okrctl.changes.match import Matched, Pair
from okrctl.model.address import ObjectiveAddress
from okrctl.model.kinds import KeyResult
from okrctl.model.objective import Objective

DRAFT = "a draft counts nowhere"


def objective_changes(within: Matched) -> Iterator[Change]:
    """Every change of every objective and its key results; those of a draft are mild."""
    found = within.objectives
    for gone in found.gone:
        mild = DRAFT if gone.draft else ""
        yield Change("objective-removed", str(gone.address), before=gone.title, mild=mild)
    for pair in found.pairs:
        for change in _changes(within, pair):
            is_mild = pair.before.draft and change.field != "draft"
            yield replace(change, mild=change.mild or DRAFT) if is_mild else change
    for new in found.new:
        mild = DRAFT if new.draft else ""
        yield Change("objective-added", str(new.address), after=new.title, mild=mild)
    for moved in within.transferred:
        yield from _transferred(within, moved)


def _changes(within: Matched, pair: Pair[Objective]) -> Iterator[Change]:
    two = Two(within, pair.before, pair.after)
    yield from _place(two, pair)
    yield from compared(two, FIELDS)
    yield from _key_results(within, pair.after)


def _place(two: Two, pair: Pair[Objective]) -> Iterator[Change]:
    """Where it went: to another team, into another cycle, to another id that nothing leads to."""
    old, new = pair.before.address, pair.after.address
    head = two.within.head
    went = head.team_name(old.team) != head.team_name(new.team)
    if went:
        yield two.change("moved-to-team", "", old.team, new.team)
    if old.cycle != new.cycle:
        name = "deadline-extended" if _later(two, old, new) else "target-raised"
        yield two.change(name, "", old.cycle, new.cycle)
    if old.id != new.id and pair.how != "alias":
        yield two.change("id-changed", "", old.id, new.id)
    elif old != new and not went and old.cycle == new.cycle:
        yield two.change("moved", "", str(old), str(new))


def _later(two: Two, old: ObjectiveAddress, new: ObjectiveAddress) -> bool:
    return two.within.head.cycle_of(new).last > two.within.base.cycle_of(old).last


def _key_results(within: Matched, objective: Objective) -> Iterator[Change]:
    found = within.key_results[str(objective.address)]
    for gone in found.gone:
        now = f"{objective.address}#{gone.id}"
        old = str(gone.address)
        yield Change("key-result-removed", now, before=gone.title, old_address=old_if(old, now))
    for pair in found.pairs:
        yield from _renamed(within, pair)
        yield from key_result_changes(within, pair.before, pair.after)
    for new in found.new:
        yield Change("key-result-added", str(new.address), after=new.title)


def old_if(old: str, now: str) -> str:
    """The old address, empty where it is still the one."""
    return old if old != now else ""


def _renamed(within: Matched, pair: Pair[KeyResult]) -> Iterator[Change]:
    old, new = pair.before.id, pair.after.id
    if old != new:
        name = "moved" if pair.how == "alias" else "id-changed"
        yield Two(within, pair.before, pair.after).change(name, "", old, new)


def _transferred(within: Matched, pair: Pair[KeyResult]) -> Iterator[Change]:
    """A key result in another objective: its check-ins are about the one that it left."""
    two = Two(within, pair.before, pair.after)
    yield two.change("id-changed", "", str(pair.before.address), str(pair.after.address))
    yield from key_result_changes(within, pair.before, pair.after)


def _commitment(two: Two, field: str) -> Iterator[Change]:
    before, after = two.values(field)
    if before != after:
        name = "committed-to-aspirational" if before == "committed" else "target-raised"
        yield two.change(name, field, before, after)


def _draft(two: Two, field: str) -> Iterator[Change]:
    """A draft counts nowhere, so becoming one is going, and being none any more is coming."""
    before, after = two.values(field)
    if before != after:
        name = "objective-removed" if after else "objective-added"
        yield two.change(name, field, before, after)


FIELDS: dict[str, Comparison] = {
    "title": wording(),
    "owner": owner,
    "commitment": _commitment,
    "supports": supports,
    "pillar": plainly("pillar-changed"),
    "starts": starts,
    "due": due,
    "weight": weight,
    "draft": _draft,
    "aliases": aliases,
    "key_results": NOTHING,
}
