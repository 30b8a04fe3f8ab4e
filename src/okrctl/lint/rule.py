"""A rule is one function: its name is the rule's name, its docstring the rule's page.

The docstring is a summary, an explanation, and under `Bad:` and `Good:` the texts of files that
the tests run. The first parameter's type says what the rule judges. A rule yields what is wrong
and in which field; code, severity, place and selection are the engine's.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from okrctl.findings import Finding, Fix, Rule, Severity, Span
from okrctl.lint.view import View
from okrctl.load.reading.holes import dotted
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace

Entity = Objective | KeyResult | Kpi
Subject = Entity | Workspace
S = TypeVar("S", bound=Subject)

_BLOCK = re.compile(r"^(Bad|Good):\n((?:[ ]{4}.*\n|\n)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """What is wrong with a field of an entity: the rule's subject, unless `about` says another.

    Where an entry is what is wrong, it stands at the line of that entry.
    """

    path: tuple[str, ...]
    template: str
    args: Mapping[str, str | int]
    about: Entity | None
    help: str
    fixes: tuple[Fix, ...]
    related: tuple[tuple[Span, str], ...]
    entry: Entry | None

    def __init__(  # noqa: PLR0913 - a finding has as many parts
        self,
        where: str | tuple[str, ...] | Entry,
        template: str,
        *,
        about: Entity | None = None,
        help: str = "",  # noqa: A002 - what it is called everywhere
        fixes: tuple[Fix, ...] = (),
        related: tuple[tuple[Span, str], ...] = (),
        **args: str | int,
    ) -> None:
        """`where` is a field, its path, or an entry. The template's arguments are given by name."""
        entry = where if isinstance(where, Entry) else None
        steps = (where,) if isinstance(where, str) else () if isinstance(where, Entry) else where
        path = tuple(filter(None, steps))
        given = (path, template, args, about, help, fixes, related, entry)
        for name, value in zip(self.__slots__, given, strict=True):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule, what sort of thing it judges, and how."""

    rule: Rule
    judges: type[Subject]
    check: Callable[[Any, View], Iterable[Problem]]
    by_clock: bool = False
    """Whether time alone can break it, so that it says nothing of a change under review."""

    def findings(self, view: View) -> Iterator[Finding]:
        """A finding for each problem of each subject in the workspace."""
        for subject in _subjects(self.judges, view.workspace):
            for problem in self.check(subject, view):
                of = problem.about or subject
                yield _finding(self.rule, problem, of, view)


def rule(
    code: str, *, severity: Severity, rests_on: str = "", by_clock: bool = False
) -> Callable[[Callable[[S, View], Iterable[Problem]]], LintRule]:
    """The decorator that makes a rule of a function."""

    def made(function: Callable[[S, View], Iterable[Problem]]) -> LintRule:
        summary, explanation, examples = _page(inspect.getdoc(function) or "")
        declared = Rule(
            code=code,
            name=function.__name__.replace("_", "-"),
            severity=severity,
            summary=summary,
            explanation=explanation,
            bad=examples.get("Bad", ""),
            good=examples.get("Good", ""),
            rests_on=rests_on,
        )
        first = next(iter(inspect.signature(function).parameters))
        return LintRule(declared, get_type_hints(function)[first], function, by_clock)

    return made


def _page(text: str) -> tuple[str, str, Mapping[str, str]]:
    """Summary, explanation and examples of a docstring. A summary is a phrase without its stop."""
    examples = {
        match[1]: inspect.cleandoc(match[2]) + "\n" for match in _BLOCK.finditer(text + "\n")
    }
    summary, _, explanation = _BLOCK.sub("", text + "\n").strip().partition("\n\n")
    summary = " ".join(summary.removesuffix(".").split())
    is_acronym = summary[1:2].isupper()
    return (
        summary if is_acronym else summary[:1].lower() + summary[1:],
        "\n\n".join(" ".join(part.split()) for part in explanation.split("\n\n")),
        examples,
    )


def _subjects(sort: type[Subject], workspace: Workspace) -> Iterable[Subject]:
    """Everything of a sort that a workspace holds; what is broken is not in it."""
    if sort is Objective:
        return workspace.objectives
    if sort is KeyResult:
        return (one for objective in workspace.objectives for one in objective.key_results)
    if sort is Kpi:
        return workspace.kpis
    return (workspace,)


def _finding(of: Rule, problem: Problem, about: Subject, view: View) -> Finding:
    address = "workspace" if isinstance(about, Workspace) else str(about.address)
    steps = (int(step) if step.isdecimal() else step for step in problem.path)
    return Finding(
        of,
        _span(problem, address, view),
        problem.template,
        problem.args,
        "" if isinstance(about, Workspace) else address,
        dotted(tuple(steps)),
        problem.help,
        problem.fixes,
        problem.related,
    )


def _span(problem: Problem, address: str, view: View) -> Span:
    """Where an entry stands, if it is about one, else the field."""
    found = view.places.entries.get(problem.entry.id) if problem.entry else None
    return found or view.places.span(address, *problem.path)
