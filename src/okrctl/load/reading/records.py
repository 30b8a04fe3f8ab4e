"""Records: nodes of a file to a model of the domain, and what is wrong with them as findings.

One mistake gives one finding: what lies under a hole, and a key that is missing because it was
written wrongly, is not complained of again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from okrctl.findings import Finding
from okrctl.load.reading.complaints import complaint, found, missing_instead
from okrctl.load.reading.holes import holes
from okrctl.load.reading.region import Region
from okrctl.load.reading.settled import MOST
from okrctl.load.rules import UNKNOWN_KEY, WRONG_TYPE
from okrctl.model.values import Problem, Record
from okrctl.text.places import Path, key_text, plain
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Node

R = TypeVar("R", bound=Record)

_NOTHING: Mapping[str, str] = {}


def record(
    model: type[R],
    region: Region,
    *,
    given: Mapping[str, object] = _NOTHING,
    elsewhere: Mapping[str, str] = _NOTHING,
) -> tuple[R | None, list[Finding]]:
    """The record that a region of a file writes, none where it has findings.

    `given` are fields that the path or an earlier reading gives. Keys of the same name that were
    read earlier are passed over; those that only a path can give are refused.
    """
    node = region.node()
    if not isinstance(node, MappingNode):
        return None, [_no_mapping(region, node)]
    findings: list[Finding] = []
    gaps = _gaps(region, node, given)
    data = {key_text(key): plain(value) for key, value in node.pairs}
    for key in model.identity & data.keys():
        findings.append(_given_by_path(region, key))
        del data[key]
    built: R | None = None
    refused: set[Path] = set()
    try:
        built = model.model_validate({**data, **given})
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[: MOST + 1]
        refused = {detail["loc"] for detail in details}
        findings += refusals(details, region, model, elsewhere, gaps.keys())
    findings += (gap for path, gap in gaps.items() if not _is_within(path, refused))
    if built is None or findings:
        return None, findings
    findings += [region.problem(problem, path) for problem, path in problems(built)]
    return (None, findings) if findings else (built, findings)


def refusals(
    details: Sequence[ErrorDetails],
    region: Region,
    model: type[Record],
    elsewhere: Mapping[str, str],
    gaps: Collection[Path],
) -> Iterator[Finding]:
    """A finding for each refusal that is not the consequence of another, or of a gap."""
    meant = {missing_instead(detail, region, model) for detail in details}
    for detail in details:
        path: Path = detail["loc"]
        if detail["type"] == "missing" and path in meant:
            continue
        if not any(path[: len(gap)] == gap for gap in gaps):
            yield complaint(detail, region, model, elsewhere)


def problems(of: Record, path: Path = ()) -> Iterator[tuple[Problem, Path]]:
    """What contradicts itself in a record and in the records it holds, with the path to each."""
    for problem in of.problems():
        yield problem, path
    for name, field in type(of).model_fields.items():
        value = getattr(of, name)
        step = field.alias or name
        if isinstance(value, Record):
            yield from problems(value, (*path, step))
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, Record):
                    yield from problems(inner, (*path, step, key))


def _gaps(region: Region, node: MappingNode, given: Mapping[str, object]) -> dict[Path, Finding]:
    """The finding of each hole by the path to it, apart from what was read earlier."""
    return {
        path: finding
        for key, value in node.pairs
        if key_text(key) not in given
        for path, finding in holes(value, (key_text(key),), key, region.entity)
    }


def _is_within(path: Path, refused: Collection[Path]) -> bool:
    """Whether what lies around a field is refused as a whole."""
    return any(path[:depth] in refused for depth in range(1, len(path)))


def _no_mapping(region: Region, node: Node | None) -> Finding:
    return region.finding(
        WRONG_TYPE,
        (),
        "expected keys with values, found {found}",
        help="write each as key: value",
        found=found(node),
    )


def _given_by_path(region: Region, key: str) -> Finding:
    return region.finding(
        UNKNOWN_KEY,
        (key,),
        "unknown key {key}",
        help="the path of the file says it",
        at=region.key_span((key,)),
        key=key,
    )
