"""The last look: the whole new lines, to be committed, left, or changed in an editor."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.checkin.asking import WalkingPrompts
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement, Written, in_order, placed
from okrctl.cli.checkin.screen import draw, new_lines
from okrctl.cli.context import Context
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.load.additions import Added

ANSWERS = ("y", "yes", "n", "no", "e", "edit")


def reviewed(
    here: Context, desk: Desk, entries: Sequence[Written], *, commit: bool
) -> tuple[Written, ...]:
    """The entries as they are to be written; Interrupted where a person does not want them.

    Raises `WentBack` on Esc: only who asked the questions before knows where back is.
    """
    current = tuple(entries)
    while True:
        draw(here, *new_lines(current, here.terminal.width))
        answer = asked(here, "Commit" if commit else "Write")
        if answer in ("y", "yes"):
            return current
        if answer in ("n", "no"):
            raise Interrupted("nothing was written")
        current = edited(here, desk, current)


def asked(here: Context, what: str) -> str:
    """What a person wants done with the lines."""
    return WalkingPrompts(here.terminal).answer(f"{what}  (Y/n/edit)", "y", check=known).lower()


def known(answer: str) -> str:
    """Why this is no answer."""
    return "" if answer.lower() in ANSWERS else "y, n or edit"


def edited(here: Context, desk: Desk, entries: Sequence[Written]) -> tuple[Written, ...]:
    """The entries after a person had them in the editor, again until they can be read back."""
    from okrctl.cli.editor import open_editor

    text = "".join(f"{one.line}\n" for one in entries)
    with tempfile.TemporaryDirectory(prefix="okrctl-") as folder:
        file = Path(folder) / "entries.jsonl"
        file.write_text(text, "utf-8")
        while True:
            open_editor(here.environ, file)
            try:
                return read_back(desk, file.read_bytes(), entries)
            except UsageError as error:
                from okrctl.cli.errors import complain

                complain(error.message, error.next_step, error.output)
                if asked(here, "Edit again") in ("n", "no"):
                    return tuple(entries)


def read_back(desk: Desk, data: bytes, entries: Sequence[Written]) -> tuple[Written, ...]:
    """The entries that the lines of an edited file are; UsageError where one of them is none.

    Each keeps its id, by which its file is known; a line that is gone is not written.
    """
    from okrctl.text.entries import read_lines

    rows, findings = read_lines(data, "entries.jsonl")
    if findings:
        first = findings[0]
        raise UsageError(f"line {first.span.line}: {first.message}", first.help)
    by_id = {one.id: one for one in entries}
    if not rows:
        raise UsageError("no line is left", "answer n to write nothing")
    again = []
    for row in rows:
        before = by_id.pop(str(row.data.get("id")), None)
        if before is None:
            raise UsageError(f"line {row.line}: keep the id of each line, and no id twice")
        again.append(changed(before, row.data))
    result = placed(again)
    same_subjects(desk.tried(result), result)
    return result


def changed(before: Written, data: dict[str, object]) -> Written:
    """An entry with other fields; its subject, `at` and `who` stay."""
    for name in ("at", "who", *before.statement.subject):
        if data.get(name) != before.entry[name]:
            raise UsageError(
                f"{before.id}: {name} stays as it is", f"write {before.entry[name]} again"
            )
    fixed = {"id", "at", "who", "day", *before.statement.subject}
    fields = {name: value for name, value in data.items() if name not in fixed}
    statement = Statement(
        before.statement.folder, before.statement.subject, fields, None, before.statement.address
    )
    return Written(statement, in_order(data))


def same_subjects(tried: Added, entries: Sequence[Written]) -> None:
    """UsageError where an edited line is not about what it was about."""
    if len(tried.entries) != len(entries):
        raise UsageError("a line says what was recorded before", "draw no id by hand")
