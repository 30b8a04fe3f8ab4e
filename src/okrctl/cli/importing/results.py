"""Key results of a plan: ids, shapes, and what a row says beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.cli.importing.cells import Cell
from okrctl.cli.importing.days import day_in
from okrctl.cli.importing.desk import Settling
from okrctl.cli.importing.found import FoundKeyResult, FoundObjective
from okrctl.cli.importing.naming import fresh
from okrctl.cli.importing.outline import KEY_RESULT
from okrctl.cli.importing.plan import NewKeyResult
from okrctl.cli.importing.shaping import Reading, Shape, reported, shape_of
from okrctl.text.scaffold import Value

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle


def key_results_of(
    one: Settling, found: FoundObjective, cycle: Cycle, objective: Mapping[str, Value | None]
) -> tuple[NewKeyResult, ...]:
    """The key results of an objective of these fields, each with an id of its own."""
    taken: set[str] = set()
    titles: dict[str, int] = {}
    made = []
    for each in found.key_results:
        title = without(None if said(each, "key_result_id") else KEY_RESULT, each.title.text)
        row = titles.setdefault(title.casefold(), each.title.row)
        if row != each.title.row and not said(each, "key_result_id"):
            one.left_out(each.title, f"the same title as in row {row}; both are kept")
        named = replace(each, title=replace(each.title, text=title))
        shape = shape_of(named, one.mark, one.defaults.today, one.note)
        words = str(shape.fields.get("title") or shape.fields.get("done_when") or title)
        name = fresh(said(each, "key_result_id") or words, taken, "key-result")
        taken.add(name)
        made.append(key_result(one, named, (name, shape), cycle, objective))
    return tuple(made)


def said(found: FoundKeyResult, name: str) -> str:
    """What one of its cells says; empty where there is none."""
    return found.cells[name].text if name in found.cells else ""


def key_result(
    one: Settling,
    found: FoundKeyResult,
    named: tuple[str, Shape],
    cycle: Cycle,
    objective: Mapping[str, Value | None],
) -> NewKeyResult:
    """A key result of that id and shape, with what its row says beside it."""
    name, shape = named
    fields = {**shape.fields, **beside(one, found, cycle, objective)}
    if "kpi" in fields:
        fields.pop("unit", None)
    read = Reading(found.cells, one.mark, one.note)
    told = {} if "kpi" in fields else reported(read, fields)
    if told and one.defaults.today < cycle.first:
        one.left_out(found.title, f"{cycle.name} has not begun; its current value is left out")
        told = {}
    return NewKeyResult(
        name, fields, shape.sure, found.title.row, told, score_of(one, found, cycle)
    )


def score_of(one: Settling, found: FoundKeyResult, cycle: Cycle) -> Decimal | None:
    """The final score, 0 to 1, of a cycle that has ended."""
    score = Reading(found.cells, one.mark, one.note).amount("score")
    if score is None:
        return None
    if not 0 <= score.number <= 1 or score.number != round(score.number, 2):
        one.left_out(found.cells["score"], "no score from 0 to 1 with two decimals; left out")
    elif one.defaults.today <= cycle.last:
        one.left_out(found.cells["score"], f"a score before {cycle.name} has ended; left out")
    else:
        return score.number
    return None


def beside(
    one: Settling, found: FoundKeyResult, cycle: Cycle, objective: Mapping[str, Value | None]
) -> dict[str, Value]:
    """Owner, KPI, reason, weight and days, where the row says them and they are not the default."""
    fields: dict[str, Value | None] = dict(days_of(one, found.cells, cycle))
    fields |= {name: None for name in ("starts", "due") if fields[name] == objective[name]}
    person = owner_in(one, found.cells)
    fields["owner"] = person if person and person != objective["owner"] else None
    if text := said(found, "kpi"):
        fields["kpi"] = text if one.workspace.kpi(text) else None
        if fields["kpi"] is None:
            one.left_out(found.cells["kpi"], "there is no such KPI; left out")
    fields["guardrail"] = True if said(found, "guardrail").casefold() in ("true", "yes") else None
    fields["why"] = " ".join(said(found, "why").split()) or None
    usual = Decimal(0) if fields["guardrail"] else Decimal(1)
    fields["weight"] = weight_in(one, found.cells, usual)
    return {name: told for name, told in fields.items() if told is not None}


def weight_in(one: Settling, cells: Mapping[str, Cell], usual: Decimal) -> Decimal | None:
    """The weight that a row gives, where it is not the usual one."""
    weight = Reading(cells, one.mark, one.note).amount("weight")
    return weight.number if weight and weight.number != usual else None


def owner_in(one: Settling, cells: Mapping[str, Cell]) -> str:
    """The person whom a row names; empty where it names nobody."""
    cell = cells.get("owner")
    if not cell:
        return ""
    person, sure = one.names.person(cell.text)
    if sure == "guess":
        one.left_out(cell, f"nobody of that name; taken for {person}")
    return person


def days_of(one: Settling, cells: Mapping[str, Cell], cycle: Cycle) -> dict[str, Value | None]:
    """First and last day where they are inside the cycle and not its own."""
    found: dict[str, Value | None] = {"starts": None, "due": None}
    for name, own in (("starts", cycle.first), ("due", cycle.last)):
        cell = cells.get(name)
        day = day_in(cell) if cell else None
        if cell and day is None:
            one.left_out(cell, "no day, or one that may mean two; left out")
        elif cell and day and not cycle.contains(day):
            one.left_out(cell, f"outside {cycle.name}; left out")
        elif day and day != own:
            found[name] = day
    if found["starts"] and found["due"] and str(found["starts"]) > str(found["due"]):
        found["starts"] = None
    return found


def without(opening: re.Pattern[str] | None, text: str) -> str:
    """A title on one line, without the `O1:` or `KR 2.` before it, if it may have one."""
    plain = " ".join(text.split())
    found = opening.match(plain) if opening else None
    return plain[found.end() :] if found else plain
