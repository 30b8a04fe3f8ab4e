"""Fixes: the edits of findings, spliced into their files and proved by reading them again.

Nothing outside the span of an edit changes. Where a fix would break its file, lose a comment or a
value that it does not touch, or meets another fix, it is left out; one that only met another is
made in the next round, from files read again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.text.edit import splice
from okrctl.text.nodes import read
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Node, Scalar, Source
from okrctl.text.tree import Sequence as SequenceNode


@dataclass(frozen=True, slots=True)
class Fixed:
    """The new texts of files, and how many fixes are in them."""

    texts: Mapping[str, str]
    count: int


def fix(sources: Mapping[str, Source], findings: Iterable[Finding], *, unsafe: bool) -> Fixed:
    """One round: the first fix of each finding, as far as they do not meet and hold the proof."""
    by_file: dict[str, list[Fix]] = defaultdict(list)
    for finding in findings:
        wanted = next((one for one in finding.fixes if one.safe or unsafe), None)
        file = finding.span.file
        if wanted and file in sources and _changes(sources[file], wanted):
            by_file[file].append(wanted)
    texts, count = {}, 0
    for file, wanted_here in by_file.items():
        text, made = _fixed(sources[file], _apart(wanted_here))
        if made:
            texts[file] = text
            count += made
    return Fixed(texts, count)


def _changes(source: Source, one: Fix) -> bool:
    """Whether a fix is of this one file, and changes it."""
    is_here = all(edit.span.file == source.file for edit in one.edits)
    return is_here and splice(source.text, one.edits) != source.text


def _apart(fixes: Sequence[Fix]) -> list[Fix]:
    """Those that meet none before them."""
    taken: list[Fix] = []
    spans: list[Span] = []
    for one in fixes:
        own = [edit.span for edit in one.edits]
        if not any(meet(mine, other) for mine in own for other in spans):
            taken.append(one)
            spans += own
    return taken


def _fixed(source: Source, fixes: Sequence[Fix]) -> tuple[str, int]:
    """The text with all of the fixes, else with each of them that holds the proof."""
    edits = [edit for one in fixes for edit in one.edits]
    text = splice(source.text, edits)
    if holds(source, edits, text):
        return text, len(fixes)
    made: list[Edit] = []
    count = 0
    for one in fixes if len(fixes) > 1 else ():
        tried = [*made, *one.edits]
        if holds(source, tried, splice(source.text, tried)):
            made, count = tried, count + 1
    return splice(source.text, made), count


def holds(source: Source, edits: Sequence[Edit], text: str) -> bool:
    """Whether edits break nothing in a file and lose nothing outside of their spans."""
    after = read(text.encode(), source.file)
    if source.root is None:
        return after.root is not None or _first_error(after) > _first_error(source)
    lost = _kept(source, [edit.span for edit in edits]) - _kept(after, ())
    return after.root is not None and not lost and not _errors(after) - _errors(source)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans overlap, or touch."""
    start, end = (one.line, one.column), (one.end_line, one.end_column)
    return start <= (other.end_line, other.end_column) and (other.line, other.column) <= end


def _kept(source: Source, touched: Sequence[Span]) -> Counter[str]:
    """The comments and scalars that no span touches, as they are written."""
    nodes = () if source.root is None else _scalars(source.root)
    written = (
        *((f"# {comment.text}", comment.span) for comment in source.comments),
        *((node.raw, node.span) for node in nodes),
    )
    return Counter(
        text for text, span in written if not any(meet(span, other) for other in touched)
    )


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from _scalars(item)
        case MappingNode():
            for key, value in node.pairs:
                yield key
                yield from _scalars(value)


def _errors(source: Source) -> Counter[str]:
    return Counter(one.message for one in source.findings if one.weight == "error")


def _first_error(source: Source) -> tuple[int, int]:
    """Where the first error stands."""
    places = ((f.span.line, f.span.column) for f in source.findings if f.weight == "error")
    return min(places, default=(0, 0))
