"""What a tree of goals needs: the states of all cycles around one, and the gaps that lint finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState, ObjectiveState
    from okrctl.pages.lineage import Lineage

GAPS = UNALIGNED, UNSUPPORTED = ("OKR204", "OKR206")


def lineage(here: Context) -> Lineage:
    """The goals of the command's cycle and all that they serve.

    A gap that a comment excuses is a gap all the same: the tree shows what is there.
    """
    from okrctl.lint.run import Terms, judge
    from okrctl.lint.select import Asked
    from okrctl.measure.measure import measure
    from okrctl.pages.lineage import Lineage

    workspace = here.loaded.workspace
    state = measure(workspace, here.as_of, here.cycle)
    states: dict[str, ObjectiveState | KeyResultState] = {}
    for name in reversed(workspace.cycles_around(state.cycle.name)[1:]):
        states |= measure(workspace, here.as_of, workspace.cycles[name]).by_address
    states |= state.by_address
    terms = Terms(here.today, here.as_of, Asked(select=GAPS), no_ignores=True)
    found = judge(here.loaded, terms).kept
    gaps = {code: frozenset(f.entity for f in found if f.rule.code == code) for code in GAPS}
    return Lineage(state, workspace, states, gaps[UNALIGNED], gaps[UNSUPPORTED])
