"""Hold: a line that is held, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from okrctl.model.kinds.base import Goalpost, KeyResult
from okrctl.model.kinds.history import History, Progress, Window
from okrctl.model.kinds.pace import TOO_EARLY, Judgement, Verdict
from okrctl.model.kinds.pictures import Line
from okrctl.model.kinds.reckoning import Input, Reckoning
from okrctl.model.policy import Thresholds
from okrctl.model.values import Amount, Problem, Text, divide, listed, problem

FEW_MISSED, MANY_MISSED = Decimal("0.1"), Decimal("0.2")
"""Up to one period in ten missed is on pace; more than two in ten is off pace."""


class Hold(KeyResult):
    """A value that stays at least, at most, or between; a bound itself is met."""

    kind: ClassVar = "hold"
    shape: ClassVar = frozenset({"at_least", "at_most", "between"})
    reported_by: ClassVar = frozenset({"value", "of"})
    windowed: ClassVar = True

    at_least: Amount | None = None
    at_most: Amount | None = None
    between: Annotated[tuple[Amount, Amount], BeforeValidator(listed)] | None = None
    every: Text | None = None

    @property
    def low(self) -> Decimal | None:
        """The lowest value that is met."""
        return self.between[0] if self.between else self.at_least

    @property
    def high(self) -> Decimal | None:
        """The highest value that is met."""
        return self.between[1] if self.between else self.at_most

    @property
    def period(self) -> str | None:
        """What `every` says."""
        return self.every

    def met(self, value: Decimal) -> bool:
        """Whether `value` holds the line."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def problems(self) -> Iterator[Problem]:
        """OKR104 where the two bounds are the wrong way round."""
        if self.between and self.between[0] > self.between[1]:
            low, high = map(str, self.between)
            yield problem(
                "OKR104",
                "between",
                "the lower bound {low} is above the upper {high}",
                low=low,
                high=high,
                help=f"write [{high}, {low}]",
            )

    def window_value(self, values: Sequence[Decimal]) -> Decimal:
        """The worst value of a period: the one that lies furthest towards or past a bound."""
        return min(values, key=self._room)

    def _room(self, value: Decimal) -> Decimal:
        """How far inside the line a value lies; negative outside."""
        above = [] if self.low is None else [value - self.low]
        below = [] if self.high is None else [self.high - value]
        return min(above + below)

    def progress(self, history: History) -> Progress:
        """Periods met over periods begun, up to the latest with data; a gap before it is missed.

        Never done before its last day, nor where a period that has ended was silent.
        docs/method.md, "Progress".
        """
        judged = judged_windows(history)
        if not judged:
            early = history.latest is not None
            return Progress(None, None, reason="no period yet" if early else "no check-in yet")
        met = sum(self._kept(window) for window in judged)
        share = divide(Decimal(met), Decimal(len(judged)))
        last = history.latest
        return Progress(
            share,
            share,
            formula=f"{met} of {len(judged)} periods met",
            done=history.as_of >= history.due and self._held_throughout(history),
            inputs=(last.entry,) if last else (),
        )

    def _held_throughout(self, history: History) -> bool:
        """Whether every period was met; one that is still running may lack data."""
        ended = [window for window in history.windows if window.last < history.day]
        return all(map(self._kept, {*ended, *judged_windows(history)}))

    def _kept(self, window: Window) -> bool:
        return window.value is not None and self.met(window.value)

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """Periods met over periods begun."""
        judged = judged_windows(history)
        met = sum(self._kept(window) for window in judged)
        bounds = {"at_least": self.at_least, "at_most": self.at_most, "between": self.low}
        return Reckoning(
            (Decimal(met), " / ", Decimal(len(judged))),
            (
                *(self._period(window, history) for window in judged),
                *(Input(name, value, field=(name,)) for name, value in bounds.items()
                  if getattr(self, name) is not None),
            ),
        )  # fmt: skip

    def _period(self, window: Window, history: History) -> Input:
        """A period with its value, and the entry that says it; a silent one has neither."""
        within = [p for p in history.points if window.first <= p.day <= window.last]
        says = next((p for p in reversed(within) if p.value == window.value), None)
        says = says or (within[-1] if within else None)
        verdict = "met" if self._kept(window) else "missed"
        name = f"{verdict} {window.first} to {window.last}"
        return Input(name, window.value, says.entry if says else None)

    def judge(self, progress: Progress, history: History, thresholds: Thresholds) -> Judgement:
        """By the share of periods missed, and whether the latest was met."""
        judged = judged_windows(history)
        expected = history.elapsed
        if not judged:
            return Judgement("no data", expected, by="periods")
        kept = [self._kept(window) for window in judged]
        missed = divide(Decimal(kept.count(False)), Decimal(len(kept)))
        verdict: Verdict
        speaks = self.guardrail and self.breached(history)
        if expected < TOO_EARLY and not speaks:
            verdict = "too early"
        elif missed <= FEW_MISSED and kept[-1]:
            verdict = "on pace"
        else:
            verdict = "off pace" if missed > MANY_MISSED else "at risk"
        return Judgement(
            verdict, expected, by="periods", words=f"{kept.count(True)} of {len(kept)} met"
        )

    def breached(self, history: History) -> bool:
        """Whether the latest value lies outside."""
        return history.latest is not None and not self.met(history.latest.value)

    def goalposts(self) -> tuple[Goalpost, ...]:
        """The bounds: a lower one is harder the higher, an upper one the lower."""
        posts = []
        if self.low is not None:
            posts.append(Goalpost("at_least", self.low, "up"))
        if self.high is not None:
            posts.append(Goalpost("at_most", self.high, "down"))
        return tuple(posts)

    def picture(self, progress: Progress, history: History) -> Line:
        """The line, and period by period whether it was held."""
        met = tuple(self._kept(window) for window in judged_windows(history))
        now = history.latest.value if history.latest else None
        return Line(self.low, self.high, met, self.every or "", now)


def judged_windows(history: History) -> tuple[Window, ...]:
    """The periods up to the latest with data, gaps included; empty before any data."""
    with_data = [n for n, window in enumerate(history.windows) if window.value is not None]
    return history.windows[: with_data[-1] + 1] if with_data else ()
