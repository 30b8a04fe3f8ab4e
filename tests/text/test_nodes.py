"""Reading YAML into nodes."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrctl.text.nodes import Mapping, Scalar, Sequence, _c_parser, read
from okrctl.text.places import at, key_at
from okrctl.text.tree import Node
from text.reading import FILE, data, only, places, source

ROOT = Path(__file__).parents[2]

OBJECTIVE = """\
# yaml-language-server: $schema=objective.schema.json
title: Customers trust every release
supports: [company/trust#nps]   # a longer cycle
key_results:
  coverage:                     # move
    title: The live code base is covered by tests
    from: 63
    to: 80.50
  canary:
    title: "Canary deploys: every service"
    milestones:
      - pilot
      - 'every service'
why: |
  Support spends half of its week
  on bugs that we shipped.

draft: true
plan: {2026-10-31: 66, 2026-11-30: 74}
note:
"""


def test_an_objective_is_plain_data() -> None:
    """Numbers are exact, dates are text, an empty value is null, and keys are text."""
    assert data(OBJECTIVE) == {
        "title": "Customers trust every release",
        "supports": ["company/trust#nps"],
        "key_results": {
            "coverage": {
                "title": "The live code base is covered by tests",
                "from": 63,
                "to": Decimal("80.50"),
            },
            "canary": {
                "title": "Canary deploys: every service",
                "milestones": ["pilot", "every service"],
            },
        },
        "why": "Support spends half of its week\non bugs that we shipped.\n",
        "draft": True,
        "plan": {"2026-10-31": 66, "2026-11-30": 74},
        "note": None,
    }
    assert places(OBJECTIVE) == []


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("title",), (2, 8, 2, 37)),
        (("supports",), (3, 11, 3, 30)),
        (("supports", 0), (3, 12, 3, 29)),
        (("key_results",), (5, 3, 13, 24)),
        (("key_results", "coverage", "to"), (8, 9, 8, 14)),
        (("key_results", "canary", "title"), (10, 12, 10, 43)),
        (("key_results", "canary", "milestones"), (12, 7, 13, 24)),
        (("why",), (14, 6, 16, 27)),
        (("plan", "2026-11-30"), (19, 36, 19, 38)),
        (("note",), (20, 6, 20, 6)),
    ],
)
def test_every_node_knows_its_span(
    path: tuple[str | int, ...], span: tuple[int, int, int, int]
) -> None:
    """A span begins and ends at the text of the node, without comments and blank lines."""
    node = at(source(OBJECTIVE).root, path)
    assert node is not None
    found = node.span
    assert (found.line, found.column, found.end_line, found.end_column) == span


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_y10_line_ends_and_byte_order_mark(mark: str, end: str) -> None:
    """BOM, CRLF, CR and a missing last line end change neither data nor places nor the text."""
    text = f'{mark}a: 😀{end}é: "x{end}  y"{end}b: 1'
    read_text = source(text)
    assert read_text.text == text
    assert read_text.findings == ()
    key, value = key_at(read_text.root, ("b",)), at(read_text.root, ("b",))
    assert key is not None
    assert value is not None
    assert (key.span.line, key.span.column, value.span.column) == (4, 1, 4)
    quoted = at(read_text.root, ("é",))
    assert isinstance(quoted, Scalar)
    assert quoted.value == "x y"
    assert (quoted.span.line, quoted.span.column) == (2, 4)
    assert (quoted.span.end_line, quoted.span.end_column) == (3, 5)


def test_columns_count_code_points() -> None:
    """An emoji of one code point is one column wide, whatever its bytes."""
    node = at(source('"😀😀": {a: é, b: 1}').root, ("😀😀", "b"))
    assert node is not None
    assert node.span.column == 17


def test_y06_duplicate_keys_name_both_lines() -> None:
    """Keys are text, so `1` and `"1"` are the same; the first value stays."""
    text = 'a: 1\nb: 2\na: 3\n1: x\n"1": z\n'
    first, second = source(text).findings
    assert (first.rule.code, first.span.line, first.related[0][0].line) == ("OKR003", 3, 1)
    assert (second.rule.code, second.span.line, second.related[0][0].line) == ("OKR003", 5, 4)
    assert data(text) == {"a": 1, "b": 2, "1": "x"}


def test_y06_a_merge_key_is_refused() -> None:
    """`<<` is a finding, and what it would merge is left out."""
    text = "a: 1\n<<: {b: 2}\nc: 3\n"
    assert places(text) == ["OKR004 2:1"]
    assert data(text) == {"a": 1, "c": 3}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", ["OKR004 1:4", "OKR004 2:4"]),
        ("a: &x\n  b: 1\n", ["OKR004 1:4"]),
        ("%YAML 1.1\n---\na: 1\n", ["OKR004 1:1"]),
        ("# x\n%TAG ! tag:x,2000:\n---\na: 1\n", ["OKR004 2:1"]),
        ("a: 1\n---\nb: 2\n", ["OKR004 2:1"]),
        ("a: 1\n...\n---\nb: 2\n", ["OKR004 3:1"]),
    ],
)
def test_beyond_plain_yaml(text: str, found: list[str]) -> None:
    """Anchors, aliases, directives and further documents are findings at their place."""
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [ls]\n",
        "a: !!binary aGVsbG8=\n",
        "a: !!set {x}\n",
        "a: !x 1\n",
        "a: !x!y 1\n",
        "a: !<tag:x> 1\n",
    ],
)
def test_y07_tags_are_refused(text: str) -> None:
    """A tag is a finding at the tag."""
    assert places(text) == ["OKR004 1:4"]


def test_a_document_start_is_lawful() -> None:
    """`---` at the start of a file is no second document."""
    assert places("# a comment\n---\na: 1\n") == []
    assert data("---\na: 1\n") == {"a": 1}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff", "--- # x\n"])
def test_y16_empty_files(text: str) -> None:
    """A file that holds nothing, or only comments, is one finding."""
    assert places(text) == ["OKR014 1:1"]
    assert source(text).root is None


@pytest.mark.parametrize(
    ("text", "kind"), [("just text", Scalar), ("- a\n- b\n", Sequence), ("null", Scalar)]
)
def test_y16_other_roots_are_handed_up(text: str, kind: type[Node]) -> None:
    """A scalar or a list as root is read; whether it may be there is not judged here."""
    assert places(text) == []
    assert isinstance(source(text).root, kind)


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: b}: c\n", ": x\n", "? \n: x\n"])
def test_a_key_is_one_text(text: str) -> None:
    """A list, a mapping or nothing as a key is a finding, and its value is left out."""
    assert [found[:6] for found in places(text)] == ["OKR000"]
    assert data(text) == {}


def test_a_key_may_stand_behind_a_question_mark() -> None:
    """An explicit key is rare and lawful; without a value it is null."""
    assert data("? a\n: b\n? c\n") == {"a": "b", "c": None}


def test_y04_numbers_without_bounds() -> None:
    """5,000 digits are a finding at their place, and stay text."""
    finding = only(f"a: 1\nto: {'7' * 5000}\n")
    assert (finding.rule.code, finding.span.line, finding.span.column) == ("OKR007", 2, 5)
    assert "5000 digits" in finding.message


def test_y04_a_hexadecimal_number_of_a_megabyte() -> None:
    """It is text, and its message does not repeat all of it."""
    finding = only(f"to: 0x{'f' * 1_000_000}\n")
    assert (finding.rule.code, finding.span.column) == ("OKR005", 5)
    assert len(finding.message) < 200


def test_y14_an_ambiguous_scalar_is_text() -> None:
    """It is never coerced, the message says how others read it, and quotes mend it."""
    finding = only("to: 1_000\n")
    assert data("to: 1_000\n") == {"to": "1_000"}
    assert finding.message == "1_000 is read as text; another YAML reader takes it for a number"
    assert finding.fixes[0].edits[0].text == '"1_000"'
    assert finding.fixes[0].safe


def test_an_ambiguous_key_is_told_too() -> None:
    """`no` as the id of a region is a truth value elsewhere."""
    assert places("no: Norway\n") == ["OKR005 1:1"]


@pytest.mark.parametrize(
    "text", ['to: "1_000"\n', "a: 'yes'\n", "a: |\n  yes\n", "a: yes we can\n"]
)
def test_quotes_settle_what_is_meant(text: str) -> None:
    """Only a plain scalar as a whole can be ambiguous."""
    assert places(text) == []


def test_y22_every_problem_of_a_file_is_listed() -> None:
    """Five hundred duplicate keys are five hundred findings, in the order of the file."""
    text = "a: 1\n" * 501
    lines = [finding.span.line for finding in source(text).findings]
    assert lines == list(range(2, 502))


def test_findings_before_a_break_are_kept() -> None:
    """Where a file stops being YAML, what was found above is still told."""
    assert places("a: 1\na: yes\nb: [1\n") == ["OKR003 2:1", "OKR005 2:4", "OKR000 3:4"]


def test_findings_behind_a_mended_break_are_told() -> None:
    """A break of one character is read past, and the text is what the file says."""
    text = "unit: %\nowner: @mira\ntitle: Calm: at last\non: 1\n"
    assert places(text) == ["OKR012 1:7", "OKR000 2:8", "OKR000 3:12", "OKR005 4:1"]
    assert data(text) == {"unit": "%", "owner": "@mira", "title": "Calm: at last", "on": 1}


def test_an_address_in_brackets_is_quoted() -> None:
    """Readers differ on `://` inside brackets: one message with either parser, and a safe fix."""
    text = "links: {board: https://x.example/17, b: 1}\n"
    finding = only(text)
    assert (finding.rule.code, finding.span.column, finding.span.end_column) == ("OKR012", 16, 36)
    assert finding.fixes[0].edits[0].text == '"https://x.example/17"'
    assert data(text) == {"links": {"board": "https://x.example/17", "b": 1}}
    assert places("link: https://x.example/17\n") == []


# One word, one sign or one line at a time: what YAML texts are made of, and what breaks them.
PIECES = [
    *("a", "b: ", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", " ", '"', "'", "[", "]", "{", "}"),
    *(", ", ",", "#", " # c", "|", "|\n", ">-\n", "? ", "?", "\t", "%", "@", "`", "!", "&", "*"),
    *("---", "...", "\n---\n", "\n...\n", "\\", "\\n", "1", "é", "😀", "key: value\n", "~", "<<: "),
    *("k: [a, b]\n", "m: {x: 1}\n", "https://x", "\r\n", "\r", '"x"', "'y'", "\\u00e9", "\\x4"),
    *('"\\\n', "|2\n", "|+\n", "!x ", "&a ", "*a", "%YAML 1.1\n", "\ufeff", "''", '""', "x:y"),
    *("-\n", "? a\n: b\n", "\\e", "\u200b", "yes", "0x1", "3% up", "\\ud800", '"\\U00110000"'),
]
texts = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@settings(max_examples=1500, deadline=None)
@given(texts)
def test_both_parsers_give_one_verdict(text: str) -> None:
    """Nodes, places, comments and findings are the same with and without the C parser."""
    assert read(text.encode(), FILE) == read(text.encode(), FILE, parser="pure")


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_it_raise(some: bytes) -> None:
    """Whatever the bytes are, there is a root or a finding."""
    found = read(some, FILE)
    assert found.root is not None or found.findings


@settings(max_examples=500, deadline=None)
@given(texts)
def test_spans_hold_what_they_say(text: str) -> None:
    """A plain scalar on one line is the text of its span, and children lie inside their parents."""
    found = source(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def walk(node: Node, parent: Node | None) -> None:
        span = node.span
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        if parent is not None and not isinstance(parent, Scalar):
            above = parent.span
            assert (above.line, above.column) <= (span.line, span.column)
            assert (span.end_line, span.end_column) <= (above.end_line, above.end_column)
        match node:
            case Scalar(style="plain") if span.line == span.end_line and not found.findings:
                assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == node.raw
            case Sequence():
                for item in node.items:
                    walk(item, node)
            case Mapping():
                for key, value in node.pairs:
                    walk(key, node)
                    walk(value, node)

    if found.root is not None:
        walk(found.root, None)


WITHOUT_C = """
import sys
sys.modules["_ruamel_yaml"] = sys.modules["_ruamel_yaml_clibz"] = None
from okrctl.text.nodes import _c_parser, read
assert _c_parser() is None
text = b"a: [1, {b: x}]"
print(read(text, "f") == read(text, "f", parser="pure") and read(text, "f").root is not None)
"""


def test_the_c_parser_is_in_use_and_not_needed() -> None:
    """It is installed with okrctl; where it cannot be, everything is read all the same."""
    assert _c_parser() is not None
    command = [sys.executable, "-c", WITHOUT_C]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout == "True\n"


def test_reading_is_what_loads_the_parser() -> None:
    """A command that reads no file does not pay for the parsers."""
    code = "import sys, okrctl.text.edit, okrctl.text.entries\n"
    command = [sys.executable, "-c", code + "print({'jiter', 'ruamel'} & {*sys.modules})"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout == "set()\n"


def test_an_alias_cannot_be_a_key() -> None:
    """It is one finding, and its value is left out."""
    assert places("a: 1\n*x : 2\n") == ["OKR004 2:1"]
    assert data("a: 1\n*x : 2\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[" + "a, " * 20_001 + "]", "OKR007 1:59999"),
        ("a: 1\n" + "# x\n" * 20_001, "OKR007 20002:1"),
        (f"a: 1\nb: !{'x' * 1_000}\n", "OKR007 2:4"),
    ],
)
def test_limits_have_a_place(text: str, where: str) -> None:
    """The first value, comment or word too many is where the finding points."""
    assert places(text)[-1] == where
