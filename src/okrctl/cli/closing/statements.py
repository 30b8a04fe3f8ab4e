"""A closing as entries: a grade for each key result, the verdict on each objective, the team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement, about
from okrctl.cli.closing.sheet import Mark, Retrospective, Verdict
from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle


def statements(
    here: Context, desk: Desk, cycle: Cycle, told: Sequence[Retrospective]
) -> list[Statement]:
    """All that is to be recorded; what stands already in the same words is not said again.

    Grades are true on the last day of the cycle. That a team has closed it is true today, so that
    a cycle which was reopened can be closed again.
    """
    day = cycle.last if desk.today > cycle.last else None
    found: list[Statement] = []
    for one in told:
        for verdict in one.verdicts:
            found += _of_verdict(here, desk, verdict, day)
        found.append(closed(one, cycle))
    return found


def closed(told: Retrospective, cycle: Cycle) -> Statement:
    """The retrospective of a team, by which its cycle is closed."""
    fields: dict[str, object] = {"learned": told.learned}
    fields |= {"note": told.missing} if told.missing else {}
    return of_team(told.team, cycle, {**fields, "closed": True})


def of_team(team: str, cycle: Cycle, fields: dict[str, object]) -> Statement:
    """What is said of a team in a cycle."""
    subject = {"team": team, "cycle": cycle.name}
    folder = f"checkins/{cycle.name}/{team}"
    return Statement(folder, subject, fields, None, f"{team}:{cycle.name}")


def _of_verdict(
    here: Context, desk: Desk, verdict: Verdict, day: date | None
) -> Iterator[Statement]:
    for kr in verdict.of.key_results:
        mark = verdict.marks.get(kr.key_result.id)
        if mark is not None and not _stands(desk, str(kr.address), fields := _graded(mark)):
            yield about(kr.address, fields, here.now, day)
    said: dict[str, object] = {} if verdict.own is None else {"grade": verdict.own}
    said |= {"outcome": verdict.outcome, "learned": verdict.learned}
    said |= {"note": verdict.note} if verdict.note else {}
    if not _stands(desk, str(verdict.of.address), said):
        yield about(verdict.of.address, said, here.now, day)


def _graded(mark: Mark) -> dict[str, object]:
    return {"grade": mark.grade, **({"note": mark.note} if mark.note else {})}


def _stands(desk: Desk, address: str, fields: dict[str, object]) -> bool:
    """Whether the last closing entry of a goal says just this."""
    entries = desk.workspace.journal.about(address, desk.today)
    closings = (e for e in reversed(entries) if e.has("grade") or e.has("outcome"))
    last = next(closings, None)
    if last is None:
        return False
    return {name: said for name, said in last.fields.items() if name != "day"} == fields
