"""The screens of measurement over the example company on 21 November 2026."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from okrctl.load.loading import Loaded, load
from okrctl.measure.blockers import blockers_of
from okrctl.measure.calibration import calibration
from okrctl.measure.due import owed
from okrctl.measure.gauges import Gauges
from okrctl.measure.measure import measure
from okrctl.measure.planning import planning
from okrctl.measure.retrospect import retrospect
from okrctl.measure.state import ObjectiveState
from okrctl.measure.support import requests
from okrctl.model.address import Address, KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.kpi import Kpi
from okrctl.pages.blockers import Blockers, blockers_page
from okrctl.pages.calibration import calibration_page
from okrctl.pages.card import card
from okrctl.pages.document import Document
from okrctl.pages.drives import drives_page
from okrctl.pages.due import Dues, due_page
from okrctl.pages.explain.key_result import Case
from okrctl.pages.explain.page import explanation
from okrctl.pages.explain.step import Ground
from okrctl.pages.gauges import Selection, kpis_page
from okrctl.pages.header import Basis
from okrctl.pages.lineage import Lineage
from okrctl.pages.litmus import litmus_page
from okrctl.pages.plan import plan_page
from okrctl.pages.retro import retro_page
from okrctl.pages.support import Asked, support_page
from okrctl.pages.tree import tree_page
from okrctl.store.worktree import WorkTree

TODAY = date(2026, 11, 21)
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "acme"
BASIS = Basis("4be1f02")
RELEASES = ObjectiveAddress("2026-Q4", "engineering", "trusted-releases")
BUGS = KeyResultAddress(RELEASES, "critical-bugs")


@cache
def acme() -> Loaded:
    """The example company."""
    return load(WorkTree(EXAMPLE))


@cache
def case() -> Case:
    """What explanations are made from."""
    workspace, places = acme().workspace, acme().places
    now = measure(workspace, TODAY)
    before = measure(workspace, TODAY - timedelta(7), now.cycle)
    return Case(now, before, workspace, Ground(places))


def kpis(*, influence: bool = False) -> Document:
    """The company's page."""
    workspace = acme().workspace
    page = workspace.settings.teams["company"].kpi_page
    found = tuple(kpi for name in page if isinstance(kpi := workspace.kpi(name), Kpi))
    gauges = Gauges(workspace, TODAY)
    return kpis_page(Selection("company page", found), gauges, influence=influence, basis=BASIS)


def explain(address: Address) -> Document:
    """An explanation."""
    return explanation(case(), address, BASIS)


def show(address: Address, *, chart: bool = False) -> Document:
    """A card."""
    found = case()
    return card(found.state, found.workspace, address, acme().places, basis=BASIS, chart=chart)


def tree() -> Document:
    """The goals of the quarter and of the year."""
    workspace, state = acme().workspace, case().state
    year = measure(workspace, TODAY, workspace.cycles["2026"])
    lineage = Lineage(
        state,
        workspace,
        {**year.by_address, **state.by_address},
        frozenset({"2026-Q4/support/one-voice"}),
        frozenset({"2026-Q4/company/self-serve-pays#payback"}),
    )
    return tree_page(lineage, everything=True, basis=BASIS)


def plan() -> Document:
    """What is known before the next quarter."""
    workspace = acme().workspace
    cycle = workspace.calendars.cycle("2027-Q1")
    assert cycle is not None
    return plan_page(planning(workspace, TODAY, cycle), workspace, basis=BASIS)


def retro(cycle: str) -> Document:
    """How a quarter ended, or how far it has come."""
    workspace = acme().workspace
    found = retrospect(workspace, TODAY, workspace.cycles[cycle])
    return retro_page(found, workspace, basis=BASIS)


def litmus() -> Document:
    """The objective of the house, read out loud."""
    state = case().state.by_address[str(RELEASES)]
    assert isinstance(state, ObjectiveState)
    return litmus_page(state, acme().workspace)


def due() -> Document:
    """What the company owes, and what is to come within the week."""
    workspace = acme().workspace
    states = (case().state, measure(workspace, TODAY, workspace.cycles["2026"]))
    found = owed(workspace, states, TODAY)
    return due_page(Dues(found, workspace, TODAY, TODAY + timedelta(2), basis=BASIS))


def blocked() -> Document:
    """What is in the company's way."""
    workspace, state = acme().workspace, case().state
    found = [one for o in state.objectives for one in blockers_of(o, workspace, TODAY)]
    found.sort(key=lambda one: -one.days)
    return blockers_page(Blockers(found, workspace, TODAY, basis=BASIS))


def support() -> Document:
    """What the company's teams are asked for."""
    workspace = acme().workspace
    found = requests(workspace, TODAY)
    return support_page(Asked(found, workspace, (case().state,), TODAY, basis=BASIS))


EXAMPLES: Mapping[str, Callable[[], Document]] = {
    "kpis": kpis,
    "kpis-influence": lambda: kpis(influence=True),
    "explain-objective": lambda: explain(RELEASES),
    "explain-key-result": lambda: explain(BUGS),
    "explain-kpi": lambda: explain(KpiAddress("code-coverage")),
    "show-kpi-chart": lambda: show(KpiAddress("code-coverage")),
    "show-chart": lambda: show(BUGS, chart=True),
    "tree": tree,
    "tree-kpis": lambda: drives_page(Gauges(acme().workspace, TODAY), BASIS),
    "due": due,
    "blockers": blocked,
    "support": support,
    "plan": plan,
    "retro": lambda: retro("2026-Q3"),
    "retro-open": lambda: retro("2026-Q4"),
    "litmus": litmus,
    "calibration": lambda: calibration_page(
        calibration(acme().workspace, TODAY), acme().workspace, TODAY, basis=BASIS
    ),
}
