"""One key result: its picture, the verdict with its numbers, the last words, what blocks it."""

from __future__ import annotations

from okrctl.measure.state import KeyResultState, State
from okrctl.model.entry import Entry
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Gap,
    Group,
    Item,
    Journey,
    Line,
    Next,
    Quote,
    Row,
    Run,
    Stack,
    Table,
    line,
)
from okrctl.pages.document import Cell, Fact
from okrctl.pages.facts import day, key_result_facts, unit_of
from okrctl.pages.names import shortest
from okrctl.pages.numbers import NONE, amount, percent, short_day
from okrctl.pages.picture import figure, picture
from okrctl.pages.rates import chance_of_ten
from okrctl.pages.series import key_result_chart
from okrctl.pages.verdict import because, blockers, last_note, verdict
from okrctl.pages.words import sorted_flags, state_words

RECORD = (
    "address", "state", "flags", "progress", "expected", "week", "ratio", "confidence", "chance",
    "value", "unit", "last_day", "owner", "title",
)  # fmt: skip
LATEST = 8
"""So many entries are shown on the card of a key result."""
COLUMNS = (
    Column("DAY", "right"),
    Column("SAYS"),
    Column("CONF", "right", leaves=1, opens=True),
    Column("WHO", leaves=2, opens=True),
    Column("NOTE", elastic=True, opens=True),
)


def item(state: KeyResultState, workspace: Workspace, *, answered: bool = False) -> Item:
    """A key result below its objective; `answered` adds the comments on its last words."""
    below = seen(state, unit_of(state, workspace))
    note = last_note(state)
    below += [note] if note else []
    below += answers(state, workspace) if answered else []
    return Item(
        Line(state_words(state.state, state.flags)),
        state.key_result.id,
        state.key_result.title,
        figure(state),
        (*below, *blockers(state)),
    )


def seen(state: KeyResultState, unit: str | None) -> list[Line | Journey | Quote]:
    """The picture and the verdict; one line where the picture is all there is to explain."""
    drawn, why = picture(state, unit), verdict(state, unit)
    if isinstance(drawn, Line) and len(why) == 1 and not because(state):
        return [Line((*drawn.runs, Run(" · "), *why[0].runs))]
    return [drawn, *why]


def blocks(
    state: KeyResultState, workspace: Workspace, as_of_state: State, *, chart: bool = False
) -> tuple[Block, ...]:
    """The key result alone: where it belongs, its picture, and what was said of it."""
    kr = state.key_result
    owner = workspace.owner(kr)
    place = [str(kr.address.objective), *([owner] if owner else [])]
    place += [f"kpi:{kr.kpi}"] if kr.kpi else []
    place += [f"weight {kr.counted_weight}"] if kr.weight is not None else []
    shown = item(state, workspace)
    why = (Quote(kr.why),) if kr.why else ()
    head = Item(shown.state, shown.name, shown.words, shown.value,
                (line(" · ".join(place)), *why, *shown.body))  # fmt: skip
    name = shortest(kr.address, workspace, as_of_state.as_of)
    objective = shortest(kr.address.objective, workspace, as_of_state.as_of)
    commands = [f"okrctl show kpi:{kr.kpi}"] if kr.kpi else [f"okrctl checkin {name}"]
    commands += [f"okrctl explain {name}"]
    return (
        Stack((head,)),
        *(charted(state, unit_of(state, workspace)) if chart else ()),
        *said(state, workspace),
        Gap(),
        Next((*commands, f"okrctl show {objective}")),
    )


def charted(state: KeyResultState, unit: str | None) -> tuple[Block, ...]:
    """The series of the key result, or that there is none to draw."""
    drawn = key_result_chart(state, unit)
    return (Gap(), drawn or line("no numbers to draw yet"))


def said(state: KeyResultState, workspace: Workspace) -> tuple[Block, ...]:
    """The latest entries in force, newest first, and below each the comments on it."""
    unit, journal, until = unit_of(state, workspace), workspace.journal, state.history.as_of
    rows: list[Row] = []
    for entry in latest_entries(state):
        rows.append(row(entry, unit))
        rows += [comment_row(answer) for answer in journal.thread(entry.id, until)]
    return (Gap(), Table(COLUMNS, (Group(tuple(rows)),))) if rows else ()


def answers(state: KeyResultState, workspace: Workspace) -> list[Quote]:
    """The comments on the entry whose words are quoted and on those since; else on the last."""
    entries, journal, until = state.history.entries, workspace.journal, state.history.as_of
    noted = [place for place, entry in enumerate(entries) if entry.note]
    since = entries[noted[-1] if noted else -1 :]
    return [comment_quote(one) for entry in since for one in journal.thread(entry.id, until)]


def comment_quote(comment: Entry) -> Quote:
    """`“Which of the two?” comment by ana, 21 Nov`."""
    return Quote(comment.note, line(f"comment by {comment.who}, {short_day(comment.day)}"))


def comment_row(comment: Entry) -> Row:
    """A comment below its entry."""
    said = Run("comment", "quiet")
    return (line(short_day(comment.day)), line(said), line(), line(comment.who), line(comment.note))


def latest_entries(state: KeyResultState) -> list[Entry]:
    """The latest entries in force, check-ins and the readings of its KPI, newest first."""
    points = {point.entry.id: point.entry for point in state.history.points}
    entries = points | {entry.id: entry for entry in state.history.entries}
    return sorted(entries.values(), key=lambda entry: entry.order, reverse=True)[:LATEST]


def row(entry: Entry, unit: str | None) -> Row:
    """One entry."""
    confidence = NONE if entry.confidence is None else str(entry.confidence)
    return (
        line(short_day(entry.day)),
        line(report(entry, unit)),
        line(confidence),
        line(entry.who),
        line(entry.note or entry.text("why") or entry.text("blocked")),
    )


def report(entry: Entry, unit: str | None) -> Run:
    """What an entry says of the result: a value, a zone, a milestone, done, a share."""
    if entry.value is not None:
        whole = entry.number("of")
        return Run(amount(entry.value, unit) if whole is None else f"{entry.value} of {whole}")
    if entry.text("milestone"):
        return Run(f"{entry.text('milestone')}{'' if entry.fields.get('done', True) else ' open'}")
    if entry.has("done"):
        return Run("done" if entry.fields["done"] else "not done")
    if entry.has("progress"):
        return Run(f"{percent(entry.number('progress'))} as said")
    return of_goal(entry)


def of_goal(entry: Entry) -> Run:
    """What an entry says of the goal itself: amended, scored, dropped; else its zone."""
    if entry.has("field"):
        return Run(f"amended {entry.text('field')}: {told(entry, 'old')} → {told(entry, 'new')}")
    if entry.has("grade") and entry.number("grade") is not None:
        return Run(f"scored {entry.number('grade')}")
    return Run(entry.text("outcome") or entry.text("zone") or NONE)


def told(entry: Entry, field: str) -> str:
    """One side of an amendment as it was written."""
    value = entry.fields.get(field)
    return NONE if value is None else str(value)


def facts(state: KeyResultState, workspace: Workspace) -> dict[str, Fact]:
    """The key result and its latest entries."""
    return {
        **key_result_facts(state, workspace),
        "why": state.key_result.why,
        "entries": [
            {
                "id": entry.id,
                "day": day(entry.day),
                "who": entry.who,
                "value": entry.value,
                "confidence": entry.confidence,
                "note": entry.note or None,
                "comments": [
                    {
                        "id": one.id,
                        "re": one.subject,
                        "day": day(one.day),
                        "who": one.who,
                        "note": one.note,
                    }
                    for one in workspace.journal.thread(entry.id, state.history.as_of)
                ],
            }
            for entry in latest_entries(state)
        ],
    }


def record(state: KeyResultState, workspace: Workspace) -> tuple[Cell, ...]:
    """A key result as a row for programs."""
    latest = state.history.latest
    return (
        str(state.address),
        state.state,
        " ".join(sorted_flags(state.flags)),
        state.progress.share,
        state.judgement.expected,
        state.week,
        state.judgement.ratio,
        state.confidence,
        chance_of_ten(state),
        latest.value if latest else None,
        unit_of(state, workspace),
        state.last_entry.day if state.last_entry else None,
        workspace.owner(state.key_result),
        state.key_result.title,
    )
