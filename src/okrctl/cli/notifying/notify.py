"""`okrctl notify` as a whole: what there is to tell, shown; with --send told to a connection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.linting.base import is_pull_request
from okrctl.cli.notifying.connections import Connection, connection
from okrctl.cli.output import say
from okrctl.cli.owing import blockers, dues, states, team_named
from okrctl.cli.telling import tick
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.pages.notice import Kind, Notice
    from okrctl.store.messenger import Message

WIDE = 400
"""Lines of a message are not cut at the width of a screen."""
EVENTS = ("GITHUB_EVENT_NAME", "CI_PIPELINE_SOURCE")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told, of which team, to whom, and whether it is sent or only shown."""

    connection: str | None = None
    kinds: Sequence[str] = ()
    team: str | None = None
    send: bool = False
    formats: Sequence[str] | None = None


def notify(here: Context, wanted: Wanted) -> None:
    """Show what there is to tell, or send it."""
    from okrctl.pages.notice import notice_page

    notice = gathered(here, [kind_named(text) for text in wanted.kinds], wanted.team)
    if wanted.send:
        deliver(here, wanted.connection, notice)
        return
    if wanted.connection is not None:
        connection(here, wanted.connection)
    emit(here, notice_page(notice), wanted.formats)


def deliver(here: Context, named: str | None, notice: Notice) -> None:
    """Send what there is to tell; where there is nothing, nobody is bothered."""
    from okrctl.store.messenger import send

    refuse_on_pull_requests(here)
    if named is None:
        raise UsageError("to whom?", "okrctl notify CONNECTION --send")
    to = connection(here, named)
    if not notice.lines:
        say("There is nothing to tell, so nothing was sent.")
        return
    send(to.url, to.name, message(notice, to))
    say(f"{tick(here.terminal)} Sent to {to.name}: {notice.title}")


def gathered(here: Context, kinds: Sequence[Kind], team: str | None) -> Notice:
    """What there is to tell of these kinds, or of all."""
    from okrctl.pages.notice import KINDS, Notice

    name = team_named(here, team)
    return Notice(
        here.loaded.workspace,
        here.as_of,
        tuple(kinds) or KINDS,
        name,
        dues(here, team=team),
        blockers(here, team=team),
        states(here),
    )


def message(notice: Notice, to: Connection) -> Message:
    """The notice as the connection's medium has it."""
    from okrctl.pages.notice import notice_page
    from okrctl.render.escape import for_message
    from okrctl.render.formats import render
    from okrctl.store.messenger import Message

    page = notice_page(notice, headed=False)
    if to.medium == "markdown":
        return Message(for_message(notice.title), render(page, "md"), "markdown")
    body = render(page, width=WIDE)
    lines = (for_message(line) for line in body.split("\n"))
    return Message(for_message(notice.title), "\n".join(lines), "text")


def kind_named(text: str) -> Kind:
    """The kind of that name; UsageError where there is none."""
    from okrctl.pages.notice import KINDS

    found = next((kind for kind in KINDS if kind == text), None)
    if found is None:
        close = get_close_matches(text, KINDS, n=1)
        guess = f"; did you mean {close[0]}?" if close else ""
        raise UsageError(f"there is no kind {text!r}{guess}", f"one of: {', '.join(KINDS)}")
    return found


def refuse_on_pull_requests(here: Context) -> None:
    """EnvironmentFault where a CI runs for a change that anybody may have proposed."""
    events = " ".join(here.environ.get(name, "") for name in EVENTS)
    if is_pull_request(here.environ) or "pull_request" in events or "merge_request" in events:
        raise EnvironmentFault(
            "nothing is sent for a pull request, which anybody may open",
            "send from a scheduled run, or from the default branch",
        )
