"""A key result with the history of a quarter, each commit on its own day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from cli.console import Console

SETTINGS = """\
okrctl: 1
organization: Acme
calendar: {timezone: Europe/Berlin}
people:
  mira: {name: Mira Öz, email: mira@acme.example}
  tomas: {name: Tomas Vega, email: tomas@acme.example}
teams:
  company: {title: Acme, lead: mira}
  engineering: {title: Engineering, parent: company, lead: mira, members: [mira, tomas]}
"""
GOAL = """\
title: Customers trust every release
owner: mira
key_results:
  critical-bugs: {title: Critical bugs found after release, unit: bugs, from: 10, to: 2}
"""
FILE = "goals/2026-Q4/engineering/trusted-releases.yaml"
FULL = "2026-Q4/engineering/trusted-releases#critical-bugs"
ENTRIES = "checkins/2026-Q4/engineering"
STORY: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("2026-10-09", "a", {"value": 9, "confidence": 7}),
    ("2026-10-16", "b", {"value": 7, "confidence": 7}),
    ("2026-10-16", "c", {"value": 8, "confidence": 7, "supersedes": "b".ljust(13, "0"),
                         "note": "a typo"}),
    ("2026-10-19", "d", {"field": "to", "old": 2, "new": 0, "why": "August already had two"}),
    ("2026-10-23", "e", {"value": 8, "confidence": 7}),
    ("2026-10-30", "f", {"value": 6, "confidence": 7, "note": "Triage rota works"}),
    ("2026-11-06", "g", {"value": 6, "confidence": 6, "note": "No release"}),
    ("2026-11-13", "h", {"value": 7, "confidence": 5, "note": "Billing again"}),
    ("2026-11-21", "j", {"value": 8, "confidence": 3, "note": "Two billing regressions",
                         "blocked": "No staging data for billing"}),
)  # fmt: skip


@dataclass(frozen=True)
class History:
    """A repository whose commits are made on days of one's choice."""

    console: Console

    def commit(self, day: str, message: str = "a state", who: str = "mira", hour: int = 9) -> str:
        """Commit everything on a day; the short id."""
        stamp = f"{day}T{hour:02}:30:00+02:00"
        console = Console(
            self.console.folder,
            self.console.home,
            {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp},
        )
        console.git("add", "-A")
        console.git("-c", f"user.email={who}@acme.example", "commit", "-q", "-m", message)
        return self.head()

    def head(self) -> str:
        """The short id of the last commit."""
        return self.console.git("rev-parse", "HEAD")[:7]

    def entry(self, day: str, name: str, fields: Mapping[str, object], kr: str = FULL) -> str:
        """Write an entry in a file of its own; its path."""
        entry_id = name.ljust(13, "0")
        hour = 8 if "supersedes" in fields else 7
        entry = {"id": entry_id, "at": f"{day}T{hour:02}:00:00Z", "who": "mira"}
        path = f"{ENTRIES}/{day.replace('-', '')}-{name}.jsonl"
        line = {**entry, "kr": kr.partition("/")[2], **fields}
        self.console.write(path, f"{json.dumps(line)}\n")
        return path


def quarter(console: Console) -> History:
    """The goal and its entries, each in a commit; the target is raised with the reason for it."""
    console.repository()
    history = History(console)
    console.write("okrctl.yaml", SETTINGS)
    console.write(FILE, GOAL)
    history.commit("2026-09-24", "plan 2026-Q4")
    for day, name, fields in STORY:
        if "field" in fields:
            console.write(FILE, GOAL.replace("to: 2", "to: 0"))
        history.entry(day, name, fields)
        history.commit(day, hour=10 if "supersedes" in fields else 9)
    return history
