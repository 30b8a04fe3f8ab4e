"""Worked examples of goals and KPIs, to copy from. `okrctl examples`."""

from __future__ import annotations

from collections.abc import Sequence

from okrctl.pages.blocks import Block, Code, Column, Group, Heading, Next, Run, Table, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.library import Example, Worked

RECORD = ("function", "sort", "id", "title")
SORTS = {"goals": "objective", "kpis": "kpi"}
COLUMNS = (Column("FUNCTION"), Column("OBJECTIVES", elastic=True))


def example_page(example: Example) -> Document:
    """The files of one function, as they can be copied, and how to have them written."""
    blocks: list[Block] = [Heading(line(Run(example.name, "strong"), " · worked examples"))]
    for worked in example.files:
        blocks += [line(Run(path_of(example, worked), "code")), Code(worked.text)]
    blocks.append(Next((f"okrctl examples {example.name} --write",)))
    return Document(
        "okrctl.examples/1",
        {"functions": [facts(example)]},
        Records(RECORD, tuple(records(example))),
        tuple(blocks),
    )


def path_of(example: Example, worked: Worked) -> str:
    """Where a file belongs; cycle and team are the reader's own."""
    place = f"CYCLE/{example.name}/" if worked.sort == "goals" else ""
    return f"{worked.sort}/{place}{worked.id}.yaml"


def examples_page(examples: Sequence[Example]) -> Document:
    """Every function with the titles of its objectives."""
    rows = tuple(
        (line(Run(one.name, "strong") if first else ""), line(worked.title))
        for one in examples
        for first, worked in zip((True, False, False), one.objectives, strict=False)
    )
    return Document(
        "okrctl.examples/1",
        {"functions": [facts(one) for one in examples]},
        Records(RECORD, tuple(row for one in examples for row in records(one))),
        (Table(COLUMNS, (Group(rows),)), Next((f"okrctl examples {examples[0].name}",))),
    )


def records(example: Example) -> list[tuple[str, ...]]:
    """A row for each file."""
    return [(example.name, SORTS[worked.sort], worked.id, worked.title) for worked in example.files]


def facts(example: Example) -> Fact:
    """A function with its files as text."""
    return {
        "function": example.name,
        "files": [
            {
                "sort": SORTS[worked.sort],
                "id": worked.id,
                "path": path_of(example, worked),
                "title": worked.title,
                "text": worked.text,
            }
            for worked in example.files
        ],
    }
