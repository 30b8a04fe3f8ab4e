"""How a finding of the audit is made: always with the commit, its author and the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okrctl.audit.history import Commit
from okrctl.audit.lines import Line
from okrctl.findings import Finding, Rule, Severity, Span

Args = Mapping[str, str | int]
WORKSPACE = Span("okrctl.yaml")
BY = ", in commit {commit} by {author}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is found: a place, and the goal and field that it is about."""

    span: Span = WORKSPACE
    entity: str = ""
    field: str = ""


NOWHERE = Spot()


def spot_of(line: Line) -> Spot:
    """The place of an entry."""
    return Spot(Span(line.path, line.number, 1, line.number, 1), line.subject)


def found(  # noqa: PLR0913 - one for each part of a finding
    rule: Rule,
    commit: Commit,
    template: str,
    args: Args,
    spot: Spot = NOWHERE,
    *,
    help: str = "",  # noqa: A002 - as findings call it
    severity: Severity | None = None,
) -> Finding:
    """A finding about a commit, whose message ends with its name and author."""
    by = {"commit": commit.short, "author": str(commit.author), "sha": commit.sha}
    return Finding(
        rule,
        spot.span,
        template + BY,
        {**args, **by},
        spot.entity,
        spot.field,
        help=help or f"git show {commit.short}",
        severity=severity,
    )
