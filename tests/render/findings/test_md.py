from __future__ import annotations

from markdown_it import MarkdownIt

from okrctl.render.findings.formats import render
from okrctl.render.findings.md import COMMENT_BYTES
from render.findings.found import finding, lines


def test_the_worst_come_first() -> None:
    """A headline and a table that Markdown reads as one."""
    found = [finding(1, severity="info"), finding(9, help="move it")]
    text = render(found, lines(), "md", prefix="okrs/")
    assert text.startswith("### okrctl: 1 error, 1 note\n")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    rows = html.partition("<tbody>")[2].split("<tr>")[1:]
    assert ["error" in rows[0], "info" in rows[1]] == [True, True]
    assert "<code>okrs/goals/x.yaml:9</code>" in rows[0]
    assert "move it" in rows[0]


def test_what_a_user_wrote_is_text() -> None:
    """No cell ends early, nobody is mentioned, no image is loaded."""
    text = render([finding(message="a | b <img src=x> @mira ![x](y)")], lines(), "md")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert html.count("<td") == 5
    assert "<img" not in html
    assert "<code>@mira</code>" in html


def test_a_comment_has_room_for_it() -> None:
    """The rest is counted."""
    many = [finding(number, message="m" * 200) for number in range(1, 999)]
    text = render(many, lines(), "md")
    assert len(text.encode()) <= COMMENT_BYTES
    assert f"{998 - text.count('| error |')} more: run `okrctl lint`" in text


def test_a_clean_run_has_a_body_too() -> None:
    """A comment that was red yesterday says that it is mended."""
    assert render([], lines(), "md", files=["a", "b"]) == "### okrctl: nothing found in 2 files\n"
