"""Which goal of the base is which goal of the head: by address over the whole tree.

Aliases are followed. What is left over on both sides is held together where it is the same goal in
another place: the same id with the same words or key results, or another id with the same content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.values import Record
from okrctl.model.workspace import Workspace

T = TypeVar("T")
How = Literal["same", "alias", "likeness"]
LET_GO = frozenset({"dropped", "drop", "deferred"})
"""Outcomes after which a goal may go."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same thing before and after, and how it was recognised."""

    before: T
    after: T
    how: How


@dataclass(frozen=True, slots=True)
class Matching(Generic[T]):
    """Pairs, and what is only on one side."""

    pairs: tuple[Pair[T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


@dataclass(frozen=True)
class Matched:
    """Two workspaces, and which of their goals are the same."""

    base: Workspace
    head: Workspace

    @cached_property
    def objectives(self) -> Matching[Objective]:
        """The objectives that both sides could read, whatever folder they are in."""
        before = {str(one.address): one for one in self.base.objectives}
        after = {str(one.address): one for one in self.head.objectives}
        likeness = (_same_place_in_another_team, _carried_elsewhere, _same_content)
        found = matched(before, after, self._objective_now, likeness)
        return self._readable(found, lambda one: str(one.address))

    @cached_property
    def kpis(self) -> Matching[Kpi]:
        """The KPIs that both sides could read."""
        before = {kpi.id: kpi for kpi in self.base.kpis}
        after = {kpi.id: kpi for kpi in self.head.kpis}
        found = matched(before, after, self._kpi_now, (_same_content,))
        return self._readable(found, lambda one: str(one.address))

    @cached_property
    def key_results(self) -> Mapping[str, Matching[KeyResult]]:
        """The key results of each objective that is on both sides, by its address in the head."""
        gone = {str(pair.before.address) for pair in self.transferred}
        come = {str(pair.after.address) for pair in self.transferred}
        return {
            address: Matching(
                found.pairs,
                tuple(one for one in found.gone if str(one.address) not in gone),
                tuple(one for one in found.new if str(one.address) not in come),
            )
            for address, found in self._within_objectives.items()
        }

    @cached_property
    def transferred(self) -> tuple[Pair[KeyResult], ...]:
        """The key results that went to another objective, to whose address nothing leads.

        What an objective took along that is gone, into one that is new, is told with the two; and
        what was dropped in one place may begin anew in another.
        """
        rest = self._within_objectives.values()
        gone = [kr for found in rest for kr in found.gone]
        new = [kr for found in rest for kr in found.new]
        went = _transferred(self._not_let_go(gone), (*new, *_within(self.objectives.new)))
        left = [kr for kr in new if kr in went.new]
        taken = self._not_let_go(_within(self.objectives.gone))
        return (*went.pairs, *_transferred(taken, left).pairs)

    def _not_let_go(self, key_results: Iterable[KeyResult]) -> list[KeyResult]:
        return [
            kr
            for kr in key_results
            if not {self._outcome(kr.address), self._outcome(kr.address.objective)} & LET_GO
        ]

    def _outcome(self, address: ObjectiveAddress | KeyResultAddress) -> str:
        entries = self.head.journal.about(str(address))
        return next((one.text("outcome") for one in reversed(entries) if one.has("outcome")), "")

    @cached_property
    def _within_objectives(self) -> Mapping[str, Matching[KeyResult]]:
        return {str(pair.after.address): _key_results(pair) for pair in self.objectives.pairs}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What the head calls everything of the base that it still has, by the old address."""
        pairs: list[Pair[Objective] | Pair[Kpi] | Pair[KeyResult]] = []
        pairs += (*self.objectives.pairs, *self.kpis.pairs)
        pairs += (pair for found in self.key_results.values() for pair in found.pairs)
        pairs += self.transferred
        return {str(pair.before.address): str(pair.after.address) for pair in pairs}

    def _objective_now(self, address: str) -> str:
        """The address in the head that an old one leads to; empty where it leads nowhere."""
        cycle, team, name = address.split("/")
        names = self.head.directory.goals.get(cycle, {})
        now = self.head.team_name(team)
        found = names.get(f"{team}/{name}") or names.get(f"{now}/{name}")
        return str(found or "")

    def _kpi_now(self, kpi_id: str) -> str:
        kpi = self.head.kpi(kpi_id)
        return kpi.id if kpi else ""

    def _readable(self, found: Matching[T], name: Callable[[T], str]) -> Matching[T]:
        """Less what the other side has too, and cannot read."""
        return Matching(
            found.pairs,
            tuple(one for one in found.gone if name(one) not in self.head.broken),
            tuple(one for one in found.new if name(one) not in self.base.broken),
        )


def _key_results(pair: Pair[Objective]) -> Matching[KeyResult]:
    def now(key: str) -> str:
        found = pair.after.key_result(key)
        return found.id if found else ""

    before, after = ({kr.id: kr for kr in one.key_results} for one in (pair.before, pair.after))
    return matched(before, after, now, (_same_content,))


def _within(objectives: Iterable[Objective]) -> list[KeyResult]:
    return [kr for objective in objectives for kr in objective.key_results]


def _transferred(gone: Iterable[KeyResult], new: Iterable[KeyResult]) -> Matching[KeyResult]:
    before, after = ({str(kr.address): kr for kr in side} for side in (gone, new))
    return matched(before, after, lambda _: "", (_same_content, _same_words))


def matched(
    before: Mapping[str, T],
    after: Mapping[str, T],
    now: Callable[[str], str],
    likeness: Iterable[Callable[[T, T], bool]],
) -> Matching[T]:
    """The pairs by name, then by old name, then by each likeness where it fits one alone."""
    pairs = [Pair(before[name], after[name], "same") for name in before if name in after]
    gone = {name: one for name, one in before.items() if name not in after}
    new = {name: one for name, one in after.items() if name not in before}
    pairs += [
        Pair(gone.pop(name), new.pop(found), "alias")
        for name in tuple(gone)
        if (found := now(name)) in new
    ]
    for alike in likeness:
        for name, found in tuple(_alone(gone, new, alike)):
            pairs.append(Pair(gone.pop(name), new.pop(found), "likeness"))
    return Matching(tuple(pairs), tuple(gone.values()), tuple(new.values()))


def _alone(
    gone: Mapping[str, T], new: Mapping[str, T], alike: Callable[[T, T], bool]
) -> Iterator[tuple[str, str]]:
    """The names of what is alike, and like nothing else on either side."""
    fits = {
        name: [other for other, two in new.items() if alike(one, two)] for name, one in gone.items()
    }
    for name, (only, *more) in ((name, found) for name, found in fits.items() if found):
        if not more and sum(only in found for found in fits.values()) == 1:
            yield name, only


def content(record: Record) -> tuple[object, ...]:
    """What a record says, whatever it is called."""
    left_out = record.identity | {"aliases"}
    return (
        type(record),
        *(
            _said(getattr(record, name))
            for name in type(record).model_fields
            if name not in left_out
        ),
    )


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return tuple((part.id, *content(part)) if isinstance(part, KeyResult) else part
                     for part in value)  # fmt: skip
    return value


def _same_content(one: Record, other: Record) -> bool:
    return content(one) == content(other)


def _same_words(one: KeyResult, other: KeyResult) -> bool:
    return (one.id, one.title) == (other.id, other.title)


def _same_place_in_another_team(one: Objective, other: Objective) -> bool:
    return _place(one.address) == _place(other.address) and _resembles(one, other)


def _carried_elsewhere(one: Objective, other: Objective) -> bool:
    return one.address.id == other.address.id and _resembles(one, other)


def _place(address: ObjectiveAddress) -> tuple[str, str]:
    return address.cycle, address.id


def _resembles(one: Objective, other: Objective) -> bool:
    """Whether the title or a key result's id is the same."""
    shared = {kr.id for kr in one.key_results} & {kr.id for kr in other.key_results}
    return bool(shared) or one.title == other.title
