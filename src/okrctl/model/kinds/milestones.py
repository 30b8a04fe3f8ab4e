"""Milestones: steps with weights and dates, done one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from okrctl.model.entry import Entry
from okrctl.model.kinds.base import KeyResult
from okrctl.model.kinds.history import History, Part, Progress, at_start
from okrctl.model.kinds.pace import Judgement, capped
from okrctl.model.kinds.pictures import Steps
from okrctl.model.kinds.reckoning import Input, Reckoning, as_said, days_gone, joined
from okrctl.model.policy import Thresholds
from okrctl.model.values import Day, Problem, Record, Share, Slug, Text, Weight, divide, problem


class Milestone(Record):
    """One step: what is reached, by when, and how much it weighs."""

    title: Text
    due: Day | None = None
    weight: Weight = Decimal(1)


def in_plain_words(value: object) -> object:
    """A milestone that is a plain text has that text as its title."""
    return {"title": value} if isinstance(value, str) else value


class Milestones(KeyResult):
    """Steps on the way; progress is the weight that is done."""

    kind: ClassVar = "milestones"
    shape: ClassVar = frozenset({"milestones"})
    reported_by: ClassVar = frozenset({"milestone", "done", "progress"})
    refreshed_by: ClassVar = frozenset({"confidence"})

    milestones: dict[Slug, Annotated[Milestone, BeforeValidator(in_plain_words)]]

    def choices(self, field: str) -> Collection[str]:
        """The milestones."""
        return tuple(self.milestones) if field == "milestone" else ()

    def problems(self) -> Iterator[Problem]:
        """OKR107 where the weights total 0, or there is no milestone."""
        if not self.milestones:
            yield problem(
                "OKR107",
                "milestones",
                "there is no milestone",
                help="name at least one, as id: what is reached",
            )
        elif self._total == 0:
            yield problem(
                "OKR107",
                "milestones",
                "the weights of the milestones total 0",
                help="give at least one of them a weight",
            )

    @property
    def _total(self) -> Decimal:
        return sum((step.weight for step in self.milestones.values()), Decimal(0))

    def progress(self, history: History) -> Progress:
        """Done weight over all weight; what a person said wins until the next milestone is done."""
        done, said = self._done(history)
        parts = self._parts(history, done)
        if said is not None and (share := said.number("progress")) is not None:
            return Progress(
                share,
                capped(share),
                formula=f"said {share}",
                label="as said",
                done=share >= 1,
                parts=parts,
                inputs=(said,),
            )
        reported = tuple(entry for entry in history.entries if entry.has("milestone"))
        if not reported:
            return at_start(history, parts)
        weight = sum((self.milestones[name].weight for name in done), Decimal(0))
        share = divide(weight, self._total)
        return Progress(
            share,
            share,
            formula=f"{weight} of {self._total} done",
            done=len(done) == len(self.milestones),
            parts=parts,
            inputs=reported,
        )

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """Weight that is done over all weight."""
        if progress.label == "as said":
            return as_said(progress)
        done = [(self.milestones[part.id].weight,) for part in progress.parts if part.done]
        return Reckoning(
            ("(", *(joined([*done], " + ") or ("0",)), ") / (", *self._weights, ")"),
            tuple(self._step(part, history) for part in progress.parts),
            "" if progress.inputs else "no milestone reported yet",
        )

    def _step(self, part: Part, history: History) -> Input:
        """A milestone with its weight, and the last entry that names it."""
        says = next((e for e in reversed(history.entries) if e.text("milestone") == part.id), None)
        name = f"{part.id} {'done' if part.done else 'open'}"
        return Input(name, self.milestones[part.id].weight, says, ("milestones", part.id))

    @property
    def _weights(self) -> tuple[str | Decimal, ...]:
        return joined([(step.weight,) for step in self.milestones.values()], " + ")

    def _done(self, history: History) -> tuple[frozenset[str], Entry | None]:
        """The milestones that are done, and the entry that says a progress since the last was."""
        done: set[str] = set()
        said: Entry | None = None
        for entry in history.entries:
            name = entry.text("milestone")
            if name in self.milestones:
                if entry.fields.get("done", True):
                    done.add(name)
                    said = None
                else:
                    done.discard(name)
            if entry.number("progress") is not None:
                said = entry
        return frozenset(done), said

    def _parts(self, history: History, done: frozenset[str]) -> tuple[Part, ...]:
        return tuple(
            Part(
                name,
                step.title,
                name in done,
                step.due,
                late=name not in done and step.due is not None and history.as_of > step.due,
            )
            for name, step in self.milestones.items()
        )

    def expected(self, history: History) -> Share:
        """The weight due by now over all weight; a milestone without a date counts day by day."""
        due = sum(
            (
                step.weight * history.elapsed
                if step.due is None
                else step.weight * (step.due <= history.day)
                for step in self.milestones.values()
            ),
            Decimal(0),
        )
        return divide(due, self._total)

    def expectation(self, history: History) -> Reckoning:
        """Weight that is due over all weight."""
        terms: list[tuple[str | Decimal, ...]] = [
            (step.weight, " * (", *days_gone(history), ")")
            if step.due is None
            else (step.weight, " * ", Decimal(step.due <= history.day))
            for step in self.milestones.values()
        ]
        return Reckoning(
            ("(", *joined(terms, " + "), ") / (", *self._weights, ")"),
            tuple(
                Input(f"{name} due", step.due or history.due, field=("milestones", name))
                for name, step in self.milestones.items()
            ),
        )

    def judge(self, progress: Progress, history: History, thresholds: Thresholds) -> Judgement:
        """Off pace as soon as one is past its date, else by the weight due; by due dates only."""
        late = next((part for part in progress.parts if part.late), None)
        if late is None:
            return super().judge(progress, history, thresholds)
        words = f"{late.id} is past its date"
        return Judgement("off pace", self.expected(history), by="due", words=words)

    def picture(self, progress: Progress, history: History) -> Steps:
        """The milestones, done and open."""
        return Steps(progress.parts)
