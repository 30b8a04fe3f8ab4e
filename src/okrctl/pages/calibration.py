"""How well confidence and forecast foretold what came. `okrctl calibration`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from okrctl.measure.calibration import Brier, Calibration, Call
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Mark,
    Next,
    Prose,
    Row,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.facts import day
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.numbers import NONE, plural, rounded

SCHEMA = "okrctl.calibration/1"
RECORD = ("address", "team", "confidence", "chance", "reached")
COLUMNS = (
    Column("  TEAM", elastic=True),
    Column("CALLS", "right", opens=True),
    Column("REACHED", "right"),
    Column("SAID", "right", leaves=2),
    Column("BRIER", "right"),
    Column("TREND", "right", leaves=2, opens=True),
    Column("BRIER", "right", leaves=3),
)
GUESS = Decimal("0.25")
"""The Brier score of somebody who says 5 of 10 each time."""
EXPLAINED = (
    "Brier is the mean square of what was foreseen less what came: 0 at best, 0.25 for 5 of 10 "
    "each time. Foreseen is what was said, and what the trend gave, in the middle of a cycle."
)


def calibration_page(
    found: Calibration,
    workspace: Workspace,
    as_of: date,
    *,
    person: str = "",
    basis: Basis | None = None,
) -> Document:
    """The calls of closed cycles by team; those of one person with each of them."""
    basis = basis or Basis()
    facts: dict[str, Fact] = {
        "organization": workspace.settings.organization,
        "as_of": day(as_of),
        "commit": basis.commit or None,
        "uncommitted_files": basis.uncommitted,
        "person": person or None,
        "all": scores(found),
        "teams": [{"team": name, **scores(of)} for name, of in found.teams.items()],
        "calls": [call_facts(call) for call in shown_calls(found, person)],
    }
    rows = tuple(record(call) for call in shown_calls(found, person))
    blocks = (Heading(header(workspace, as_of, person, basis)), *body(found, person))
    return Document(SCHEMA, facts, Records(RECORD, rows), blocks)


def header(workspace: Workspace, as_of: date, person: str, basis: Basis) -> Line:
    """Whose calls these are."""
    whose = person or workspace.settings.organization or workspace.settings.name or "Everybody"
    return line(Run(f"{whose}: foreseen and come true", "strong"), aside=rests_on(as_of, basis))


def body(found: Calibration, person: str) -> Iterator[Block]:
    """The table and what it means; what is missing where there is nothing to compare."""
    if not found.calls:
        yield Prose("No closed cycle yet in which a confidence was said: close one first.")
        yield Next(("okrctl status",))
        return
    groups = [Group(tuple(row(name, of) for name, of in found.teams.items()))]
    if len(found.teams) > 1:
        groups.append(Group((row("all", found),)))
    yield Table(COLUMNS, tuple(groups))
    if person:
        yield Gap()
        yield Table(CALL_COLUMNS, (Group(tuple(map(call_row, found.calls))),))
    yield Gap()
    yield line(verdict(found))
    yield Prose(EXPLAINED)
    yield Next(("okrctl calibration --mine", "okrctl status") if not person else ("okrctl status",))


CALL_COLUMNS = (
    Column("  KEY RESULT", elastic=True),
    Column("SAID", "right", opens=True),
    Column("TREND", "right"),
    Column("CAME", opens=True),
)


def call_row(call: Call) -> Row:
    """One call of a person's own."""
    return (
        line(f"  {call.address}"),
        line(tenth(call.confidence)),
        line(tenth(call.chance)),
        line(Mark("done" if call.reached else "open"), " reached" if call.reached else " missed"),
    )


def row(name: str, found: Calibration) -> Row:
    """A team's calls: how many came true, how many that many said, and how near both were."""
    said = [call.confidence for call in found.calls if call.confidence is not None]
    seen = [call.chance for call in found.calls if call.chance is not None]
    return (
        line(f"  {name}"),
        line(str(len(found.calls))),
        line(str(sum(call.reached for call in found.calls))),
        line(mean_said(said)),
        line(two_decimals(found.stated.score)),
        line(mean_said(seen)),
        line(two_decimals(found.forecast.score)),
    )


def mean_said(shares: list[Decimal]) -> str:
    """How many were to come true by what was said: `4.2 of 6`."""
    if not shares:
        return NONE
    return f"{sum(shares, Decimal(0)):.1f} of {len(shares)}"


def two_decimals(score: Decimal | None) -> str:
    """A score as a person reads it."""
    return NONE if score is None else str(rounded(score, 2))


def tenth(share: Decimal | None) -> str:
    """A chance out of ten."""
    return NONE if share is None else f"{share * 10:.0f}"


def verdict(found: Calibration) -> str:
    """Whether what was said was better than a guess, and whether the trend knew better."""
    stated = found.stated
    if stated.score is None:
        return "Nobody stated a confidence in time."
    better = "better" if stated.score < GUESS else "no better"
    words = f"What was said was {better} than 5 of 10 each time ({two_decimals(stated.score)})"
    both = found.both
    if both.stated.score is None or both.forecast.score is None:
        return f"{words}."
    knew = "the trend" if both.forecast.score < both.stated.score else "the owner"
    count = plural(both.stated.count, "key result")
    return f"{words}; of {count} with both, {knew} knew better."


def shown_calls(found: Calibration, person: str) -> tuple[Call, ...]:
    """The single calls: only for the eyes of who made them."""
    return found.calls if person else ()


def scores(found: Calibration) -> dict[str, Fact]:
    """How many calls, how many came true, and both Brier scores; and of those with both."""
    return {
        "count": len(found.calls),
        "reached": sum(call.reached for call in found.calls),
        "stated": brier_facts(found.stated),
        "forecast": brier_facts(found.forecast),
        "both": {
            "stated": brier_facts(found.both.stated),
            "forecast": brier_facts(found.both.forecast),
        },
    }


def brier_facts(score: Brier) -> dict[str, Fact]:
    """A score and what it rests on."""
    return {"brier": score.score, "count": score.count}


def call_facts(call: Call) -> dict[str, Fact]:
    """One call."""
    return {
        "address": str(call.address),
        "team": call.team,
        "confidence": call.confidence,
        "chance": call.chance,
        "reached": call.reached,
    }


def record(call: Call) -> tuple[Cell, ...]:
    """One call as a row for programs."""
    came = "reached" if call.reached else "missed"
    return (str(call.address), call.team, call.confidence, call.chance, came)
