"""Ways: what is the same for all lines of one form about one subject, found out once.

There are few subjects and forms, and very many lines. For nearly every line a look at its day is
all that is left; where more is, `misfit` looks at the line itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from okrctl.load.entries.forms import Form
from okrctl.load.entries.subjects import Subject
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi


@dataclass(frozen=True, slots=True)
class Way:
    """How lines of one form about one subject become entries."""

    subject: Subject | None
    """None where it is itself an entry."""
    address: str
    plain: bool
    """Whether every line fits whose day is from `first` to `last`, and whose names are choices."""
    first: date = date.min
    last: date = date.max
    choices: tuple[tuple[str, Collection[object]], ...] = ()

    def fits(self, data: Mapping[str, object], true_on: date) -> bool:
        """Whether a line is sure to say nothing that its subject cannot take."""
        if not (self.plain and self.first <= true_on <= self.last):
            return False
        return all(data[field] in known for field, known in self.choices)


def way_of(form: Form, subject: Subject | None, text: str) -> Way:
    """The way of all lines of a form about a subject, which they write as `text`."""
    if subject is None:
        return Way(None, text, plain=not form.names_people)
    if form.names_people or subject.unknown or form.kind == "team":
        return Way(subject, subject.address, plain=False)
    target, cycle = subject.target, subject.cycle
    choices: tuple[tuple[str, Collection[object]], ...] = ()
    plain = True
    if isinstance(target, Kpi):
        return Way(subject, subject.address, plain=target.formula is None and not _parted(form))
    if isinstance(target, KeyResult) and form.reports:
        of_kpi = target.kpi is not None and "value" in form.reports
        plain = not of_kpi and form.reports <= target.reported_by
        named = ((field, target.choices(field)) for field in form.reports)
        choices = tuple((field, known) for field, known in named if known)
    if cycle is None or "field" in form.says:
        return Way(subject, subject.address, plain, choices=choices)
    return Way(subject, subject.address, plain, cycle.first, cycle.last, choices)


def _parted(form: Form) -> bool:
    return "segment" in form.says
