"""The closing report of a cycle: scores, teams, KPIs, calibration, lessons. `okrctl retro`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from okrctl.measure.retrospect import ZONES, Ended, Retrospect, TeamEnd, zone_of
from okrctl.measure.score import Score
from okrctl.model.succession import following
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Inline,
    Line,
    Mark,
    Next,
    Note,
    Prose,
    Quote,
    Role,
    Row,
    Run,
    Sign,
    Table,
    line,
)
from okrctl.pages.calibration import two_decimals
from okrctl.pages.document import Document, Records
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.moved import moved_words
from okrctl.pages.numbers import NONE, long_day, plural, rounded
from okrctl.pages.retro_facts import RECORD, SCHEMA, retro_facts, retro_rows

WORDS: dict[str, tuple[Sign, Role]] = {
    "achieved": ("done", "good"),
    "progress made": ("warn", "warn"),
    "missed": ("bad", "bad"),
    "no score": ("nothing", "quiet"),
}
"""Each word of a score with its sign; the last where there is none."""
OBJECTIVES = (
    Column("  SCORE"),
    Column("OBJECTIVE", elastic=True),
    Column("GRADE", "right", opens=True),
    Column("COMPUTED", "right", leaves=2),
    Column("DECISION", opens=True, leaves=3),
    Column("CARRIED", "right", leaves=1),
)
TEAMS = (
    Column("  TEAM", elastic=True),
    Column("SCORE", "right", opens=True),
    Column("BEFORE", "right", leaves=2),
    Column("CHECK-INS", "right", opens=True),
    Column("KEY RESULTS", opens=True, leaves=1, elastic=True),
)


def retro_page(found: Retrospect, workspace: Workspace, *, basis: Basis | None = None) -> Document:
    """How a cycle ended, for a meeting that looks back."""
    basis = basis or Basis()
    blocks = (Heading(header(found, workspace, basis)), *body(found, workspace))
    rows = tuple(retro_rows(found, workspace))
    return Document(SCHEMA, retro_facts(found, workspace, basis), Records(RECORD, rows), blocks)


def header(found: Retrospect, workspace: Workspace, basis: Basis) -> Line:
    """`Acme 2026-Q3, looked back on · closed by 2 of 2 teams`."""
    whose = workspace.settings.organization or workspace.settings.name or "Goals"
    closed = sum(team.closed for team in found.teams)
    words = f" · closed by {closed} of {plural(len(found.teams), 'team')}"
    title = Run(f"{whose} {found.cycle.name}, looked back on", "strong")
    full = line(title, words, aside=rests_on(found.state.as_of, basis))
    return Line(full.runs, full.aside, short=line(title))


def body(found: Retrospect, workspace: Workspace) -> Iterator[Block]:
    """The report; what to do first where there is nothing to report."""
    name = found.cycle.name
    if not found.teams:
        yield Prose(f"No goals in {name}.")
        yield Next(("okrctl status",))
        return
    if found.state.as_of <= found.cycle.last:
        yield line(f"It runs until {long_day(found.cycle.last)}: this is how far it has come.")
    yield by_score(found)
    yield by_zone(found)
    yield Gap()
    yield Table(OBJECTIVES, tuple(of_team(team) for team in found.teams))
    yield Gap()
    yield Table(TEAMS, (Group(tuple(team_row(team, found.cycle.name) for team in found.teams)),))
    yield from attainment(found)
    if found.moved:
        yield Gap()
        yield line(Run("DID THE KPIS MOVE?", "strong"))
        yield from (line("  ", *moved_words(one)) for one in found.moved)
    yield Gap()
    yield Note("Foreseen", (line(calibrated(found)),))
    yield from learned(found)
    yield Next(next_commands(found, workspace))


def by_score(found: Retrospect) -> Line:
    """`3 objectives: ✓ 1 achieved ▲ 1 progress made ○ 1 no score · 2 keep, 1 change`."""
    counts = Counter(word_of(one.state.score) for one in found.objectives)
    parts: list[str | Inline] = [f"{plural(len(found.objectives), 'objective')}:"]
    for word, (sign, role) in WORDS.items():
        if counts[word]:
            parts += [" ", Mark(sign), f" {counts[word]} ", Run(word, role)]
    decided = Counter(one.decision for one in found.objectives if one.decision)
    words = ", ".join(f"{count} {name}" for name, count in decided.items())
    return line(*parts, f" · {words}" if words else "")


def by_zone(found: Retrospect) -> Line:
    """`6 key results: 1 stretch, 2 target, 3 below`; those that were let go are none of these."""
    results = [kr for kr in found.state.key_results if not kr.left_out]
    counts = Counter(zone_of(kr) for kr in results)
    words = ", ".join(f"{counts[zone]} {zone}" for zone in ZONES if counts[zone])
    gone = Counter(kr.state for kr in found.state.key_results if kr.left_out)
    more = "".join(f", {count} {state}" for state, count in gone.items())
    return line(f"{plural(len(results), 'key result')}: {words}{more}")


def word_of(score: Score | None) -> str:
    """What a score amounts to."""
    return score.word if score else "no score"


def of_team(team: TeamEnd) -> Group:
    """A team's objectives under its name."""
    return Group(
        tuple(map(objective_row, team.objectives)), line(Run(team.title.upper(), "strong"))
    )


def objective_row(one: Ended) -> Row:
    """`✓ achieved  first-canary  0.8  0.76  keep  1×`."""
    score, word = one.state.score, word_of(one.state.score)
    sign, role = WORDS[word]
    carried = f"{one.carried}×" if one.carried else NONE
    return (
        line(Mark(sign), " ", Run(word, role)),
        line(one.state.objective.id),
        line(str(score.shown) if score else NONE),
        line(two_decimals(one.state.progress)),
        line(one.decision or NONE),
        line(Run(carried, "warn" if one.carried > 1 else "plain")),
    )


def team_row(team: TeamEnd, cycle: str) -> Row:
    """`engineering  0.6  0.5, 0.7  41 of 48  4 move, 1 hold`."""
    now = [str(rounded(score, 1)) for name, score in team.scores if name == cycle]
    before = [str(rounded(score, 1)) for name, score in team.scores if name != cycle]
    kinds = ", ".join(f"{count} {kind}" for kind, count in team.kinds.items())
    made = team.discipline
    return (
        line(f"  {team.team}"),
        line(*now or [NONE]),
        line(", ".join(before) or NONE),
        line(f"{made.made} of {made.due}" if made.due else NONE),
        line(kinds),
    )


def attainment(found: Retrospect) -> Iterator[Line]:
    """What a team's scores over the cycles say of how it sets targets."""
    for team in found.teams:
        cycles = plural(len(team.scores), "cycle")
        if team.attained == "too easy":
            yield line(Mark("warn"), f" {team.team} scored 1.0 in each of {cycles}: too easy")
        elif team.attained == "too far":
            yield line(Mark("warn"), f" {team.team} scored under 0.4 over {cycles}: too far")


def calibrated(found: Retrospect) -> str:
    """How many were reached, and how well that was said and forecast at mid-cycle."""
    calls = found.calibration
    if not calls.calls:
        return "nothing yet: it counts what a team has closed, of goals that go to a number"
    said, trend = two_decimals(calls.stated.score), two_decimals(calls.forecast.score)
    reached = sum(call.reached for call in calls.calls)
    count = plural(len(calls.calls), "key result")
    brier = f"Brier of what was said at mid-cycle {said}, of the trend {trend}"
    return f"{reached} of {count} reached. {brier} (0 is best, 0.25 a guess)"


def learned(found: Retrospect) -> Iterator[Block]:
    """Every lesson with who learned it, and what would be missing."""
    quotes = [(text, one.state.address.within_cycle) for one in found.objectives
              for text in one.lessons]  # fmt: skip
    quotes += [(text, team.team) for team in found.teams for text in team.lessons]
    quotes += [(team.missing, f"{team.team}: what would be missing")
               for team in found.teams if team.missing]  # fmt: skip
    if quotes:
        yield Gap()
        yield line(Run("LEARNED", "strong"))
        yield from (Quote(text, line(by)) for text, by in quotes)


def next_commands(found: Retrospect, workspace: Workspace) -> tuple[str, ...]:
    """Close what is open, else plan what comes."""
    name = found.cycle.name
    if not all(team.closed for team in found.teams):
        return (f"okrctl close {name}", f"okrctl status --cycle {name}")
    after = following(workspace.calendars, found.cycle)
    plan = (f"okrctl plan {after.name}",) if after else ()
    return (*plan, "okrctl calibration", f"okrctl pack {name}")
