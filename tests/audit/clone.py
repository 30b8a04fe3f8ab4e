"""A goal and its history, each commit by a person on a day; and what an audit says of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from cli.console import Console, Ended

SETTINGS = """\
okrctl: 1
organization: Acme
calendar: {timezone: Europe/Berlin}
people:
  mira: {name: Mira Öz, email: mira@acme.example}
  tomas: {name: Tomas Vega, email: [tomas@acme.example, tv@acme.example]}
bots: {ci: {email: ci@acme.example}}
teams:
  company: {title: Acme, lead: mira}
  engineering: {title: Engineering, parent: company, lead: mira, members: [mira, tomas]}
"""
GOAL = """\
title: Customers trust every release
owner: mira
key_results:
  critical-bugs:
    title: Critical bugs found after release
    unit: bugs
    from: 10
    to: 2
  uptime:
    title: The API stays up
    unit: "%"
    at_least: 99.5
"""
GOAL_FILE = "goals/2026-Q4/engineering/trusted-releases.yaml"
BUGS = "2026-Q4/engineering/trusted-releases#critical-bugs"
KPI = 'title: Code coverage\nunit: "%"\nbetter: higher\nhealthy: {at_least: 75}\n'
FOLDER = "checkins/2026-Q4/engineering"
PEOPLE = {"mira": "Mira Öz", "tomas": "Tomas Vega", "ceo": "The Boss", "ci": "CI"}


@dataclass(frozen=True)
class Clone:
    """A repository in which every commit has its day and its author."""

    console: Console

    def write(self, path: str, text: str) -> None:
        """Write a file below the root."""
        self.console.write(path, text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put a text in place of another."""
        text = self.console.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def git(self, *words: str, day: str = "2026-11-20", who: str = "mira", **extra: str) -> str:
        """Run git as somebody on a day."""
        stamp = f"{day}T10:00:00+01:00"
        name, email = PEOPLE.get(who, who), f"{who}@acme.example"
        identity = {
            "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": stamp,
        }  # fmt: skip
        console = Console(self.console.folder, self.console.home, {**identity, **extra})
        return console.git(*words)

    def commit(self, day: str, who: str = "mira", message: str = "a state", **extra: str) -> str:
        """Commit everything; the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day, who=who, **extra)
        return self.head()

    def head(self) -> str:
        """The commit that HEAD is."""
        return self.console.git("rev-parse", "HEAD").strip()

    def entry(self, name: str, day: str, who: str = "mira", **fields: object) -> str:
        """Write an entry in a file of its own; the path."""
        path = f"{FOLDER}/{day.replace('-', '')}-{name}.jsonl"
        self.write(path, line(name, day, who, **fields))
        return path

    def checkin(self, name: str, day: str, who: str = "mira", **fields: object) -> str:
        """Commit an entry on its day; the path."""
        path = self.entry(name, day, who, **fields)
        self.commit(day, who)
        return path

    def okrctl(self, *words: str, **extra: str) -> Ended:
        """Run an audit without a terminal."""
        return self.console.okrctl("audit", *words, **extra)

    def audit(self, *words: str, **extra: str) -> Any:
        """What an audit says as JSON."""
        ended = self.okrctl(*words, "--format", "json", **extra)
        assert ended.out, ended.err
        said = json.loads(ended.out)
        said["status"] = ended.status
        return said

    def found(self, *words: str, **extra: str) -> list[str]:
        """The findings of an audit as `CODE message`."""
        return [
            f"{one['code']} {one['message']}" for one in self.audit(*words, **extra)["findings"]
        ]

    def codes(self, *words: str, **extra: str) -> list[str]:
        """The codes of the findings of an audit, in their order."""
        return [one["code"] for one in self.audit(*words, **extra)["findings"]]


def line(name: str, day: str, who: str = "mira", **fields: object) -> str:
    """An entry as a line; without a subject of its own it is a check-in of the bugs."""
    subjects = {"kr", "objective", "kpi", "team", "re", "void"}
    about = {} if subjects & fields.keys() else {"kr": BUGS.partition("/")[2]}
    at = f"{day}T08:00:00Z"
    entry: Mapping[str, object] = {"id": name.ljust(13, "0"), "at": at, "who": who, **about}
    return f"{json.dumps({**entry, **fields})}\n"


def started(console: Console) -> Clone:
    """A planned goal, and two check-ins of it in October."""
    template = made_once() / "acme"
    if not template.exists():
        template.mkdir()
        build(Console(template, console.home))
    shutil.copytree(template, console.folder, dirs_exist_ok=True)
    return Clone(console)


@cache
def made_once() -> Path:
    """The folder from which every such repository is copied."""
    return Path(mkdtemp(prefix="okrctl-audited-"))


def build(console: Console) -> None:
    """Write and commit it."""
    console.repository()
    clone = Clone(console)
    clone.write("okrctl.yaml", SETTINGS)
    clone.write(GOAL_FILE, GOAL)
    clone.write("kpis/code-coverage.yaml", KPI)
    clone.commit("2026-09-24")
    clone.checkin("a", "2026-10-09", value=9)
    clone.checkin("b", "2026-10-16", value=8)
