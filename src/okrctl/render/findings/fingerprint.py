"""Fingerprints: the same finding is known again after lines above it came or went.

They rest on the rule, the address (the file where there is none), the field and the arguments of
the message. Findings that agree in all of these are told apart by their order in the file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from okrctl.findings import Finding

PLACES = frozenset({"line", "column"})
"""Arguments that say where, and so change when lines move."""
LENGTH = 32
"""Hexadecimal digits: more than enough to tell findings apart."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One fingerprint a finding, each its own, for findings in the order of their places."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        key = identity(finding)
        seen[key] += 1
        made.append(f"{hashlib.sha256(key.encode()).hexdigest()[:LENGTH]}:{seen[key]}")
    return made


def identity(finding: Finding) -> str:
    """What stays the same of a finding wherever its lines go, as one text."""
    about = finding.entity or finding.span.file
    arguments = sorted(
        (name, str(value)) for name, value in finding.args.items() if name not in PLACES
    )
    return json.dumps([finding.rule.code, about, finding.field, finding.template, arguments])
