"""What a tree of goals needs: the states of all cycles around one, and the gaps that lint finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState, ObjectiveState
    from okrctl.pages.lineage import Lineage

GAPS = UNALIGNED, UNSUPPORTED = ("OKR204", "OKR206")


def lineage(here: Context) -> Lineage:
    """The goals of the command's cycle and all that they serve."""
    from okrctl.lint.run import lint
    from okrctl.measure.measure import measure
    from okrctl.pages.lineage import Lineage

    workspace = here.loaded.workspace
    state = measure(workspace, here.as_of, here.cycle)
    states: dict[str, ObjectiveState | KeyResultState] = {}
    for name in reversed(workspace.cycles_around(state.cycle.name)[1:]):
        states |= measure(workspace, here.as_of, workspace.cycles[name]).by_address
    states |= state.by_address
    found = lint(here.loaded, today=here.today, as_of=here.as_of, select=GAPS)
    gaps = {code: frozenset(f.entity for f in found if f.rule.code == code) for code in GAPS}
    return Lineage(state, workspace, states, gaps[UNALIGNED], gaps[UNSUPPORTED])
