"""A meeting as its pages see it: whose it is, what it talks about, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from okrctl.changes.classify import Judged
from okrctl.measure.agenda import SECTIONS, Agenda, Section, time_boxes
from okrctl.measure.charts import Movement
from okrctl.measure.state import GaugeState
from okrctl.model.workspace import Workspace
from okrctl.pages.header import Basis


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a team: its agenda, what changed in goals, and the gauges it looks at."""

    agenda: Agenda
    workspace: Workspace
    as_of: date
    minutes: int
    team: str = ""
    """The team whose goals it is about; empty for all."""
    changed: tuple[Judged, ...] = ()
    unseen: str = ""
    """Why it cannot be said what changed; empty where it can."""
    gauges: tuple[tuple[GaugeState, Movement], ...] = ()
    basis: Basis = field(default_factory=Basis)

    @property
    def counts(self) -> dict[Section, int]:
        """How much each section holds."""
        agenda = self.agenda
        return {
            "decide": len(agenda.decide),
            "why": len(agenda.why),
            "news": len(agenda.news),
            "changed": len(self.changed) or bool(self.unseen),
            "gauges": len(self.gauges),
            "well": len(agenda.well) + len(agenda.done),
            "actions": len(agenda.open),
        }

    @property
    def boxes(self) -> dict[Section, int]:
        """The minutes of each section that holds anything; a notice takes none."""
        return time_boxes(self.counts | {"changed": len(self.changed)}, self.minutes)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that hold anything, in their order."""
        return tuple(section for section in SECTIONS if self.counts[section])
