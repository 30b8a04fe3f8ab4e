"""Each medium's text is harmless in that medium, and still says what was written."""

from __future__ import annotations

import csv
import io

import pytest
from markdown_it import MarkdownIt

from okrctl.pages.blocks import Column, Group, Heading, Quote, Table, line
from okrctl.pages.document import Cell, Document, Records
from okrctl.render.escape import (
    for_annotation,
    for_annotation_property,
    for_csv,
    for_line_start,
    for_markdown,
    for_markdown_code,
    for_terminal,
    for_tsv,
)
from okrctl.render.formats import render

MARKUP = ("[red]x[/red]", "[/foo]", "[link=https://evil.example]x[/link]", ":smile:", "ends in \\")
HOSTILE = "a\x1b]52;c;aGk=\x07b\x1b]8;;http://x\x1b\\c\x1b[2Jd\x9be\x7ff\u202eg\u200bh\u2028i"


def page(text: str) -> Document:
    """A page that says a text in a heading, a table and a quote."""
    table = Table((Column("TITLE", elastic=True),), (Group(((line(text),),)),))
    return Document("okrctl.page/1", {"text": text}, Records(("text",), ((text,),)),
                    (Heading(line(text)), table, Quote(text)))  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("color", [False, True])
def test_r01_markup_is_printed_as_it_was_written(text: str, color: bool) -> None:  # noqa: FBT001
    """R01: square brackets, colons and a last backslash mean nothing to a terminal page."""
    assert render(page(text), color=color).count(text) == 3


@pytest.mark.parametrize("form", ["table", "tsv", "csv", "md", "json"])
def test_r02_no_control_character_gets_out(form: str) -> None:
    """R02: OSC 52 and 8, CSI, BEL, C1, bidi and zero-width characters are shown, not sent."""
    out = render(page(HOSTILE), form, width=200)
    assert not [c for c in out if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0]
    assert not set(out) & set("\u202e\u200b\u2028")


def test_what_is_not_seen_is_shown() -> None:
    """A reader sees that something was there, and what."""
    assert for_terminal("a\x1b[2J\u202e\U000e0001") == "a\\x1b[2J\\u202e\\U000e0001"


def test_a_line_of_text_is_one_line() -> None:
    """Newlines and tabs become spaces in a cell."""
    assert for_terminal("one\n\n\ttwo\n") == "one two"


def test_a_lone_surrogate_is_shown() -> None:
    """A path that is not UTF-8 can be printed, and written to a file."""
    assert for_terminal("goals/\udcff.yaml").encode() == b"goals/\\udcff.yaml"


def test_letters_of_every_script_stay() -> None:
    """Umlauts, Chinese, Hebrew, combining marks and emoji are text."""
    text = "Öz 客户 שלום e\u0301 🚀"
    assert for_terminal(text) == text


@pytest.mark.parametrize(
    "text", ["::error::x", "  ::set-output name=a::b", "##[add-mask]x", "##vso[x]y"]
)
@pytest.mark.parametrize("form", ["table", "tsv", "csv", "md", "json"])
def test_text_is_no_command_of_a_ci_runner(text: str, form: str) -> None:
    """A runner reads `::` at the start of a line, and `##[` anywhere, whatever the form."""
    out = render(page(f"{text}\n{text}"), form)
    assert not any(row.lstrip().startswith("::") for row in out.splitlines())
    assert "##[" not in out
    assert "##vso[" not in out


def test_two_colons_within_a_line_stay() -> None:
    """Only the start of a line is read as a command."""
    assert for_line_start(for_terminal("use std::move")) == "use std::move"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        (" @x", "' @x"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("fine\n=1", "fine\n'=1"),
        ("\t=1", "\\t=1"),
        ("\r=1", "\\r=1"),
        ("a-b", "a-b"),
    ],
)
def test_r07_no_cell_of_a_text_is_a_formula(text: str, cell: str) -> None:
    """R07: a sign at the start of any line, whatever space is before it, gets an apostrophe."""
    assert for_csv(text) == cell


def test_r07_a_negative_number_stays_a_number() -> None:
    """R07: -5 is a number in CSV; the text "-5" is not."""
    from decimal import Decimal

    row: tuple[Cell, ...] = (Decimal(-5), "-5")
    out = render(Document("x/1", records=Records(("n", "t"), (row,))), "csv")
    assert list(csv.reader(io.StringIO(out)))[1] == ["-5", "'-5"]


def test_tsv_keeps_a_record_on_a_line() -> None:
    """A tab or a newline in a title adds no field and no row."""
    assert for_tsv("a\tb\nc") == "a\\tb\\nc"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://evil.example/a.png)",
        "[x](https://evil.example)",
        "<https://evil.example>",
        "`code` | pipe **bold** _em_ ~~gone~~",
        "# heading",
        "- list",
        "1. list",
        "> quote",
        "&lt;b&gt;",
        "[ref]: https://evil.example",
        "=====",
        "$x^2$",
    ],
)
def test_text_is_no_markdown(text: str) -> None:
    """A text is one paragraph of exactly its own characters."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(for_markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    said = tokens[1].children or []
    assert {child.type for child in said} <= {"text", "text_special"}
    assert "".join(child.content for child in said) == text


@pytest.mark.parametrize("text", ["ask @mira", "@acme/ops", "mail a@b.example", "see #12"])
def test_nobody_is_mentioned(text: str) -> None:
    """A name behind an @ and a number behind a # stand in code, where no forge reads them."""
    tokens = MarkdownIt("commonmark").parseInline(for_markdown(text))[0].children or []
    spoken = "".join(token.content for token in tokens if token.type == "text")
    assert "@" not in spoken
    assert "#" not in spoken
    assert "".join(token.content for token in tokens) == text


@pytest.mark.parametrize("text", ["www.evil.example", "https://evil.example", ":shipit:"])
def test_words_are_no_link(text: str) -> None:
    """An address is broken so that no forge makes a link or a picture of it."""
    assert "\\" in for_markdown(text)
    rendered = MarkdownIt("commonmark").render(for_markdown(text))
    assert rendered == f"<p>{text}</p>\n"


@pytest.mark.parametrize("code", ["a`b", "``", "plain", "`x"])
def test_a_code_span_holds_any_text(code: str) -> None:
    """Backticks inside are outnumbered by those around it."""
    rendered = MarkdownIt("commonmark").render(for_markdown_code(code))
    assert rendered == f"<p><code>{code}</code></p>\n"


def test_r05_an_annotation_is_one_line() -> None:
    """R05: percent first, then line ends; a property also colon and comma."""
    assert for_annotation("x\n::set-env name=a::b%0A") == "x%0A::set-env name=a::b%250A"
    assert for_annotation_property("a:b,c%") == "a%3Ab%2Cc%25"
