"""What is fuzzed: each target takes bytes and raises only where a promise is broken.

`run.py` drives them with coverage, `tests/trust/test_fuzz_targets.py` with a few examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from okrctl.cli.dates import parse_day
from okrctl.errors import UsageError
from okrctl.findings import Finding
from okrctl.lint.run import lint
from okrctl.load.loading import load
from okrctl.load.tree import DictTree
from okrctl.measure.measure import measure
from okrctl.model import cadence, formula, units
from okrctl.model.calendar import Calendar, Calendars
from okrctl.model.formula_tree import MOST_STEPS

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 24)
MOST_FINDINGS = 2_000
"""More than any one file of a few kilobytes may bring, with all that leans on it."""

SETTINGS, GOAL, KPI, ENTRIES = (
    "okrctl.yaml",
    "goals/2026-Q4/ops/calm.yaml",
    "kpis/cov.yaml",
    "checkins/2026-Q4/ops/one.jsonl",
)
AROUND = {
    SETTINGS: """\
okrctl: 1
calendar: {timezone: Europe/Berlin, cycles: {launch: {from: 2026-09-15, to: 2026-11-30}}}
people: {mira: {name: Mira, aliases: [mimi]}, tomas: {left: 2026-12-31}}
bots: {ci: {name: CI}}
teams: {company: {lead: mira}, ops: {parent: company, members: [mira, tomas], kpi_page: [cov]}}
strategy: {quality: Releases are boring}
""",
    GOAL: """\
title: Releases are calm
owner: tomas
pillar: quality
key_results:
  bugs: {title: Bugs, unit: bugs, from: 10, to: 0, plan: {2026-11-01: 4}}
  cov: {title: Tests, kpi: cov, from: 60, to: 80}
  up: {title: It stays up, unit: "%", at_least: 99.5, every: week, guardrail: true}
  steps: {title: Steps, milestones: {one: The first, two: {title: The second, weight: 2}}}
  soc: The report is published
""",
    KPI: """\
title: Coverage
better: higher
unit: "%"
healthy: {at_least: 75}
warning: {at_least: 70}
segments: {service: [web]}
""",
    "kpis/half.yaml": "title: Half of it\nbetter: higher\nformula: cov / 2\n",
    ENTRIES: """\
{"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "kr": "ops/calm#bugs", "value": 4}
{"id": "0000000000001", "at": "2026-11-22T14:00:00Z", "who": "mira", "kr": "ops/calm#steps", "done": ["one"]}
""",  # noqa: E501
}
FUZZED = (GOAL, ENTRIES, SETTINGS, KPI)
FOUND_IN = {GOAL: "goals/**/*.yaml", ENTRIES: "checkins/**/*.jsonl", KPI: "kpis/*.yaml"}

CALENDARS = Calendars(
    (
        Calendar(since=date(2020, 1, 1)),
        Calendar(year_start=7, named_by="start", since=date(2025, 4, 1)),
    )
)
IDS = {"cov": units.parse("%"), "revenue": units.parse("EUR"), "headcount": units.parse("people")}


def files(data: bytes) -> None:
    """A file of a workspace, chosen by the first byte: loading, measuring and linting it all.

    None of them raises; each finding has a message, and a place in a file that is there.
    """
    if not data:
        return
    path = FUZZED[data[0] % len(FUZZED)]
    contents = {name: text.encode() for name, text in AROUND.items()} | {path: data[1:]}
    loaded = load(DictTree(contents))
    measure(loaded.workspace, TODAY)
    found = lint(loaded, today=TODAY)
    assert len(found) <= MOST_FINDINGS, f"{len(found)} findings"
    for one in found:
        check_place(one, contents)


def check_place(one: Finding, contents: dict[str, bytes]) -> None:
    """A finding says something, about a stretch of a file that is there."""
    span = one.span
    assert one.message, one.rule.code
    assert span.file in contents, span
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), span
    lines = contents[span.file].count(b"\n") + contents[span.file].count(b"\r") + 1
    assert span.line <= lines, f"{span} of {lines} lines"


def formulas(data: bytes) -> None:
    """A formula: read or refused at a column of its own; reckoned in a bounded number of steps."""
    text = data.decode("utf-8", "replace")
    try:
        read = formula.parse(text)
    except formula.FormulaError as refused:
        assert refused.message, text
        assert 1 <= refused.column <= len(text) + 1, refused.column
        return
    asked = 0

    def value_of(kpi_id: str, back: int) -> Decimal | formula.Missing:
        nonlocal asked
        asked += 1
        return formula.Missing("none") if back > 300 else Decimal(len(kpi_id) - back % 7)

    value = formula.evaluate(read, value_of)
    assert asked <= MOST_STEPS, asked
    assert isinstance(value, formula.Missing) or value.is_finite(), value
    formula.loop({"cov": read, "half": read})
    for one in read.references:
        assert text[one.column - 1 :].startswith(one.id), one
        formula.meant(one.id, IDS)
    try:
        formula.unit_of(read, IDS)
    except formula.UnitError as refused:
        assert str(refused), text


def words(data: bytes) -> None:
    """Days, cycles, cadences, durations and units: each is read, or refused with what to write.

    What was read is written as the same again, and its days stay inside of time.
    """
    text = data.decode("utf-8", "replace")
    named = CALENDARS.cycle(text)
    assert named is None or named.first <= named.last, named
    try:
        parse_day(text, TODAY, CALENDARS.cycle("2026-Q4"), CALENDARS.cycle)
    except UsageError as refused:
        assert str(refused), text
    for read in (cadence.parse, cadence.parse_every):
        try:
            _check_cadence(read(text))
        except cadence.CadenceError as refused:
            assert refused.message, text
            assert refused.help, text
    try:
        length = cadence.parse_duration(text)
        assert cadence.parse_duration(str(length)) == length, length
        assert TODAY - length <= TODAY <= TODAY + length, length
    except cadence.CadenceError as refused:
        assert refused.help, text
    try:
        unit = units.parse(text)
        assert units.parse(str(unit)) == unit, unit
    except units.UnitError as refused:
        assert str(refused), text


def _check_cadence(often: cadence.Cadence) -> None:
    assert cadence.parse(str(often)) == often, often
    for first in (TODAY, date.min, date(9999, 12, 1)):
        last = min(date.max.toordinal(), first.toordinal() + 366)
        days = cadence.due_days(often, first, date.fromordinal(last))
        assert list(days) == sorted(set(days)), often
        assert all(first <= day for day in days), often
        assert cadence.next_due(often, first, first) >= first, often
        assert cadence.period_of(often, first).contains(first), often


def file_seeds() -> Iterator[bytes]:
    """Every file of the examples and of the corpus, behind the byte that says what it is."""
    for workspace in (*sorted((ROOT / "examples").iterdir()), ROOT / "tests" / "corpus" / "public"):
        for number, path in enumerate(FUZZED):
            found = workspace.glob(FOUND_IN.get(path, path))
            yield from (bytes([number]) + one.read_bytes() for one in sorted(found))
    yield from (bytes([number]) + AROUND[path].encode() for number, path in enumerate(FUZZED))


def formula_seeds() -> Iterator[bytes]:
    """One formula for each way of writing one, and for each refusal."""
    yield from (
        b"cov", b"revenue / headcount", b"(cov + 1) * -2.5 - revenue", b"sum(revenue, 12) / 12",
        b"mean(cov, 4)", b"min(cov, 2) + max(cov, 3)", b"lag(cov, 1)", b"cov - previous(cov)",
        b"9**9**9", b"().__class__", b"revenue-costs", b"1e5", b"((((cov))))", b"sum(sum(cov,9),9)",
    )  # fmt: skip


def word_seeds() -> Iterator[bytes]:
    """One text for each form of day, cycle, cadence, duration and unit."""
    yield from (
        b"2026-11-20", b"today", b"last friday", b"3 days ago", b"start", b"end", b"2026-Q4",
        b"2026-H1", b"2026-W53", b"2026-02", b"2025", b"weekly on friday", b"every 2 weeks",
        b"monthly on the 31st", b"quarterly on the last monday", b"daily", b"2 months", b"week",
        b"EUR/person", b"%", b"kg*m/s", b"9999 years", b"every 999 quarters on the first day",
    )  # fmt: skip


def vocabulary() -> list[bytes]:
    """The words of the seeds, for changes that put one of them somewhere else."""
    said = b" ".join(seed for _, seeds in TARGETS.values() for seed in seeds())
    return sorted(set(re.findall(rb"[a-z_]{2,20}|[0-9]{4}-[0-9-]{5}", said)))


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]] = {
    "files": (files, file_seeds),
    "formulas": (formulas, formula_seeds),
    "words": (words, word_seeds),
}
"""Each target by its name, with the inputs it begins with."""
