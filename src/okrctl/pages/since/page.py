"""States then and now, what changed first. `okrctl status --since`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from okrctl.measure.state import KeyResultState
from okrctl.model.address import KeyResultAddress
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Next,
    Note,
    Row,
    Run,
    Table,
    line,
)
from okrctl.pages.document import Document, Records
from okrctl.pages.header import Basis, remarks, rests_on
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, days, long_day, percent, plural
from okrctl.pages.scorecard import nothing_to_show
from okrctl.pages.since.facts import RECORD, owner, record, since_facts, title, weakest
from okrctl.pages.since.moves import WAYS, Goal, Move, Side, Since, progress
from okrctl.pages.words import STATES, delta, state_words

COLUMNS = (
    Column("  STATE"),
    Column("WAS"),
    Column("OBJECTIVE", elastic=True),
    Column("TEAM", from_width=100, leaves=2),
    Column("TITLE", elastic=True, from_width=100, leaves=1),
    Column("OWNER", from_width=120, leaves=2),
    Column("THEN", "right", opens=True),
    Column("NOW", "right"),
    Column("POINTS", "right", leaves=4),
    Column("WEAKEST", elastic=True, leaves=3, opens=True),
)
CHANGED = "KEY RESULTS WHOSE STATE CHANGED"


def since_page(since: Since, basis: Basis) -> Document:
    """What every objective did since a day: those whose state changed, then the others."""
    moves = since.moves
    blocks: list[Block] = [Heading(heading(since, basis)), *remarks(basis)]
    blocks.append(Note("Then", (line(files_of_then(since.then)),)))
    if moves:
        blocks += [line(summary(moves)), Gap(), Table(COLUMNS, tuple(groups(moves))), Gap()]
    else:
        blocks.append(nothing_to_show(since.now.state, since.filters))
    blocks.append(Next(next_commands(since)))
    return Document(
        "okrctl.since/1",
        since_facts(since, basis),
        Records(RECORD, tuple(map(record, moves))),
        tuple(blocks),
    )


def heading(since: Since, basis: Basis) -> Line:
    """`Acme 2026-Q4 · since Fri 20 Nov 2026, 4 days     Tue 24 Nov 2026 · 4be1f02`."""
    now, then, settings = since.now.state, since.then.state, since.now.workspace.settings
    whose = settings.organization or settings.name or "Goals"
    name = Run(f"{whose} {now.cycle.name}", "strong")
    short = line(name, f" · since {then.as_of:%a} {long_day(then.as_of)}")
    long = f", {days((now.as_of - then.as_of).days)}"
    return Line((*short.runs, Run(long)), line(aside=rests_on(now.as_of, basis)).aside, short)


def files_of_then(then: Side) -> str:
    """Which files say how it was."""
    if then.instead:
        return f"today's files as of that day: {then.instead}"
    return f"the files of {then.commit}, with the check-ins that it holds"


def summary(moves: Sequence[Move]) -> str:
    """`9 objectives: 2 worse, 1 better, 1 new, 5 as before`."""
    counts = Counter(move.way for move in moves)
    told = ", ".join(f"{counts[way]} {way}" for way in WAYS if counts[way])
    return f"{plural(len(moves), 'objective')}: {told}"


def groups(moves: Sequence[Move]) -> Iterator[Group]:
    """The objectives by what they did, then the key results that explain it."""
    for way, heads in WAYS.items():
        rows = tuple(row(move) for move in moves if move.way == way)
        if way == "as before" and (parts := changed_parts(moves)):
            yield Group(tuple(map(row, parts)), line(Run(CHANGED, "strong")))
        if rows:
            yield Group(rows, line(Run(heads, "strong")))


def changed_parts(moves: Sequence[Move]) -> list[Move]:
    """The key results whose state is another, of objectives that there were and are."""
    parts = (part for move in moves if move.then and move.now for part in move.below)
    return sorted((part for part in parts if part.way != "as before"), key=lambda one: one.order)


def row(move: Move) -> Row:
    """One goal: its state now and then, its progress then and now."""
    goal, now = move.goal, move.now
    is_part = isinstance(goal, KeyResultState)
    return (
        line(*state_words(now.state, now.flags)) if now else line(Run(f"  {move.way}", "quiet")),
        line(Run(move.then.state, STATES[move.then.state][1])) if move.then else line(NONE),
        line(goal.address.short if isinstance(goal, KeyResultState) else goal.address.id),
        line(team(goal)),
        line(title(goal)),
        line(owner(goal) or ""),
        line(percent(progress(move.then))),
        line(percent(progress(now))),
        line(delta(move.points)),
        line("" if is_part else weakest(now) or NONE),
    )


def team(goal: Goal) -> str:
    """The team of a goal."""
    address = goal.address
    return address.objective.team if isinstance(address, KeyResultAddress) else address.team


def next_commands(since: Since) -> tuple[str, ...]:
    """Look at what changed most, at what people said, and at what became of the goals."""
    now, day = since.now.state, since.then.state.as_of
    first = next((move.now for move in since.moves if move.now), None)
    name = shortest(first.address, since.now.workspace, now.as_of) if first else ""
    shown = (f"okrctl show {name}",) if name else ("okrctl status",)
    return (*shown, f"okrctl log --since {day}", f"okrctl changelog --since {day}")
