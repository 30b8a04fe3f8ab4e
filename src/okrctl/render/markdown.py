"""Blocks as GitHub-flavoured Markdown, for minutes, comments and wikis.

Nothing a user wrote is markup, and nobody is mentioned by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Unpack, assert_never

from okrctl.pages.blocks import (
    Block,
    Branch,
    Chart,
    Code,
    Excerpt,
    Gap,
    Gauge,
    Heading,
    Inline,
    Item,
    Journey,
    Line,
    Mark,
    Meter,
    Next,
    Note,
    Prose,
    Quote,
    Run,
    Sparkline,
    Stack,
    Table,
    Tree,
    Windows,
)
from okrctl.pages.document import Document
from okrctl.render.escape import for_line_start, for_markdown, for_markdown_code, visible
from okrctl.render.formats import Look
from okrctl.render.glyphs import Glyphs
from okrctl.render.plot import plotted

GLYPHS = Glyphs()
BAR, GAUGE, CHART = 10, 12, 72


def render(document: Document, **look: Unpack[Look]) -> str:
    """The blocks, one paragraph, list or table each; what to type next only where asked for."""
    hints = look.get("hints", False)
    shown = (block for block in document.blocks if hints or not isinstance(block, Next))
    paragraphs = ("\n".join(paragraph(block)) for block in shown)
    text = "\n\n".join(part for part in paragraphs if part)
    return "".join(f"{for_line_start(line)}\n" for line in text.split("\n")) if text else ""


def paragraph(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a block
    """The lines of one block."""
    match block:
        case Heading():
            yield f"### {spread(block.text)}"
        case Line():
            yield spread(block)
        case Table():
            yield from table(block)
        case Stack():
            for item in block.items:
                yield from listed(item)
        case Journey():
            yield journey(block)
        case Quote():
            yield quote(block)
        case Prose():
            yield for_markdown(block.text)
        case Code():
            yield from fenced(block.text, block.language)
        case Excerpt():
            yield from fenced("\n".join(text for _, text in block.lines), "")
            yield ""
            yield for_markdown(block.hint)
        case Note():
            yield f"**{for_markdown(block.label)}**"
            yield from (f"- {spread(each)}" for each in block.lines)
        case Next():
            yield "**Next**"
            yield from (f"- {for_markdown_code(command)}" for command in block.commands)
        case Tree():
            yield text(block.root.runs)
            for branch in block.branches:
                yield from hanging(branch)
        case Chart():
            rows = ("".join(part for part, _ in row) for row in plotted(block, GLYPHS, CHART))
            yield from fenced("\n".join(row.rstrip() for row in rows), "")
        case Gap():
            return
        case _:
            assert_never(block)


def text(inlines: Iterable[Inline]) -> str:
    """Parts of a line beside each other; neighbouring runs are one text, so that none joins up."""
    parts = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, Run)):
        each = list(group)
        said = "".join(inline.text for inline in each if isinstance(inline, Run))
        parts.append(for_markdown(said) if is_text else "".join(map(drawn, each)))
    return "".join(parts).strip()


def drawn(inline: Inline) -> str:
    """One part of a line."""
    match inline:
        case Run():
            return for_markdown(inline.text)
        case Mark():
            return GLYPHS.sign(inline.sign)[0]
        case Meter():
            return GLYPHS.bar(inline, BAR)
        case Windows():
            return GLYPHS.windows(inline)
        case Gauge():
            return GLYPHS.gauge(inline, GAUGE)
        case Sparkline():
            return GLYPHS.sparkline(inline)
        case _:
            assert_never(inline)


def spread(line: Line) -> str:
    """A line, with what stands at its right edge behind it."""
    return " · ".join(filter(None, (text(line.runs), text(line.aside))))


def table(block: Table) -> Iterator[str]:
    """The whole table: a page has room for every column. Groups are rows in bold."""
    columns = block.columns
    yield row(for_markdown(column.title.strip()) for column in columns)
    yield row("--:" if column.align == "right" else ":--" for column in columns)
    for group in block.groups:
        if group.heading is not None:
            yield row([f"**{text(group.heading.runs)}**", *[""] * (len(columns) - 1)])
        yield from (row(text(cell.runs) for cell in cells) for cells in group.rows)
        if group.note is not None:
            yield row([text(group.note.runs), *[""] * (len(columns) - 1)])


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def listed(item: Item) -> Iterator[str]:
    """An item as a bullet, and what is said of it below."""
    head = f"**{for_markdown(item.name)}** {for_markdown(item.words)}"
    yield f"- {text(item.state.runs)} {head} · {text(item.value.runs)}"
    for each in item.body:
        yield from (f"  - {line}" for line in paragraph(each))


def hanging(branch: Branch, depth: int = 0) -> Iterator[str]:
    """A branch as a bullet, and below it those that hang from it."""
    parts = (text(line.runs) for line in (branch.label, *branch.cells, branch.aside))
    yield f"{'  ' * depth}- {' · '.join(filter(None, parts))}"
    for each in branch.below:
        yield from hanging(each, depth + 1)


def journey(block: Journey) -> str:
    """`63 % ███████┃█░░ 80 %`, and the word on it."""
    bar = GLYPHS.bar(block.meter, BAR)
    note = text(block.note.runs)
    return (
        f"{for_markdown(block.start)} {bar} {for_markdown(block.end)}{' · ' if note else ''}{note}"
    )


def quote(block: Quote) -> str:
    """Somebody's own words."""
    by = text(block.by.runs)
    return f"“{for_markdown(block.text)}”{' ' if by else ''}{by}"


def fenced(code: str, language: str) -> Iterator[str]:
    """A text as it stands in a file, whatever fences it holds."""
    fence = "```"
    while fence in code:
        fence += "`"
    yield f"{fence}{language}"
    yield from (visible(line) for line in code.split("\n"))
    yield fence
