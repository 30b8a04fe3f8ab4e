"""`okrctl checkin --from FILE` as a whole: every row judged, then all of them in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.batch.columns import SUBJECT, Said, header_problems, in_columns, said_by
from okrctl.cli.batch.file import rows_of
from okrctl.cli.batch.rows import Problem, Rows
from okrctl.cli.checkin.checking import of_goal, show_consequences, whole_ids
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.named import checked_key
from okrctl.cli.checkin.order import goal_named
from okrctl.cli.checkin.recording import Wishes, confirmed, entries_of, keep
from okrctl.cli.checkin.saying import fields_of
from okrctl.cli.context import Context
from okrctl.cli.output import note
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Statement

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """The statements of a file, what a person has to confirm, and all that is wrong."""

    statements: tuple[Statement, ...]
    doubts: tuple[str, ...]
    problems: tuple[Problem, ...]


def record_file(here: Context, name: str, day: str | None, wishes: Wishes) -> None:
    """Record every row of a file in one commit, or nothing where one of them cannot be taken."""
    from okrctl.cli.batch.template import HELP, print_template
    from okrctl.cli.checkin.unfinished import offer

    if name == HELP:
        print_template(here)
        return
    offer(here, wishes)
    rows = rows_of(name)
    desk = Desk(here.loaded, here.today)
    judged = judge(here, desk, rows, here.day(day) if day else None)
    if judged.problems:
        raise refused(name, judged.problems)
    if not judged.statements:
        raise UsageError(f"{name} says nothing", "okrctl checkin --from help prints a template")
    new = [one for one in judged.statements if not said_before(here, desk, one)]
    known = len(judged.statements) - len(new)
    if known:
        note(f"{known} of {len(judged.statements)} were recorded today already and are left out")
    if not new:
        return
    key = checked_key(wishes.key) if wishes.key else None
    entries = entries_of(here, desk, new, key)
    desk.tried(entries)
    for doubt in () if wishes.sure or wishes.dry_run else judged.doubts:
        confirmed(here, f"{doubt}. Is it right?")
    if here.terminal.can_prompt and not (wishes.sure or wishes.dry_run):
        from okrctl.pages.numbers import plural

        show_consequences(here, desk, entries)
        what = "Commit" if wishes.commit else "Write"
        count = plural(len(entries), "entry", "entries")
        confirmed(here, f"{what} {count} of {name}", default=True)
    keep(here, desk, entries, wishes)


def judge(here: Context, desk: Desk, rows: Rows, day: date | None) -> Judged:
    """Every row with what is wrong in it; `day` is that of rows which name none."""
    unclear = () if rows.header is None else tuple(header_problems(rows.header))
    if unclear:
        return Judged((), (), unclear)
    problems = list(rows.problems)
    statements: list[Statement] = []
    doubts: list[str] = []
    taken: dict[tuple[str, str], Said] = {}
    for row in rows.rows:
        said, wrong = said_by(row)
        problems += wrong
        if said is None:
            continue
        try:
            address = goal_named(here, said.subject)
            refuse_twice(said, taken.setdefault((str(address), str(said.day)), said))
            fields = whole_ids(desk, fields_of(said.saying))
            proposal = of_goal(desk, address, fields, said.day or day, here)
        except UsageError as error:
            problems.append(problem(error, said))
            continue
        statements += proposal.statements
        doubts += (f"line {row.at.line}: {doubt}" for doubt in proposal.doubts)
    in_order = sorted(problems, key=lambda one: (one.at.line, one.at.column))
    return Judged(tuple(statements), tuple(doubts), tuple(in_order))


def refuse_twice(said: Said, first: Said) -> None:
    """UsageError where an earlier row speaks of the same goal on the same day."""
    if first is not said:
        raise UsageError(
            f"{said.subject} stands in line {first.row.at.line} already", "a row for each of a day"
        )


def problem(error: UsageError, said: Said) -> Problem:
    """A complaint about a row at the first cell that it names, else at its subject."""
    message = in_columns(error.message)
    words = set(message.replace(":", " ").split())
    at = said.row.cells.get(SUBJECT)
    named = next((cell for name, cell in said.row.cells.items() if name in words), at)
    return Problem(named.at if named else said.row.at, message, in_columns(error.next_step or ""))


def refused(name: str, problems: Sequence[Problem]) -> UsageError:
    """The error that lists every problem with its line and column."""
    from okrctl.pages.numbers import plural

    count = plural(len(problems), "problem")
    return UsageError(
        f"{name}: {count}, so nothing was written",
        "mend them and run the command again; okrctl checkin --from help lists the columns",
        output="\n".join(listed(name, problems)),
    )


def listed(name: str, problems: Sequence[Problem]) -> Iterator[str]:
    """`friday.csv:3:15 value 8,5: this is no number; write it …` for each, up to a limit."""
    for one in problems[:MOST_SHOWN]:
        help_ = f"; {one.help}" if one.help else ""
        yield f"{name}:{one.at.line}:{one.at.column} {one.message}{help_}"
    if len(problems) > MOST_SHOWN:
        yield f"and {len(problems) - MOST_SHOWN} more"


def said_before(here: Context, desk: Desk, one: Statement) -> bool:
    """Whether the same person has recorded the very same of that day, as a file fed twice does."""
    day = one.day or desk.today
    return any(
        entry.who == here.who and entry.day == day and without_day(entry.fields) == dict(one.fields)
        for entry in desk.workspace.journal.about(one.address)
    )


def without_day(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields but the day, which an entry of today does not need to have."""
    return {name: value for name, value in fields.items() if name != "day"}
