"""`okrctl litmus`: the objective, and what lint asks of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.addresses import objective_of
from okrctl.cli.checkin.desk import drafted, measured, objective_in
from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.pages.document import Document

FAMILY = ("OKR3",)
"""The rules of goals that are worth having."""


def litmus(here: Context, text: str) -> Document:
    """The page of an objective; UsageError for a draft, which is not measured."""
    from okrctl.lint.run import Terms, judge
    from okrctl.lint.select import Asked
    from okrctl.pages.litmus import litmus_page

    objective = objective_of(here, text)
    address = objective.address
    state = objective_in(measured(here.loaded.workspace, address.cycle, here.as_of), address)
    if state is None:
        raise drafted(str(address))
    terms = Terms(here.today, here.as_of, Asked(select=FAMILY))
    found = [one for one in judge(here.loaded, terms).kept
             if one.entity.partition("#")[0] == str(address)]  # fmt: skip
    return litmus_page(state, here.loaded.workspace, found)
