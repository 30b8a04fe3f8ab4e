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
