"""How each sort of field is compared: owners, parents, days and words, alike for every goal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.changes.change import Change, differences, said
from okrctl.changes.match import Matched
from okrctl.changes.wording import near_identical
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Goal = Objective | KeyResult | Kpi
REWORDED = "near-identical wording"


@dataclass(frozen=True, slots=True)
class Two:
    """A goal before and after, within the workspaces that hold it."""

    within: Matched
    before: Goal
    after: Goal

    def change(
        self, name: str, field: str, before: object, after: object, *, mild: str = ""
    ) -> Change:
        """A change of this goal."""
        old, new = str(self.before.address), str(self.after.address)
        old_address = old if old != new else ""
        return Change(name, new, field, said(before), said(after), old_address, mild)

    def values(self, name: str) -> tuple[object, object]:
        """An attribute on both sides; none where a kind has none of that name."""
        return getattr(self.before, name, None), getattr(self.after, name, None)


Comparison = Callable[[Two, str], Iterator[Change]]
"""The changes of one attribute."""


def plainly(name: str) -> Comparison:
    """The comparison of an attribute whose every difference is of one class."""

    def compared(two: Two, field: str) -> Iterator[Change]:
        before, after = two.values(field)
        if before != after:
            yield two.change(name, key_of(two, field), before, after)

    return compared


def details(two: Two, field: str) -> Iterator[Change]:
    """Each smallest part that differs, of no weight."""
    before, after = two.values(field)
    for path, old, new in differences(before, after, (key_of(two, field),)):
        yield two.change("detail-changed", ".".join(path), old, new)


def aliases(two: Two, field: str) -> Iterator[Change]:
    """Other names of a goal that kept its own; those of a move belong to the move."""
    if two.before.address == two.after.address:
        yield from details(two, field)


def wording(name: str = "title-meaning-changed") -> Comparison:
    """The comparison of words; what is only spelled otherwise is mild."""

    def compared(two: Two, field: str) -> Iterator[Change]:
        yield from reworded(two, key_of(two, field), *two.values(field), name)

    return compared


def reworded(two: Two, key: str, before: object, after: object, name: str) -> Iterator[Change]:
    """A change of words of the class `name`, or near-identical wording."""
    if before == after:
        return
    if isinstance(before, str) and isinstance(after, str) and near_identical(before, after):
        yield two.change("title-meaning-changed", key, before, after, mild=REWORDED)
    else:
        yield two.change(name, key, before, after)


def owner(two: Two, field: str) -> Iterator[Change]:
    """Who answers for it, by name or as the team's lead, where the goal itself says another."""
    if two.before.owner == two.after.owner:
        return
    before, after = two.within.base.owner(two.before), two.within.head.owner(two.after)
    if not after:
        yield two.change("owner-removed", field, before, None)
    elif before != after:
        yield two.change("owner-changed", field, before or None, after)
    else:
        yield two.change("detail-changed", field, two.before.owner, two.after.owner)


def supports(two: Two, field: str) -> Iterator[Change]:
    """What it supports, by what the names mean: a parent under a new name is the same."""
    old_texts, new_texts = two.values(field)
    if not isinstance(old_texts, tuple) or not isinstance(new_texts, tuple):
        return
    before, after = _parents(two, old_texts, before=True), _parents(two, new_texts, before=False)
    if frozenset(before) != frozenset(after):
        name = "alignment-changed" if after else "alignment-removed"
        yield two.change(name, field, old_texts, new_texts)


def _parents(two: Two, texts: tuple[str, ...], *, before: bool) -> list[str]:
    """What the texts of one side mean, by the head's addresses.

    A text to which nothing leads on that side means what it means on the other: that its parent
    went, or came, is a change of the parent. One that means nothing at all stays.
    """
    ways = (_meant_before, _meant_after) if before else (_meant_after, _meant_before)
    return [
        parent
        for text in texts
        for parent in next(filter(None, (way(two, text) for way in ways)), [text])
    ]


def _meant_before(two: Two, text: str) -> list[str]:
    found = _meant(two.before, text, two.within.base)
    return [two.within.renamed.get(address, address) for address in found]


def _meant_after(two: Two, text: str) -> list[str]:
    return _meant(two.after, text, two.within.head)


def _meant(goal: Goal, text: str, workspace: Workspace) -> list[str]:
    """The addresses that a text in a goal's file means: of a KPI's, one in each cycle."""
    if isinstance(goal, Kpi):
        cycles = workspace.directory.goals
        named = (workspace.directory.goal(text, (cycle,)).address for cycle in cycles)
        return [str(address) for address in named if address is not None]
    address = goal.address if isinstance(goal, Objective) else goal.address.objective
    parent = workspace.parent(text, address.cycle)
    return [str(parent)] if parent else []


def due(two: Two, field: str) -> Iterator[Change]:
    """The last day of a goal: a later one is more time, an earlier one less."""
    for before, after in _days(two, field):
        name = "deadline-extended" if after > before else "target-raised"
        yield two.change(name, field, before, after)


def starts(two: Two, field: str) -> Iterator[Change]:
    """The first day of a goal: a later one expects less by any day."""
    for before, after in _days(two, field):
        name = "plan-eased" if after > before else "detail-changed"
        yield two.change(name, field, before, after)


def _days(two: Two, field: str) -> Iterator[tuple[date, date]]:
    """The day before and after, where the goal says another than before and it is another."""
    old, new = two.values(field)
    goals = (two.before, two.after)
    if old == new or any(isinstance(goal, Kpi) for goal in goals):
        return
    sides = ((two.within.base, two.before), (two.within.head, two.after))
    days = [
        (space.due if field == "due" else space.starts)(goal)
        for space, goal in sides
        if not isinstance(goal, Kpi)
    ]
    if days[0] != days[1]:
        yield days[0], days[1]


def weight(two: Two, field: str) -> Iterator[Change]:
    """How much it counts, said or not. What a guardrail is worth changes with it being one."""
    old, new = (_counted(goal) for goal in (two.before, two.after))
    if old != new and two.values("guardrail")[0] == two.values("guardrail")[1]:
        yield two.change("weight-changed", field, old, new)


def _counted(goal: Goal) -> Decimal:
    if isinstance(goal, KeyResult):
        return goal.counted_weight
    return goal.weight if isinstance(goal, Objective) else Decimal(0)


def key_of(two: Two, field: str) -> str:
    """The key that a file has for an attribute."""
    for goal in (two.after, two.before):
        declared = type(goal).model_fields.get(field)
        if declared is not None:
            return declared.alias or field
    return field


def compared(two: Two, table: dict[str, Comparison]) -> Iterator[Change]:
    """The changes of every attribute: as the table says, else as details."""
    names = (*type(two.before).model_fields, *type(two.after).model_fields)
    for name in dict.fromkeys(names):
        if name not in type(two.after).identity:
            yield from table.get(name, details)(two, name)
