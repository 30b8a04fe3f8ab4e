"""What okrctl finds of the machine, the repository and the workspace, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from okrctl.pages.blocks import Block, Gap, Heading, Item, Line, Mark, Run, Sign, Stack, line
from okrctl.pages.document import Document, Fact, Records

Verdict = Literal["good", "warning", "bad"]

SIGNS: Final[dict[Verdict, Sign]] = {"good": "good", "warning": "warn", "bad": "bad"}
FITS = 64
"""Characters beside the name of a check at 80 columns."""
RECORD = ("check", "verdict", "says", "do")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is like, and what to do where it is not well.

    `bad` keeps okrctl from doing its work, a `warning` may surprise somebody.
    """

    name: str
    verdict: Verdict
    says: str
    do: str = ""


def doctor_page(checks: Sequence[Check]) -> Document:
    """The checks in their order, each with what to do, and a sentence on top that sums them up."""
    counts = Counter(check.verdict for check in checks)
    blocks: list[Block] = [
        Heading(line(Run(summary(counts), "strong"))),
        Gap(),
        Stack(tuple(_item(check) for check in checks)),
    ]
    facts: dict[str, Fact] = {
        "summary": {name: counts[name] for name in SIGNS},
        "checks": [
            {"check": one.name, "verdict": one.verdict, "says": one.says, "do": one.do or None}
            for one in checks
        ],
    }
    rows = tuple((one.name, one.verdict, one.says, one.do) for one in checks)
    return Document("okrctl.doctor/1", facts, Records(RECORD, rows), tuple(blocks))


def summary(counts: Counter[Verdict]) -> str:
    """Whether all is well, in one sentence."""
    bad, warnings = counts["bad"], counts["warning"]
    parts = [
        *([f"{bad} to mend"] if bad else []),
        *([f"{warnings} to look at"] if warnings else []),
    ]
    return f"{', '.join(parts)}, {counts['good']} fine" if parts else "All is well"


def _item(check: Check) -> Item:
    """A check on one line; what is too long for it flows below."""
    fits = len(check.says) <= FITS
    below = [*([] if fits else [Run(check.says)]), *([Run(check.do, "code")] if check.do else [])]
    body = tuple(Line((run,), whole=True) for run in below)
    return Item(line(Mark(SIGNS[check.verdict])), check.name, check.says if fits else "",
                Line(), body)  # fmt: skip
