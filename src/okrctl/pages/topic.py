"""`okrctl help TOPIC`: what a word of the field means; without one, what can be asked."""

from __future__ import annotations

from collections.abc import Iterable

from okrctl.pages.blocks import (
    Block,
    Code,
    Column,
    Gap,
    Group,
    Heading,
    Line,
    Next,
    Prose,
    Run,
    Table,
    line,
)  # fmt: skip
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.topics import Example, Topic

RECORD = ("topic", "title", "summary")
FIRST = "okr"


def topic_page(topic: Topic) -> Document:
    """One topic, to be read from the first line to the last."""
    blocks: list[Block] = [
        Heading(line(Run(topic.title, "strong"), aside=(Run(topic.name, "quiet"),))),
        Prose(topic.summary),
    ]
    for part in topic.parts:
        blocks.append(Gap())
        blocks.append(Code(part.text, part.language) if isinstance(part, Example) else Prose(part))
    blocks += [Gap(), Next(tuple(f"okrctl help {name}" for name in topic.see))]
    return Document("okrctl.topic/1", topic_facts(topic), _records((topic,)), tuple(blocks))


def topics_page(topics: Iterable[Topic]) -> Document:
    """Every topic by its title, in the order of a first reading."""
    known = tuple(topics)
    rows = tuple((line(Run(one.name, "strong")), line(one.title)) for one in known)
    table = Table((Column("TOPIC"), Column("TITLE", elastic=True)), (Group(rows),))
    how = Line((Run("okrctl help TOPIC, or okrctl help COMMAND", "quiet"),))
    facts: dict[str, Fact] = {"topics": [topic_facts(one) for one in known]}
    following = Next((f"okrctl help {FIRST}", "okrctl --help"))
    return Document("okrctl.topics/1", facts, _records(known), (table, Gap(), how, following))


def topic_facts(topic: Topic) -> dict[str, Fact]:
    """A topic for programs: its text as Markdown would have it."""
    return {
        "topic": topic.name,
        "title": topic.title,
        "summary": topic.summary,
        "text": "\n\n".join(_markdown(part) for part in topic.parts),
        "see": list(topic.see),
    }


def _markdown(part: str | Example) -> str:
    return f"```{part.language}\n{part.text}\n```" if isinstance(part, Example) else part


def _records(topics: Iterable[Topic]) -> Records:
    return Records(RECORD, tuple((one.name, one.title, one.summary) for one in topics))
