"""A KPI explained: its value, its health, its limits and signals, its periods, what it drives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from okrctl.measure.aggregates import PeriodValue, longest, name_of
from okrctl.measure.charts import Chart
from okrctl.measure.gauges import Gauges
from okrctl.measure.influence import Influence, paired
from okrctl.measure.segments import Breakdown, breakdown
from okrctl.measure.signals import LIMIT, RANGE_LIMIT, Limits
from okrctl.model.kinds.reckoning import joined
from okrctl.model.kpi import Aggregate, Band, Kpi
from okrctl.model.workspace import Workspace
from okrctl.pages.explain.formulas import aggregated, calculated
from okrctl.pages.explain.step import Ground, Part, Section, Source, Step, days_between
from okrctl.pages.gauge import latest_readings
from okrctl.pages.numbers import share_of_one
from okrctl.pages.thresholds import against
from okrctl.pages.words import signal_words


@dataclass(frozen=True, slots=True)
class KpiCase:
    """A KPI, the gauges it is one of, and the files."""

    kpi: Kpi
    gauges: Gauges
    workspace: Workspace
    ground: Ground

    @property
    def address(self) -> str:
        """Its address."""
        return str(self.kpi.address)


def kpi_steps(case: KpiCase) -> Iterator[Step]:
    """Every number that screens show of a KPI, in the order in which they are reckoned."""
    yield from value_steps(case)
    yield from health_steps(case)
    yield from movement_steps(case)
    yield from period_steps(case)
    for influence in case.gauges.influences(case.kpi):
        yield from influence_steps(influence, case)
    yield from entry_steps(case)


def entry_steps(case: KpiCase) -> Iterator[Step]:
    """The values of its chart, the readings that its card lists, and what its parts come to."""
    points = case.gauges.chart(case.kpi).points
    read = latest_readings(case.kpi, case.workspace, case.gauges.values.as_of)
    told = {point.entry.id: (point.value, point.entry) for point in points}
    listed = {entry.id: (entry.value, entry) for entry in read if entry.value is not None}
    sources = tuple(case.ground.entry("value", *each) for each in (told | listed).values())
    if case.kpi.formula is not None:
        sources = tuple(Source("value", point.value, point.day, address=case.address)
                        for point in points)  # fmt: skip
    yield Step("ENTRIES", "numbers", len(sources), (str(len(sources)),), sources, detail=True)
    for name in case.kpi.segments:
        yield from segment_steps(breakdown(
            case.workspace, case.kpi, name, case.gauges.values.as_of), case)  # fmt: skip


def segment_steps(found: Breakdown, case: KpiCase) -> Iterator[Step]:
    """What each part of a dimension came to in its latest period, and all of them together."""
    name = f"segment {found.dimension}"
    numbers: list[Decimal] = []
    for part, value in found.parts.items():
        if value is not None and value.value is not None:
            numbers.append(value.value)
            parts = aggregated([point.value for point in value.points], case.kpi.aggregate)
            sources = period_sources(value, case)
            yield Step("ENTRIES", f"{name} {part}", value.value, parts, sources, detail=True)
    if found.together is not None:
        kind: Aggregate = "sum" if case.kpi.aggregate == "count" else case.kpi.aggregate
        parts = aggregated(numbers, kind)
        yield Step("ENTRIES", f"{name} together", found.together, parts, detail=True)


def value_steps(case: KpiCase) -> Iterator[Step]:
    """The value of the latest period, and how old it is; why there is none."""
    state = case.gauges.state(case.kpi)
    if state.period is None or state.period.value is None:
        inputs = state.period or case.gauges.values.latest(case.kpi)
        sources = period_sources(inputs, case) if inputs else ()
        yield Step("VALUE", "reason", f"no value: {state.reason}", sources=sources)
        return
    period = name_of(state.period.period)
    yield period_step("value", state.period, case, f"period {period}")
    newest = case.gauges.values.newest(case.kpi)
    if newest and state.age_days is not None:
        source = case.ground.entry("newest reading", newest.value, newest.entry)
        parts = days_between(newest.day, case.gauges.values.as_of)
        yield Step("VALUE", "age_days", state.age_days, parts, (source,))


def period_step(name: str, found: PeriodValue, case: KpiCase, words: str) -> Step:
    """What a KPI came to in a period that has a value."""
    value = found.value if found.value is not None else Decimal(0)
    formula = case.workspace.formulas.get(case.kpi.id)
    if case.kpi.formula is not None and formula is not None:
        parts = calculated(case.kpi, formula, found, case.gauges.values)
        words = f"{case.kpi.formula}, {words}"
    else:
        parts = aggregated([point.value for point in found.points], case.kpi.aggregate)
        words = f"{case.kpi.aggregate} of the readings, {words}"
    section: Section = "VALUE" if name == "value" else "PERIODS"
    return Step(section, name, value, parts, period_sources(found, case), words,
                detail=section == "PERIODS")  # fmt: skip


def period_sources(found: PeriodValue, case: KpiCase) -> tuple[Source, ...]:
    """The readings of a period; of what is calculated, the KPIs it was calculated from."""
    if case.kpi.formula is None:
        return tuple(case.ground.entry("reading", p.value, p.entry) for p in found.points)
    named = ((name, used, case.workspace.kpi(name)) for name, used in found.inputs)
    return tuple(
        Source(f"{name}, {name_of(used.period)}", used.value, address=str(of.address))
        for name, used, of in named
        if of is not None
    )


def health_steps(case: KpiCase) -> Iterator[Step]:
    """The thresholds, each with its line, and the health that follows."""
    kpi, state = case.kpi, case.gauges.state(case.kpi)
    for name, band in (("healthy", kpi.healthy), ("warning", kpi.warning)):
        yield from band_steps(name, band, case)
    for name, number in (("target", kpi.target), ("stretch", kpi.stretch)):
        if number is not None:
            source = case.ground.field(name, number, case.address, name)
            yield Step("HEALTH", name, number, sources=(source,), detail=True)
    for name, benchmark in kpi.benchmarks.items():
        path = ("benchmarks", name, "value")
        source = case.ground.field(benchmark.source, benchmark.value, case.address, *path)
        yield Step("HEALTH", f"benchmark {name}", benchmark.value, sources=(source,), detail=True)
    bands = tuple(
        case.ground.field(name, None, case.address, name)
        for name, band in (("healthy", kpi.healthy), ("warning", kpi.warning))
        if band
    )
    words = state.reason or against(kpi) or "no threshold is set"
    yield Step("HEALTH", "health", state.health, sources=bands, words=words)


def band_steps(name: str, band: Band | None, case: KpiCase) -> Iterator[Step]:
    """The bounds of a band."""
    if band is None:
        return
    shape = next(iter(band.model_fields_set))
    for side, number in (("low", band.low), ("high", band.high)):
        if number is not None:
            source = case.ground.field(f"{name} {shape}", number, case.address, name, shape)
            yield Step("HEALTH", f"{name}_{side}", number, sources=(source,), detail=True)


def movement_steps(case: KpiCase) -> Iterator[Step]:
    """The limits of each phase, and the signal that decides."""
    chart = case.gauges.chart(case.kpi)
    if chart.middle is not None:
        yield middle_step(chart.middle, case)
    ends = [*(phase.first for phase in chart.phases[1:]), len(chart.values)]
    for number, (phase, end) in enumerate(zip(chart.phases, ends, strict=True), 1):
        if phase.limits is not None:
            latest = number == len(chart.phases)
            prefix = "" if latest else f"phase {number} "
            yield from limit_steps(prefix, chart.values[phase.first : end], phase.limits)
    words = signal_words(chart) or chart.reason or "no signal: noise"
    yield Step("MOVEMENT", "movement", chart.movement, sources=signal_sources(chart, case),
               words=words)  # fmt: skip


def middle_step(middle: Decimal, case: KpiCase) -> Step:
    """What the distances of a chart are measured to, where inside is better."""
    bands = (("healthy", case.kpi.healthy), ("warning", case.kpi.warning))
    name, between = next((n, band.between) for n, band in bands if band and band.between)
    source = case.ground.field(name, None, case.address, name, "between")
    parts = ("(", between[0], " + ", between[1], ") / 2")
    return Step(
        "MOVEMENT", "middle", middle, parts, (source,), "what is charted is how far from it"
    )


def signal_sources(chart: Chart, case: KpiCase) -> tuple[Source, ...]:
    """The readings of the signal that decides."""
    if chart.signal is None:
        return ()
    points = chart.points[chart.signal.first : chart.signal.last + 1]
    return tuple(case.ground.entry("signal", point.value, point.entry) for point in points)


def limit_steps(prefix: str, values: Sequence[Decimal], limits: Limits) -> Iterator[Step]:
    """Centre, limits and the limit of ranges of one phase."""
    count, detail = len(values), bool(prefix)
    mean = ("(", *joined([(value,) for value in values], " + "), f") / {count}")
    ranges = joined(
        [("abs(", after, " - ", before, ")") for before, after in pairwise(values)], " + "
    )
    reach: tuple[Part, ...] = (f"{LIMIT} * ", limits.mean_range)
    lower: tuple[Part, ...] = (limits.centre, " - ", *reach)
    rows: tuple[tuple[str, Decimal, tuple[Part, ...], str], ...] = (
        ("centre", limits.centre, mean, f"the mean of {count} values"),
        ("mean_range", limits.mean_range, ("(", *ranges, f") / {count - 1}"), ""),
        ("lower", limits.lower, ("max(", *lower, ", 0)") if limits.clipped else lower, ""),
        ("upper", limits.upper, (limits.centre, " + ", *reach), ""),
        ("range_limit", limits.range_limit, (f"{RANGE_LIMIT} * ", limits.mean_range), ""),
    )
    for name, result, parts, words in rows:
        yield Step("MOVEMENT", f"{prefix}{name}", result, parts, words=words, detail=detail)


def period_steps(case: KpiCase) -> Iterator[Step]:
    """What it came to in each period of its sparkline."""
    for found in case.gauges.periods(case.kpi):
        if found.value is not None:
            yield period_step(f"period {name_of(found.period)}", found, case, "")


def influence_steps(found: Influence, case: KpiCase) -> Iterator[Step]:
    """The evidence of a declared link, with both series of changes."""
    driven = case.workspace.kpi(found.driven)
    if driven is None:
        return
    values = case.gauges.values
    cadence = longest((values.cadence(case.kpi), values.cadence(driven)))
    cause, effect = paired(values, case.kpi, driven, cadence, found.lag)
    path = ("drives", next((n for n, d in case.kpi.drives.items() if d is found.drive), driven.id))
    source = case.ground.field("declared", found.drive.lag or "at once", case.address, *path)
    numbers = {"cause": cause, "effect": effect}
    words = f"{found.verdict}, {found.changes} changes, the {found.drive.effect} way"
    name = found.driven
    yield Step("DRIVES", f"{name} changes", found.changes, ("len(cause)",), (source,),
               numbers=numbers, detail=True)  # fmt: skip
    in_periods = f"{found.drive.lag or 'no lag'} in periods of {found.cadence}"
    yield Step("DRIVES", f"{name} lag", found.lag, (f"{found.lag}",), (source,), in_periods,
               detail=True)  # fmt: skip
    if found.correlation is None or found.chance is None:
        yield Step("DRIVES", name, found.verdict, sources=(source,), words=words)
        return
    yield Step("DRIVES", f"{name} correlation", share_of_one(found.correlation),
               ("round(spearman(cause, effect), 4)",), (source,), words, numbers)  # fmt: skip
    yield Step("DRIVES", f"{name} chance", share_of_one(found.chance),
               (f'round(shifts(cause, effect, "{found.drive.effect}"), 4)',), (source,),
               "the share of circular shifts that do as well", numbers)  # fmt: skip
