"""What a closing shows above its questions: the objective, its KPIs, each key result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.screen import key_result_head
from okrctl.cli.closing.questions import MISSING, OfObjective
from okrctl.cli.closing.sheet import in_play

if TYPE_CHECKING:
    from okrctl.measure.moves import Moved
    from okrctl.measure.state import ObjectiveState
    from okrctl.model.calendar import Cycle
    from okrctl.pages.blocks import Block, Line


def objective_heads(
    desk: Desk, cycle: Cycle, asked: OfObjective, place: str
) -> Callable[[str], Sequence[Block]]:
    """Before the first question the objective and its KPIs, before each grade its key result."""
    results = {f"grade {kr.key_result.id}": kr for kr in in_play(asked.of)}
    first = next(iter(results), "own")

    def shown(key: str) -> Sequence[Block]:
        blocks: list[Block] = [*introduced(desk, cycle, asked.of, place)] if key == first else []
        if key in results:
            blocks += key_result_head(results[key], desk.workspace)
        return blocks

    return shown


def team_heads(title: str) -> Callable[[str], Sequence[Block]]:
    """The team's name before its retrospective, the last question in full."""
    from okrctl.pages.blocks import Gap, Prose, Run, line

    def shown(key: str) -> Sequence[Block]:
        if key == "learned":
            return (Gap(), line(Run(title, "strong"), ", all of it"))
        return (Prose(MISSING),) if key == "missing" else ()

    return shown


def introduced(desk: Desk, cycle: Cycle, of: ObjectiveState, place: str) -> Iterator[Block]:
    """`Customers trust every release  42%`, what it promised, and whether its KPIs moved."""
    from okrctl.measure.moves import kpis_of, moved
    from okrctl.pages.blocks import Gap, Run, line
    from okrctl.pages.numbers import percent

    objective = of.objective
    yield Gap()
    name = f"{objective.address.within_cycle}  "
    yield line(Run(name, "strong"), objective.title, aside=(Run(place, "quiet"),))
    yield line(f"  {percent(of.progress)} computed · {objective.commitment}")
    kpis = kpis_of([objective], desk.workspace)
    for one in moved(kpis, desk.workspace, cycle, desk.today):
        yield moved_line(one)


def moved_line(one: Moved) -> Line:
    """`  ✗ failed-deploys  6 → 9 %, drifting`: whether a KPI did move, by its signals."""
    from okrctl.pages.blocks import line
    from okrctl.pages.moved import moved_words

    return line("  ", *moved_words(one))
