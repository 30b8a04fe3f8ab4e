"""Carry-over: an objective as a new file of the next cycle, X where it ended, Y for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.cli.closing.sheet import Verdict
from okrctl.cli.context import Context
from okrctl.cli.making.splicing import source_of
from okrctl.errors import UsageError
from okrctl.model.values import Unsaid
from okrctl.text.places import Data, plain
from okrctl.text.scaffold import Fields, objective_text

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState
    from okrctl.model.calendar import Cycle
    from okrctl.model.kinds import Move
    from okrctl.model.objective import Objective
    from okrctl.store.plan import NewFile

PLACEHOLDER = "TODO"
OF_ITS_TIME = frozenset(
    {"starts", "due", "aliases", "draft", "continues", "needs", "plan", "baseline_by"}
)
"""Fields that belong to the cycle that is over; what is needed of others is agreed anew."""
BEYOND = frozenset({"to", "count", "change_by", "commit", "stretch"})
"""Fields that say how far a key result was to come; a person sets them anew."""
OVER = ("done", "dropped")

Told = dict[str, Data]


def carried_files(here: Context, verdicts: Sequence[Verdict], into: Cycle) -> tuple[NewFile, ...]:
    """The files of the objectives that go on in another cycle."""
    from okrctl.store.plan import NewFile

    going = [one for one in verdicts if one.carry]
    told = {name_of(here, one): fields_of(here, one) for one in going}
    files = []
    for name, fields in told.items():
        fields["supports"] = [*supports_of(here, fields, told, into)] or None
        hint = f"a person sets each {PLACEHOLDER}; okrctl lint names them"
        text = objective_text(in_order(fields), hint=hint if needs_y(fields) else "")
        files.append(NewFile(f"goals/{into.name}/{name}.yaml", text.encode()))
    return tuple(files)


def name_of(here: Context, verdict: Verdict) -> str:
    """`engineering/trusted-releases`, by the name that the team has now."""
    address = verdict.of.address
    return f"{here.loaded.workspace.team_name(address.team)}/{address.id}"


def fields_of(here: Context, verdict: Verdict) -> Told:
    """The fields of the new file: those that outlive a cycle, and what is left to do."""
    objective = verdict.of.objective
    old = written(here, objective)
    told = {name: said for name, said in old.items() if name not in OF_ITS_TIME}
    key_results = told.pop("key_results", None)
    left = dict(left_to_do(verdict, _mapping(key_results)))
    return {
        **told,
        "continues": str(objective.address),
        "key_results": left,
        "initiatives": dict(work_on(_mapping(told.pop("initiatives", None)), left)) or None,
    }


def work_on(old: Told | Mapping[str, Data], left: Told) -> Iterator[tuple[str, Data]]:
    """The initiatives that are not over, each for the key results that go on."""
    for name, one in old.items():
        work = _mapping(_timeless(one))
        if work.get("status") in OVER:
            continue
        named = work.get("key_results")
        serves: list[Data] = (
            [key for key in named if key in left] if isinstance(named, list) else []
        )
        yield name, {**{key: said for key, said in work.items() if key != "key_results"},
                     **({"key_results": serves} if serves else {})}  # fmt: skip


def written(here: Context, objective: Objective) -> Told:
    """What the file of an objective says, as plain data."""
    source = source_of(here, here.loaded.places.files[str(objective.address)])
    data = plain(source.root)
    if not isinstance(data, dict):
        raise UsageError(f"{source.file} cannot be read", f"okrctl lint {source.file} says why")
    return data


def left_to_do(verdict: Verdict, old: Mapping[str, Data]) -> Iterator[tuple[str, Data]]:
    """The key results that go on. What is done stays behind, unless that is all there is."""
    going = [kr for kr in verdict.of.key_results if not kr.left_out and kr.key_result.id in old]
    open_ones = [kr for kr in going if not kr.progress.done or kr.key_result.windowed]
    for kr in open_ones or going:
        yield kr.key_result.id, onwards(kr, old[kr.key_result.id])


def onwards(kr: KeyResultState, old: Data) -> Data:
    """A key result in the next cycle: a number starts where it ended, steps that are done go."""
    from okrctl.model.kinds import Move

    if not isinstance(old, dict):
        return old
    told = _timeless(old)
    assert isinstance(told, dict)  # noqa: S101 - a mapping stays one
    steps = told.get("milestones")
    if isinstance(steps, dict):
        reached = {part.id for part in kr.progress.parts if part.done}
        left = {name: _timeless(one) for name, one in steps.items() if name not in reached}
        told["milestones"] = left or {name: _timeless(one) for name, one in steps.items()}
    if not isinstance(kr.key_result, Move):
        return told
    return _from_where_it_ended(kr.key_result, kr, told)


def _from_where_it_ended(move: Move, kr: KeyResultState, told: Told) -> Told:
    """A move with X filled in, and a placeholder for Y; what is kept private stays so."""
    latest = kr.history.latest
    if Unsaid.WITHHELD in (move.baseline, move.target):
        return told
    start = latest.value if latest else move.baseline
    if not isinstance(start, Decimal):
        return told
    kept = {name: said for name, said in told.items() if name not in BEYOND | {"from", "better"}}
    return {**kept, "from": start, "to": PLACEHOLDER}


def supports_of(
    here: Context, fields: Told, going: Mapping[str, Told], into: Cycle
) -> Iterator[str]:
    """Those of its parents that are there in the next cycle too, or go on with it."""
    from okrctl.model.address import parse_reference

    said = fields.get("supports")
    for text in said if isinstance(said, list) else ():
        reference = parse_reference(str(text))
        if reference is None or not reference.team or reference.workspace:
            continue
        name = f"{reference.team}/{reference.id}"
        whole = f"{name}#{reference.key_result}" if reference.key_result else name
        if name in going:
            yield whole if reference.key_result in _mapping(going[name]["key_results"]) else name
        elif here.loaded.workspace.parent(whole, into.name) is not None:
            yield whole


def needs_y(fields: Told) -> int:
    """How many of its key results wait for a person to set Y."""
    key_results = _mapping(fields["key_results"]).values()
    return sum(isinstance(one, dict) and one.get("to") == PLACEHOLDER for one in key_results)


ORDER = ("title", "why", "owner", "commitment", "continues", "supports", "pillar", "key_results")
"""The order of a new file; further fields keep theirs, behind."""


def in_order(fields: Told) -> Fields:
    """The fields as a person would order them; none of them empty."""
    first = [name for name in ORDER if name in fields]
    names = [*first, *(name for name in fields if name not in ORDER)]
    return {name: fields[name] for name in names if fields[name] not in ({}, [])}  # type: ignore[misc]


def _timeless(told: Data) -> Data:
    if not isinstance(told, dict):
        return told
    return {name: said for name, said in told.items() if name not in OF_ITS_TIME}


def _mapping(told: Data) -> Mapping[str, Data]:
    return told if isinstance(told, dict) else {}
