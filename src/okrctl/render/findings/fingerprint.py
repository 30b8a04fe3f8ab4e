"""Fingerprints: the same finding is known again after lines above it came or went.

They rest on the rule, the address (the file where there is none), the field and the arguments of
the message, not on its words, which a release may change. Findings that agree in all of these are
told apart by their order in the file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from okrctl.findings import Finding
from okrctl.lint.baseline import key

LENGTH = 32
"""Hexadecimal digits: more than enough to tell findings apart."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One fingerprint a finding, each its own, for findings in the order of their places."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        same = identity(finding)
        seen[same] += 1
        made.append(f"{hashlib.sha256(same.encode()).hexdigest()[:LENGTH]}:{seen[same]}")
    return made


def identity(finding: Finding) -> str:
    """What stays the same of a finding wherever its lines go, as one text."""
    return json.dumps([*key(finding), finding.field])
