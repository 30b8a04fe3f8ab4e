"""Move: a number that travels from X to Y."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field

from okrctl.model.kinds.base import Goalpost, KeyResult
from okrctl.model.kinds.change import ChangeBy
from okrctl.model.kinds.history import History, Progress
from okrctl.model.kinds.pace import capped
from okrctl.model.kinds.pictures import Journey
from okrctl.model.kinds.reckoning import Input, Reckoning, as_said
from okrctl.model.values import (
    Amount,
    AmountOrUnsaid,
    Day,
    End,
    Problem,
    Share,
    Unsaid,
    divide,
    problem,
)


class Move(KeyResult):
    """A number that travels from X to Y; the two ends give the direction."""

    kind: ClassVar = "move"
    shape: ClassVar = frozenset({"to", "count", "change_by"})
    hints: ClassVar = frozenset({"from", "commit", "stretch", "plan", "baseline_by", "better"})
    reported_by: ClassVar = frozenset({"value", "of", "progress"})
    forecasts: ClassVar = True

    start: AmountOrUnsaid | None = Field(None, alias="from")
    to: AmountOrUnsaid | None = None
    count: Amount | None = None
    change_by: ChangeBy | None = None
    commit: Amount | None = None
    stretch: Amount | None = None
    better: Literal["higher", "lower"] | None = None
    baseline_by: Day | None = None
    plan: dict[Day, Amount] = Field(default_factory=dict)

    @property
    def baseline(self) -> End:
        """X: a number, or why there is none. `count: 3` starts at 0."""
        if self.count is not None:
            return Decimal(0)
        return Unsaid.UNKNOWN if self.start is None else self.start

    @property
    def target(self) -> End:
        """Y: a number, or why there is none. A relative one needs its baseline."""
        if self.count is not None:
            return self.count
        if self.change_by is not None:
            return (
                self.change_by.applied_to(self.baseline)
                if isinstance(self.baseline, Decimal)
                else self.baseline
            )
        return Unsaid.UNKNOWN if self.to is None else self.to

    @property
    def rises(self) -> bool | None:
        """Whether higher is better; none where the ends are not known and nothing says so."""
        if isinstance(self.baseline, Decimal) and isinstance(self.target, Decimal):
            return self.target > self.baseline
        if self.better is not None:
            return self.better == "higher"
        return self.change_by.rises if self.change_by is not None else None

    @property
    def unsaid(self) -> bool:
        """Whether one of its two ends is unknown or withheld."""
        return isinstance(self.baseline, Unsaid) or isinstance(self.target, Unsaid)

    def problems(self) -> Iterator[Problem]:
        """OKR102 to OKR105 of the key result alone: an end missing, equal, unordered, contrary."""
        yield from self._missing_ends()
        yield from self._contrary_direction()
        if isinstance(self.baseline, Decimal) and self.baseline == self.target:
            yield problem(
                "OKR103",
                next(iter(self.shape & self.model_fields_set)),
                "from and to are both {number}",
                number=str(self.baseline),
                help="a key result moves; a line that is held says at_least or at_most",
            )
            return
        yield from self._out_of_order()

    def _missing_ends(self) -> Iterator[Problem]:
        if not self.shape & self.model_fields_set:
            yield problem(
                "OKR102",
                "",
                "where it goes is missing: there is no to",
                help="add to:, or to: unknown while nobody has set it",
            )
        elif self.count is not None and self.start is not None:
            yield problem(
                "OKR101",
                "count",
                "count and from are both given: a count starts at 0",
                help="write from: and to:, or count: alone",
            )
        elif self.to is not None and self.start is None and self.kpi is None and not self.better:
            yield problem(
                "OKR102",
                "to",
                "where it starts is missing: there is no from",
                help="add from:, or better: lower or higher while the baseline is not known",
            )

    def _contrary_direction(self) -> Iterator[Problem]:
        if self.better is None:
            return
        rises = self.model_copy(update={"better": None}).rises
        if rises is not None and rises != (self.better == "higher"):
            yield problem(
                "OKR105",
                "better",
                "better: {better} contradicts the way it goes",
                better=self.better,
                help="drop better:, from and to say it",
            )

    def _out_of_order(self) -> Iterator[Problem]:
        """From, commit, to, stretch go one way; what is not a number is passed over.

        Which way a KPI's key result goes without a baseline, its numbers say themselves.
        """
        posts = [("from", self.baseline), ("commit", self.commit),
                 ("to", self.target), ("stretch", self.stretch)]  # fmt: skip
        numbers = [(name, value) for name, value in posts if isinstance(value, Decimal)]
        rises = self.rises
        if rises is None and numbers:
            rises = numbers[-1][1] >= numbers[0][1]
        sign = 1 if rises else -1
        for (before, low), (after, high) in pairwise(numbers):
            if sign * low > sign * high or (low == high and before == "from"):
                culprit = before if before == "commit" else after
                yield problem(
                    "OKR104",
                    culprit,
                    "{before} {low} and {after} {high}: out of order",
                    before=before,
                    low=str(low),
                    after=after,
                    high=str(high),
                    help="the way goes from, commit, to, stretch",
                )

    def progress(self, history: History) -> Progress:
        """The share of the way done at the latest value, or what a person said.

        Signed and not capped: 0 at `from`, 1 at `to`, negative behind the start. Where an end is
        not known or withheld only a person can say it. docs/method.md, "Progress".
        """
        start, target = self.baseline, self.target
        if not isinstance(start, Decimal) or not isinstance(target, Decimal):
            return self._as_said(history, start, target)
        if history.latest is None:
            return Progress(Decimal(0), Decimal(0), label="baseline", reason="no check-in yet")
        value = history.latest.value
        share = divide(value - start, target - start)
        return Progress(
            share,
            capped(share),
            formula=f"({value} - {start}) / ({target} - {start})",
            done=share >= 1,
            flags=frozenset({"regressed"}) if share < 0 else frozenset(),
            inputs=(history.latest.entry,),
        )

    def _as_said(self, history: History, start: End, target: End) -> Progress:
        said = history.said
        if said is not None and (share := said.number("progress")) is not None:
            return Progress(
                share,
                capped(share),
                formula=f"said {share}",
                label="as said",
                done=share >= 1,
                inputs=(said,),
            )
        side, why = ("target", target) if isinstance(start, Decimal) else ("baseline", start)
        return Progress(None, None, reason=f"{side} {why}")

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """The way done over all of the way."""
        start, target, latest = self.baseline, self.target, history.latest
        if not isinstance(start, Decimal) or not isinstance(target, Decimal):
            return as_said(progress)
        value = latest.value if latest else start
        goal = next((name for name in ("count", "change_by") if getattr(self, name)), "to")
        ends = (
            *([Input("from", start, field=("from",))] if self.count is None else ()),
            Input("to", target, field=(goal,)),
        )
        return Reckoning(
            ("(", value, " - ", start, ") / (", target, " - ", start, ")"),
            (Input("value", value, latest.entry), *ends) if latest else ends,
            "" if latest else "no check-in yet, so it stands at its start",
        )

    def expected(self, history: History) -> Share:
        """The share of the time gone; with a plan, where the line through its points is by now."""
        points = self._planned(history)
        return capped(along(points, history.elapsed)) if points else history.elapsed

    def expectation(self, history: History) -> Reckoning:
        """The time gone; with a plan, the line through its points."""
        points = self._planned(history)
        if not points:
            return super().expectation(history)
        at = history.elapsed
        planned = tuple(
            Input(f"planned for {day}", value, field=("plan", day.isoformat()))
            for day, value in sorted(self.plan.items())
        )
        for (left, low), (right, high) in pairwise(points):
            if left <= at < right:
                line = (low, " + (", at, " - ", left, ") * (", high, " - ", low, ") / (",
                        right, " - ", left, ")")  # fmt: skip
                return Reckoning(("min(max(", *line, ", 0), 1)"), planned)
        return Reckoning(("min(max(", points[-1][1], ", 0), 1)"), planned)

    def _planned(self, history: History) -> list[tuple[Share, Share]]:
        """The points of the plan as shares of time and way; none without a plan."""
        start, target = self.baseline, self.target
        if not self.plan or not isinstance(start, Decimal) or not isinstance(target, Decimal):
            return []
        points = [(Decimal(0), Decimal(0))]
        points += [
            (history.elapsed_by(day), divide(value - start, target - start))
            for day, value in sorted(self.plan.items())
        ]
        if points[-1][0] < 1:
            points.append((Decimal(1), Decimal(1)))
        return points

    def goalposts(self) -> tuple[Goalpost, ...]:
        """From, commit, to and stretch; a target is harder the further it lies."""
        harder: Literal["up", "down", "either"] = (
            "either" if self.rises is None else "up" if self.rises else "down"
        )
        named = {"from": self.baseline, "commit": self.commit, "to": self.target,
                 "stretch": self.stretch}  # fmt: skip
        return tuple(
            Goalpost(name, value, harder) for name, value in named.items() if value is not None
        )

    def picture(self, progress: Progress, history: History) -> Journey:
        """The journey from X to Y."""
        now = history.latest.value if history.latest else None
        return Journey(self.baseline, self.target, now, self.commit, self.stretch)


def along(points: list[tuple[Decimal, Decimal]], at: Decimal) -> Decimal:
    """The height at `at` of the line through `points`, which rise in their first number."""
    for (left, low), (right, high) in pairwise(points):
        if left <= at < right:
            return low + divide((at - left) * (high - low), right - left)
    return points[-1][1]
