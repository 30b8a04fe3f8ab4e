"""Do forecasts keep their word? Simulated and resampled series, the same on every run.

    python benchmarks/forecast_honesty.py [--runs 2000] [--seed 7] [--only coverage]

Prints one Markdown table a section. A section is a function of a `Bench` that returns lines; to
add one, write it and name it in `SECTIONS`.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import sqrt
from pathlib import Path

import numpy as np

from okrctl.load.loading import load
from okrctl.load.tree import DictTree
from okrctl.measure.chance import Spread
from okrctl.measure.forecast import HIGH, LOW, Forecast, forecast
from okrctl.measure.projection import FINEST, Fit, Track, line, walk
from okrctl.measure.series import Series
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.entry import Entry
from okrctl.model.kinds import Move
from okrctl.model.kinds.history import History, Point

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST = date(2026, 10, 2)
WEEK = timedelta(7)
ADDRESS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "it")
SIZES = (4, 5, 7, 10, 13, 26)
"""How many weekly points are known; as many weeks less one are ahead, so it is mid-cycle."""
MID_QUARTER = 7
BLOCK = 4
"""Readings that are resampled together, so that what follows what is kept."""


@dataclass(frozen=True)
class Bench:
    """How often, and with which chance: a fresh generator for each name, the same on every run."""

    runs: int = 2000
    seed: int = 7

    def chance(self, *name: int | str) -> np.random.Generator:
        """The generator of that name."""
        letters = [n if isinstance(n, int) else int.from_bytes(n.encode()) for n in name]
        return np.random.default_rng([self.seed, *letters])


@dataclass(frozen=True)
class Run:
    """A series of weekly values to the end, what was planned of it, and the weeks checked in."""

    values: Sequence[float]
    planned: float
    weeks: Sequence[int]

    @property
    def came(self) -> float:
        """The value at the end."""
        return self.values[-1]

    @property
    def target(self) -> float:
        """The value that was planned for the end."""
        return self.values[0] + self.planned

    @property
    def reached(self) -> bool:
        """Whether it came to what was planned, or more."""
        return (self.came - self.target) * self.planned >= 0


def made(values: np.ndarray, planned: float) -> Run:
    """A run at mid-cycle, as somebody would write it down: to three decimals, going somewhere."""
    written = [float(_written(value)) for value in values.tolist()]
    return Run(written, float(_written(planned)) or 0.001, range((len(written) + 1) // 2))


def _written(value: float) -> Decimal:
    return Decimal(f"{value:.3f}")


Kind = Callable[[np.random.Generator, int], Run]


def trend(rng: np.random.Generator, weeks: int) -> Run:
    """A straight line with noise of 1 about it."""
    slope = rng.uniform(-2, 2)
    return made(slope * np.arange(weeks) + rng.normal(size=weeks), slope * weeks * _hope(rng))


def random_walk(rng: np.random.Generator, weeks: int) -> Run:
    """Changes of 1, up or down, with a drift."""
    drift = rng.uniform(-1, 1)
    return made(np.cumsum(drift + rng.normal(size=weeks)), drift * weeks * _hope(rng))


def counts(rng: np.random.Generator, weeks: int) -> Run:
    """What is counted up: half an event to ten a week."""
    rate = np.exp(rng.uniform(np.log(0.5), np.log(10)))
    return made(np.cumsum(rng.poisson(rate, weeks)), rate * weeks * _hope(rng))


def steps(rng: np.random.Generator, weeks: int) -> Run:
    """Nothing in most weeks, and one to five at once in a fifth to a half of them."""
    often = rng.uniform(0.2, 0.5)
    moved = (rng.random(weeks) < often) * rng.integers(1, 6, weeks)
    return made(np.cumsum(moved), 3 * often * weeks * _hope(rng))


def _hope(rng: np.random.Generator) -> float:
    """How much more or less was planned than comes on average."""
    return float(rng.uniform(0.6, 1.6))


KINDS: dict[str, Kind] = {
    "trend with noise": trend,
    "random walk": random_walk,
    "cumulative counts": counts,
    "steps": steps,
}


def example_series() -> dict[str, list[float]]:
    """The readings of the examples' KPIs that have enough of them, by workspace and id."""
    found = {}
    for root in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        files = {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}
        workspace = load(DictTree(files)).workspace
        for kpi in workspace.kpis:
            points = Series(workspace).readings(kpi, date.max, date.min)
            values = [float(point.value) for point in points]
            if len(values) >= 2 * MID_QUARTER - 1:
                spread = float(np.std(np.diff(values)))
                found[f"{root.name}/{kpi.id}"] = [value / spread for value in values]
    return found


def resampled(series: dict[str, list[float]]) -> Kind:
    """Series made of the examples' changes, in blocks, so that what follows what is kept.

    In units of the standard deviation of each series' changes, to three decimals.
    """
    names = list(series)

    def kind(rng: np.random.Generator, weeks: int) -> Run:
        changes = np.diff(series[names[rng.integers(len(names))]])
        starts = rng.integers(len(changes), size=weeks // BLOCK + 1)
        blocks = [np.take(changes, range(s, s + BLOCK), mode="wrap") for s in starts]
        values = np.cumsum(np.concatenate(blocks)[:weeks])
        return made(values, (abs(float(np.mean(changes))) * weeks + 1) * _hope(rng))

    return kind


def as_they_are(series: dict[str, list[float]], weeks: int) -> list[Run]:
    """Every stretch of that many readings in the examples, unchanged."""
    return [
        made(
            np.array(values[at : at + weeks]),
            (abs(values[-1] - values[0]) + 1) * weeks / len(values),
        )
        for values in series.values()
        for at in range(len(values) - weeks + 1)
    ]


@dataclass(frozen=True)
class Said:
    """An interval for the end, and the chance of coming to what was planned."""

    low: float
    high: float
    chance: float


Method = Callable[[Run], Said]


def okrctl(run: Run) -> Said:
    """What the forecast says of a run at mid-cycle."""
    found = forecast(*told(run))
    if not isinstance(found, Forecast):
        raise TypeError(found.reason)
    return Said(float(found.low), float(found.high), float(found.chance))


def told(run: Run) -> tuple[Move, History]:
    """The key result and the check-ins of a run at mid-cycle."""
    points = []
    for week in run.weeks:
        day, amount = FIRST + week * WEEK, _written(run.values[week])
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        entry = Entry(str(week), at, "mira", day, "kr", str(ADDRESS), {"value": amount})
        points.append(Point(day, amount, entry))
    ends = {"from": points[0].value, "to": _written(run.target)}
    key_result = Move.model_validate({"address": ADDRESS, "title": "It moves", **ends})
    end = FIRST + (len(run.values) - 1) * WEEK
    return key_result, History(points[-1].day, FIRST, end, points=tuple(points))


def simple(fit: Callable[[Track, int], Fit]) -> Method:
    """One reading of the points alone, with Student's t."""

    def method(run: Run) -> Said:
        days = [week * WEEK.days for week in run.weeks]
        seen = [run.values[week] for week in run.weeks]
        track = replace(Track.of(days, seen, pace=0), grid=FINEST)
        found = fit(track, (len(run.values) - 1 - run.weeks[-1]) * WEEK.days)
        spread = Spread(found.end, sqrt(found.variance), track.freedom)
        chance = spread.at_least if run.planned > 0 else spread.at_most
        return Said(spread.value(LOW), spread.value(HIGH), chance(run.target))

    return method


METHODS: dict[str, Method] = {
    "okrctl": okrctl,
    "straight line": simple(line),
    "last value + mean change": simple(walk),
}


@dataclass(frozen=True)
class Kept:
    """How often an 80 % interval held what came, and how wide it was on average."""

    share: float
    width: float

    def __str__(self) -> str:
        """As a cell of a table."""
        return f"{self.share:.3f} / {self.width:.1f}"


def kept(method: Method, runs: Sequence[Run]) -> Kept:
    """How a method keeps its word over runs."""
    said = [method(run) for run in runs]
    # An end that was rounded where it left is not missed by that.
    inside = [s.low - 1e-6 <= r.came <= s.high + 1e-6 for s, r in zip(said, runs, strict=True)]
    return Kept(float(np.mean(inside)), float(np.mean([s.high - s.low for s in said])))


def runs_of(bench: Bench, name: str, kind: Kind, known: int) -> list[Run]:
    """The runs of a kind at mid-cycle: as many weeks ahead as were seen."""
    rng = bench.chance(name, known)
    return [kind(rng, 2 * known - 1) for _ in range(bench.runs)]


def sources(bench: Bench, known: int) -> Iterator[tuple[str, list[Run]]]:
    """Every kind of series by name."""
    series = example_series()
    for name, kind in {**KINDS, "examples, resampled": resampled(series)}.items():
        yield name, runs_of(bench, name, kind, known)
    yield "examples, as they are", as_they_are(series, 2 * known - 1)


def coverage(bench: Bench) -> list[str]:
    """At the middle of a quarter: the share of outcomes in the 80 % interval, and its width."""
    rows = [
        [name, len(runs), *(kept(method, runs) for method in METHODS.values())]
        for name, runs in sources(bench, MID_QUARTER)
    ]
    return table(["series", "runs", *METHODS], rows)


def by_points(bench: Bench) -> list[str]:
    """The same for okrctl alone, by how many points are known."""
    rows = [
        [name, *(kept(okrctl, runs_of(bench, name, kind, known)) for known in SIZES)]
        for name, kind in KINDS.items()
    ]
    return table(["series", *(f"{known} points" for known in SIZES)], rows)


def irregular(bench: Bench) -> list[str]:
    """Thirteen weeks of which more than a third have no check-in, and twelve weeks ahead."""
    known, rows = 13, []
    for name, kind in KINDS.items():
        rng = bench.chance("irregular", name)
        runs = [
            replace(run, weeks=sorted(rng.choice(known, 8, replace=False).tolist()))
            for run in runs_of(bench, name, kind, known)
        ]
        rows.append([name, *(kept(method, runs) for method in METHODS.values())])
    return table(["series", *METHODS], rows)


def chances(bench: Bench) -> list[str]:
    """Over the four kinds together: what chance was said, and how often the target was reached."""
    runs = [run for n, kind in KINDS.items() for run in runs_of(bench, n, kind, MID_QUARTER)]
    said = [(okrctl(run).chance, run.reached) for run in runs]
    rows: list[list[object]] = []
    for low, high in pairwise((0.0, 0.2, 0.4, 0.6, 0.8, 1.01)):
        those = [(chance, reached) for chance, reached in said if low <= chance < high]
        chance, reached = np.mean(those, axis=0)
        rows.append([f"{low:.1f} to {high:.1f}", len(those), f"{chance:.2f}", f"{reached:.2f}"])
    score = np.mean([(chance - reached) ** 2 for chance, reached in said])
    rows.append(["Brier score", len(said), f"{score:.3f}", ""])
    return table(["chance", "runs", "mean chance said", "reached"], rows)


SECTIONS: dict[str, Callable[[Bench], list[str]]] = {
    "coverage": coverage,
    "points": by_points,
    "irregular": irregular,
    "chance": chances,
}


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A Markdown table, all but the first column to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return [f"| {' | '.join(map(str, cells))} |" for cells in lines]


def main() -> None:
    """Print the sections asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=Bench.runs)
    parser.add_argument("--seed", type=int, default=Bench.seed)
    parser.add_argument("--only", choices=SECTIONS)
    asked = parser.parse_args()
    bench = Bench(asked.runs, asked.seed)
    print(f"{bench.runs} runs, seed {bench.seed}, Python {platform.python_version()}")
    for name, section in SECTIONS.items():
        if asked.only in (None, name):
            print(f"\n{section.__doc__}\n")
            print("\n".join(section(bench)))


if __name__ == "__main__":
    main()
