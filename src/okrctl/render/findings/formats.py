"""Every form findings can take, by name. A form's module is imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Unpack, cast

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.render.findings.options import FindingsRenderer, Options

FORMS: tuple[str, ...] = (
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "github",
    "gitlab",
    "junit",
    "sarif",
    "rdjson",
    "azure",
    "md",
)
"""The forms that `okrctl lint --format` names; each is a module beside this one."""


def render(
    findings: Sequence[Finding],
    lines: SourceLine,
    form: str = "full",
    **options: Unpack[Options],
) -> str:
    """The findings in the form of that name."""
    module = importlib.import_module(f"okrctl.render.findings.{form}")
    return cast("FindingsRenderer", module).render(findings, lines, **options)
