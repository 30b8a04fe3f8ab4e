"""The agenda put together: whose meeting, since when, what changed, which gauges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrctl.cli.basis import basis
from okrctl.cli.context import Context
from okrctl.cli.meeting.history import changed
from okrctl.cli.owing import team_named
from okrctl.cli.selecting import selection
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.pages.meeting.meeting import Meeting

A_WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose meeting it is, since when it looks back, and how long it lasts."""

    team: str | None = None
    since: str | None = None
    minutes: int = 30


def gathered(here: Context, wanted: Wanted) -> Meeting:
    """The meeting as it is to be shown; UsageError where there is no such team, or no day."""
    from okrctl.measure.agenda import agenda
    from okrctl.measure.gauges import Gauges
    from okrctl.measure.measure import measure
    from okrctl.pages.meeting.meeting import Meeting

    workspace, day = here.loaded.workspace, here.as_of
    team = team_named(here, wanted.team)
    since = looked_back(here, wanted)
    now = measure(workspace, day, here.cycle)
    told = agenda(
        workspace, now, measure(workspace, since, now.cycle), team=team, host=host(here, wanted)
    )
    changes = changed(here, since, team)
    page = selection(here, team=team or None, everything=False, segment=())
    if team and not page.kpis:
        page = selection(here, team=None, everything=False, segment=())
    gauges = Gauges(workspace, day)
    seen = tuple((gauges.state(kpi), gauges.chart(kpi).movement) for kpi in page.kpis)
    return Meeting(told, workspace, day, wanted.minutes, team, changes.found, changes.unseen, seen,
                   basis(here))  # fmt: skip


def looked_back(here: Context, wanted: Wanted) -> date:
    """The day from which on the meeting tells: that of the last one, else a week ago."""
    from okrctl.measure.agenda import last_meeting

    if wanted.since is not None:
        since = here.day(wanted.since)
        if since > here.as_of:
            raise UsageError(f"--since {wanted.since} is still to come", "name a day before")
        return since
    last = last_meeting(here.loaded.workspace, host(here, wanted), here.as_of)
    return last or here.as_of - A_WEEK


def host(here: Context, wanted: Wanted) -> str:
    """The team whose meeting it is: the one that is named, else the one at the top."""
    workspace = here.loaded.workspace
    named = team_named(here, wanted.team)
    return named or next(iter(workspace.teams), "")
