"""Findings as logging commands of Azure Pipelines.

Azure knows errors and warnings and nothing milder: an information is a plain line of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.render.escape import for_azure, for_azure_property, for_line_start, for_terminal
from okrctl.render.findings.concise import concise
from okrctl.render.findings.options import Options
from okrctl.render.findings.wording import sentence


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """One line a finding, in the order of their places."""
    ordered = sorted(findings, key=lambda finding: finding.order)
    prefix = options.get("prefix", "")
    return "".join(f"{logged(each, prefix)}\n" for each in ordered)


def logged(finding: Finding, prefix: str) -> str:
    """`##vso[task.logissue type=error;sourcepath=…;linenumber=…;columnnumber=…;code=…;]message`."""
    if finding.weight == "info":
        return for_line_start(for_terminal(concise(finding)))
    span = finding.span
    properties = {
        "type": finding.weight,
        "sourcepath": prefix + span.file,
        "linenumber": span.line,
        "columnnumber": span.column,
        "code": finding.rule.code,
    }
    listed = "".join(f"{name}={for_azure_property(str(v))};" for name, v in properties.items())
    return f"##vso[task.logissue {listed}]{for_azure(sentence(finding))}"
