"""What reviewers must see of a change: the worst first, with what it does to the scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from okrctl.changes.change import Change
from okrctl.changes.classify import Judged, Review
from okrctl.changes.rescore import Shift
from okrctl.findings import SEVERITIES
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Next,
    Note,
    Run,
    Table,
    line,
)
from okrctl.pages.changes import Between, change_facts, collapsed, names_of, sides, where
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.findings import ROLES, whole
from okrctl.pages.numbers import NONE, plural

RECORD = ("severity", "change", "address", "field", "before", "after", "effect", "owner", "reason")
COLUMNS = (
    Column(""),
    Column("CHANGE"),
    Column("WHAT", elastic=True),
    Column("BEFORE", elastic=True, opens=True, yields=True),
    Column("AFTER", elastic=True, opens=True, yields=True),
    Column("EFFECT", leaves=2, opens=True, from_width=100),
    Column("OWNER", leaves=1),
)
ADVICE = "An amendment entry with a reason turns the error into a warning: okrctl amend"


def review_page(review: Review, between: Between) -> Document:
    """Both commits, the one thing that needs judgement, and every change, the worst first."""
    shown_ones = told(review)
    blocks: list[Block] = [line(between.words), Heading(whole(headline(review)))]
    blocks += [Heading(whole(Run(words, "strong"))) for words in rises(review)]
    if shown_ones:
        names = names_of((one.change for one in shown_ones), current(review))
        rows = tuple(row(one, names) for one in shown_ones)
        blocks += [Gap(), Table(COLUMNS, (Group(rows),))]
        blocks += remarks(shown_ones, names)
    if counted := collapsed(one.change for one in review.judged):
        blocks.append(line(Run(counted, "quiet")))
    blocks.append(Next(next_commands(shown_ones)))
    records = Records(RECORD, tuple(map(record, review.judged)))
    return Document("okrctl.review/1", facts(review, between), records, tuple(blocks))


def told(review: Review) -> list[Judged]:
    """The changes that are shown one by one, the worst first."""
    return [one for one in review.judged if not one.row.collapsed]


def headline(review: Review) -> str:
    """`1 error, 2 warnings: the goalpost moved to where it is easier to reach, on day 52 of 92`."""
    worst = next(iter(told(review)), None)
    if worst is None:
        return "no goal changed"
    counts = Counter(one.severity for one in told(review))
    named = {"error": "error", "warning": "warning", "info": "note"}
    words = ", ".join(plural(counts[s], named[s]) for s in SEVERITIES if counts[s])
    return f"{words}: {worst.row.summary}{day_words(worst.change, review)}"


def day_words(change: Change, review: Review) -> str:
    """`, on day 52 of 92`; empty for what lies in no running cycle."""
    name = change.before_address.partition("/")[0]
    cycle = review.comparison.base.workspace.calendars.cycle(name)
    if cycle is None or not cycle.contains(review.day):
        return ""
    return f", on day {cycle.elapsed_days(review.day)} of {cycle.days}"


def rises(review: Review) -> list[str]:
    """`company/trust rises 0.40 → 0.49 without new progress`, one an objective that did."""
    up = [shift for shift in review.rescored.objectives if score(shift.gain) > 0]
    return [f"{one.address} rises {scores(one)} without new progress." for one in up]


def scores(shift: Shift) -> str:
    """`0.40 → 0.49`."""
    return f"{said_score(shift.before)} → {said_score(shift.after)}"


def said_score(share: Decimal | None) -> str:
    """A score with two decimals, cut."""
    return NONE if share is None else str(score(share))


def score(share: Decimal) -> Decimal:
    """A share with two decimals, cut as ratios are: 0.698 is not yet 0.70."""
    return share.quantize(Decimal("0.01"), ROUND_FLOOR)


def current(review: Review) -> str:
    """The cycle that runs, which addresses need not name."""
    cycle = review.comparison.head.workspace.current_cycle(review.day)
    return cycle.name if cycle else ""


def row(judged: Judged, names: Mapping[str, str]) -> tuple[Line, ...]:
    """One change."""
    where, before, after = sides(judged.change, names)
    return (
        line(Run(judged.severity, ROLES[judged.severity])),
        line(judged.row.name),
        line(where),
        line(before),
        line(after),
        line(effect(judged)),
        line(judged.owner or NONE),
    )


def effect(judged: Judged) -> str:
    """`at risk → on pace`, `0.42 → 0.71`, `now healthy`, or none."""
    shift = judged.shift
    if shift is None or not shift.moved:
        return "none"
    if shift.address.startswith("kpi:"):
        return f"now {shift.state_after}" if shift.state_after else "gone"
    if shift.state_before and shift.state_after and shift.state_before != shift.state_after:
        return f"{shift.state_before} → {shift.state_after}"
    if shift.before == shift.after or not shift.state_before or not shift.state_after:
        return "none"
    return scores(shift)


def remarks(judged: Sequence[Judged], names: Mapping[str, str]) -> list[Note]:
    """The reasons that were written down, the key results below a KPI, and what to do."""
    noted = {
        "Reasons": [f"{where(one.change, names)}: “{one.reason}”" for one in judged if one.reason],
        "Under": [f"{one.change.address}: {', '.join(one.uses)}" for one in judged if one.uses],
        "Advice": advice(judged),
    }
    return [Note(label, tuple(map(line, words))) for label, words in noted.items() if words]


def advice(judged: Sequence[Judged]) -> list[str]:
    """What would make it weigh less, or bring its check-ins back."""
    found = [ADVICE] if needs_reason(judged) else []
    lost = (one.change for one in judged if has_lost_its_past(one))
    return found + [
        f"The check-ins of {one.before_address} do not follow it: okrctl mv moves with an alias"
        for one in lost
    ]


def has_lost_its_past(judged: Judged) -> bool:
    """Whether a goal under its new name has none of the news that it had under the old one."""
    shift = judged.shift
    return (
        judged.row.name in ("moved-to-team", "id-changed")
        and shift is not None
        and shift.state_after == "no data" != shift.state_before
    )


def needs_reason(judged: Sequence[Judged]) -> bool:
    """Whether an amendment would help: an error of a goal, not of an entry."""
    return any(one.severity == "error" and not one.change.entry for one in judged)


def next_commands(judged: Sequence[Judged]) -> tuple[str, ...]:
    """What to type next."""
    worst = next(iter(judged), None)
    return ("okrctl diff",) if worst is None else (f"okrctl rule {worst.row.code}", "okrctl diff")


def facts(review: Review, between: Between) -> dict[str, Fact]:
    """Everything the review knows."""
    counts = Counter(one.severity for one in review.judged)
    return between.facts() | {
        "day": review.day.isoformat(),
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "scores": [shift_facts(one) for one in review.rescored.objectives],
        "changes": [judged_facts(one) for one in review.judged],
    }


def judged_facts(judged: Judged) -> dict[str, Fact]:
    """A change, what it weighs and why."""
    return {
        "severity": judged.severity,
        "phase": judged.phase,
        **change_facts(judged.change),
        "owner": judged.owner or None,
        "reason": judged.reason or None,
        "mild": judged.change.mild or None,
        "uses": list(judged.uses),
        "effect": shift_facts(judged.shift) if judged.shift else None,
    }


def shift_facts(shift: Shift) -> dict[str, Fact]:
    """Progress and state before and after."""
    return {
        "address": shift.address,
        "before": shift.before,
        "after": shift.after,
        "state_before": shift.state_before or None,
        "state_after": shift.state_after or None,
    }


def record(judged: Judged) -> tuple[Cell, ...]:
    """A change as a row for programs."""
    change = judged.change
    return (
        judged.severity, change.name, change.address, change.field, change.before, change.after,
        effect(judged), judged.owner, judged.reason,
    )  # fmt: skip
