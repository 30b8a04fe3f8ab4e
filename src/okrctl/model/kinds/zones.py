"""Zones: a qualitative result in words, with evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import ClassVar

from okrctl.model.kinds.base import Goalpost, KeyResult
from okrctl.model.kinds.history import History, Part, Progress, at_start
from okrctl.model.kinds.pace import Judgement, by_confidence
from okrctl.model.kinds.pictures import Ladder
from okrctl.model.kinds.reckoning import Input, Reckoning, nothing_yet
from okrctl.model.policy import Thresholds
from okrctl.model.values import Problem, Record, Share, Text, problem

BELOW = "below"
WORTH: dict[str, Share] = {
    BELOW: Decimal(0),
    "commit": Decimal("0.3"),
    "target": Decimal("0.7"),
    "stretch": Decimal("1.0"),
}
"""What each zone counts for. docs/method.md, "Progress"."""


class ZoneWords(Record):
    """What each zone looks like in real life."""

    commit: Text | None = None
    target: Text
    stretch: Text | None = None


class Zones(KeyResult):
    """Words for commit, target and stretch; a person says which is reached, and shows it."""

    kind: ClassVar = "zones"
    shape: ClassVar = frozenset({"zones"})
    reported_by: ClassVar = frozenset({"zone"})
    refreshed_by: ClassVar = frozenset({"confidence"})

    zones: ZoneWords

    @property
    def named(self) -> dict[str, str]:
        """The zones that have words, from the lowest to the highest."""
        words = {name: getattr(self.zones, name) for name in WORTH if name != BELOW}
        return {name: text for name, text in words.items() if text is not None}

    def choices(self, field: str) -> Collection[str]:
        """The zones that have words, and the one below them."""
        return (BELOW, *self.named) if field == "zone" else ()

    def problems(self) -> Iterator[Problem]:
        """OKR104 where two zones are the same words, so that nothing tells them apart."""
        texts = list(self.named.values())
        if len({text.casefold() for text in texts}) < len(texts):
            yield problem(
                "OKR104", "zones", "two zones say the same", help="say what tells them apart"
            )

    def progress(self, history: History) -> Progress:
        """What the zone reached counts for: below 0, commit 0.3, target 0.7, stretch 1."""
        last = history.last(self.reported_by)
        zone = last.text("zone") if last else BELOW
        share = WORTH.get(zone, Decimal(0))
        parts = tuple(
            Part(name, text, done=share >= WORTH[name]) for name, text in self.named.items()
        )
        if last is None:
            return at_start(history, parts)
        return Progress(
            share,
            share,
            formula=f"zone {zone}",
            parts=parts,
            inputs=(last,),
            done=share >= WORTH["target"],
        )

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """What the zone counts for that somebody reached."""
        last = history.last(self.reported_by)
        if last is None:
            return nothing_yet(progress.share)
        return Reckoning((), (Input(f"zone {last.text('zone')}", progress.share, last),))

    def judge(self, progress: Progress, history: History, thresholds: Thresholds) -> Judgement:
        """By the owner's confidence, since time says nothing before the end."""
        return by_confidence(progress.share or Decimal(0), history, thresholds)

    def goalposts(self) -> tuple[Goalpost, ...]:
        """The words of each zone; which way is harder only a reader can tell."""
        return tuple(Goalpost(name, text, "either") for name, text in self.named.items())

    def picture(self, progress: Progress, history: History) -> Ladder:
        """The zones and the one that is reached."""
        reached = [part.id for part in progress.parts if part.done]
        return Ladder(progress.parts, reached[-1] if reached else "")
