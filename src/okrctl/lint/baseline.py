"""Baselines: findings that were there when a workspace began to lint, and only ever become fewer.

A finding is known again by its rule, by what it is about and by the arguments of its message,
never by its line.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from okrctl.errors import UsageError
from okrctl.findings import Finding

SCHEMA = "okrctl.baseline/1"
PLACES = frozenset({"line", "column"})
"""Arguments that say where, and so change when lines move."""

Key = tuple[str, str, tuple[tuple[str, str], ...]]
"""The rule's code, the entity (else the file), and the arguments."""


def key(finding: Finding) -> Key:
    """What stays the same of a finding wherever its lines go."""
    arguments = ((name, str(value)) for name, value in finding.args.items() if name not in PLACES)
    return finding.rule.code, finding.entity or finding.span.file, tuple(sorted(arguments))


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each key are known."""

    known: Mapping[Key, int] = dataclasses.field(default_factory=dict)

    def by_rule(self) -> dict[str, int]:
        """How many findings of each rule are known."""
        counts = Counter[str]()
        for (rule, _, _), count in self.known.items():
            counts[rule] += count
        return dict(sorted(counts.items()))

    def __len__(self) -> int:
        """How many findings are known."""
        return sum(self.known.values())


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """The baseline that knows exactly these findings."""
    return Baseline(Counter(map(key, findings)))


def shrunk(old: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Those of a baseline that are still found. What is new does not enter it."""
    return Baseline(Counter(old.known) & Counter(map(key, findings)))


def unknown(
    findings: Iterable[Finding],
    baseline: Baseline,
    *limits: tuple[Callable[[Finding], bool], Baseline],
) -> tuple[Finding, ...]:
    """The findings that a baseline does not know.

    Of several that are alike, as many are known as it says. Findings of which a limit's question
    is true count as known only as far as that limit's baseline knows them too.
    """
    left = Counter(baseline.known)
    left_within = [(applies, Counter(limit.known)) for applies, limit in limits]
    new = []
    for finding in findings:
        same = key(finding)
        counters = [left, *(within for applies, within in left_within if applies(finding))]
        if all(counter[same] > 0 for counter in counters):
            for counter in counters:
                counter[same] -= 1
        else:
            new.append(finding)
    return tuple(new)


def parse(data: bytes, name: str) -> Baseline:
    """The baseline that a file holds; UsageError where it is none."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        document = None
    rows = document.get("findings") if isinstance(document, dict) else None
    known = [_row(row) for row in rows] if isinstance(rows, list) else [None]
    if not isinstance(document, dict) or document.get("schema") != SCHEMA or None in known:
        raise UsageError(
            f"{name} is no baseline", "okrctl lint --baseline FILE --write-baseline writes one"
        )
    return Baseline(dict(row for row in known if row is not None))


def written(baseline: Baseline) -> str:
    """The text of a baseline: one finding a line, in one order, so that branches merge."""
    rows = [
        json.dumps(
            {"rule": rule, "about": about, "arguments": dict(arguments), "count": count},
            ensure_ascii=False,
        )
        for (rule, about, arguments), count in sorted(baseline.known.items())
    ]
    lines = ",\n".join(f"  {row}" for row in rows)
    findings = f"[\n{lines}\n]" if rows else "[]"
    return f'{{"schema": "{SCHEMA}", "findings": {findings}}}\n'


def _row(row: object) -> tuple[Key, int] | None:
    """The key and the count that a row of a baseline says; none where it is no row."""
    match row:
        case {
            "rule": str(rule), "about": str(about), "arguments": dict(arguments),
            "count": int(count),
        } if count > 0:  # fmt: skip
            texts = ((str(name), str(value)) for name, value in arguments.items())
            return (rule, about, tuple(sorted(texts))), count
    return None
