"""Blocks as Markdown, read back by a Markdown parser."""

from __future__ import annotations

from decimal import Decimal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from okrctl.pages.blocks import (
    Block,
    Code,
    Excerpt,
    Gap,
    Item,
    Journey,
    Line,
    Mark,
    Meter,
    Next,
    Quote,
    Run,
    Stack,
    Windows,
    line,
)
from okrctl.pages.document import Document
from okrctl.render.formats import render
from render.pages_to_draw import status


def markdown(*blocks: Block, hints: bool = False) -> str:
    """The page of these blocks."""
    return render(Document("x/1", blocks=blocks), "md", hints=hints)


def tokens(text: str) -> list[Token]:
    """What a parser makes of it."""
    return MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def test_a_table_has_all_its_columns() -> None:
    """A page has room for title and owner; every row has as many cells."""
    found = tokens(render(status(), "md"))
    titles = [t for t in found if t.type == "th_open"]
    cells = [t for t in found if t.type == "td_open"]
    assert len(titles) == 11
    assert len(cells) % len(titles) == 0


def test_figures_are_aligned_right() -> None:
    """As on the terminal."""
    styles = [t.attrs.get("style") for t in tokens(render(status(), "md")) if t.type == "th_open"]
    assert styles.count("text-align:right") == 5


def test_an_item_is_a_bullet_with_bullets_below() -> None:
    """Head, journey and words."""
    journey = Journey("10", Meter(Decimal("0.5"), Decimal("0.2")), "0 bugs", line("now 5"))
    item = Item(line(Mark("good"), " on pace"), "bugs", "Bugs", line("50%"), (journey, Quote("Ok")))
    assert markdown(Stack((item,))) == (
        "- ● on pace **bugs** Bugs · 50%\n  - 10 ██┃██░░░░░ 0 bugs · now 5\n  - “Ok”\n"
    )


def test_a_file_stays_as_it_is_written() -> None:
    """In a fence that its own fences do not end."""
    (fence,) = tokens(markdown(Code("a: |\n  ```\n  x\n")))
    assert fence.content == "a: |\n  ```\n  x\n\n"
    (excerpt, *_) = tokens(markdown(Excerpt(((3, "to: TODO"),), 5, 9, "set Y")))
    assert excerpt.content == "to: TODO\n"


def test_what_to_type_next_only_where_it_is_asked_for() -> None:
    """Minutes of a meeting need no commands."""
    page = (line("x"), Gap(), Next(("okrctl lint",)))
    assert markdown(*page) == "x\n"
    assert markdown(*page, hints=True) == "x\n\n**Next**\n- `okrctl lint`\n"


def test_runs_beside_each_other_are_one_text() -> None:
    """Two halves of a markup join up to none."""
    text = markdown(Line((Run("@a"), Run("@b "), Run("<b"), Run(">"), Windows((True,)))))
    assert text == "`@a@b` \\<b\\>■\n"


def test_an_empty_page_is_empty() -> None:
    """No text at all."""
    assert markdown(Gap()) == ""
