"""A region: the part of a file that is one record, and the places of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okrctl.findings import Finding, Fix, Rule, Span
from okrctl.load.reading.holes import dotted
from okrctl.load.reading.spots import key_spot, reach, spot
from okrctl.load.rules import BY_CODE
from okrctl.model.values import Problem
from okrctl.text.places import Path
from okrctl.text.tree import Node

_NO_ARGUMENTS: Mapping[str, str | int] = {}


@dataclass(frozen=True, slots=True)
class Region:
    """The root node of a file, the way to the part, and the address of the entity it is."""

    root: Node
    entity: str
    base: Path = ()

    def node(self, path: Path = ()) -> Node | None:
        """The node of a field, none where the file does not write it."""
        reached = reach(self.root, (*self.base, *path))
        return reached.node if reached.whole else None

    def span(self, path: Path = ()) -> Span:
        """Where a field stands, or the nearest thing around it."""
        return spot(self.root, (*self.base, *path))

    def key_span(self, path: Path) -> Span:
        """Where the key of a field stands."""
        return key_spot(self.root, (*self.base, *path))

    def finding(  # noqa: PLR0913 - a finding has as many parts
        self,
        rule: Rule,
        path: Path,
        template: str,
        args: Mapping[str, str | int] = _NO_ARGUMENTS,
        /,
        *,
        help: str = "",  # noqa: A002
        at: Span | None = None,
        fixes: tuple[Fix, ...] = (),
        related: tuple[tuple[Span, str], ...] = (),
        **more: str | int,
    ) -> Finding:
        """A finding about a field; `{field}` in the template is its name."""
        field = dotted(path)
        named: dict[str, str | int] = {"field": field} if "{field}" in template else {}
        span = at or self.span(path)
        named |= {**args, **more}
        return Finding(rule, span, template, named, self.entity, field, help, fixes, related)

    def problem(self, problem: Problem, path: Path = ()) -> Finding:
        """The finding of a problem that a model names by code and field."""
        steps: Path = (*path, *(problem.field.split(".") if problem.field else ()))
        return self.finding(
            BY_CODE[problem.code],
            steps,
            problem.template,
            problem.args,
            help=problem.help,
        )
