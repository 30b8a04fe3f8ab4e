"""Rules of what KPIs read: that they are read, that they add up, and that somebody acts on them."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.measure.aggregates import name_of
from okrctl.measure.expectation import Surprise, surprises
from okrctl.measure.health import health
from okrctl.measure.readings import WHOLE
from okrctl.measure.segments import Mismatch, mismatches
from okrctl.model.entry import Entry
from okrctl.model.kpi import Kpi

_ZOKRI = '"KPIs vs OKRs - The Differences Explained" (ZOKRI)'
_LUCID = '"OKRs vs. KPIs" (Lucid)'

_SAYS = {
    "min": "{value} is below {limit}, which is expected at least",
    "max": "{value} is above {limit}, which is expected at most",
    "max_jump": "{value} after {before} is a jump of more than {limit}",
}


@rule(
    "OKR406",
    severity="warning",
    by_clock=True,
    rests_on=f"{_LUCID}: timely, so measured at regular, frequent intervals",
)
def stale_kpi(kpi: Kpi, view: View) -> Iterator[Problem]:
    """A KPI has had no reading for longer than its cadence and the grace.

    An old number is no news, and silence is never healthy. A calculated KPI is as old as what it
    is calculated from. Only the clock breaks this rule, so it says nothing of a change under
    review.

    Bad:
        # as of 2026-11-21
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-10-23T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 76}

    Good:
        # as of 2026-11-21
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 76}
    """  # noqa: E501 - an entry is one line
    state = view.measured.gauges.state(kpi)
    if kpi.formula is None and state.health == "stale":
        yield Problem(
            "cadence",
            "{kpi} had its last reading {days} days ago: {reason}",
            help=f"okrctl reading {kpi.id}",
            kpi=kpi.id,
            days=state.age_days or 0,
            reason=state.reason,
        )


@rule("OKR408", severity="warning", rests_on=f"{_LUCID}: objective assessment and comparison")
def segments_do_not_add_up(kpi: Kpi, view: View) -> Iterator[Problem]:
    """The segments of a KPI do not come to the whole.

    Where every segment and the whole have a reading in the same period, and the KPI is a sum,
    their sum is the whole. Otherwise one of the numbers is wrong, or a segment is missing.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/tickets.yaml
        title: Tickets
        owner: mira
        better: lower
        cadence: weekly
        aggregate: sum
        healthy: {at_most: 60}
        pillar: quality
        playbook: Above 60, everybody answers for an hour.
        segments: {region: [emea, amer]}
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "tickets", "value": 50}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kpi": "tickets", "segment": {"region": "emea"}, "value": 30}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:24Z", "who": "mira", "kpi": "tickets", "segment": {"region": "amer"}, "value": 15}

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/tickets.yaml
        title: Tickets
        owner: mira
        better: lower
        cadence: weekly
        aggregate: sum
        healthy: {at_most: 60}
        pillar: quality
        playbook: Above 60, everybody answers for an hour.
        segments: {region: [emea, amer]}
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "tickets", "value": 50}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kpi": "tickets", "segment": {"region": "emea"}, "value": 30}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:24Z", "who": "mira", "kpi": "tickets", "segment": {"region": "amer"}, "value": 20}
    """  # noqa: E501 - an entry is one line
    newest: dict[str, Mismatch] = {}
    for one in mismatches(view.workspace, kpi, view.today):
        if one.period.last >= view.measured.recent:
            newest[one.dimension] = one
    for dimension, one in newest.items():
        point = one.whole.point
        yield Problem(
            point.entry if point else ("segments", dimension),
            "{kpi} by {dimension} comes to {together} in {period}, the whole to {whole}",
            help="correct the reading that is wrong, or add the segment that is missing",
            kpi=kpi.id,
            dimension=dimension,
            together=f"{one.together:f}",
            period=name_of(one.period),
            whole=f"{one.whole.value or 0:f}",
        )


@rule("OKR410", severity="info", rests_on=f"{_ZOKRI}: KPIs as data inputs for OKR planning")
def critical_without_goal(kpi: Kpi, view: View) -> Iterator[Problem]:
    """A KPI has been critical for two periods, and no key result is about it or what drives it.

    One bad week is noise. Two are a question for planning: whether it matters enough to be a goal,
    or whether its threshold is wrong.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 66}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 65}

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 66}
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 76}
    """  # noqa: E501 - an entry is one line
    gauges = view.measured.gauges
    if gauges.state(kpi).health != "critical":
        return
    values = [one.value for one in gauges.periods(kpi, 2)]
    critical = [one for one in values if one is not None and health(kpi, one) == "critical"]
    if len(critical) == 2 and not _has_a_goal(kpi, view):
        yield Problem(
            "healthy",
            "{kpi} is critical for two periods ({before}, {now}), and no key result is about it",
            help="make it a goal, or one of what drives it; or change what is healthy",
            kpi=kpi.id,
            before=f"{critical[0]:f}",
            now=f"{critical[1]:f}",
        )


@rule("OKR412", severity="warning", rests_on=f"{_LUCID}: measurable, quantifiable")
def unexpected_reading(kpi: Kpi, view: View) -> Iterator[Problem]:
    """A reading lies outside what the KPI expects, or jumps further than it can.

    It may be a slip of the pen, a broken sensor, or news. Correct it, or say in its note or in a
    comment why it is right; an event of that day says so too. What lies before the cycle that runs
    is history.

    Bad:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        expect: {min: 0, max: 100}
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 760}

    Good:
        # okrctl.yaml
        strategy: {quality: Releases are boring}
        people: {mira: {name: Mira}}
        # kpis/coverage.yaml
        title: Code that a test runs
        owner: mira
        better: higher
        cadence: weekly
        healthy: {at_least: 75}
        pillar: quality
        playbook: The next sprint starts with the least covered module.
        expect: {min: 0, max: 100}
        # readings/2026/one.jsonl
        {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kpi": "coverage", "value": 76}
    """  # noqa: E501 - an entry is one line
    for entry, before, one in _surprises(kpi, view):
        yield Problem(
            entry,
            _SAYS[one.bound],
            help=f"correct it, or say why it is right: okrctl checkin --supersedes {entry.id}",
            value=f"{entry.value or 0:f}",
            before="" if before is None or before.value is None else f"{before.value:f}",
            limit=f"{one.limit:f}",
        )


def _surprises(kpi: Kpi, view: View) -> Iterator[tuple[Entry, Entry | None, Surprise]]:
    """Readings that nobody explained, the one of the same segment before each, and what is odd."""
    if kpi.expect is None:
        return
    entries = view.workspace.journal.about(str(kpi.address), view.today)
    events = {entry.day for entry in entries if entry.has("event")}
    last: dict[object, Entry] = {}
    for entry in entries:
        if entry.value is None:
            continue
        segment = entry.fields.get("segment") or WHOLE
        key = str(sorted(segment.items())) if isinstance(segment, dict) else ""
        before = last.get(key)
        last[key] = entry
        judged = entry.day >= view.measured.recent and entry.day not in events
        found = list(surprises(kpi, entry.value, before.value if before else None))
        if found and judged and not view.measured.is_explained(entry):
            yield from ((entry, before, one) for one in found)


def _has_a_goal(kpi: Kpi, view: View) -> bool:
    """Whether a key result is about a KPI, or about what drives it, however far up."""
    seen, waiting = {kpi.id}, [kpi.id]
    while waiting:
        one = waiting.pop()
        if one in view.measured.under_goals:
            return True
        fresh = view.measured.drivers.get(one, frozenset()) - seen
        seen |= fresh
        waiting += fresh
    return False
