"""Is a signal more than noise, and a link more than chance? Simulated, the same on every run.

    python benchmarks/kpi_signals.py [--runs 2000] [--seed 7] [--only alarms]

Prints one Markdown table a section. A section is a function of a `Bench` that returns lines; to
add one, write it and name it in `SECTIONS`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from okrctl.measure.calculated import Values
from okrctl.measure.influence import CHANCE, Verdict, likeness, verdict_of
from okrctl.measure.questions import questions
from okrctl.measure.ranks import products, ranks_of
from okrctl.measure.signals import Signal, phases, signals, speaking
from okrctl.model.address import KpiAddress
from okrctl.model.calendar import Calendars
from okrctl.model.entry import Entry
from okrctl.model.journal import Journal
from okrctl.model.kpi import Kpi
from okrctl.model.settings import Settings
from okrctl.model.workspace import Workspace

Numbers = Sequence[Decimal]
Draw = Callable[[np.random.Generator, int], "Floats"]
Floats = Sequence[float] | NDArray[np.float64] | NDArray[np.int64]

PROMISED_ALARMS = 1 / 40
"""False alarms a reading on noise, at twenty readings."""
PROMISED_LINKS = 0.05
KNOWN = 20
"""How many readings there are before a shift."""
MOST_WAIT = 40
PAGE = 6
SHUFFLES = 199
FIRST = date(2020, 1, 3)


@dataclass(frozen=True)
class Bench:
    """How often, and with which chance: a fresh generator for each name, the same on every run."""

    runs: int = 2000
    seed: int = 7

    def chance(self, *name: int | str) -> np.random.Generator:
        """The generator of that name."""
        letters = [n if isinstance(n, int) else int.from_bytes(n.encode()) for n in name]
        return np.random.default_rng([self.seed, *letters])


def exact(numbers: Floats, places: int = 3) -> tuple[Decimal, ...]:
    """Numbers as a person would type them."""
    return tuple(round(Decimal(float(number)), places) for number in numbers)


NOISES: Mapping[str, Draw] = {
    "normal": lambda chance, count: chance.normal(100, 10, count),
    "uniform": lambda chance, count: chance.uniform(80, 120, count),
    "skewed (exponential)": lambda chance, count: chance.exponential(10, count),
    "counts (Poisson, 4 on average)": lambda chance, count: chance.poisson(4, count),
}


def judged(numbers: Numbers, *, clip: bool = False) -> tuple[Signal, ...]:
    """The signals of a series."""
    return signals(numbers, phases(numbers, clip=clip))


@dataclass(frozen=True)
class Alarms:
    """How often noise was taken for a signal."""

    readings: float
    """The share of readings at which a signal was complete."""
    by_rule: Mapping[str, float]
    not_steady: float
    """The share of series of which it was said at the end that they move."""


def alarms(bench: Bench, name: str, count: int) -> Alarms:
    """The false alarms on noise of that name."""
    chance, noise = bench.chance(name, count), NOISES[name]
    rules: Counter[str] = Counter()
    readings = moving = 0
    for _ in range(bench.runs):
        numbers = exact(noise(chance, count))
        found = judged(numbers, clip=name.startswith("counts"))
        readings += len({signal.last for signal in found})
        rules.update(rule for rule, _ in {(signal.rule, signal.last) for signal in found})
        moving += speaking(found, numbers) is not None
    total = bench.runs * count
    shares = {rule: rules[rule] / total for rule in ("outside", "near", "run")}
    return Alarms(readings / total, shares, moving / bench.runs)


def false_alarms(bench: Bench) -> Iterator[str]:
    """How often noise is taken for a signal, by reading and by rule."""
    yield "| noise | readings | alarms a reading | outside | near | run | series said to move |"
    yield "| --- | --: | --: | --: | --: | --: | --: |"
    for name in NOISES:
        for count in (8, 20, 52, 104):
            found = alarms(bench, name, count)
            rules = " | ".join(f"{share:.4f}" for share in found.by_rule.values())
            yield f"| {name} | {count} | {found.readings:.4f} | {rules} | {found.not_steady:.3f} |"


def delay(chance: np.random.Generator, shift: float) -> int | None:
    """After how many readings a shift is told, looked at after each; none within the longest wait.

    What was said before the shift does not count, and neither does the wrong direction.
    """
    noise = chance.normal(0, 1, KNOWN + MOST_WAIT)
    numbers = exact([n + (shift if index >= KNOWN else 0) for index, n in enumerate(noise)])
    for count in range(KNOWN + 1, len(numbers) + 1):
        spoken = speaking(judged(numbers[:count]), numbers[:count])
        if spoken and spoken.last >= KNOWN and spoken.side == "above":
            return count - KNOWN
    return None


def delays(bench: Bench, shift: float) -> tuple[int | None, ...]:
    """The delays of many shifts."""
    chance = bench.chance("delay", int(shift * 10))
    return tuple(delay(chance, shift) for _ in range(bench.runs))


def shift_delay(bench: Bench) -> Iterator[str]:
    """How long a shift after twenty readings stays untold."""
    yield "| shift | half told after | 9 in 10 after | within 8 readings | never in 40 |"
    yield "| --- | --: | --: | --: | --: |"
    for shift in (1.0, 1.5, 2.0, 3.0):
        found = delays(bench, shift)
        waits = sorted(MOST_WAIT + 1 if wait is None else wait for wait in found)
        half, most = waits[len(waits) // 2], waits[len(waits) * 9 // 10]
        shown = " | ".join("over 40" if n > MOST_WAIT else f"{n} readings" for n in (half, most))
        within = sum(wait <= 8 for wait in waits) / len(waits)
        never = sum(wait > MOST_WAIT for wait in waits) / len(waits)
        yield f"| {shift:g} sigma | {shown} | {within:.2f} | {never:.3f} |"


def following(numbers: Floats, share: float) -> NDArray[np.float64]:
    """A series in which each value keeps a share of the one before."""
    found = [float(numbers[0])]
    for number in numbers[1:]:
        found.append(share * found[-1] + float(number))
    return np.array(found)


def walk(chance: np.random.Generator, count: int) -> Floats:
    """A random walk."""
    return np.cumsum(chance.normal(0, 1, count))


SERIES: Mapping[str, Draw] = {
    "noise about a level": lambda chance, count: chance.normal(0, 1, count),
    "each keeps 0.8 of the last": lambda c, count: following(c.normal(0, 1, count), 0.8),
    "random walk": walk,
    "changes keep 0.5 of the last": lambda chance, count: np.cumsum(
        following(chance.normal(0, 1, count), 0.5)
    ),
}


def changes(numbers: Floats) -> tuple[Decimal, ...]:
    """The changes of a series."""
    return tuple(after - before for before, after in pairwise(exact(numbers)))


def shuffled(chance: np.random.Generator, one: Numbers, two: Numbers) -> Verdict:
    """What would be said if chance were measured by shuffling the changes."""
    first, second = ranks_of(one), ranks_of(two)
    came = products(first, second)[0]
    ranks = np.array(first)
    mixed = chance.permuted(np.tile(np.array(second), (SHUFFLES, 1)), axis=1) @ ranks
    as_alike = 1 + int((mixed >= came).sum())
    return "supported" if as_alike / (SHUFFLES + 1) <= CHANCE else "not seen"


def supported(bench: Bench, name: str, count: int) -> tuple[float, float]:
    """The share of independent pairs called supported: by shifts as okrctl does, by shuffling."""
    chance, draw = bench.chance(name, count), SERIES[name]
    ours = theirs = 0
    for _ in range(bench.runs):
        one, two = changes(draw(chance, count + 1)), changes(draw(chance, count + 1))
        ours += verdict_of(likeness(one, two)) == "supported"
        theirs += shuffled(chance, one, two) == "supported"
    return ours / bench.runs, theirs / bench.runs


def independent(bench: Bench) -> Iterator[str]:
    """How often two series that know nothing of each other are called supported."""
    yield "| both series | changes | by circular shifts | by shuffling |"
    yield "| --- | --: | --: | --: |"
    for name in SERIES:
        for count in (20, 26, 52, 156):
            ours, theirs = supported(bench, name, count)
            yield f"| {name} | {count} | {ours:.3f} | {theirs:.3f} |"


def seen(bench: Bench, strength: float, count: int) -> float:
    """The share of true links that are supported; `strength` is the correlation of the changes."""
    chance = bench.chance("seen", int(strength * 10), count)
    found = 0
    for _ in range(bench.runs):
        cause = chance.normal(0, 1, count)
        effect = strength * cause + np.sqrt(1 - strength**2) * chance.normal(0, 1, count)
        found += verdict_of(likeness(exact(cause), exact(effect))) == "supported"
    return found / bench.runs


def true_links(bench: Bench) -> Iterator[str]:
    """How often a link that is there is seen."""
    yield "| changes | correlation 0.3 | 0.5 | 0.8 |"
    yield "| --: | --: | --: | --: |"
    for count in (20, 26, 52, 156):
        shares = " | ".join(f"{seen(bench, strength, count):.2f}" for strength in (0.3, 0.5, 0.8))
        yield f"| {count} | {shares} |"


def page(series: Sequence[Numbers]) -> Values:
    """The values of a page of weekly KPIs."""
    kpis, entries = [], []
    for number, numbers in enumerate(series):
        address = KpiAddress(f"k{number}")
        fields = {
            "address": address,
            "title": f"K{number}",
            "better": "higher",
            "cadence": "weekly",
        }
        kpis.append(Kpi.model_validate(fields))
        for index, value in enumerate(numbers):
            at = datetime.combine(FIRST + timedelta(7 * index), datetime.min.time(), UTC)
            name = f"{number:03}{index:010}"
            entry = Entry(name, at, "ci", at.date(), "kpi", str(address), {"value": value})
            entries.append(entry)
    settings = Settings.model_validate({"okrctl": 1})
    journal = Journal.of_entries(entries)
    workspace = Workspace(settings, Calendars(), kpis=tuple(kpis), journal=journal)
    return Values(workspace, FIRST + timedelta(7 * len(series[0])))


def asked(bench: Bench, name: str, count: int, *, linked: bool = False) -> float:
    """The share of pages of which a question is asked: about the linked pair, where there is one.

    The changes of that pair correlate with 0.8, the second's three periods later.
    """
    chance, draw = bench.chance("asked", name, count), SERIES[name]
    found = 0
    for _ in range(bench.runs):
        series = [np.asarray(draw(chance, count + 4), float) for _ in range(PAGE)]
        if linked:
            series[1] = 0.6 * series[1] + 0.8 * np.roll(series[0], 3)
        values = page([exact(one[3:]) for one in series])
        said = questions(values.workspace.kpis, values)
        found += (
            any((one.driver, one.driven) == ("k0", "k1") for one in said) if linked else said != ()
        )
    return found / bench.runs


def asked_of_nothing(bench: Bench) -> Iterator[str]:
    """How often a page of six KPIs raises a question: of nothing, and of a link that is there."""
    yield "| all series | changes | without a link | of a link of 0.8, three periods on |"
    yield "| --- | --: | --: | --: |"
    fewer = Bench(max(bench.runs // 5, 20), bench.seed)
    for name in SERIES:
        for count in (52, 104):
            shares = (asked(fewer, name, count, linked=linked) for linked in (False, True))
            yield f"| {name} | {count} | {' | '.join(f'{share:.3f}' for share in shares)} |"


SECTIONS: Mapping[str, Callable[[Bench], Iterator[str]]] = {
    "alarms": false_alarms,
    "delay": shift_delay,
    "independent": independent,
    "links": true_links,
    "questions": asked_of_nothing,
}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=Bench.runs)
    parser.add_argument("--seed", type=int, default=Bench.seed)
    parser.add_argument("--only", choices=SECTIONS)
    asked_for = parser.parse_args()
    bench = Bench(asked_for.runs, asked_for.seed)
    print(f"{bench.runs} runs, seed {bench.seed}")
    for name in [asked_for.only] if asked_for.only else SECTIONS:
        print(f"\n## {name}: {(SECTIONS[name].__doc__ or '').strip()}\n")
        print("\n".join(SECTIONS[name](bench)))


if __name__ == "__main__":
    main()
