"""Key results: the shape says the kind, and the kind then judges the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from okrctl.findings import Finding
from okrctl.load.near import nearest
from okrctl.load.reading.complaints import found, keys_of
from okrctl.load.reading.records import record
from okrctl.load.reading.region import Region
from okrctl.load.reading.settled import MOST
from okrctl.load.rules import MISSING_END, NO_ADDRESS, ONE_KIND, WRONG_TYPE
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.kinds import KINDS, DoneWhen, KeyResult
from okrctl.model.values import is_slug
from okrctl.text.places import at, key_text
from okrctl.text.quoting import clipped
from okrctl.text.tree import Mapping as MappingNode
from okrctl.text.tree import Node, Scalar

SHAPES: Mapping[str, type[KeyResult]] = {key: kind for kind in KINDS for key in sorted(kind.shape)}
"""Each key that says a kind, and the kind it says."""

_SHAPES_HELP = (
    "say how it is measured: from and to, count, at_least, at_most, between, milestones,"
    " done_when, or zones"
)


def key_results(
    node: Node, region: Region, address: ObjectiveAddress
) -> tuple[tuple[KeyResult, ...], list[Finding]]:
    """The key results of an objective that are valid, and what is wrong with the others."""
    if not isinstance(node, MappingNode):
        return (), [_no_ids(region, node)]
    built: list[KeyResult] = []
    findings: list[Finding] = []
    for key, value in node.pairs:
        if len(findings) > MOST:
            break
        name = key_text(key)
        if not is_slug(name):
            findings.append(_bad_id(region, name))
            continue
        inner = replace(
            region, entity=f"{region.entity}#{name}", base=(*region.base, "key_results", name)
        )
        one, problems = _key_result(value, inner, KeyResultAddress(address, name))
        findings += problems
        if one is not None:
            built.append(one)
    return tuple(built), findings


def _key_result(
    node: Node, region: Region, address: KeyResultAddress
) -> tuple[KeyResult | None, list[Finding]]:
    if isinstance(node, Scalar):
        return _sentence(node, region, address)
    if not isinstance(node, MappingNode):
        return record(KeyResult, region)
    written = [key_text(key) for key, _ in node.pairs]
    shapes = [key for key in written if key in SHAPES]
    given: dict[str, object] = {"address": address}
    if len(shapes) == 1:
        kind = SHAPES[shapes[0]]
        sentence = at(node, ("done_when",))
        if "title" not in written and isinstance(sentence, Scalar):
            given["title"] = str(sentence.value)
        return record(kind, region, given=given, elsewhere=_elsewhere(kind))
    if shapes:
        return None, [_several(region, shapes)]
    return _shapeless(region, written, given)


def _sentence(
    node: Scalar, region: Region, address: KeyResultAddress
) -> tuple[KeyResult | None, list[Finding]]:
    """A key result that is a plain sentence is done when the sentence is true."""
    if isinstance(node.value, str):
        pair = MappingNode(((_key("done_when", node), node),), flow=True, span=node.span)
        given = {"address": address, "title": node.value}
        return record(DoneWhen, Region(pair, region.entity), given=given)
    around = replace(region, base=region.base[:-1])
    finding = around.finding(
        WRONG_TYPE,
        (str(region.base[-1]),),
        "{field}: expected a sentence, or keys with values, found {found}",
        help="write when it is done, or how it is measured",
        found=found(node),
    )
    return None, [finding]


def _key(name: str, node: Scalar) -> Scalar:
    return Scalar(name, name, "plain", node.span)


def _several(region: Region, shapes: list[str]) -> Finding:
    first, second = shapes[:2]
    kinds = {SHAPES[key].kind for key in shapes}
    at_both = {"at_least", "at_most"} <= set(shapes)
    help_ = "write between: [LOW, HIGH]" if at_both else "keep the one that is meant"
    if len(kinds) > 1:
        help_ = f"{' or '.join(sorted(kinds))}? keep one of them, or make two key results"
    return region.finding(
        ONE_KIND,
        (second,),
        "{first} and {second} are both given",
        help=help_,
        at=region.key_span((second,)),
        related=((region.key_span((first,)), f"{first} is here"),),
        first=first,
        second=second,
    )


def _shapeless(
    region: Region, written: list[str], given: Mapping[str, object]
) -> tuple[KeyResult | None, list[Finding]]:
    """A key result without a shape: a kind may be hinted at, or its key written wrongly."""
    hinted = [kind for kind in KINDS if kind.hints & set(written)]
    known = {key for kind in KINDS for key in keys_of(kind)}
    typed = [key for key in written if key not in known]
    meant = {key: nearest(key, SHAPES) or _LIKE_SHAPES.get(key, "") for key in typed}
    kind = next((SHAPES[shape] for shape in meant.values() if shape), None)
    if kind is not None:
        _, findings = record(kind, region, given=given)
        about = [f for f in findings if f.rule.code not in {MISSING_END.code, ONE_KIND.code}]
        return None, about
    if hinted:
        return record(hinted[0], region, given=given, elsewhere=_elsewhere(hinted[0]))
    _, findings = record(DoneWhen, region, given={**given, "done_when": "?"})
    return None, [_none(region), *findings]


_LIKE_SHAPES = {"target": "to", "goal": "to"}


def _none(region: Region) -> Finding:
    return region.finding(
        ONE_KIND,
        (),
        "nothing says how it is measured",
        help=_SHAPES_HELP,
    )


@cache
def _elsewhere(kind: type[KeyResult]) -> Mapping[str, str]:
    """For each key of other kinds alone, what to say of it in a key result of this one."""
    return {
        key: f"{{key}} does not belong to a key result of the kind {kind.kind}, but to {other.kind}"
        for other in KINDS
        for key in keys_of(other)
        if key not in keys_of(kind)
    }


def _no_ids(region: Region, node: Node) -> Finding:
    return region.finding(
        WRONG_TYPE,
        ("key_results",),
        "{field}: expected an id for each key result, found {found}",
        help="write each as id: {title: …}, or id: a sentence",
        found=found(node),
    )


def _bad_id(region: Region, name: str) -> Finding:
    return region.finding(
        NO_ADDRESS,
        ("key_results", name),
        "{id} is no id: lower-case letters, digits and single hyphens make one",
        help="rename it",
        at=region.key_span(("key_results", name)),
        id=clipped(name),
    )
