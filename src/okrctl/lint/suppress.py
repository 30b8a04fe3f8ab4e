"""Suppressions: comments that silence a rule, each with its reason.

`# okrctl: ignore[OKR011, kpi-cosplay] reason` counts for its line, alone on a line for the one
below, and where a key stands for all that is said of the key's value and of the entity it names:
a text of several lines has no room for comments. `ignore-file[...]` counts for the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from okrctl.findings import Finding, Rule, Span
from okrctl.lint.select import code, is_known
from okrctl.load.loading import Loaded
from okrctl.load.near import nearest
from okrctl.text.ruler import Ruler
from okrctl.text.tree import Mapping, Node, Source
from okrctl.text.tree import Sequence as SequenceNode

LINE, FILE = "ignore", "ignore-file"
DIRECTIVE = re.compile(r"#\s*okrctl:\s*([A-Za-z-]+)\s*(?:\[([^\]]*)\])?[\s:–—-]*(.*)")
NO_ENTITY = ("", "workspace")
"""What okrctl.yaml holds has places of its own and no one line."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One rule that a suppression names: as it is written, where, and the code it means."""

    text: str
    span: Span
    code: str

    def fits(self, rule: Rule) -> bool:
        """Whether it means that rule; an unknown one means none."""
        return bool(self.code) and rule.code.startswith(self.code)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences rules, or was meant to: then it has no selectors."""

    span: Span
    selectors: tuple[Selector, ...]
    reason: str
    line: int
    """The line it counts for; 0 is the whole file."""


Used = tuple[Suppression, Selector]


@dataclass(frozen=True, slots=True)
class Silenced:
    """What comments leave: findings that count, those that do not, and what silenced them."""

    kept: tuple[Finding, ...]
    silenced: tuple[Finding, ...] = ()
    used: frozenset[Used] = frozenset()
    refused: frozenset[Used] = frozenset()
    """What would have silenced a finding that must not be silenced."""


def silence(
    findings: Iterable[Finding], suppressions: Suppressions, may: Callable[[Finding], bool]
) -> Silenced:
    """The findings apart from those that comments silence, where that `may` be."""
    kept, silenced = list[Finding](), list[Finding]()
    used, refused = set[Used](), set[Used]()
    for finding in findings:
        matching = list(suppressions.of(finding))
        if matching and may(finding):
            silenced.append(finding)
            used.update(matching)
        else:
            kept.append(finding)
            refused.update(matching)
    return Silenced(tuple(kept), tuple(silenced), frozenset(used), frozenset(refused))


class Suppressions:
    """Every suppression of a workspace, found by what it silences."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded

    @cached_property
    def all(self) -> tuple[Suppression, ...]:
        """All of them, in the order of files and lines."""
        sources = self._loaded.sources
        return tuple(one for file in sorted(sources) for one in suppressions_in(sources[file]))

    def of(self, finding: Finding) -> Iterator[Used]:
        """Those that mean a finding's rule and count where it stands."""
        if not self._by_place:
            return
        for place in dict.fromkeys(self._places(finding)):
            for suppression in self._by_place.get(place, ()):
                for selector in suppression.selectors:
                    if selector.fits(finding.rule):
                        yield suppression, selector

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], list[Suppression]]:
        found = defaultdict[tuple[str, int], list[Suppression]](list)
        for one in self.all:
            found[one.span.file, one.line].append(one)
        return dict(found)

    def _places(self, finding: Finding) -> Iterator[tuple[str, int]]:
        """The file, the line, the key of the value, and the key of the entity of a finding."""
        span = finding.span
        yield span.file, 0
        yield span.file, span.line
        source = self._loaded.sources.get(span.file)
        if source is not None and source.root is not None:
            yield span.file, key_line(source.root, span)
        if finding.entity not in NO_ENTITY:
            own = self._loaded.places.span(finding.entity)
            yield own.file, own.line


def suppressions_in(source: Source) -> Iterator[Suppression]:
    """The suppressions of one file, and comments that were meant as one."""
    comments = [one for one in source.comments if "okrctl:" in one.text]
    if not comments:
        return
    ruler = Ruler(source.file, source.text)
    alone = {one.span.line for one in source.comments if one.alone}
    for comment in comments:
        start, end = ruler.bounds(comment.span)
        match = DIRECTIVE.search(source.text, start, end)
        word = nearest(match[1].lower(), (LINE, FILE)) if match else ""
        if match and word:
            line = comment.span.line
            while comment.alone and line in alone:
                line += 1
            yield Suppression(
                ruler.span(match.start(), match.end()),
                tuple(_selectors(match, ruler)) if match[1] in (LINE, FILE) else (),
                match[3].strip(),
                0 if match[1] == FILE else line,
            )


def _selectors(match: re.Match[str], ruler: Ruler) -> Iterator[Selector]:
    start = match.start(2)
    for part in re.finditer(r"[^,\s][^,]*", match[2] or ""):
        text = part[0].rstrip()
        begin = start + part.start()
        known = code(text) if is_known(text) else ""
        yield Selector(text, ruler.span(begin, begin + len(text)), known)


def key_line(node: Node, span: Span) -> int:
    """The line of the innermost key whose value holds the start of a span, else the span's own."""
    line = span.line
    while True:
        for key, value in _children(node):
            if _starts_in(span, value.span):
                line, node = key or line, value
                break
        else:
            return line


def _children(node: Node) -> Sequence[tuple[int, Node]]:
    """The values in a node, each with the line of its key; 0 where it has none."""
    match node:
        case Mapping():
            return [(key.span.line, value) for key, value in node.pairs]
        case SequenceNode():
            return [(0, item) for item in node.items]
        case _:
            return ()


def _starts_in(span: Span, around: Span) -> bool:
    place = (span.line, span.column)
    return (around.line, around.column) <= place < (around.end_line, around.end_column)
