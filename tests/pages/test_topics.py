"""Topics: complete, readable in any order, and true to the format and the commands."""

from __future__ import annotations

import json
import re
import shlex
from importlib import resources
from typing import Any

import pytest
import typer

from okrctl.cli.app import NAMES as COMMANDS
from okrctl.cli.app import app
from okrctl.pages import topics
from okrctl.pages.topic import topic_page, topics_page
from okrctl.pages.topics import Example, Topic, topic
from okrctl.render.formats import render
from support import workspace

ALL = [topic(name) for name in topics.NAMES]
EXAMPLES = [(one.name, part) for one in ALL for part in one.parts if isinstance(part, Example)]
CODE_WIDTH = 76


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    """None is forgotten in the list, and none is missing beside it."""
    there = {file.name for file in resources.files(topics.__name__).iterdir()}
    assert {f"{name}.md" for name in topics.NAMES} == {n for n in there if n.endswith(".md")}


def test_no_topic_hides_behind_a_command() -> None:
    """`okrctl help NAME` prefers the command."""
    assert not set(topics.NAMES) & set(COMMANDS)


@pytest.mark.parametrize("one", ALL, ids=topics.NAMES)
def test_a_topic_is_whole(one: Topic) -> None:
    """A title, a sentence, a text, and topics to go on with."""
    assert one.title
    assert one.summary.endswith(".")
    assert any(isinstance(part, str) for part in one.parts)
    assert set(one.see) <= set(topics.NAMES) - {one.name}


def test_every_topic_is_found_from_the_first_one() -> None:
    """Reading on leads everywhere."""
    found, ahead = set[str](), ["okr"]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += topic(name).see
    assert found == set(topics.NAMES)


@pytest.mark.parametrize("example", [one for _, one in EXAMPLES], ids=[of for of, _ in EXAMPLES])
def test_an_example_is_what_it_says(example: Example) -> None:
    """A file loads without an error, so do key results; a command has the options it is given."""
    assert max(map(len, example.text.splitlines())) <= CODE_WIDTH
    if example.language == "console":
        for line in example.text.splitlines():
            assert is_command(line), line
        return
    text = example.text
    if not text.startswith("# "):
        inside = "\n".join(f"  {line}" for line in text.splitlines())
        text = f"# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nwhy: So.\nkey_results:\n{inside}"
    errors = [one for one in workspace(text).findings if one.rule.severity == "error"]
    assert [error.message for error in errors if error.rule.code != "OKR111"] == []


@pytest.mark.parametrize("one", ALL, ids=topics.NAMES)
def test_words_name_only_commands_that_exist(one: Topic) -> None:
    """Whatever follows `okrctl` in a sentence is a command."""
    text = " ".join(part for part in one.parts if isinstance(part, str))
    named = re.findall(r"\bokrctl ([a-z]+)", text)
    verbs = {"computes", "takes", "draws", "checks", "never", "says", "keeps"}
    assert set(named) - verbs <= set(COMMANDS)


def is_command(line: str) -> bool:
    """Whether a line starts a command with options that it has."""
    program, name, *words = shlex.split(line)
    commands: Any = typer.main.get_command(app)
    known = {text for one in commands.commands[name].params for text in one.opts}
    return program == "okrctl" and {word for word in words if word.startswith("--")} <= known


def test_the_page_of_a_topic_reads_from_top_to_bottom() -> None:
    """Title, sentence, text, example, and where to read on."""
    page = render(topic_page(topic("x-to-y")))
    order = ["From X to Y", "Where the number is today", "Progress is", "change_by", "A stretch",
             "okrctl help key-result"]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_list_has_a_row_for_each_topic() -> None:
    """With its title, and nothing cut at 80 columns."""
    rows = render(topics_page(ALL)).splitlines()
    assert [row.split()[0] for row in rows[1 : len(ALL) + 1]] == list(topics.NAMES)
    assert "…" not in "\n".join(rows)


def test_programs_get_the_text_as_markdown() -> None:
    """With its examples fenced."""
    text = json.loads(render(topic_page(topic("x-to-y")), "json"))["text"]
    assert "```yaml\nlead-time:" in text
