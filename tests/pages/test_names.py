"""The shortest name that means one thing."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.pages.names import shortest
from pages.sample import TODAY, acme, objective

GOAL = ObjectiveAddress("2026-Q4", "engineering", "trusted-releases")


@pytest.mark.parametrize(
    ("address", "name"),
    [(GOAL, "trusted-releases"), (KeyResultAddress(GOAL, "coverage"), "coverage")],
)
def test_an_id_is_enough(address: ObjectiveAddress | KeyResultAddress, name: str) -> None:
    """Where nothing else is called that."""
    assert shortest(address, acme()[1], TODAY) == name


def test_a_key_result_called_like_a_kpi_is_named_with_its_objective() -> None:
    """`mrr` is a KPI too."""
    address = KeyResultAddress(ObjectiveAddress("2026-Q4", "growth", "every-kind"), "mrr")
    assert shortest(address, acme()[1], TODAY) == "every-kind#mrr"


def test_a_goal_of_another_cycle_is_named_in_full() -> None:
    """A name without a cycle means the current one."""
    workspace = acme()[1]
    past = objective("ops/past", "Past").model_copy(
        update={"address": ObjectiveAddress("2026-Q3", "ops", "past")}
    )
    space = dataclasses.replace(workspace, objectives=(*workspace.objectives, past))
    assert shortest(past.address, space, TODAY) == "2026-Q3/ops/past"
    assert shortest(past.address, space, date(2026, 8, 1)) == "past"
