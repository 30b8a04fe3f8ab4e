"""Explain recomputes to the shown number, for any workspace."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from measure.goals import entry_id
from pages.explained import addresses, case_of, check, explained, steps_of
from support import Space, said, workspace

FIRST = date(2026, 10, 1)
HEAD = """\
# okrctl.yaml
okrctl: 1
people: {mira: {name: Mira}}
teams: {company: {lead: mira}, ops: {lead: mira, parent: company}}
cadence: {checkin: weekly on friday, grace: 3 days}
"""
numbers = st.decimals(-1000, 1000, places=2)
days = st.integers(0, 91).map(lambda n: FIRST + timedelta(n))
weights = st.none() | st.decimals("0.5", 4, places=1)


def line(number: int, **fields: object) -> str:
    """An entry as a line."""
    text = json.dumps({"id": entry_id(number), "who": "mira", **fields}, default=str)
    return text.replace('"#', "").replace('#"', "")


def raw(number: Decimal) -> str:
    """A number as JSON writes it, behind the marks that `line` takes away."""
    return f"#{number:f}#"


@st.composite
def moves(draw: st.DrawFn) -> str:
    """A number from X to Y, with a plan or none; known or not."""
    start, way = draw(numbers), draw(st.decimals("0.01", 500, places=2))
    end = start + way * draw(st.sampled_from([1, -1]))
    plan = ""
    if draw(st.booleans()):
        some = sorted(draw(st.sets(st.integers(5, 80), min_size=1, max_size=3)))
        points = [f"{FIRST + timedelta(n)}: {start + (end - start) * n / 92:f}" for n in some]
        plan = f", plan: {{{', '.join(points)}}}"
    return draw(
        st.sampled_from(
            [
                f"from: {start}, to: {end}{plan}",
                f"count: {draw(st.integers(1, 50))}",
                f"from: {max(start, Decimal(1))}, change_by: +25%",
                "from: unknown, to: 3, better: higher",
            ]
        )
    )


@st.composite
def key_results(draw: st.DrawFn, name: str) -> tuple[str, list[dict[str, object]]]:
    """A key result of some kind, and check-ins that report it."""
    kind = draw(st.sampled_from(["move", "hold", "milestones", "zones", "done", "kpi"]))
    told = draw(st.lists(st.tuples(days, st.integers(0, 10), numbers), max_size=9))
    weight = draw(weights)
    more = f", weight: {weight}" if weight is not None else ""
    values: list[dict[str, object]] = [
        {
            "at": f"{day}T12:00:00Z",
            "kr": f"ops/calm#{name}",
            "value": raw(value),
            "confidence": said,
        }
        for day, said, value in told
    ]
    if kind == "hold":
        guard = ", guardrail: true" if draw(st.booleans()) else ""
        return f"{{title: Held, at_least: {draw(numbers)}, every: week{guard}{more}}}", values
    if kind == "kpi":
        kpi, to = draw(st.sampled_from(["other", "both"])), draw(st.integers(1, 99))
        return f"{{title: Moves a KPI, kpi: {kpi}, from: 0, to: {to}{more}}}", []
    if kind == "move":
        shape = draw(moves())
        if "unknown" in shape:
            values = [{**e, "progress": 0.25} for e in values]
            values = [{k: v for k, v in e.items() if k != "value"} for e in values]
        return f"{{title: Moves, {shape}{more}}}", values
    rest = [{k: v for k, v in each.items() if k != "value"} for each in values]
    steps = "milestones: {a: One, b: {title: Two, weight: 2, due: 2026-11-10}, c: {title: Three}}"
    shapes = {"milestones": steps, "zones": "zones: {commit: One, target: Three, stretch: Many}",
              "done": "done_when: It is so"}  # fmt: skip
    says: dict[str, list[dict[str, object]]] = {
        "milestones": [{"milestone": "a", "done": True}, {"milestone": "b", "done": False},
                       {"progress": 0.4}],
        "zones": [{"zone": "commit"}, {"zone": "target"}, {"zone": "below"}],
        "done": [{"done": True}, {"done": False}, {"progress": 0.7}],
    }  # fmt: skip
    extra = st.sampled_from([*says[kind], {}])
    return f"{{title: Steps, {shapes[kind]}{more}}}", [{**each, **draw(extra)} for each in rest]


@st.composite
def gauges(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    """Two KPIs with readings, and one calculated from both."""
    aggregate = draw(st.sampled_from(["last", "sum", "mean", "min", "max", "count"]))
    better = draw(st.sampled_from(["higher", "lower", "inside"]))
    bound = {"higher": "at_least: 5", "lower": "at_most: 7", "inside": "between: [2, 8]"}[better]
    formula = draw(
        st.sampled_from(
            ["gauge / other", "2 * gauge - sum(other, 3)", "max(other, 2) - previous(gauge)",
             "mean(gauge, 2) * 100 / (other + 0.5)", "-gauge + min(other, 3)"]
        )
    )  # fmt: skip
    text = f"""\
# kpis/gauge.yaml
title: Gauge
better: {better}
cadence: weekly
aggregate: {aggregate}
healthy: {{{bound}}}
target: 6
drives: {{other: {{lag: 2 weeks, effect: opposite}}}}
segments: {{region: [emea, amer]}}
# kpis/other.yaml
title: Other
better: higher
cadence: weekly
# kpis/both.yaml
title: Both
better: higher
formula: {formula}
"""
    told: list[dict[str, object]] = []
    weeks = draw(st.integers(0, 30))
    for week in range(weeks):
        at = f"{FIRST + timedelta(7 * week - 120)}T12:00:00Z"
        values = draw(st.lists(st.integers(0, 12), min_size=1, max_size=2))
        told += ({"at": at, "kpi": "gauge", "value": value} for value in values)
        told.append({"at": at, "kpi": "other", "value": draw(st.integers(0, 9))})
    for part in draw(st.sets(st.sampled_from(["emea", "amer"]))):
        told.append({"at": "2026-10-14T12:00:00Z", "kpi": "gauge", "value": draw(st.integers(0, 9)),
                     "segment": {"region": part}})  # fmt: skip
    return text, told


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """A workspace of two teams, one measured by what the other does."""
    found = [draw(key_results(f"k{n}")) for n in range(draw(st.integers(1, 4)))]
    kpis, readings = draw(gauges())
    bodies = "".join(f"  k{n}: {body}\n" for n, (body, _) in enumerate(found))
    commitment = draw(st.sampled_from(["aspirational", "committed"]))
    checkins = [entry for _, entries in found for entry in entries]
    if draw(st.booleans()):
        checkins.append({"at": "2026-12-30T12:00:00Z", "kr": "ops/calm#k0", "grade": 0.55})
    text = (
        f"{HEAD}# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\ncommitment: {commitment}\n"
        f"supports: ['company/trust#follow']\nkey_results:\n{bodies}"
        "# goals/2026-Q4/company/trust.yaml\ntitle: Trust\nkey_results:\n"
        "  follow: {title: Teams follow, measured_by: supporting}\n"
        f"{kpis}# checkins/2026-Q4/ops/one.jsonl\n"
        + "".join(f"{line(n, **entry)}\n" for n, entry in enumerate(checkins))
        + "# readings/2026/one.jsonl\n"
        + "".join(f"{line(1000 + n, **entry)}\n" for n, entry in enumerate(readings))
    )
    return workspace(text)


@settings(deadline=None, max_examples=60)
@given(spaces(), st.integers(0, 130).map(lambda n: FIRST + timedelta(n)))
def test_explain_recomputes_to_the_shown_number(space: Space, day: date) -> None:
    """Each formula of goals, KPIs and teams, reckoned again by another hand, gives its number."""
    wrong = [finding for finding in space.findings if finding.weight == "error"]
    assert not wrong, said(tuple(wrong))
    case = case_of(space.loaded, day)
    seen = [step for one in addresses(case) for step in steps_of(explained(case, one))]
    assert seen
    for step in seen:
        check(step)
