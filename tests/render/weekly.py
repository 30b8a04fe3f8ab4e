"""The screens of the weekly rhythm over the example company on 21 November 2026."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okrctl.measure.agenda import agenda
from okrctl.measure.blockers import blockers_of
from okrctl.measure.due import owed
from okrctl.measure.gauges import Gauges
from okrctl.measure.measure import measure
from okrctl.measure.meetings import actions
from okrctl.pages.blockers import Blockers
from okrctl.pages.document import Document
from okrctl.pages.due import Dues
from okrctl.pages.meeting.actions import actions_page
from okrctl.pages.meeting.agenda import meeting_page
from okrctl.pages.meeting.meeting import Meeting
from okrctl.pages.notice import KINDS, Notice, notice_page
from render.examples import BASIS, TODAY, acme, case


def meeting() -> Document:
    """The company's weekly, without history."""
    workspace, now = acme().workspace, case().state
    told = agenda(workspace, now, case().before, host="engineering")
    page = [kpi for name in workspace.settings.teams["company"].kpi_page
            if (kpi := workspace.kpi(name))]  # fmt: skip
    gauges = Gauges(workspace, TODAY)
    seen = tuple((gauges.state(kpi), gauges.chart(kpi).movement) for kpi in page)
    return meeting_page(
        Meeting(told, workspace, TODAY, 30, unseen="There is no history here", gauges=seen)
    )


def notice() -> Document:
    """What could be told of the company."""
    workspace, state = acme().workspace, case().state
    states = (state, measure(workspace, TODAY, workspace.cycles["2026"]))
    owing = Dues(owed(workspace, states, TODAY), workspace, TODAY, TODAY)
    found = [one for o in state.objectives for one in blockers_of(o, workspace, TODAY)]
    blocking = Blockers(found, workspace, TODAY)
    return notice_page(Notice(workspace, TODAY, KINDS, "", owing, blocking, states))


def open_actions() -> Document:
    """The actions of the company's meetings, done ones too."""
    workspace = acme().workspace
    return actions_page(actions(workspace, TODAY), workspace, TODAY, BASIS)


WEEKLY: Mapping[str, Callable[[], Document]] = {
    "meeting": meeting,
    "actions": open_actions,
    "notify": notice,
}
