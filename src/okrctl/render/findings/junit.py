"""Findings as a JUnit report: a suite for each file, a failed test for each finding.

A clean file is a test that passed, since a report without tests is an error to many readers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Unpack
from xml.etree import ElementTree as ET

from okrctl.findings import Finding
from okrctl.pages.findings import SourceLine
from okrctl.render.escape import for_xml
from okrctl.render.findings.options import Options
from okrctl.render.findings.wording import address_of, sentence

NAME = "okrctl lint"


def render(findings: Sequence[Finding], _lines: SourceLine, **options: Unpack[Options]) -> str:
    """A suite for each file that was checked, in the order of their paths."""
    prefix = options.get("prefix", "")
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: finding.order):
        by_file[finding.span.file].append(finding)
    files = sorted({*by_file, *options.get("files", ())})
    cases = sum(max(len(by_file[file]), 1) for file in files)
    root = element("testsuites", name=NAME, tests=cases, failures=len(findings), errors=0)
    root.extend(suite(prefix + file, by_file[file]) for file in files)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def suite(path: str, findings: Sequence[Finding]) -> ET.Element:
    """The tests of one file: each finding has failed, or the file has passed."""
    made = element(
        "testsuite", name=path, tests=max(len(findings), 1), failures=len(findings), errors=0
    )
    if not findings:
        made.append(element("testcase", name=path, classname=path, file=path))
    made.extend(failed(path, finding) for finding in findings)
    return made


def failed(path: str, finding: Finding) -> ET.Element:
    """A test that failed. Its name holds no line, so that it is the same test tomorrow."""
    rule, span = finding.rule, finding.span
    said = sentence(finding)
    name = f"{rule.code} {rule.name}: {finding.message}"
    case = element("testcase", name=name, classname=path, file=path, line=span.line)
    failure = element("failure", message=said, type=finding.weight)
    place = f"{path}:{span.line}:{span.column}"
    failure.text = for_xml(f"{place}: {said}\n{address_of(rule)}")
    case.append(failure)
    return case


def element(tag: str, **attributes: str | int) -> ET.Element:
    """An element whose attributes any reader of XML takes."""
    return ET.Element(tag, {name: for_xml(str(value)) for name, value in attributes.items()})
