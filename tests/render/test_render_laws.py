"""Laws: no text makes a renderer emit a control character, markup or a line too many."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from okrctl.findings import Finding, Rule, Span
from okrctl.pages.blocks import (
    Block,
    Branch,
    Chart,
    Code,
    Column,
    Dot,
    Excerpt,
    Gauge,
    Group,
    Heading,
    Item,
    Journey,
    Level,
    Line,
    Meter,
    Note,
    Prose,
    Quote,
    Sparkline,
    Stack,
    Table,
    Tree,
    Windows,
    line,
)
from okrctl.pages.document import Document, Records
from okrctl.render.escape import for_markdown, is_unseen, visible
from okrctl.render.findings.formats import FORMS
from okrctl.render.findings.formats import render as render_findings
from okrctl.render.formats import FORMATS, render
from okrctl.render.terminal.cells import cells, cut, width

SGR = re.compile(r"\x1b\[(?:0|[0-9]{1,2}(?:;[0-9]{1,2})*)m")
UGLY = "\x00\x07\x1b\x7f\x85\x9b\u200b\u200f\u202e\u2028\ufeff\r\n\t|`@#<>[]()*_\\:=+-客é🚀\u0301"
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(UGLY)), max_size=40)
SHARES = st.decimals(-2, 2, places=3)
WIDTHS = st.integers(1, 130)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Any block, saying any text."""
    text = TEXT.map(line)
    words = draw(st.lists(text, min_size=2, max_size=2))
    first, second = words
    meter = Meter(draw(SHARES), draw(st.none() | SHARES))
    journey = Journey(draw(TEXT), meter, draw(TEXT), first)
    columns = (Column("A", elastic=True), Column("B", "right", leaves=1, opens=True))
    number = draw(st.integers(1, 10**6))
    start = draw(st.integers(1, 50))
    share = draw(SHARES)
    gauge = Gauge(((Decimal(1), "healthy zone"),), share)
    leaf = Branch(second, aside=first)
    chart = Chart(
        "1 Oct 2026",
        "31 Dec 2026",
        (draw(TEXT), draw(TEXT)),
        (Dot(share, share),),
        (Level(draw(TEXT), share, share),),
        (share,),
    )
    return draw(
        st.sampled_from(
            [
                chart,
                Tree(first, (Branch(first, (second, first), below=(leaf,)), leaf), columns),
                Line((gauge, Sparkline((share, None)))),
                Table(columns, (Group(((first, second),), first, second),)),
                Heading(Line(first.runs, second.runs)),
                first,
                Line((meter, Windows((True, False)))),
                Table(columns, (Group(((first, second), (second, first)), second),)),
                Stack((Item(first, draw(TEXT), draw(TEXT), second, (journey, Quote(draw(TEXT)))),)),
                journey,
                Quote(draw(TEXT), first),
                Prose(draw(TEXT)),
                Code(draw(TEXT)),
                Excerpt(((number, draw(TEXT)),), start, start + 4, draw(TEXT)),
                Note(draw(TEXT), (first, second)),
            ]
        )
    )


def unseen(text: str) -> set[str]:
    """The characters of an output that must not be in it."""
    return {character for character in text if is_unseen(character) and character != "\n"}


@given(st.lists(blocks(), max_size=4), WIDTHS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_terminal_page_is_text_and_our_colours(
    page: list[Block],
    wide: int,
    ascii_only: bool,  # noqa: FBT001
) -> None:
    """A page holds visible characters and newlines; colour adds SGR and nothing else."""
    document = Document("x/1", blocks=tuple(page))
    plain = render(document, width=wide, ascii_only=ascii_only)
    assert not unseen(plain)
    assert plain.isascii() or not ascii_only
    assert not any(row.lstrip().startswith("::") for row in plain.splitlines())
    assert SGR.sub("", render(document, width=wide, ascii_only=ascii_only, color=True)) == plain


@given(st.lists(blocks(), max_size=4))
@settings(max_examples=100, deadline=None)
def test_markdown_is_visible_text(page: list[Block]) -> None:
    """No unseen character and no raw HTML gets into Markdown, whatever is written."""
    text = render(Document("x/1", blocks=tuple(page)), "md", hints=True)
    assert not unseen(text)


@given(st.text(st.sampled_from("`|@#<>[]()*_\\:=+-.1!&;~^$\"' \tahtp/w客"), max_size=14))
@settings(max_examples=300, deadline=None)
def test_no_text_is_markdown(text: str) -> None:
    """A text is one paragraph of its own characters: no markup, link, image or HTML."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(for_markdown(text))
    said = [child for token in tokens for child in token.children or []]
    assert len(tokens) in (0, 3)
    assert {child.type for child in said} <= {"text", "text_special", "code_inline"}
    spoken = "".join(child.content for child in said)
    assert spoken.strip() == visible(re.sub(r"\t+", " ", text)).strip()


@given(st.lists(TEXT, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_records_keep_their_rows(row: list[str]) -> None:
    """A row is a row in TSV, and a JSON text comes back as it was."""
    records = Records(tuple("abcd"[: len(row)]), (tuple(row),))
    document = Document("x/1", {"row": row}, records)
    tsv = render(document, "tsv")
    assert tsv.count("\n") == 1
    assert tsv.count("\t") == len(row) - 1
    assert json.loads(render(document, "json"))["row"] == row
    assert not any(unseen(render(document, form).replace("\t", "")) for form in FORMATS)


@given(TEXT, TEXT, TEXT, TEXT, st.integers(1, 60), st.integers(0, 60), WIDTHS)
@settings(max_examples=150, deadline=None)
def test_findings_are_visible_text(  # noqa: PLR0913, PLR0917 - every text of a finding
    message: str, path: str, hint: str, source: str, column: int, length: int, wide: int
) -> None:
    """One finding is one annotation and one concise line; its excerpt has one caret."""
    span = Span(path, 1, column, 1, column + length)
    found = [Finding(Rule("OKR001", "x", "error", "s"), span, message, help=hint)]
    texts = {form: render_findings(found, lambda *_: source, form, width=wide) for form in FORMS}
    assert not any(unseen(text) for text in texts.values())
    assert texts["github"].count("\n") == 1
    assert texts["concise"].count("\n") == 1
    printed = [row for form in ("full", "concise") for row in texts[form].splitlines()]
    assert not any(row.lstrip().startswith("::") for row in printed)


@given(st.lists(TEXT.filter(lambda t: not any(map(is_unseen, t))), max_size=4), st.integers(0, 60))
def test_a_cut_strip_fits(texts: list[str], wide: int) -> None:
    """Whatever is cut is at most as wide as asked, and what fits is left alone."""
    strip = tuple((text, "plain") for text in texts)
    result = cut(strip, wide, "…")  # type: ignore[arg-type]
    assert width(result) <= wide
    if sum(map(cells, texts)) <= wide:
        assert result == strip


@given(SHARES, SHARES, st.integers(1, 40))
def test_a_bar_has_its_length(done: Decimal, expected: Decimal, length: int) -> None:
    """Whatever is done or expected."""
    from okrctl.render.glyphs import Glyphs

    for ascii_only in (False, True):
        bar = Glyphs(ascii_only).bar(Meter(done, expected), length)
        assert cells(bar) == length
