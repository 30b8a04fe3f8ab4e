"""What okrctl finds: a rule, a place, and what to do about it. No colour, no wording of a screen.

A `Rule` says what a code means and is declared where it is raised. A `Finding` is one occurrence:
its message is a template with arguments, so that baselines and fingerprints can key on the
arguments and never on a line. A `Fix` is a list of text edits, never a file written anew.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst to the mildest."""


def at_least(severity: Severity, floor: Severity) -> bool:
    """Whether `severity` is `floor` or worse."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(floor)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. Lines and columns count from 1, in code points; the end is exclusive.

    `file` is the path below the workspace root, with `/`.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """`path:line:column`, as compilers print it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` (empty to insert) by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding. A safe one keeps the meaning; an unsafe one says what changes."""

    edits: tuple[Edit, ...]
    says: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means. `name` is as public as `code`: suppressions and settings use either.

    `bad` and `good` are texts of files that the tests run: the first draws the finding, the second
    does not. A line `# path/of/file.yaml` opens each file; lines before the first such line, if
    any, are an objective's file. For a change each line says with `-`, `+` or a space whether it
    was there before, is there after, or both.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str = ""
    bad: str = ""
    good: str = ""
    rests_on: str = ""
    """The article or standard a rule rests on, by title and author."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One occurrence of a rule at a place, with its help.

    `template` holds `{name}` fields that `args` fills. `entity` is the full address of what is
    judged, where there is one; `help` is what to do, in a few words, printed beside the caret.
    `related` are other places that belong to it, each with a word on why.
    """

    rule: Rule
    span: Span
    template: str
    args: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    entity: str = ""
    field: str = ""
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity | None = None
    """Another severity than the rule's own, where settings say so."""

    @property
    def message(self) -> str:
        """The template with its arguments filled in; nothing in an argument is interpreted."""
        return re.sub(
            r"\{(\w+)\}", lambda match: str(self.args.get(match[1], match[0])), self.template
        )

    @property
    def weight(self) -> Severity:
        """The severity that counts: the one set for it, else the rule's."""
        return self.severity or self.rule.severity

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: file, line, column, code."""
        return (self.span.file, self.span.line, self.span.column, self.rule.code)
