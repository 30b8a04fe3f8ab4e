"""Text as YAML writes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.text.guard import UNSAFE
from okrctl.text.places import at, plain
from okrctl.text.quoting import clipped, quote
from text.reading import source

CONTEXTS = {
    "%s": (),
    "a: %s\n": ("a",),
    "a: %s # note\n": ("a",),
    "- %s\n": (0,),
    "{b: %s, c: 1}\n": ("b",),
    "[[%s], x]\n": (0, 0),
}
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("ab :#,-?[]{}&*!|>'\"%@`~=<.+_0123456789eExXyn\\/\t\n", max_size=10),
    st.sampled_from(["yes", "null", "", "1e3", "---", "...", "- x", "a: b", "a #b", "<<", "~"]),
).filter(lambda text: not UNSAFE.search(text))


@settings(max_examples=500, deadline=None)
@given(texts)
def test_what_is_quoted_is_read_back(text: str) -> None:
    """As root, value, item, in block and in flow style, and as a key, without any finding."""
    for context, path in CONTEXTS.items():
        found = source(context.replace("%s", quote(text)))
        assert found.findings == ()
        assert plain(at(found.root, path)) == text
    for context in ("%s: 1\n", "{%s: 1}"):
        found = source(context.replace("%s", quote(text)))
        assert found.findings == ()
        assert plain(found.root) == {text: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Calm releases",
        "critical-bugs",
        "2026-10-31",
        "3x",
        "+25%",
        "Größe 😀",
        "R&D",
        "it's",
        "a#b",
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    """Quotes appear only where they are needed."""
    assert quote(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        ("yes", '"yes"'),
        ("12", '"12"'),
        ("a, b", '"a, b"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("%", '"%"'),
        (" a", '" a"'),
        ('say "hi", \\o/', '"say \\"hi\\", \\\\o/"'),
        ("a\nb\x1b", '"a\\nb\\u001b"'),
        ("\u202e\U000e0041", '"\\u202e\\U000e0041"'),
    ],
)
def test_other_text_is_in_double_quotes(text: str, written: str) -> None:
    """What cannot be seen is written as an escape."""
    assert quote(text) == written


def test_a_message_bears_only_so_much() -> None:
    """A text is shown on one line and cut behind forty characters."""
    assert clipped("a\n b") == "a b"
    assert clipped("x" * 1_000_000) == "x" * 40 + "…"
