"""What every kind of key result answers, so that nobody else asks which kind it is.

A kind is one file in this folder: the keys that give it its shape, the check-in field that reports
it, its progress, what pace expects of it, its picture, and its goalposts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from okrctl.model.address import KeyResultAddress
from okrctl.model.kinds.history import History, Progress
from okrctl.model.kinds.pace import Judgement, by_confidence, by_ratio, capped
from okrctl.model.kinds.pictures import Picture
from okrctl.model.kinds.reckoning import Reckoning, time_gone
from okrctl.model.policy import Thresholds
from okrctl.model.values import Day, Record, Share, Slug, Slugs, Text, TextOrTexts, Weight


@dataclass(frozen=True, slots=True)
class Goalpost:
    """A named number of a key result, and which way is harder."""

    name: str
    value: Decimal | str
    harder: Literal["up", "down", "either"]


class KeyResult(Record):
    """A key result of any kind: what is common to all."""

    identity: ClassVar[frozenset[str]] = frozenset({"address"})
    kind: ClassVar[str]
    """The kind's name, one word or two."""
    shape: ClassVar[frozenset[str]]
    """The keys of which exactly one is there, and which no other kind has."""
    hints: ClassVar[frozenset[str]] = frozenset()
    """Keys that tell what somebody meant when no key of `shape` is there."""
    reported_by: ClassVar[frozenset[str]]
    """The check-in fields that report it."""
    refreshed_by: ClassVar[frozenset[str]] = frozenset()
    """Check-in fields that are news of it although they report nothing."""
    windowed: ClassVar[bool] = False
    """Whether it is judged period by period."""
    forecasts: ClassVar[bool] = False
    """Whether a number can be forecast."""

    address: KeyResultAddress
    title: Text
    why: Text | None = None
    owner: Slug | None = None
    weight: Weight | None = None
    starts: Day | None = None
    due: Day | None = None
    unit: Text | None = None
    kpi: Slug | None = None
    segment: dict[Slug, Slug] | None = None
    guardrail: bool = False
    links: TextOrTexts = ()
    aliases: Slugs = ()

    @property
    def id(self) -> str:
        """Its id within the objective."""
        return self.address.id

    @property
    def counted_weight(self) -> Decimal:
        """Its weight in the mean: what is declared, else 1, and 0 for a guardrail."""
        if self.weight is not None:
            return self.weight
        return Decimal(0) if self.guardrail else Decimal(1)

    @property
    def carried(self) -> bool:
        """Whether other objectives make its progress, so that nobody reports it."""
        return not self.reported_by

    @property
    def unsaid(self) -> bool:
        """Whether the numbers that it needs are not written yet, or kept private."""
        return False

    def choices(self, field: str) -> Collection[str]:
        """What a check-in field may name; empty where it names nothing."""
        return ()

    def progress(self, history: History) -> Progress:
        """How far it has come by what `history` says."""
        raise NotImplementedError

    def expected(self, history: History) -> Share | None:
        """The share that pace expects by now: that of the time gone, unless the kind says other."""
        return history.elapsed

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """How that progress of that history came about; only asked where there is a share."""
        raise NotImplementedError

    def expectation(self, history: History) -> Reckoning:
        """How the share that pace expects came about."""
        return time_gone(history)

    @property
    def period(self) -> str | None:
        """How long one of its periods is by its own word: `week`; none leaves it to the cadence."""
        return None

    def window_value(self, values: Sequence[Decimal]) -> Decimal:
        """What the values of one period come to: the last, unless the kind says other."""
        return values[-1]

    def judge(self, progress: Progress, history: History, thresholds: Thresholds) -> Judgement:
        """Whether it keeps pace: the ratio of capped progress to expected, against thresholds."""
        expected = self.expected(history)
        if progress.share is None or progress.label == "baseline" or expected is None:
            return Judgement("no data", expected)
        if progress.label == "as said":
            return by_confidence(progress.share, history, thresholds)
        return by_ratio(capped(progress.share), expected, thresholds)

    def breached(self, history: History) -> bool:
        """Whether its latest value lies outside a line it holds; only a line held can be."""
        return False

    def goalposts(self) -> tuple[Goalpost, ...]:
        """Its named numbers, and which way is harder."""
        return ()

    def picture(self, progress: Progress, history: History) -> Picture:
        """What a screen draws of it."""
        raise NotImplementedError
