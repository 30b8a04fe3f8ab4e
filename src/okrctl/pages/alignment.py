"""The alignment map of a review: which goal supports which, and which of them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from okrctl.changes.classify import Judged, Review
from okrctl.findings import SEVERITIES, Severity
from okrctl.model.address import KeyResultAddress
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import Sign
from okrctl.pages.document import Edge, Graph, Node

SIGNS: Mapping[Severity, Sign] = {"error": "bad", "warning": "warn", "info": "good"}
"""How a changed goal is drawn: by the worst of its changes."""


def alignment_map(review: Review) -> Graph | None:
    """The objectives of every cycle in which a goal changed, and all that they support.

    A changed goal says the worst severity of its changes, one that is gone says so. None where no
    goal changed.
    """
    worst = changed_goals(review.judged)
    cycles = {address.partition("/")[0] for address in worst}
    head, base = review.comparison.head.workspace, review.comparison.base.workspace
    if not cycles:
        return None
    shown = {str(one.address): one for one in with_parents(head, cycles)}
    gone = {str(one.address): one for one in base.objectives if str(one.address) in worst}
    nodes = [node(one, worst.get(address)) for address, one in shown.items()]
    nodes += [
        node(one, worst[address], ", gone") for address, one in gone.items() if address not in shown
    ]
    edges = tuple(edge for one in shown.values() for edge in supports(one, head))
    return Graph(tuple(nodes), tuple(edge for edge in edges if edge.end in shown))


def changed_goals(judged: Iterable[Judged]) -> dict[str, Severity]:
    """The worst severity of each objective of which something changed that is not only counted."""
    worst: dict[str, Severity] = {}
    for one in judged:
        address = one.change.address.partition("#")[0]
        if one.row.collapsed or address.count("/") != 2:
            continue
        known = worst.get(address, one.severity)
        worst[address] = min(known, one.severity, key=SEVERITIES.index)
    return worst


def with_parents(workspace: Workspace, cycles: Iterable[str]) -> Iterator[Objective]:
    """The objectives of cycles in the order of paths, then those of others that they support."""
    waiting = [one for one in workspace.objectives if one.address.cycle in cycles]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop(0)
        if str(one.address) not in seen:
            seen.add(str(one.address))
            yield one
            ends = (edge.end for edge in supports(one, workspace))
            waiting += [goal for end in ends if (goal := workspace.objective(end))]


def supports(one: Objective, workspace: Workspace) -> Iterator[Edge]:
    """What an objective supports: an objective, by name the key result of it."""
    for goal in workspace.parents.get(str(one.address), ()):
        is_part = isinstance(goal, KeyResultAddress)
        label = f"#{goal.id}" if is_part else ""
        yield Edge(str(one.address), str(goal).partition("#")[0], label)


def node(one: Objective, severity: Severity | None, more: str = "") -> Node:
    """`engineering/trusted-releases: Customers trust every release (changed, error)`."""
    mark = f" (changed, {severity}{more})" if severity else ""
    sign = SIGNS[severity] if severity else None
    label = f"{one.address.within_cycle}: {one.title}{mark}"
    return Node(str(one.address), "objective", label, sign)
