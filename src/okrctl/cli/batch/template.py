"""`okrctl checkin --from help`: the columns explained, and a CSV to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from okrctl.cli.batch.columns import BETWEEN, COLUMNS, SUBJECT
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.due import owed, running
from okrctl.cli.context import Context
from okrctl.cli.output import note, write

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState

HELP = "help"
"""The name that asks for this in place of a file's."""
FILLED = ("kr", "value", "confidence", "note", "blocked", "support")
"""The columns of the template: what a check-in mostly says. Others can be added."""


def print_template(here: Context) -> None:
    """Put the columns on standard error and a template with what is due on standard output."""
    note(*explained())
    desk = Desk(here.loaded, here.today)
    states = (desk.state(cycle) for cycle in running(desk.workspace, here.today))
    mine = owed(desk.workspace, states, here.who)
    write(template(mine.due or mine.mine))


def explained() -> Iterator[str]:
    """A line for each column, and how the three forms differ."""
    yield "Columns of okrctl checkin --from FILE; only kr is needed, and order does not matter:"
    for name, column in COLUMNS.items():
        several = f" ({BETWEEN} parts several)" if column.many else ""
        yield f"  {name:<13} {column.help}{several}"
    yield "CSV has them in its header. YAML: a list of mappings, or a mapping for each key result;"
    yield "JSON: a list of objects, or an object a line. A row that says nothing is let pass."


def template(states: Iterable[KeyResultState]) -> str:
    """A CSV with a row for each key result, its cells empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FILLED)
    for state in states:
        cells = {SUBJECT: state.address.short}
        writer.writerow(cells.get(name, "") for name in FILLED)
    return out.getvalue()
