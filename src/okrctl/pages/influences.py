"""What KPIs are said to drive, and what the data says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from okrctl.measure.gauges import Gauges
from okrctl.measure.influence import Influence
from okrctl.measure.questions import Question
from okrctl.model.kpi import Kpi
from okrctl.pages.blocks import Block, Column, Group, Note, Role, Row, Run, Table, line
from okrctl.pages.document import Fact
from okrctl.pages.numbers import NONE, plural, share_of_one

COLUMNS = (
    Column("DRIVER"),
    Column("", leaves=0),
    Column("DRIVEN"),
    Column("AFTER", opens=True),
    Column("EFFECT", leaves=2),
    Column("SAID", leaves=1),
    Column("CHANGES", "right", leaves=3),
    Column("ALIKE", "right", leaves=4),
    Column("CHANCE", "right", leaves=4),
    Column("VERDICT", opens=True),
)
ORDER = ("supported", "not seen", "too few points")
ROLES: Mapping[str, Role] = {"supported": "good", "not seen": "plain", "too few points": "quiet"}


def found_of(kpis: Iterable[Kpi], gauges: Gauges) -> list[Influence]:
    """Every declared link of some KPIs, supported ones first."""
    found = [influence for kpi in kpis for influence in gauges.influences(kpi)]
    return sorted(found, key=lambda each: ORDER.index(each.verdict))


def drives_note(kpis: Sequence[Kpi], gauges: Gauges) -> list[Block]:
    """`first-response ─▸ csat after 3 weeks: supported · csat ─▸ mrr: not seen`."""
    parts = [f"{words(each)}: {each.verdict}" for each in found_of(kpis, gauges)]
    return [Note("Drives", (line(" · ".join(parts)),))] if parts else []


def words(found: Influence) -> str:
    """`first-response ─▸ csat after 3 weeks`."""
    after = f" after {found.drive.lag}" if found.drive.lag else ""
    return f"{found.driver} ─▸ {found.driven}{after}"


def evidence(kpis: Sequence[Kpi], gauges: Gauges) -> list[Block]:
    """Every declared link with its evidence; never more than that."""
    rows = tuple(row(each) for each in found_of(kpis, gauges))
    if not rows:
        return [line("No KPI here is said to drive another: write drives: in its file.")]
    note = line(
        Run("Alike is the rank correlation of changes; supported is never proven.", "quiet")
    )
    return [Table(COLUMNS, (Group(rows, note=note),))]


def row(found: Influence) -> Row:
    """One declared link."""
    correlation = NONE if found.correlation is None else f"{found.correlation:.2f}"
    chance = NONE if found.chance is None else f"{found.chance:.2f}"
    return (
        line(found.driver),
        line("─▸"),
        line(found.driven),
        line(found.drive.lag or "at once"),
        line(found.drive.effect),
        line(found.drive.strength or ""),
        line(str(found.changes)),
        line(correlation),
        line(chance),
        line(Run(found.verdict, ROLES[found.verdict])),
    )


def question_lines(asked: Sequence[Question]) -> list[Block]:
    """The strongest pairs that nobody declared, as questions."""
    lines = tuple(line(question_words(question)) for question in asked)
    return [Note("Asked", lines)] if lines else []


def question_words(question: Question) -> str:
    """`does first-response drive mrr after 2 periods? They move the opposite way (-0.71)`."""
    after = f" after {plural(question.lag, 'period')}" if question.lag else ""
    way = "together" if question.effect == "same" else "in opposite ways"
    return (
        f"does {question.driver} drive {question.driven}{after}? Both move {way} "
        f"({question.correlation:.2f}, {question.changes} changes)"
    )


def influence_facts(found: Influence) -> Mapping[str, Fact]:
    """A declared link with its evidence; correlation and chance with four decimals."""
    return {
        "driver": f"kpi:{found.driver}",
        "driven": f"kpi:{found.driven}",
        "after": found.drive.lag,
        "lag": found.lag,
        "cadence": str(found.cadence),
        "effect": found.drive.effect,
        "strength": found.drive.strength,
        "changes": found.changes,
        "verdict": found.verdict,
        "correlation": None if found.correlation is None else share_of_one(found.correlation),
        "chance": None if found.chance is None else share_of_one(found.chance),
    }


def question_facts(question: Question) -> Mapping[str, Fact]:
    """An undeclared pair with its evidence."""
    return {
        "driver": f"kpi:{question.driver}",
        "driven": f"kpi:{question.driven}",
        "lag": question.lag,
        "cadence": str(question.cadence),
        "effect": question.effect,
        "changes": question.changes,
        "correlation": share_of_one(question.correlation),
        "chance": share_of_one(question.chance),
    }
