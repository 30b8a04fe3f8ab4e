from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from okrctl.model.keys import WORDS
from okrctl.model.schema import NAMES, Name, schema
from okrctl.text.nodes import read
from okrctl.text.places import Data, plain

ROOT = Path(__file__).parent.parent.parent
FILES = {
    "workspace": "okrctl.yaml",
    "objective": "goals/*/*/*.yaml",
    "kpi": "kpis/**/*.yaml",
}
SPACES = [
    *(ROOT / "examples").glob("*/okrctl.yaml"),
    *(ROOT / "tests/corpus").glob("*/okrctl.yaml"),
]


def data(text: str) -> Data:
    """What a YAML text holds, read as the product reads it, numbers as JSON has them."""
    held = plain(read(text.encode(), "x.yaml").root)
    return json.loads(json.dumps(held, default=float))  # type: ignore[no-any-return]


def judge(name: Name) -> Any:
    """A validator for files of one sort."""
    return jsonschema.Draft7Validator(schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_draft_7(name: Name) -> None:
    """Editors' YAML servers read draft 7: the schema is lawful there, and has nothing later."""
    made = schema(name)
    jsonschema.Draft7Validator.check_schema(made)
    assert not re.search(r'"(\$defs|prefixItems|unevaluated\w+)"', json.dumps(made))


@pytest.mark.parametrize("name", NAMES)
def test_patterns_run_in_any_editor(name: Name) -> None:
    """Patterns are whole-text and hold no named group, which JavaScript spells otherwise."""
    for pattern in patterns(schema(name)):
        assert (pattern[0], pattern[-1], "(?P" in pattern) == ("^", "$", False)


def patterns(node: object) -> Iterator[str]:
    """Every pattern of a schema."""
    if isinstance(node, dict):
        yield from (
            text for key, text in node.items() if key == "pattern" and isinstance(text, str)
        )
        for inner in node.values():
            yield from patterns(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from patterns(inner)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("space", SPACES, ids=lambda place: place.parent.name)
def test_real_files_pass(name: Name, space: Path) -> None:
    """Every file of the examples and of the corpus is what its schema asks for."""
    validator = judge(name)
    for file in sorted(space.parent.glob(FILES[name])):
        assert [error.message for error in validator.iter_errors(data(file.read_text()))] == [], (
            file
        )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("objective", "titel: A typing error\n"),
        ("objective", "why: There is no title\n"),
        ("objective", "title: x\nkey_results: {a: {title: y, to: 3, at_least: 2}}\n"),
        ("objective", "title: x\nkey_results: {a: {title: y}}\n"),
        ("objective", "title: x\nkey_results: {A: A sentence}\n"),
        ("objective", "title: x\nkey_results: {a: {title: y, count: three}}\n"),
        ("objective", "title: x\nkey_results: {a: {title: y, change_by: lots}}\n"),
        ("objective", "title: x\ncommitment: maybe\n"),
        ("objective", "title: x\naddress: 2026-Q4/a/b\n"),
        ("kpi", "title: x\nbetter: sideways\n"),
        ("kpi", "title: x\nbetter: higher\nhealthy: {at_least: 1, at_most: 2}\n"),
        ("workspace", "okrctl: 1\ncalendar: {fiscal_year_start: jan}\n"),
        ("workspace", "okrctl: 1\nteams: {Engineering: {title: x}}\n"),
    ],
)
def test_mistakes_are_marked(name: Name, text: str) -> None:
    """Unknown keys, missing ones, two shapes or none, wrong words and wrong ids are refused."""
    assert list(judge(name).iter_errors(data(text)))


def test_a_sentence_needs_no_title() -> None:
    """`done_when` is its own title, in the long form as in the short one."""
    text = "title: x\nkey_results: {a: {done_when: It is out}, b: It is out}\n"
    assert not list(judge("objective").iter_errors(data(text)))


def test_every_word_is_a_key() -> None:
    """Each key with words for editors is a key of some file."""
    written = json.dumps([schema(name) for name in NAMES])
    assert [key for key in WORDS if f'"{key}": {{"description"' not in written] == []
