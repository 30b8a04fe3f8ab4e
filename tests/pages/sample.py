"""Acme on 21 November 2026: a company of four teams, made by hand so that pages need no files."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from okrctl.measure.state import (
    RANK,
    Blocker,
    GaugeState,
    KeyResultState,
    ObjectiveState,
    State,
    StateName,
    TeamState,
)
from okrctl.model.address import KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.calendar import Calendars, Cycle
from okrctl.model.entry import Entry
from okrctl.model.kinds import DoneWhen, Hold, KeyResult, Milestones, Move, Supporting, Zones
from okrctl.model.kinds.history import History, Point, Support, Window
from okrctl.model.kpi import Band, Kpi
from okrctl.model.objective import Initiative, Need, Objective
from okrctl.model.people import Person, Team
from okrctl.model.policy import ASPIRATIONAL
from okrctl.model.settings import Settings
from okrctl.model.values import Unsaid, mean
from okrctl.model.workspace import Workspace

TODAY = date(2026, 11, 21)
CYCLE = Cycle("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
SHAPES: Mapping[str, type[KeyResult]] = {
    "to": Move, "change_by": Move, "at_least": Hold, "at_most": Hold, "between": Hold,
    "milestones": Milestones,
    "done_when": DoneWhen, "zones": Zones, "measured_by": Supporting,
}  # fmt: skip


def entry(subject: str, day: date = TODAY, who: str = "mira", **fields: object) -> Entry:
    """An entry about a key result; the same entry has the same id each time."""
    digest = hashlib.sha256(repr((subject, day, who, fields)).encode()).hexdigest()
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Entry(digest[:13], at, who, day, "kr", subject, fields)


def objective(address: str, title: str, **fields: object) -> Objective:
    """An objective of the cycle; `address` is `team/id`."""
    team, _, name = address.partition("/")
    return Objective(address=ObjectiveAddress("2026-Q4", team, name), title=title, **fields)


def key_result(of: Objective, name: str, title: str, **fields: object) -> KeyResult:
    """A key result of the kind that its fields say."""
    kind = next(kind for shape, kind in SHAPES.items() if shape in fields)
    exact = {k: Decimal(str(v)) if isinstance(v, (int, float)) and not isinstance(v, bool) else v
             for k, v in fields.items()}  # fmt: skip
    return kind(address=KeyResultAddress(of.address, name), title=title, **exact)


def stands(
    kr: KeyResult,
    *entries: Entry,
    windows: tuple[Window, ...] = (),
    supports: tuple[Support, ...] = (),
    as_of: date = TODAY,
    state: StateName | None = None,
    **more: object,
) -> KeyResultState:
    """Where a key result stands after these entries; its state is the verdict unless given."""
    points = tuple(Point(e.day, e.value, e) for e in entries if e.value is not None)
    history = History(as_of, CYCLE.first, CYCLE.last, entries, points, windows, supports)
    progress = kr.progress(history)
    judgement = kr.judge(progress, history, ASPIRATIONAL)
    last = entries[-1] if entries else None
    blocked = [e for e in entries if e.has("blocked")]
    blockers = tuple(Blocker(e, kr.address) for e in blocked)
    return KeyResultState(
        kr, history, progress, judgement,
        state or ("done" if progress.done else judgement.verdict),
        frozenset((*progress.flags, *(["blocked"] if blocked else []))),
        ASPIRATIONAL,
        confidence=history.confidence,
        last_entry=last,
        age_days=(as_of - last.day).days if last else None,
        blockers=blockers,
        breached=kr.breached(history),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def adds_up(goal: Objective, *key_results: KeyResultState, **more: object) -> ObjectiveState:
    """An objective from its key results: their mean, and the weakest of them."""
    counted = [(k.key_result.counted_weight, k.progress.counts) for k in key_results]
    ranked = [k for k in key_results if not k.key_result.guardrail and k.state in RANK]
    weakest = min(
        ranked,
        key=lambda k: (RANK.index(k.state), k.judgement.ratio is None, k.judgement.ratio or 0),
        default=None,
    )
    ages = [k.age_days for k in key_results if k.age_days is not None]
    fields: dict[str, object] = {
        "progress": mean([(w, c) for w, c in counted if c is not None]),
        "reason": "" if key_results else "no key results",
        "state": weakest.state if weakest else "no data",
        "flags": frozenset(flag for k in key_results for flag in k.flags),
        "weakest": weakest,
        "expected": Decimal(52) / 92,
        "oldest_days": max(ages, default=None),
        "oldest_day": TODAY - timedelta(max(ages)) if ages else None,
        "owner": goal.owner or "",
        **more,
    }
    goal = goal.model_copy(update={"key_results": tuple(k.key_result for k in key_results)})
    return ObjectiveState(goal, key_results, **fields)  # type: ignore[arg-type]


def weeks(*values: str | None) -> tuple[Window, ...]:
    """Weeks from the first of the cycle, with what each came to."""
    return tuple(
        Window(CYCLE.first + timedelta(7 * n), CYCLE.first + timedelta(7 * n + 6),
               None if value is None else Decimal(value))
        for n, value in enumerate(values)
    )  # fmt: skip


def trusted_releases() -> ObjectiveState:
    """The objective of the house: a KPI that keeps pace, a number that does not, a line, a gap."""
    goal = objective(
        "engineering/trusted-releases", "Customers trust every release", owner="mira",
        why="Support spends half of its week on bugs that we shipped.",
        supports=("company/trust#nps",),
        initiatives={
            "coverage-report": Initiative(
                title="Put a coverage report on every pull request", owner="tomas", status="doing"
            )
        },
        needs=(
            Need(team="hr", what="Two developers who own long-term quality", objective="hr/hiring"),
        ),
    )  # fmt: skip
    coverage = key_result(goal, "coverage", "The live code base is covered by tests",
                          kpi="code-coverage", **{"from": 63, "to": 80, "stretch": 85})  # fmt: skip
    bugs = key_result(goal, "critical-bugs", "Critical bugs found after release",
                      unit="bugs", **{"from": 10, "to": 0})  # fmt: skip
    api = key_result(goal, "availability", "The API stays up while we change it",
                     unit="%", at_least=99.5, every="week", guardrail=True)  # fmt: skip
    lead = key_result(goal, "lead-time", "Time from commit to production", unit="h", to=4,
                      better="lower", baseline_by=date(2026, 10, 15),
                      **{"from": Unsaid.UNKNOWN})  # fmt: skip
    return adds_up(
        goal,
        stands(
            coverage,
            entry("c", TODAY - timedelta(9), confidence=8),
            entry("c", TODAY - timedelta(1), "ci", value=Decimal(74)),
            week=Decimal("0.0588"),
        ),
        stands(
            bugs,
            entry("b", TODAY - timedelta(8), value=Decimal(7), confidence=5),
            entry("b", value=Decimal(8), confidence=3, note="Two billing regressions",
                  blocked="No staging data for billing",
                  support=[{"team": "ops", "need": "A masked copy of production"}]),
            week=Decimal("-0.1"),
        ),
        stands(api, entry("a", value=Decimal("99.62")), windows=weeks(*["99.7"] * 7, "99.62")),
        stands(lead, entry("l", note="Collector installed")),
        week=Decimal("0.0088"),
    )  # fmt: skip


def every_kind() -> ObjectiveState:
    """One key result of each kind that trusted-releases has not."""
    goal = objective("growth/every-kind", "Newcomers feel at home from the first hour",
                     owner="lena", commitment="committed")  # fmt: skip
    canary = key_result(goal, "canary", "Canary deploys reach every service", milestones={
        "pilot": {"title": "One service behind a canary", "due": date(2026, 10, 31)},
        "half": {"title": "Half of the services", "due": date(2026, 11, 15)},
        "every-service": {"title": "Every service", "due": date(2026, 12, 15)},
    })  # fmt: skip
    report = key_result(goal, "soc2", "The SOC 2 Type II report is published",
                        done_when="The SOC 2 Type II report is published")  # fmt: skip
    words = key_result(goal, "word-of-mouth", "Customers say that releases are calm", zones={
        "commit": "One customer says so unprompted",
        "target": "Three reference customers say so on record",
        "stretch": "A customer gives a talk about it",
    })  # fmt: skip
    relay = key_result(goal, "teams-follow", "Every team makes its releases boring",
                       measured_by="supporting")  # fmt: skip
    money = key_result(goal, "mrr", "Revenue that renews", unit="EUR",
                       **{"from": 360_000, "to": 450_000})  # fmt: skip
    back = key_result(goal, "mttr", "From the page to well again", unit="min",
                      **{"from": 90, "to": 30})  # fmt: skip
    return adds_up(
        goal,
        stands(canary, entry("m", milestone="pilot", done=True, confidence=6)),
        stands(report, entry("d", progress=Decimal("0.4"), confidence=6)),
        stands(words, entry("z", zone="commit", confidence=7, evidence="A thread in the forum")),
        stands(relay, supports=(Support("2026-Q4/engineering/trusted-releases", Decimal(1),
                                        Decimal("0.4235")),)),
        stands(money, entry("e", TODAY - timedelta(16), value=Decimal(412_000), confidence=8),
               state="stale"),
        stands(back, entry("t", value=Decimal(93), confidence=3)),
        week=Decimal("0.05"),
    )  # fmt: skip


def baseline() -> ObjectiveState:
    """An objective that nobody has checked in on."""
    goal = objective("support/one-voice", "Customers hear one voice from us", owner="ines")
    tone = key_result(goal, "same-answer", "Replies that agree with the docs", unit="%",
                      **{"from": 40, "to": 90})  # fmt: skip
    return adds_up(goal, stands(tone))


def far_east() -> ObjectiveState:
    """A title in Chinese with an emoji, which take two cells each."""
    goal = objective("support/got-you", "客户在第一次联系时就得到帮助 🚀", owner="ines")
    first = key_result(goal, "first-contact", "第一次联系就解决", unit="%",
                       **{"from": 50, "to": 80})  # fmt: skip
    return adds_up(
        goal, stands(first, entry("f", value=Decimal(69), confidence=7)), week=Decimal("0.12")
    )


def acme(*objectives: ObjectiveState) -> tuple[State, Workspace]:
    """The company with these objectives, or with all of the above."""
    shown = objectives or (trusted_releases(), every_kind(), baseline(), far_east())
    names = ("company", "engineering", "growth", "support")
    teams = tuple(
        TeamState(name, name.title(), mine, mean([(Decimal(1), o.progress) for o in mine
                                                  if o.progress is not None]))
        for name in names
        if (mine := tuple(o for o in shown if o.address.team == name))
    )  # fmt: skip
    space = Workspace(
        Settings(
            organization="Acme",
            people={name: Person(name=name.title()) for name in ("mira", "lena", "ines", "tomas")},
            teams={name: Team(title=name.title()) for name in names},
        ),
        Calendars(),
        tuple(o.objective for o in shown),
        kpis(),
    )
    state = State(TODAY, CYCLE, teams, gauges())
    found = {str(o.address): o for o in shown}
    found |= {str(k.address): k for o in shown for k in o.key_results}  # type: ignore[misc]
    return dataclasses.replace(state, by_address=found), space


def kpis() -> tuple[Kpi, ...]:
    """Three gauges."""
    return (
        Kpi(address=KpiAddress("code-coverage"), title="Code coverage", owner="tomas", unit="%",
            better="higher", role="leading", cadence="weekly", healthy=Band(at_least=Decimal(75)),
            warning=Band(at_least=Decimal(70)), target=Decimal(80), stretch=Decimal(90),
            why="Uncovered code is where release bugs hide."),
        Kpi(address=KpiAddress("failed-deploys"), title="Failed deploys", unit="%",
            better="lower", healthy=Band(at_most=Decimal(5)), warning=Band(at_most=Decimal(8))),
        Kpi(address=KpiAddress("mrr"), title="Monthly recurring revenue", unit="EUR",
            better="higher", healthy=Band(at_least=Decimal(400_000))),
    )  # fmt: skip


def gauges() -> tuple[GaugeState, ...]:
    """Where they stand."""

    def at(value: int, days: int) -> Point:
        day = TODAY - timedelta(days)
        return Point(day, Decimal(value), entry("kpi", day, "ci", value=Decimal(value)))

    return (
        GaugeState("code-coverage", at(74, 1), "warning", age_days=1),
        GaugeState("failed-deploys", at(9, 1), "critical", age_days=1),
        GaugeState("mrr", at(412_000, 3), "healthy", age_days=3),
        GaugeState("revenue-per-head", None, "no value", "headcount has no reading"),
    )
