"""An audit with everything that one can say, for pages: built by hand, no repository behind it."""

from __future__ import annotations

from okrctl.audit.history import History, Parentage
from okrctl.audit.report import Checked, Report, Unchecked
from okrctl.changes.audit_rules import ENTRY_CHANGED, GOAL_CHANGED, SQUASHED, VIEW_ALTERED
from okrctl.findings import Finding, Span
from okrctl.pages.audit import audit_page
from okrctl.pages.document import Document

HEAD = "4be1f02a9d3c5e7f8b6a1d2c3e4f5a6b7c8d9e0f"
BY = {
    "commit": "3b7d9a2",
    "sha": "3b7d9a2c4e6f8a0b1d3f5a7c9e1b3d5f7a9c1e3b",
    "author": "Tomas Vega <tomas@acme.example>",
}
BUGS = "2026-Q4/engineering/trusted-releases#critical-bugs"
FINDINGS = (
    Finding(
        ENTRY_CHANGED,
        Span("checkins/2026-Q4/engineering/20261009T140322Z-mira-7f3kq2.jsonl", 1, 1, 1, 1),
        "{what} was changed: {before} → {after}, in commit {commit} by {author}",
        {"what": f"check-in 7f3kq2ab9mwx4 of mira about {BUGS}", "before": "value 9",
         "after": "7", **BY},
        BUGS,
        help="okrctl checkin --supersedes 7f3kq2ab9mwx4 says it anew",
    ),
    Finding(
        GOAL_CHANGED,
        Span("goals/2026-Q4/engineering/trusted-releases.yaml", 8, 9, 8, 10),
        "{where}: {before} → {after}, {when}, in commit {commit} by {author}",
        {"where": f"{BUGS} to", "before": "2", "after": "6",
         "when": "50 days after 2026-Q4 began", **BY},
        BUGS,
        "to",
        help=f"okrctl amend {BUGS} --why …, or an amendment entry for this change",
    ),
    Finding(
        VIEW_ALTERED, Span("okrctl.yaml"), "the clone is shallow: older commits are not here",
        help="git fetch --unshallow; in a CI, check out with fetch-depth: 0",
    ),
    Finding(
        SQUASHED,
        Span("checkins/2026-Q4/engineering/squashed.jsonl"),
        "{count} entries of {names} came in one commit; their `who` is the author,"
        " in commit {commit} by {author}",
        {"count": 2, "names": "mira, tomas", **BY},
        BUGS,
        help="git show 3b7d9a2",
    ),
)  # fmt: skip
HISTORY = History(HEAD, (), {HEAD: Parentage((), 0)})
VERIFIED = (
    Checked("commits", "412 commits from 55b1e90, the first, to 4be1f02; 398 of them in the"
            " workspace, 21 merges among those"),
    Checked("entries", "913 entries added; what later commits did to them was looked at"),
    Checked("goals", "41 changes after the edit window, 38 with an amendment"),
    Checked("objects", "git fsck found nothing wrong"),
)  # fmt: skip
NOT_VERIFIED = (
    Unchecked("whether history was rewritten", "no anchor was given",
              f"okrctl audit --since-commit {HEAD}"),
    Unchecked("signatures", "review.signatures is none"),
)  # fmt: skip
LACKING = Unchecked("older commits", "the clone is shallow", "git fetch --unshallow",
                    impossible=True)  # fmt: skip


def with_findings() -> Document:
    """Errors and a note, in a clone that lacks a part."""
    report = Report(HISTORY, FINDINGS, VERIFIED, (LACKING, *NOT_VERIFIED))
    return audit_page(report, 3)


def in_order() -> Document:
    """Nothing found, and what that rests on."""
    return audit_page(Report(HISTORY, (), VERIFIED, NOT_VERIFIED), 0)
