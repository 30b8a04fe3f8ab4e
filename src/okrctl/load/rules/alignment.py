"""Rules of alignment: what a goal supports exists, is above it, and leads to no loop."""

from __future__ import annotations

from okrctl.findings import Rule
from okrctl.load.rules.files import OBJECTIVE

_TOP = "# goals/2026-Q4/company/trust.yaml\ntitle: Customers trust us\n"
_CASCADE = '"KPIs vs OKRs - The Differences Explained" (ZOKRI): cascading your mission to strategy'

UNKNOWN_PARENT = Rule(
    code="OKR201",
    name="unknown-parent",
    severity="error",
    summary="a goal, pillar or key result is named that does not exist",
    explanation=(
        "`supports: company/trust` means the cycle of the file, or the nearest longer cycle that"
        " contains it; in a KPI file, every cycle that has it. A pillar is one of `strategy`."
    ),
    bad=_TOP + OBJECTIVE + "title: Releases are calm\nsupports: [company/trusst]\n",
    good=_TOP + OBJECTIVE + "title: Releases are calm\nsupports: [company/trust]\n",
    rests_on=_CASCADE,
)

ALIGNMENT_LOOP = Rule(
    code="OKR202",
    name="alignment-loop",
    severity="error",
    summary="goals that support each other in a loop",
    explanation=(
        "Alignment leads upwards. In a loop each goal would be measured by itself, so its members"
        " have no progress until somebody says which one is above."
    ),
    bad="# goals/2026-Q4/company/trust.yaml\ntitle: Customers trust us\nsupports: [ops/calm]\n"
    + OBJECTIVE
    + "title: Releases are calm\nsupports: [company/trust]\n",
    good=_TOP + OBJECTIVE + "title: Releases are calm\nsupports: [company/trust]\n",
    rests_on=_CASCADE,
)

PARENT_NOT_ABOVE = Rule(
    code="OKR203",
    name="parent-later-or-shorter",
    severity="error",
    summary="a parent in a later, shorter, ended or closed cycle",
    explanation=(
        "A goal supports one of its own cycle or of a longer one around it. What is over can no"
        " longer be supported; what carries on an older goal says `continues`."
    ),
    bad="# goals/2027-Q1/company/trust.yaml\ntitle: Customers trust us\n"
    + OBJECTIVE
    + "title: Releases are calm\nsupports: [2027-Q1/company/trust]\n",
    good="# goals/2026/company/trust.yaml\ntitle: Customers trust us\n"
    + OBJECTIVE
    + "title: Releases are calm\nsupports: [2026/company/trust]\n",
    rests_on=_CASCADE,
)

RULES: tuple[Rule, ...] = (UNKNOWN_PARENT, ALIGNMENT_LOOP, PARENT_NOT_ABOVE)
