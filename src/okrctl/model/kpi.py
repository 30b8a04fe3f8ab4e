"""A KPI: a gauge that is watched while driving, as its file declares it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from okrctl.model.address import KpiAddress
from okrctl.model.values import (
    Amount,
    Better,
    Problem,
    Record,
    Slug,
    Slugs,
    Text,
    Texts,
    listed,
    problem,
)

Aggregate = Literal["last", "sum", "mean", "min", "max", "count"]


def _sign(one: Decimal, two: Decimal) -> int:
    """1 where `one` is more than `two`, 0 where it is as much, else -1."""
    return (one > two) - (one < two)


class Band(Record):
    """Where a value may lie: at least, at most, or between two bounds that count as inside."""

    at_least: Amount | None = None
    at_most: Amount | None = None
    between: Annotated[tuple[Amount, Amount], BeforeValidator(listed)] | None = None

    def problems(self) -> Iterator[Problem]:
        """More or less than one shape; bounds the wrong way round."""
        given = [
            name for name in ("at_least", "at_most", "between") if name in self.model_fields_set
        ]
        if len(given) != 1:
            yield problem("OKR002", "", "expected one of at_least, at_most or between")
        elif self.between and self.between[0] > self.between[1]:
            low, high = map(str, self.between)
            yield problem(
                "OKR108",
                "between",
                "the lower bound {low} is above the upper {high}",
                low=low,
                high=high,
                help=f"write [{high}, {low}]",
            )

    @property
    def low(self) -> Decimal | None:
        """The lowest value inside, none where it is open below."""
        return self.between[0] if self.between else self.at_least

    @property
    def high(self) -> Decimal | None:
        """The highest value inside, none where it is open above."""
        return self.between[1] if self.between else self.at_most

    def around(self, inner: Band) -> bool:
        """Whether it holds all values of `inner`, and others."""
        below, above = self._beyond(inner)
        return min(below, above) >= 0 and max(below, above) > 0

    def _beyond(self, inner: Band) -> tuple[int, int]:
        """Below and above: 1 where it reaches further than `inner`, 0 as far, -1 less far."""
        infinity = Decimal("Infinity")
        low = -infinity if self.low is None else self.low
        inner_low = -infinity if inner.low is None else inner.low
        high = infinity if self.high is None else self.high
        inner_high = infinity if inner.high is None else inner.high
        return _sign(inner_low, low), _sign(high, inner_high)

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies inside; a bound itself does."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


class Drive(Record):
    """What a KPI influences: after how long, which way, and to which degree."""

    lag: Text | None = None
    effect: Literal["same", "opposite"] = "same"
    strength: Literal["weak", "medium", "strong"] | None = None


class Benchmark(Record):
    """What others reach, and who says so."""

    value: Amount
    source: Text


class Expectation(Record):
    """Bounds beyond which a reading is kept back for a person."""

    min: Amount | None = None
    max: Amount | None = None
    max_jump: Amount | None = None


class Kpi(Record):
    """An ongoing measure with its thresholds, its owner and what it is tracked for."""

    identity: ClassVar[frozenset[str]] = frozenset({"address"})

    address: KpiAddress
    title: Text
    why: Text | None = None
    owner: Slug | None = None
    unit: Text | None = None
    better: Better
    role: Literal["leading", "lagging"] | None = None
    measures: Literal["quality", "quantity"] | None = None
    cadence: Text | None = None
    aggregate: Aggregate = "last"
    healthy: Band | None = None
    warning: Band | None = None
    target: Amount | None = None
    stretch: Amount | None = None
    supports: Texts = ()
    pillar: Slug | None = None
    drives: dict[Slug, Drive] = Field(default_factory=dict)
    segments: dict[Slug, Slugs] = Field(default_factory=dict)
    benchmarks: dict[Slug, Benchmark] = Field(default_factory=dict)
    playbook: Text | None = None
    expect: Expectation | None = None
    source: dict[str, object] | None = None
    formula: Text | None = None
    links: Texts = ()
    aliases: Slugs = ()

    @property
    def id(self) -> str:
        """Its id: the file's name."""
        return self.address.id

    def problems(self) -> Iterator[Problem]:
        """OKR108 where thresholds contradict `better` or each other."""
        bands = {name: band for name, band in (("healthy", self.healthy), ("warning", self.warning))
                 if band is not None and not any(band.problems())}  # fmt: skip
        contrary = [name for name, band in bands.items() if self._contradicts(band)]
        for name in contrary:
            side = {"higher": "at_least", "lower": "at_most", "inside": "between"}[self.better]
            yield problem(
                "OKR108",
                name,
                "{name} does not bound the side that is worse, and {better} is better",
                name=name,
                better=self.better,
                help=f"write {side}: …",
            )
        if contrary or len(bands) < (self.healthy is not None) + (self.warning is not None):
            return
        yield from self._not_around()
        yield from self._out_of_reach()

    def _contradicts(self, band: Band) -> bool:
        """Whether a band is open on a side on which the KPI gets worse."""
        open_below = band.low is None and self.better != "lower"
        return open_below or (band.high is None and self.better != "higher")

    def _not_around(self) -> Iterator[Problem]:
        """A warning that leaves no value between healthy and critical."""
        if self.healthy is None or self.warning is None or self.warning.around(self.healthy):
            return
        yield problem(
            "OKR108",
            "warning",
            "warning lies inside healthy, so no value is ever in between",
            help="warning is the wider one: what lies outside of it is critical",
        )

    def _out_of_reach(self) -> Iterator[Problem]:
        """A target that is not healthy, or a stretch that does not lie beyond it."""
        for name, value in (("target", self.target), ("stretch", self.stretch)):
            if value is not None and self.healthy is not None and not self.healthy.holds(value):
                yield problem(
                    "OKR108",
                    name,
                    "{name} {value} is not healthy",
                    name=name,
                    value=str(value),
                    help="aim at a value inside healthy, or change healthy",
                )
                return
        if self.target is None or self.stretch is None or self.better == "inside":
            return
        beyond = (
            self.stretch - self.target if self.better == "higher" else self.target - self.stretch
        )
        if beyond <= 0:
            yield problem(
                "OKR108",
                "stretch",
                "stretch {stretch} does not lie beyond target {target}",
                stretch=str(self.stretch),
                target=str(self.target),
                help="stretch is better than target",
            )
