"""Examples of goalposts that move."""

from __future__ import annotations

HEAD = """\
 # goals/2026-Q4/ops/calm.yaml
 title: Nobody dreads being on call
 owner: mira
"""
GOAL = f"{HEAD} key_results:\n"
PAGES = "  pages: {title: Pages at night, unit: pages, from: 20, to: 5}\n"
BY_PLAN = "  pages: {title: Pages at night, unit: pages, from: 20, to: 5, plan: {2026-11-15: %s}}\n"
HELD = '  up: {title: The service stays up, unit: "%%", at_least: 99.5, every: %s}\n'
GUARD = '  up: {title: It stays up, unit: "%%", at_least: 99.5, every: week%s}\n'
DONE = "  report: {title: The report, done_when: It is %s}\n"
KEPT = f"{GOAL} {PAGES}"
ADDED = (
    " # checkins/2026-Q4/ops/one.jsonl\n"
    '+{"id": "aaaaaaaaaaaa1", "at": "2026-11-20T10:00:00Z", "who": "mira", "kr": "ops/calm#pages",'
    ' "value": 18, "confidence": 2, "note": "Two new services"}\n'
)
"""A check-in that says that the target is far, in place of another target."""


def became(old: str, new: str, head: str = GOAL) -> str:
    """A goal in which a line is another."""
    return f"{head}-{old}+{new}"


TARGETS = {
    "target-eased": (became(PAGES, PAGES.replace("to: 5", "to: 9")), KEPT + ADDED),
    "target-raised": (became(PAGES, PAGES.replace("to: 5", "to: 2")), KEPT + ADDED),
    "baseline-changed": (
        became(PAGES, PAGES.replace("from: 20", "from: 30")),
        KEPT + ADDED,
    ),
    "unit-changed": (
        became(PAGES, PAGES.replace("unit: pages", "unit: calls")),
        became(PAGES, PAGES.replace("Pages at", "Pages in the")),
    ),
    "metric-swapped": (
        became(HELD % "week", HELD % "month"),
        became(DONE % "published", DONE % "published!"),
    ),
    "direction-flipped": (
        became(PAGES, PAGES.replace("from: 20, to: 5", "from: 5, to: 20")),
        became(PAGES, PAGES.replace("to: 5", "to: 4")),
    ),
    "committed-to-aspirational": (
        f"{HEAD}-commitment: committed\n+commitment: aspirational\n key_results:\n {PAGES}",
        f"{HEAD} commitment: committed\n key_results:\n {PAGES}{ADDED}",
    ),
    "weight-changed": (
        became(PAGES, PAGES.replace("to: 5", "to: 5, weight: 3")),
        became(PAGES, PAGES.replace("to: 5", "to: 5, weight: 1")),
    ),
    "guardrail-removed": (
        became(GUARD % ", guardrail: true", GUARD % "", KEPT),
        became(GUARD % "", GUARD % ", guardrail: true", KEPT),
    ),
    "plan-eased": (
        became(BY_PLAN % 10, BY_PLAN % 15),
        became(BY_PLAN % 10, BY_PLAN % 8),
    ),
    "deadline-extended": (
        became(
            PAGES.replace("to: 5", "to: 5, due: 2026-12-01"),
            PAGES.replace("to: 5", "to: 5, due: 2026-12-20"),
        ),
        became(
            PAGES.replace("to: 5", "to: 5, due: 2026-12-20"),
            PAGES.replace("to: 5", "to: 5, due: 2026-12-01"),
        ),
    ),
}
