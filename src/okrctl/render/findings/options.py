"""What a rendering of findings may be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.render.formats import Look


class Options(Look, total=False):
    """How findings are shown; each form takes what it needs of it."""

    files: Sequence[str]
    """The files that were checked, those without a finding too."""
    status: int
    """The exit status, which the summary names."""
    fixable: bool
    """Whether fixes can be applied, so that they are worth a word."""
    prefix: str
    """The folder of the workspace below the root of the repository, empty or ending in `/`."""


class FindingsRenderer(Protocol):
    """What the module of a form has."""

    def render(
        self, findings: Sequence[Finding], lines: SourceLine, /, **options: Unpack[Options]
    ) -> str:
        """The findings in this form, ending in a newline; `lines` gives lines of the sources."""
        ...
