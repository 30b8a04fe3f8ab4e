"""The screens of changes over the example company: what a branch does to it, and its past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from okrctl.changes.classify import Review
from okrctl.changes.compare import Comparison, compare
from okrctl.load.loading import Loaded, load
from okrctl.load.tree import DictTree
from okrctl.measure.measure import measure
from okrctl.pages.changes import Between, changelog_page, diff_page
from okrctl.pages.document import Document
from okrctl.pages.header import Basis
from okrctl.pages.log import Log, log_page
from okrctl.pages.log_event import Event, Kind
from okrctl.pages.review import review_page
from okrctl.pages.since.moves import Side, Since
from okrctl.pages.since.page import since_page
from okrctl.store.worktree import WorkTree
from render.examples import BASIS, EXAMPLE, RELEASES, TODAY, acme
from render.examples import BUGS as BUGS_ADDRESS

GOALS = "goals/2026-Q4"
BETWEEN = Between("77f21aa" + "0" * 33, "merge base with main", "9ac0d11" + "0" * 33, 2)
EDITS = {
    f"{GOALS}/engineering/trusted-releases.yaml": {
        "from: 10\n    to: 0\n": "from: 10\n    to: 4\n"
        "  rollback: {title: Minutes until a bad release is rolled back, from: 45, to: 10}\n",
        "owner: mira\nsupports": "owner: tomas\nsupports",
    },
    "kpis/net-retention.yaml": {
        "at_least: 100}\nwarning: {at_least: 97}": "at_least: 97}\nwarning: {at_least: 94}",
    },
}
SPLIT = f"{GOALS}/growth/docs-first.yaml"
"""A file that goes to another team."""
BUGS = str(BUGS_ADDRESS)
HAPPENED: tuple[tuple[str, Kind, str, dict[str, object]], ...] = (
    ("2026-11-21", "check-in", "4be1f02", {
        "old": Decimal(7), "new": Decimal(8), "is_value": True, "confidence": (5, 3),
        "note": "Two billing regressions", "blocked": "No staging data for billing",
        "entry": "e3"}),
    ("2026-11-13", "corrected", "31de0b4", {
        "old": Decimal(6), "new": Decimal(7), "is_value": True, "confidence": (6, 5),
        "note": "a typo", "entry": "e2", "about": "e1"}),
    ("2026-11-13", "superseded", "55b1e90", {
        "old": Decimal(8), "new": Decimal(6), "is_value": True, "confidence": (7, 6),
        "entry": "e1"}),
    ("2026-10-19", "amended", "8d2e114", {
        "field": "to", "old": Decimal(2), "new": Decimal(0), "note": "August already had two",
        "pull": 17, "entry": "e0"}),
    ("2026-10-02", "moved", "8d2e113", {"old": "ops", "new": "engineering"}),
    ("2026-09-24", "created", "", {"said": "10 → 2", "note": "2026-Q4 was still planned"}),
)  # fmt: skip


def texts() -> dict[str, str]:
    """The files of the company."""
    files = WorkTree(EXAMPLE).files()
    return {path: blob.read().decode() for path, blob in files.items()}


@cache
def branch() -> Loaded:
    """The company on a branch: a target and a threshold eased, another owner, another team."""
    files = texts()
    for path, edits in EDITS.items():
        for old, new in edits.items():
            assert files[path].count(old) == 1, f"{old!r} in {path}"
            files[path] = files[path].replace(old, new)
    files[SPLIT.replace("growth", "support")] = files.pop(SPLIT)
    return load(DictTree({path: text.encode() for path, text in files.items()}))


@cache
def comparison() -> Comparison:
    """What the branch changes."""
    return compare(acme(), branch())


@cache
def judged() -> Review:
    """The same, weighed on the day of the example."""
    return Review(comparison(), TODAY)


def since() -> Document:
    """The branch as it stands, held against the company as it stood a week earlier."""
    day = date(2026, 11, 13)
    now = measure(branch().workspace, TODAY)
    then = Side(measure(acme().workspace, day, now.cycle), acme().workspace, "77f21aa")
    return since_page(Since(then, Side(now, branch().workspace)), BASIS)


def events(address: str) -> tuple[Event, ...]:
    """What happened to a key result."""
    return tuple(
        Event(kind, datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC),
              date.fromisoformat(day), "mira", address, commit, **fields)  # type: ignore[arg-type]
        for day, kind, commit, fields in HAPPENED
    )  # fmt: skip


def log(address: str, *, wide: bool = False, unseen: str = "") -> Document:
    """The trail of a goal."""
    basis = Basis("4be1f02", dated=wide)
    return log_page(
        Log(address, events(BUGS), acme().workspace, TODAY, wide=wide, unseen=unseen, basis=basis)
    )


CHANGED: Mapping[str, Callable[[], Document]] = {
    "review": lambda: review_page(judged(), BETWEEN),
    "diff": lambda: diff_page(comparison(), BETWEEN, "2026-Q4"),
    "changelog": lambda: changelog_page(comparison(), BETWEEN, date(2026, 11, 14), "2026-Q4"),
    "log": lambda: log(BUGS),
    "log-objective": lambda: log(str(RELEASES), wide=True, unseen="the history ends at 31de0b4"),
    "since": since,
}
