"""Findings to show: some made by hand, and those of a workspace that is really linted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lint.linted import AS_OF, linted
from okrctl.findings import Finding, Fix, Rule, Severity, Span
from support import files

RULE = Rule("OKR103", "from-equals-to", "error", "it does not move")
LINT = """
# okrctl.yaml
okrctl: 1
people: {mira: {name: Mira}}
teams: {company: {lead: mira}, ops: {lead: mira, parent: company}}
# goals/2026-Q4/company/trust.yaml
title: Customers trust us
owner: mira
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
supports: [company/trust]
key_results:
  bugs: {title: Critical bugs, unit: bugs, from: 3, to: 3}
  deploys: {title: Deploys that fail, unit: "%", from: 9, to: TODO}
# goals/2026-Q4/ops/quiet.yaml
title: Nobody is woken
supports: [company/trsut]
why: fix #12 first
"""
FILES = ("goals/2026-Q4/company/trust.yaml", "goals/2026-Q4/ops/calm.yaml",
         "goals/2026-Q4/ops/quiet.yaml", "okrctl.yaml")  # fmt: skip


MISTAKES = ("OKR010", "OKR103", "OKR201", "OKR011")


def found(text: str = LINT, select: Sequence[str] = MISTAKES) -> tuple[Finding, ...]:
    """What lint finds in a text, by these rules."""
    return linted(text, select=select)


def lower(text: str, lines: int = 10) -> str:
    """The text with blank lines at the top of each of its YAML files; its day stays its day."""
    dated = AS_OF.match(text)
    text = text[dated.end() :] if dated else text
    moved = {
        path: ("\n" * lines if path.endswith(".yaml") else "") + content
        for path, content in files(text).items()
    }
    head = dated[0] if dated else ""
    return head + "".join(f"# {path}\n{content}" for path, content in moved.items())


def source_of(text: str) -> Callable[[str, int], str]:
    """The lines of a text's files."""
    of_files = {path: content.splitlines() for path, content in files(text).items()}

    def line(file: str, number: int) -> str:
        found = of_files.get(file, [])
        return found[number - 1] if 0 < number <= len(found) else ""

    return line


def lines(*texts: str) -> Callable[[str, int], str]:
    """Every file has these lines."""
    return lambda _, number: texts[number - 1] if 0 < number <= len(texts) else ""


def finding(  # noqa: PLR0913 - what a finding can be
    line: int = 1,
    column: int = 1,
    end: int | None = None,
    *,
    message: str = "from and to are both 3",
    file: str = "goals/x.yaml",
    help: str = "",  # noqa: A002
    severity: Severity = "error",
    fixes: Sequence[Fix] = (),
) -> Finding:
    """A finding at a place."""
    span = Span(file, line, column, line, end or column + 1)
    return Finding(RULE, span, message, help=help, severity=severity, fixes=tuple(fixes))
