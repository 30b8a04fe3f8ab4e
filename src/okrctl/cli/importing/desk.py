"""What an import knows on its way to a plan: the workspace, the defaults, what was named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.digits import Mark
from okrctl.cli.importing.cells import Cell
from okrctl.cli.importing.found import Remark
from okrctl.cli.importing.naming import Names
from okrctl.cli.importing.plan import NewObjective

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle
    from okrctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a file says nothing."""

    cycle: Cycle
    team: str | None = None
    owner: str = ""
    today: date = date.min


@dataclass
class Settling:
    """One import on its way to a plan."""

    workspace: Workspace
    defaults: Defaults
    names: Names
    mark: Mark | None = None
    remarks: list[Remark] = field(default_factory=list)
    taken: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The ids of objectives in use, by cycle and team."""
    by_name: dict[str, NewObjective] = field(default_factory=dict)
    """New objectives by the id and the title that the file gives them."""

    def note(self, remark: Remark) -> None:
        """Keep a remark, once."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    def left_out(self, cell: Cell, why: str) -> None:
        """Keep a remark on a cell."""
        self.note(Remark(cell.place, cell.text, why))
