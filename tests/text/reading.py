"""What the tests of this floor share: reading text, and saying what was found where."""

from __future__ import annotations

from okrctl.findings import Finding
from okrctl.text.nodes import Parser, read
from okrctl.text.places import Data, plain
from okrctl.text.tree import Source

FILE = "goals/2026-Q4/ops/calm.yaml"


def source(text: str | bytes, parser: Parser = "any") -> Source:
    """The source of a text, or of bytes where the encoding matters."""
    return read(text if isinstance(text, bytes) else text.encode(), FILE, parser=parser)


def data(text: str | bytes) -> Data:
    """The plain data of a text."""
    return plain(source(text).root)


def place(finding: Finding) -> str:
    """Code and place in short: `OKR003 2:1`."""
    return f"{finding.rule.code} {finding.span.line}:{finding.span.column}"


def places(text: str | bytes) -> list[str]:
    """Code and place of everything found in a text."""
    return [place(finding) for finding in source(text).findings]


def only(text: str | bytes) -> Finding:
    """The one finding of a text."""
    (finding,) = source(text).findings
    return finding
