"""Each limit holds: what is at it is read, one more is refused, and docs/limits.md tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from okrctl.cli.batch.file import MOST_BYTES, contents
from okrctl.errors import UsageError
from okrctl.findings import Finding
from okrctl.load.loading import load
from okrctl.load.reading.settled import MOST, capped
from okrctl.load.tree import DictTree
from okrctl.model import formula, units
from okrctl.model.formula_tree import MOST_PARTS, MOST_STEPS
from okrctl.text.build import MAX_DEPTH, MAX_NODES
from okrctl.text.comments import MAX_COMMENTS
from okrctl.text.entries import MAX_FAULTS, MAX_FILE, MAX_LINE, read_lines, write_line
from okrctl.text.guard import MAX_BYTES, MAX_TAG, MAX_UNSAFE
from okrctl.text.nodes import read
from okrctl.text.scalars import MAX_DIGITS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text("utf-8")
TOLD = {
    name: int(most.replace(",", ""))
    for most, name in re.findall(r"^\|[^|]+\| ([\d,]+) \|.*\| `([\w.]+)` \|$", PAGE, re.MULTILINE)
}
FLOORS = ("text", "model", "load")
ABOUT_WORDS = {"model.cadence_words.MOST_SHOWN"}
"""How much of a text a message shows: nothing is refused for it."""


@dataclass(frozen=True)
class Limit:
    """What a reader makes of an input of a size, as the codes or messages that refuse it."""

    most: int
    refused: Callable[[int], list[str]]
    says: str


def yaml(text: str) -> list[str]:
    """What is over a limit in a YAML text."""
    return over(read(text.encode(), "f").findings)


def lines(text: str) -> list[str]:
    """What is over a limit in the text of an entry file."""
    return over(read_lines(text.encode(), "f.jsonl").findings)


def over(findings: tuple[Finding, ...]) -> list[str]:
    """The messages of the findings that name a limit."""
    return [one.message for one in findings if one.rule.code == "OKR007"]


def said(reader: Callable[[str], object], text: str) -> list[str]:
    """What a reader refuses a text with."""
    try:
        reader(text)
    except (formula.FormulaError, formula.UnitError) as refused:
        return [str(refused)]
    return []


def parts(number: int) -> str:
    """A formula of so many parts, each id, sign and minus being one."""
    minus = number % 2 == 0
    return "-" * minus + "+".join(["b"] * ((number + 1 - minus) // 2))


def looking(steps: int) -> str:
    """A formula that looks at so many parts, 5,000 or one more: 99 in 50 periods, then 25 sums."""
    return "-" * (steps - 5_000) + "sum(sum(b, 49), 50)" + "+b" * 25


def written(size: int) -> list[str]:
    """What refuses to write a line of so many bytes."""
    try:
        write_line({"note": "x" * (size - len('{"note": ""}'))})
    except UsageError as refused:
        return [str(refused)]
    return []


def fitted(start: str, unit: str, size: int) -> str:
    """A text of exactly that size: a start, and then a unit again and again."""
    return (start + unit * size)[:size]


LIMITS = {
    "text.guard.MAX_BYTES": Limit(
        MAX_BYTES, lambda n: yaml(fitted("a: ", "word ", n)), "at most 1048576 are read"
    ),
    "text.guard.MAX_TAG": Limit(
        MAX_TAG, lambda n: yaml("a: !" + "x" * (n - 1) + " 1"), "longer than 1000"
    ),
    "text.build.MAX_DEPTH": Limit(MAX_DEPTH, lambda n: yaml("[" * n + "]" * n), "nesting > 32 at"),
    "text.build.MAX_NODES": Limit(
        MAX_NODES, lambda n: yaml("- a\n" * (n - 1)), "more than 20000 values"
    ),
    "text.comments.MAX_COMMENTS": Limit(
        MAX_COMMENTS, lambda n: yaml("a: 1\n" + "# x\n" * n), "20000"
    ),
    "text.scalars.MAX_DIGITS": Limit(MAX_DIGITS, lambda n: yaml("a: " + "7" * n), "41 digits"),
    "text.entries.MAX_FILE": Limit(
        MAX_FILE, lambda n: lines(fitted("", '{"a": 1}\n', n)), "at most 1048576 are read"
    ),
    "text.entries.MAX_LINE": Limit(MAX_LINE, written, "over 65,536 bytes"),
    "text.entry_faults.MAX_DEPTH": Limit(
        32, lambda n: lines('{"a": ' + "[" * (n - 1) + "]" * (n - 1) + "}"), "nesting > 32 at"
    ),
    "model.formula.MOST_CHARACTERS": Limit(
        formula.MOST_CHARACTERS, lambda n: said(formula.parse, fitted("cov", " ", n)), "at most 500"
    ),
    "model.formula.MOST_NESTED": Limit(
        formula.MOST_NESTED,
        lambda n: said(formula.parse, "(" * n + "cov" + ")" * n),
        "more than 32 parentheses",
    ),
    "model.formula.MOST_PERIODS": Limit(
        formula.MOST_PERIODS, lambda n: said(formula.parse, f"mean(cov, {n})"), "from 1 to 400"
    ),
    "model.formula_tree.MOST_PARTS": Limit(
        MOST_PARTS, lambda n: said(formula.parse, parts(n)), "101 numbers, ids and signs"
    ),
    "model.formula_tree.MOST_STEPS": Limit(
        MOST_STEPS, lambda n: said(formula.parse, looking(n)), "look over too many periods"
    ),
    "model.units.MOST_LETTERS": Limit(
        units.MOST_LETTERS, lambda n: said(units.parse, "x" * n), "at most 60"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_at_the_limit_is_read_and_one_more_refused(name: str) -> None:
    """The limit itself is allowed, and the message for one more names it."""
    limit = LIMITS[name]
    assert limit.refused(limit.most) == []
    refused = limit.refused(limit.most + 1)
    assert len(refused) == 1
    assert limit.says in refused[0]


def test_a_line_that_is_too_long_is_read_no_more_than_written() -> None:
    """A line at the limit is an entry, one more byte is a finding and the next line is read."""
    whole = '{"note": "' + "x" * (MAX_LINE - len('{"note": ""}')) + '"}'
    assert lines(whole) == []
    longer = read_lines((whole.replace("x", "xx", 1) + '\n{"a": 1}').encode(), "f.jsonl")
    assert [row.line for row in longer.rows] == [2]
    assert len(over(longer.findings)) == 1


def test_findings_of_a_file_are_capped() -> None:
    """500 are listed; one more than that says so, and nothing beyond is listed."""
    typos = "".join(f"x{n}: 1\n" for n in range(MOST + 1))
    path = "goals/2026-Q4/ops/calm.yaml"
    tree = {"okrctl.yaml": b"okrctl: 1\nteams: {ops: {}}\n", path: typos.encode()}
    found = [one for one in load(DictTree(tree)).findings if one.span.file == path]
    assert len(found) == MOST + 1
    assert over(tuple(found)) == [f"there are more findings in this file than these {MOST}"]
    assert capped(tuple(found[:MOST])) == tuple(found[:MOST])


def test_nothing_is_guessed_among_hundreds_of_keys() -> None:
    """A misspelled key gets a guess in a goal of usual size, and none among hundreds of others."""
    path = "goals/2026-Q4/ops/calm.yaml"

    def helps(others: int) -> str:
        text = "titel: Calm\n" + "".join(f"x{n}: 1\n" for n in range(others))
        tree = {"okrctl.yaml": b"okrctl: 1\nteams: {ops: {}}\n", path: text.encode()}
        return next(one.help for one in load(DictTree(tree)).findings if "titel" in one.message)

    assert helps(others=10) == "did you mean title?"
    assert helps(others=300).startswith("keys here are")


def test_unreadable_lines_are_capped() -> None:
    """Lines beyond the limit are not described, and an entry after them is read all the same."""
    found = read_lines(b"{\n" * 2_000 + b"[]\n" * 2_000 + b'{"a": 1}\n', "f.jsonl")
    assert len(found.findings) == MAX_FAULTS + 1
    assert [row.line for row in found.rows] == [4_001]


def test_invisible_characters_are_counted_beyond_a_hundred() -> None:
    """Each is listed up to the limit; one finding stands for the rest."""
    at, beyond = (read(f"a: {chr(0x200B) * n}".encode(), "f").findings for n in (100, 103))
    assert len(at) == MAX_UNSAFE
    assert len(beyond) == MAX_UNSAFE + 1
    assert "3" in beyond[-1].message


def test_a_file_for_a_command_is_bounded(tmp_path: Path) -> None:
    """A megabyte is taken, one more byte is an error."""
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"x" * MOST_BYTES)
    assert len(contents(str(path))) == MOST_BYTES
    path.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(UsageError, match="over 1,048,576 bytes"):
        contents(str(path))


@pytest.mark.parametrize("name", TOLD)
def test_the_page_tells_the_value(name: str) -> None:
    """A row of docs/limits.md names a constant and says its value."""
    module, _, constant = name.rpartition(".")
    assert getattr(import_module(f"okrctl.{module}"), constant) == TOLD[name]


def test_the_page_tells_every_limit_of_what_is_read() -> None:
    """A constant that begins with MAX_ or MOST, where files are read, is a row of the page."""
    there = set()
    for path in (one for floor in FLOORS for one in (ROOT / "src/okrctl" / floor).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "src/okrctl").with_suffix("").parts)
        found = re.findall(r"^(MAX_\w+|MOST\w*) = ", path.read_text("utf-8"), re.MULTILINE)
        there |= {f"{module}.{name}" for name in found}
    assert there - ABOUT_WORDS <= set(TOLD)
