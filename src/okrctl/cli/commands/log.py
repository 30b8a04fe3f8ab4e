"""`okrctl log`: the audit trail of anything."""

from __future__ import annotations

from typing import Annotated

import typer

from okrctl.cli.completion import completing
from okrctl.cli.options import AsOf, At, CycleName, Formats


def command(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="[ADDRESS]",
            help="A goal, a KPI, a team or a person; else everything.",
            autocompletion=completing.address,
        ),
    ] = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="check-in, created, target, amended, moved …, or correction, change, entry.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was recorded from that day on.")
    ] = None,
    cycle: CycleName = None,
    as_of: AsOf = None,
    at: At = None,
    formats: Formats = None,
) -> None:
    """The audit trail of anything: what happened, by whom, in which commit.

    Created, check-ins, corrections, changes and moves, newest first, with the pull request where a
    merge names one. Renames are followed. `team:x` and `person:x` say what x is.
    """
    from okrctl.cli.basis import basis
    from okrctl.cli.context import context
    from okrctl.cli.emitting import emit, is_rows
    from okrctl.cli.narrowing.goal import of_address
    from okrctl.cli.output import note
    from okrctl.cli.trail.trail import chosen, seen
    from okrctl.cli.trail.whose import refuse_what_never_was, whose
    from okrctl.pages.log import Log, log_page

    here = context(ctx.obj, as_of=as_of, cycle=cycle, at=at)
    here = of_address(here, address) if address else here
    of = whose(here, address)
    trail = seen(here, of)
    refuse_what_never_was(here, of, trail.events)
    day = here.day(since) if since else None
    events = chosen(trail.events, kind or [], day, here.as_of, here)
    log = Log(
        of.name,
        events,
        of.workspace,
        here.as_of,
        typed=of.name if cycle else address or "",
        wide=of.is_wide,
        unseen=trail.unseen,
        basis=basis(here),
    )
    emit(here, log_page(log), formats)
    if log.unseen and is_rows(here, formats):
        note(f"okrctl: {log.unseen}")
