"""`okrctl import` as a whole: read, preview, confirm, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.importing.layout import found_in
from okrctl.cli.importing.outline import found_in_text
from okrctl.cli.importing.sources import chosen, contents, is_markdown, sheets_of, text_of
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.cli.importing.desk import Defaults
    from okrctl.cli.importing.found import Found
    from okrctl.store.plan import FileChange
    from okrctl.store.record import Recorded


@dataclass(frozen=True, slots=True)
class Order:
    """What an `import` command line asks for."""

    file: str
    sheet: str | None = None
    team: str | None = None
    sure: bool = False
    dry_run: bool = False
    formats: Sequence[str] | None = None


def import_file(here: Context, order: Order) -> None:
    """Show what the file says; write it once somebody has said yes. Nothing is committed."""
    from okrctl.cli.emitting import emit
    from okrctl.cli.importing.files import lawful
    from okrctl.cli.importing.preview import preview
    from okrctl.cli.importing.settling import settled
    from okrctl.cli.writing import record_files
    from okrctl.pages.imported import imported_page

    name = "standard input" if order.file == "-" else PurePath(order.file).name
    found = read(order)
    plan = settled(here.loaded.workspace, defaults(here, order), found)
    plan, files = lawful(here, plan, name)
    emit(here, imported_page(preview(name, found, plan)), order.formats)
    if not files:
        raise UsageError(f"{name}: there is nothing to import", "the report above says why")
    if not (order.sure or order.dry_run):
        confirm(here, len(files))
    done = record_files(here, files, f"import {name}", commit=False, dry_run=order.dry_run)
    if done is not None:
        tell(here, done, files)


def read(order: Order) -> tuple[Found, ...]:
    """What is found in the file; UsageError where it has no goals at all."""
    data = contents(order.file)
    if is_markdown(order.file, data):
        found = tuple(found_in_text("", text_of(order.file, data)))
    else:
        sheets = chosen(sheets_of(order.file, data), order.sheet)
        found = tuple(filter(None, map(found_in, sheets)))
    if not any(each.objectives or each.remarks for each in found):
        raise UsageError(
            f"{order.file}: no goals found, and no header that names any",
            "a header has objective and key result, or type and title; docs/exchange.md lists more",
        )
    return found


def defaults(here: Context, order: Order) -> Defaults:
    """The cycle, the team and the person that hold where the file says nothing."""
    from okrctl.cli.importing.desk import Defaults
    from okrctl.cli.making.names import known
    from okrctl.cli.making.objectives import Where, cycle_of

    teams = here.loaded.workspace.directory.team_names
    team = teams[known(order.team, teams, "team")] if order.team else None
    try:
        owner = here.who
    except UsageError:
        owner = ""
    return Defaults(cycle_of(here, Where(cycle=here.cycle_text)), team, owner, here.today)


def confirm(here: Context, count: int) -> None:
    """Go on when a person says yes; UsageError that names the flag where nobody can."""
    from okrctl.cli.prompts import Prompts

    if not here.terminal.can_prompt:
        raise UsageError("nothing was written: nobody can confirm it here", "if it is right: --yes")
    if not Prompts(here.terminal).confirm(f"Write {count} files", default=False):
        raise Interrupted("nothing was written")


def tell(here: Context, done: Recorded, files: Sequence[FileChange]) -> None:
    """Say which files were written, and what comes next."""
    from okrctl.cli.output import note
    from okrctl.cli.telling import say_next, tick

    note(*(f"+ {path}" for path in done.files))
    note(f"{tick(here.terminal)} {len(files)} files written, nothing is committed")
    say_next(here.terminal, ("okrctl lint", "okrctl status"))
