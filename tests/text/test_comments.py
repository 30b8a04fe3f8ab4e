"""Comments beside the nodes."""

from __future__ import annotations

import pytest

from text.reading import data, only, place, places, source


def test_comments_have_places() -> None:
    """A comment knows its text, its place, and whether it stands alone."""
    text = '# one\na: "x # no" # two\nb: c#no\nc: |\n  # no\n  x\n# three\nd: [e, # four\n  f]\n'
    found = [(c.text, c.span.line, c.span.column, c.alone) for c in source(text).comments]
    assert found == [
        ("one", 1, 1, True),
        ("two", 2, 13, False),
        ("three", 7, 1, True),
        ("four", 8, 8, False),
    ]


def test_the_header_of_a_block_text_may_have_a_comment() -> None:
    """`| # note` is a comment, and what looks like one in the block is text."""
    text = "a: | # note\n  # text\n"
    assert [comment.text for comment in source(text).comments] == ["note"]
    assert data(text) == {"a": "# text\n"}


def test_comments_before_a_break_are_kept() -> None:
    """Where the file cannot be read on, what looks like a comment is not believed."""
    assert [c.text for c in source("# one\na: [ # two\n").comments] == ["one"]


def test_spans_of_comments_hold_with_any_line_end() -> None:
    """CRLF does not belong to a comment."""
    (comment,) = source("\ufeffa: 1 # x\r\n").comments
    assert (comment.text, comment.span.column, comment.span.end_column) == ("x", 6, 9)


@pytest.mark.parametrize(
    ("text", "where", "whole"),
    [
        ("title: fix #12 first\n", "OKR011 1:12", '"fix #12 first"'),
        ("title: #12 first\n", "OKR011 1:8", '"#12 first"'),
        ("tags:\n  - #calm\n", "OKR011 2:5", '"#calm"'),
        ("to: 80 #percent\n", "OKR011 1:8", '"80 #percent"'),
        ("a: {title: fix #12\n  }\n", "OKR011 1:16", '"fix #12"'),
    ],
)
def test_a_hash_cuts_a_text(text: str, where: str, whole: str) -> None:
    """It is a warning with the quoted form, which changes the meaning and so is unsafe."""
    finding = only(text)
    assert place(finding) == where
    assert finding.fixes[0].edits[0].text == whole
    assert not finding.fixes[0].safe
    assert finding.weight == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # note\n",
        "a: 1 #\n",
        "a: 1 ## note\n",
        "#note\na: 1\n",
        'a: "x" #note\n',
        "a: [1] #note\n",
        "a: #note\n  b: 1\n",
        "a: c#note\n",
        "a: 1 #okrctl: ignore[OKR005]\n",
    ],
)
def test_a_comment_that_cuts_nothing(text: str) -> None:
    """A space after the `#`, or nothing to cut before it, is no finding."""
    assert places(text) == []
