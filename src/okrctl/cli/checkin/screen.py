"""What a walk shows between its questions: who and how many, each key result, the new lines."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import write

if TYPE_CHECKING:
    from okrctl.cli.checkin.entries import Written
    from okrctl.measure.state import KeyResultState
    from okrctl.model.workspace import Workspace
    from okrctl.pages.blocks import Block, Line

KEYS: tuple[str, ...] = (
    "Enter keeps · - skips · Esc back · ^O editor · ^C stops",
    "Enter keeps · - skips · Esc back · ^O editor",
    "Enter keeps · Esc back · ^O editor",
)
PLAIN_KEYS: tuple[str, ...] = ("Enter keeps · - skips · < goes back · > editor · ^C stops",)
"""The keys of a walk, the longest line first: the first that has room is shown."""


def draw(here: Context, *blocks: Block) -> None:
    """Put blocks on the screen."""
    from okrctl.pages.document import Document
    from okrctl.render.formats import render

    look = here.terminal
    document = Document("", blocks=blocks)
    write(render(document, width=look.width, color=look.color, ascii_only=look.ascii_only))


def header(here: Context, what: str) -> Line:
    """`Check-in · mira · 4 of 4 due         Enter keeps · - skips · Esc back · ^O editor`."""
    return with_keys(here, "Check-in", f" · {here.who} · {what}")


def with_keys(here: Context, title: str, said: str, *, skips: bool = True) -> Line:
    """The first line of a walk, with as many of its keys as there is room for."""
    from okrctl.pages.blocks import Run, line

    known: tuple[str, ...] = PLAIN_KEYS if here.terminal.accessible else KEYS
    known = known if skips else tuple(keys.replace(" · - skips", "") for keys in known)
    room = here.terminal.width - len(title) - len(said) - 1
    keys = next((one for one in known if len(one) <= room), known[-1])
    if here.terminal.ascii_only:
        keys = keys.replace(" ·", ",")
    return line(Run(title, "strong"), said, aside=(keys,))


def key_result_head(
    found: KeyResultState, workspace: Workspace, place: str = ""
) -> tuple[Block, ...]:
    """The state, the name and the words of a key result, its picture, and the last value's age."""
    from okrctl.pages.blocks import Item, Journey, Line, Run, Stack, line
    from okrctl.pages.facts import unit_of
    from okrctl.pages.picture import picture
    from okrctl.pages.verdict import blockers
    from okrctl.pages.words import state_words

    drawn = picture(found, unit_of(found, workspace))
    if isinstance(drawn, Journey):
        drawn = dataclasses.replace(drawn, note=line(since(found)))
    elif found.last_day is not None:
        drawn = Line((*drawn.runs, Run(f" · {when(found)}")))
    kr = found.key_result
    counted = line(Run(place, "quiet")) if place else Line()
    state = Line(state_words(found.state, found.flags))
    body = (drawn, *blockers(found))
    return (Stack((Item(state, kr.address.short, kr.title, counted, body),)),)


def since(found: KeyResultState) -> str:
    """`last 7, 8 days ago`; a reading says of which KPI it is."""
    from okrctl.cli.checkin.form import last_value

    if found.history.latest is None:
        return f"last {when(found)}" if found.last_day else "no check-in yet"
    of = f" by kpi:{found.key_result.kpi}" if found.key_result.kpi else ""
    return f"last {last_value(found)}{of}, {when(found)}"


def when(found: KeyResultState) -> str:
    """`8 days ago`: how long the last report is past."""
    from okrctl.pages.numbers import days

    age = (found.history.as_of - found.last_day).days if found.last_day else 0
    return f"{days(age)} ago" if age > 0 else "today"


def new_lines(entries: Sequence[Written], wide: int) -> Iterator[Block]:
    """`+ path` and below it each line that will be written there, the whole of it."""
    from okrctl.pages.blocks import Run, line

    path = ""
    for one in sorted(entries, key=lambda one: one.path):
        if one.path != path:
            path = one.path
            yield line(Run(f"+ {path}", "good"))
        first, *rest = folded(one.line, wide - 4)
        yield line(f"  {first}")
        yield from (line(f"    {part}") for part in rest)


def folded(text: str, wide: int) -> Iterator[str]:
    """The text in parts of so many cells, broken at spaces where there are any."""
    from okrctl.render.terminal.cells import cells

    part = ""
    for word in re.findall(r"\S+ *| +", text):
        if part and cells(part + word.rstrip()) > wide:
            yield part.rstrip()
            part = ""
        for character in word:
            if cells(part + character) > wide and character != " ":
                yield part
                part = ""
            part += character
    yield part.rstrip()
