"""YAML as nodes with positions: one guarded reading, from which data and places both come.

`read` never raises on any bytes. What it hands up is a small tree of scalars, sequences and
mappings; every node knows its span, so that a message can point and an edit can splice.

Two parsers answer. The C one is thirty times as fast and reads every usual file. Where it refuses,
or a text holds something on which the two disagree, the pure one decides, so that the verdict
never depends on which of them is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from okrctl.findings import Finding
from okrctl.text.build import Builder, Stop
from okrctl.text.causes import Failure, impossible
from okrctl.text.comments import comments, cut_texts, too_many
from okrctl.text.escapes import impossible_escape
from okrctl.text.guard import REPLACEMENT, guard
from okrctl.text.ruler import Ruler
from okrctl.text.rules import EMPTY_FILE
from okrctl.text.syntax import diagnose
from okrctl.text.tree import (
    Comment,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    Source,
    Style,
)

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import Event

__all__ = [
    "Comment",
    "Mapping",
    "Node",
    "Parser",
    "Plain",
    "Scalar",
    "Sequence",
    "Source",
    "Style",
    "read",
]

Parser = Literal["any", "pure"]


class _CParser(Protocol):
    """The one method of the C parser that is used."""

    def get_event(self) -> Event | None:
        """The next event, or none after the last."""


_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}

_START = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n?|\n))*---[ ]*(?=[\r\n])")
_DISPUTED = tuple(
    (sign, re.compile(pattern, re.MULTILINE))
    for sign, pattern in (
        ("\t", r"\t"),
        ("\r", r"\r(?!\n)"),
        ("%", r"^%"),
        ("---", r"^---"),
        ("...", r"^\.\.\."),
        *((sign, rf"[{sign}][-+0-9]*\#|^[ ]*[{sign}]") for sign in "|>"),
        *((sign, rf"(?:^|[-?:,\[{{])[ ]*[{sign}]") for sign in "&*!"),
    )
)
"""What the parsers read in different ways, and its sign: tabs, markers, headers, tags."""

_MENDS = 20
_MENDED_TEXT = 1 << 18
"""A broken text is read again at most so often, and at most so much text in all."""


def read(data: bytes, file: str, *, parser: Parser = "any") -> Source:
    """What the bytes of a file hold, with every problem that can be told from the text alone."""
    guarded = guard(data, file)
    if guarded.body is None:
        return Source(file, guarded.text, None, (), guarded.findings)
    reading = _Reading(file, guarded.body, pure=parser == "pure")
    found = (*guarded.findings, *reading.findings)
    return Source(
        file,
        guarded.text,
        reading.root,
        reading.comments,
        tuple(sorted(found, key=lambda finding: finding.order)),
    )


class _Reading:
    """One text on its way to nodes, with one character mended at a time where it breaks."""

    def __init__(self, file: str, body: str, *, pure: bool) -> None:
        self.pure = pure
        self.ruler = Ruler(file, body)
        self.findings: list[Finding] = []
        self._mended: set[int] = set()
        self._put_back: dict[int, str] = {}
        builder, end = self._read(body)
        self.root = builder.root
        self.comments = comments(self.ruler, builder.opaque, end)
        self.findings += builder.findings
        self.findings += too_many(self.comments)
        self.findings += cut_texts(self.ruler, self.comments, builder.plain_from)
        if self.root is None and not self.findings:
            self.findings.append(_empty(self.ruler))

    def _read(self, text: str) -> tuple[Builder, int]:
        """The builder that came furthest, and where it ended."""
        while True:
            builder = Builder(self.ruler.file, text, self._put_back)
            failure = _parse(text, builder, pure=self.pure)
            if failure is None:
                return builder, len(text)
            diagnosis = diagnose(failure, self.ruler)
            self.findings.append(diagnosis.finding)
            if diagnosis.mend is None or not self._worth_mending(text, diagnosis.mend[0]):
                builder.root = None
                return builder, failure.begin
            text = self._mend(text, *diagnosis.mend)

    def _worth_mending(self, text: str, offset: int) -> bool:
        done = len(self._mended)
        return offset not in self._mended and done < _MENDS and done * len(text) < _MENDED_TEXT

    def _mend(self, text: str, offset: int, char: str) -> str:
        self._mended.add(offset)
        if char == REPLACEMENT:
            self._put_back[offset] = text[offset]
        return text[:offset] + char + text[offset + 1 :]


def _empty(ruler: Ruler) -> Finding:
    what = "holds only comments" if "#" in ruler.text else "is empty"
    return Finding(
        EMPTY_FILE,
        ruler.span(0, 0),
        "the file {what}",
        {"what": what},
        help="write it, or delete it",
    )


def _parse(text: str, builder: Builder, *, pure: bool) -> Failure | None:
    """Feed the builder; the failure that ended it, or none."""
    if not pure and (c_parser := _c_parser()) and not _disputed(text):
        from ruamel.yaml.error import YAMLError

        try:
            _feed(builder, _c_events(c_parser(text)))
        except YAMLError:
            builder.restart()
        else:
            return None
    return _parse_pure(text, builder)


def _disputed(text: str) -> bool:
    match = _START.match(text)
    start = match.end() if match else 0
    return any(sign in text and where.search(text, start) for sign, where in _DISPUTED)


def is_quick() -> bool:
    """Whether the C parser is installed, which reads ten times as fast as the other."""
    return _c_parser() is not None


@cache
def _c_parser() -> Callable[[str], _CParser] | None:
    """The C parser, where it is installed."""
    try:
        from ruamel.yaml import cyaml
    except ModuleNotFoundError:
        return None
    parser: Callable[[str], _CParser] = cyaml.CParser  # type: ignore[attr-defined]
    return parser


def _c_events(parser: _CParser) -> Iterator[Event]:
    while (event := parser.get_event()) is not None:
        yield event


def _parse_pure(text: str, builder: Builder) -> Failure | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        _feed(builder, YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        return _failure(error, builder)
    except (ValueError, OverflowError):
        return impossible(impossible_escape(text) or 0)
    return None


def _failure(error: MarkedYAMLError, builder: Builder) -> Failure:
    problem = error.problem or error.context or ""
    opened = error.context_mark.index if error.context_mark else -1
    offset = error.problem_mark.index if error.problem_mark else max(opened, 0)
    if "node content" in problem:
        opened = builder.bracket
    return Failure(problem, min(offset, len(builder.body)), opened)


def _feed(builder: Builder, events: Iterator[Event]) -> None:
    """Tell the builder what a parser reads, until the first document or a limit ends."""
    from ruamel.yaml import events as kinds

    first = True
    try:
        for event in events:
            start, end = event.start_mark, event.end_mark
            if isinstance(event, kinds.ScalarEvent):
                builder.decorated(start, event.tag, event.anchor)
                builder.scalar(event.value, _STYLES.get(event.style, "plain"), start, end)
            elif isinstance(event, kinds.CollectionStartEvent):
                builder.decorated(start, event.tag, event.anchor)
                mapping = isinstance(event, kinds.MappingStartEvent)
                builder.open(start, mapping=mapping, flow=bool(event.flow_style))
            elif isinstance(event, kinds.CollectionEndEvent):
                builder.close(end)
            elif isinstance(event, kinds.AliasEvent):
                builder.alias(str(event.anchor), start, end)
            elif isinstance(event, kinds.DocumentStartEvent):
                builder.document(start, first=first)
                first = False
    except Stop as stop:
        builder.findings.append(stop.finding)
