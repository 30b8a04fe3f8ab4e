"""The options that narrow a page, checked against the workspace."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from okrctl.cli.context import Context
from okrctl.cli.identity import named
from okrctl.cli.making.names import known
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import StateName
    from okrctl.pages.filters import Filters


def filters(
    here: Context, *, team: str | None, owner: str | None, mine: bool, state: str | None
) -> Filters:
    """What the options ask for; UsageError where the workspace knows no such team or person."""
    from okrctl.pages.filters import Filters

    settings = here.loaded.workspace.settings
    teams = here.loaded.workspace.directory.team_names
    return Filters(
        team=teams[known(team, teams, "team")] if team else "",
        owner=named(settings, owner) if owner else "",
        mine=here.who if mine else "",
        state=state_named(state) if state else None,
    )


def state_named(text: str) -> StateName:
    """The state of that name, which may have hyphens for its spaces."""
    from okrctl.measure.state import StateName

    names: tuple[StateName, ...] = get_args(StateName)
    wanted = text.lower().replace("-", " ")
    for name in names:
        if name == wanted:
            return name
    close = get_close_matches(wanted, names, n=1)
    guess = f"; did you mean {close[0]!r}?" if close else ""
    raise UsageError(f"there is no state {text!r}{guess}", f"one of: {', '.join(names)}")
