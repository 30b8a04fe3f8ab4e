"""What is known before a cycle is planned, question by question. `okrctl plan`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.measure.planning import Draft, Gauged, Planning
from okrctl.measure.retrospect import Ended, Retrospect
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Code,
    Gap,
    Heading,
    Inline,
    Line,
    Mark,
    Next,
    Note,
    Quote,
    Run,
    line,
)
from okrctl.pages.document import Document, Records
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.numbers import NONE, amount, days, long_day, plural, short_day
from okrctl.pages.plan_facts import RECORD, SCHEMA, plan_facts, plan_rows
from okrctl.pages.retro import WORDS, word_of
from okrctl.pages.words import HEALTH, MOVEMENTS
from okrctl.text.scaffold import Value, nested

QUESTIONS = (
    "WHAT HOLDS US BACK?",
    "WHAT PERFORMS BADLY?",
    "WHAT MUST WE BECOME GOOD AT?",
    "WHAT MUST NOT FAIL?",
    "WHAT MATTERS MOST NOW, AND WHY?",
)
"""After "KPIs vs OKRs - The Differences Explained" (ZOKRI)."""
PLACEHOLDER = "TODO"
DRAFTED = 72
"""A drafted line is no wider, so that a terminal shows all of it."""
MOST = 5
"""So many blockers are named; okrctl blockers lists the others."""


def plan_page(found: Planning, workspace: Workspace, *, basis: Basis | None = None) -> Document:
    """What the data answer, and what can be drafted from them."""
    basis = basis or Basis()
    parts = (holding_back(found), badly(found), capabilities(found, workspace),
             not_failing(found), matters(found))  # fmt: skip
    blocks: list[Block] = [Heading(header(found, basis))]
    for number, (question, part) in enumerate(zip(QUESTIONS, parts, strict=True), 1):
        blocks += [line(Run(f"{number} {question}", "strong")), *part]
    blocks += [*drafts(found), Next(next_commands(found))]
    rows = tuple(plan_rows(found))
    facts = plan_facts(found, workspace, basis)
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks))


def header(found: Planning, basis: Basis) -> Line:
    """`Planning 2027-Q1 · 1 Jan to 31 Mar 2027 · readings up to 20 Nov 2026`."""
    cycle = found.cycle
    title = Run(f"Planning {cycle.name}", "strong")
    until = f" · {short_day(cycle.first)} to {long_day(cycle.last)}"
    read = f" · readings up to {long_day(found.latest)}" if found.latest else " · no reading yet"
    full = line(title, until, read, aside=rests_on(found.as_of, basis))
    return Line(full.runs, full.aside, short=line(title, until, read))


def holding_back(found: Planning) -> Iterator[Block]:
    """Open blockers by age, and goals that were carried over."""
    for one in found.blockers[:MOST]:
        name = str(one.goal.address).partition("/")[2]
        yield line("  ", Mark("blocked"), f" {days(one.days)}  ", Run(name, "strong"),
                   f"  {one.entry.text('blocked')}")  # fmt: skip
    if len(found.blockers) > MOST:
        yield line(f"  and {len(found.blockers) - MOST} more · okrctl blockers")
    for goal in found.slipped:
        times = plural(goal.carried, "cycle")
        slipped = Run(goal.state.address.within_cycle, "strong")
        yield line("  ", Mark("warn"), " ", slipped, f"  carried over, {times} before")
    if not (found.blockers or found.slipped):
        yield line("  No blocker is open, and no goal was carried over.")


def badly(found: Planning) -> Iterator[Block]:
    """The gauges that are critical or drifting."""
    for one in found.troubled:
        yield line(*gauge(one), *why(one))
    if not found.troubled:
        yield line("  No gauge is critical or drifting.")


def capabilities(found: Planning, workspace: Workspace) -> Iterator[Block]:
    """What was learned, and how the goals planned so far cover the pillars of the strategy."""
    for past in found.before:
        for one in past.objectives:
            yield from (lesson(text, past, one.state.address.within_cycle) for text in one.lessons)
        for team in past.teams:
            yield from (lesson(text, past, team.team) for text in team.lessons)
    for name, words in workspace.settings.strategy.items():
        goals = found.pillars.get(name, ())
        sign = Mark("done" if goals else "open")
        yield line("  ", sign, " ", Run(name, "strong"), f"  {words}: ", *covered(goals))
    lessons = any(one.lessons for past in found.before for one in past.objectives)
    if not workspace.settings.strategy and not lessons:
        yield line("  No lesson was written down, and no strategy: its pillars belong here.")


def lesson(text: str, past: Retrospect, by: str) -> Quote:
    """Somebody's lesson."""
    return Quote(text, line(f"{by}, {past.cycle.name}"))


def covered(goals: Sequence[Objective]) -> Iterator[str | Inline]:
    """The objectives of a pillar, or that there is none yet."""
    if not goals:
        yield Run("no objective yet", "warn")
    else:
        yield ", ".join(one.address.within_cycle for one in goals)


def not_failing(found: Planning) -> Iterator[Block]:
    """The gauges that nobody's goal is about: a goal elsewhere must not be paid for by them."""
    free = found.uncovered
    if not free:
        words = "Every gauge is measured by a key result." if found.gauges else "No gauge yet."
        yield line(f"  {words}")
        return
    yield line(f"  {len(free)} of {plural(len(found.gauges), 'gauge')} are in no key result:")
    for one in free:
        if one not in found.troubled:
            yield line(*gauge(one))
    named = [one.kpi.id for one in free if one in found.troubled]
    if named:
        yield line(f"  and above: {', '.join(named)}")


def matters(found: Planning) -> Iterator[Block]:
    """The scores of the cycles before, and what is planned so far."""
    for past in found.before:
        if past.state.as_of <= past.cycle.last:
            until = long_day(past.cycle.last)
            yield line(f"  {past.cycle.name}  open until {until}: its scores are missing here")
            continue
        for one in past.objectives:
            yield scored(past, one)
    if not found.before:
        yield line("  No cycle before it has goals.")
    for goal in found.planned:
        name = Run(goal.address.within_cycle, "strong")
        yield line(f"  {found.cycle.name}  planned: ", name, f"  {goal.title}")


def scored(past: Retrospect, one: Ended) -> Line:
    """`  2026-Q3  ▲ engineering/first-canary  0.6, progress made · keep`."""
    word = word_of(one.state.score)
    sign, role = WORDS[word]
    number = f"{one.state.score.shown}, " if one.state.score else ""
    decision = f" · {one.decision}" if one.decision else ""
    name = Run(one.state.address.within_cycle, "strong")
    return line(f"  {past.cycle.name}  ", Mark(sign), " ", name, f"  {number}", Run(word, role),
                decision)  # fmt: skip


def gauge(one: Gauged) -> tuple[str | Inline, ...]:
    """`  ✗ failed-deploys  9 %`."""
    value = one.state.latest.value if one.state.latest else None
    shown = NONE if value is None else amount(value, one.kpi.unit)
    return "  ", Mark(HEALTH[one.state.health][0]), " ", Run(one.kpi.id, "strong"), f"  {shown}"


def why(one: Gauged) -> Iterator[str | Inline]:
    """`  critical for 2 periods (OKR410), drifting`."""
    yield "  "
    if one.state.health == "critical":
        held = one.critical_periods > 1 and not one.covered
        yield Run("critical", "bad")
        yield f" for {plural(one.critical_periods, 'period')}" if one.critical_periods > 1 else ""
        yield " (OKR410)" if held else ""
        yield ", "
    yield Run(one.movement, MOVEMENTS[one.movement])


def drafts(found: Planning) -> Iterator[Block]:
    """Key results by team as they would stand in a file, each with a gap for Y."""
    for team, ones in found.drafts.items():
        yield Gap()
        yield line(Run(f"DRAFT for {team}", "strong"),
                   ": X is the latest reading, a person sets Y")  # fmt: skip
        yield Code("\n".join(nested({one.kpi.id: fields(one) for one in ones}, widest=DRAFTED)))
    if not found.drafts:
        yield Gap()
        yield Note("Draft", (line("nothing: no gauge asks for a goal that has none"),))


def fields(draft: Draft) -> dict[str, Value]:
    """A drafted key result as its file has it."""
    return {"title": draft.kpi.title, "kpi": draft.kpi.id, "from": draft.start, "to": PLACEHOLDER}


def next_commands(found: Planning) -> tuple[str, ...]:
    """Write what is drafted, look at the gauges."""
    name = found.cycle.name
    team = next(iter(found.drafts), "")
    pillar = next((one.kpi.pillar for one in found.drafts.get(team, ()) if one.kpi.pillar), None)
    write = (f"okrctl plan {name} --write {team}/{pillar or 'focus'}",) if team else ()
    return (*write, "okrctl kpis", f"okrctl status --cycle {name}" if found.planned
            else f"okrctl new objective --cycle {name}")  # fmt: skip
