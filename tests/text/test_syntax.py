"""Why a text is no YAML, told in plain words with the fix."""

from __future__ import annotations

import pytest

from okrctl.text.edit import splice
from text.reading import data, only, place, source

BROKEN = [
    ("unit: %\n", "OKR012 1:7", "begins with %"),
    ("a: {unit: %, b: 1}\n", "OKR012 1:11", "begins with %"),
    ("owner: @mira\n", "OKR000 1:8", "begins with @"),
    ("title: `make` is green\n", "OKR000 1:8", "begins with `"),
    ("title: >98% uptime\n", "OKR000 1:8", "begins with >"),
    ("title: |x\n", "OKR000 1:8", "begins with |"),
    ("title: - calm\n", "OKR000 1:8", "begins with -"),
    ("title: ? calm\n", "OKR000 1:8", "begins with ?"),
    ("title: ]calm\n", "OKR000 1:8", "begins with ]"),
    ("title: *bold* words\n", "OKR004 1:8", "begins with *"),
    ("title: & more\n", "OKR004 1:8", "begins with &"),
    ("title: !x!important now\n", "OKR004 1:8", "begins with !"),
    ("title: Calm: at last\n", "OKR000 1:12", "second colon"),
    ("- title: Calm: at last\n", "OKR000 1:14", "second colon"),
    ("title:calm\nowner: mira\n", "OKR000 1:7", "space is missing after the colon"),
    ("owner: mira\ntitle:calm\nwhy: x\n", "OKR000 2:7", "space is missing after the colon"),
    ("title: calm\n  owner: mira\n", "OKR000 2:3", "indented deeper"),
    ("a:\n   b: 1\n  c: 2\n", "OKR000 3:3", "indented differently"),
    ("title: calm\nand quiet\nowner: mira\n", "OKR000 2:1", "no `key: value`"),
    ('title: "calm\nowner: mira\n', "OKR000 1:8", 'quote " that opens here is never closed'),
    ("title: 'calm\n", "OKR000 1:8", "quote ' that opens here is never closed"),
    ("tags: [calm, quiet\nowner: mira\n", "OKR000 1:7", "bracket [ that opens here"),
    ("tags: [calm,\n", "OKR000 1:7", "bracket [ that opens here"),
    ("a: {b: 1 c: 2}\n", "OKR000 1:11", "a comma is missing here"),
    ("tags: [a, , b]\n", "OKR000 1:11", "a value is missing before ,"),
    ('title: "calm" enough\n', "OKR000 1:15", 'text stands behind the closing "'),
    ("title: calm\n}\n", "OKR000 2:1", "} closes nothing"),
    ('title: "50\\% calm"\n', "OKR000 1:11", "\\% is no escape"),
    ('title: "\\x4"\n', "OKR000 1:9", "not complete"),
    ('title: "\\U00110000"\n', "OKR000 1:9", "makes no character"),
    ("a:\n\tb: 1\n", "OKR000 2:1", "a tab indents this line"),
    ("a:\t1\n", "OKR000 1:3", "a tab stands"),
    ("tags: a\n- b\n", "OKR000 2:1", "indented differently"),
    ('"a" b\n', "OKR000 1:5", "does not belong to what stands above"),
    ("%YAML x\n---\na: 1\n", "OKR004 1:1", "directive"),
    ("a: 1\na: [\n", "OKR003 2:1", "already given"),
]


@pytest.mark.parametrize(("text", "where", "says"), BROKEN)
def test_a_break_is_told_at_its_place(text: str, where: str, says: str) -> None:
    """The first finding points at what is wrong, in words of our own."""
    first = source(text).findings[0]
    assert place(first) == where
    assert says in first.message
    assert first.help


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("unit: %\n", {"unit": "%"}),
        ("owner: @mira # who\n", {"owner": "@mira"}),
        ("title: >98% uptime\n", {"title": ">98% uptime"}),
        ("title: Calm: at last\nto: 1\n", {"title": "Calm: at last", "to": 1}),
        ("title: *bold* words\n", {"title": "*bold* words"}),
        ('title: "50\\% calm"\n', {"title": "50\\% calm"}),
        ("a: {unit: %, b: 1}\n", {"a": {"unit": "%", "b": 1}}),
        ("a:\t1\n", {"a": 1}),
    ],
)
def test_a_break_of_one_character_is_read_past_and_mended(text: str, meant: object) -> None:
    """The data are what was meant, and the fix makes the file say so."""
    finding = only(text)
    assert data(text) == meant
    mended = splice(text, finding.fixes[0].edits)
    assert source(mended).findings == ()
    assert data(mended) == meant


def test_a_missing_space_is_mended_by_its_fix() -> None:
    """Behind the colon comes the space that was missing."""
    text = "title:calm\nowner: mira\n"
    assert data(splice(text, only(text).fixes[0].edits)) == {"title": "calm", "owner": "mira"}


def test_a_missing_comma_shows_its_bracket() -> None:
    """The other place is the bracket that it belongs to."""
    span, says = only("a: {b: 1 c: 2}\n").related[0]
    assert (span.column, says) == (4, "opened here")


def test_what_cannot_be_mended_has_no_root() -> None:
    """Half a file is not judged as if it were whole."""
    assert source("a: 1\nb: [1\n").root is None


def test_mending_ends() -> None:
    """A file of nothing but breaks is told of twenty times and given up."""
    findings = source("a: %\n" * 500).findings
    assert 20 <= len(findings) <= 60
