"""Workspaces out of text, for tests: no disk, no clock, and no more than the test is about.

    space = workspace('''
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        # checkins/2026-Q4/ops/one.jsonl
        {"id": ...}
    ''')

A line `# path` opens each file. Text before the first such line is an objective. Without an
okrctl.yaml of its own a text gets one with the teams of its folders and a few people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from okrctl.findings import Finding
from okrctl.load.loading import Loaded, load
from okrctl.load.tree import DictTree
from okrctl.model.workspace import Workspace

DEFAULT_FILE = "goals/2026-Q4/ops/calm.yaml"
PEOPLE = ("mira", "tomas", "ana", "jo", "sam")

_HEADER = re.compile(r"# ((?:okrctl|(?:\S+/)+\S+)\.(?:yaml|yml|jsonl|md)|(?:goals|kpis)/\S+)\s*")
_TEAM = re.compile(r"(?:goals|checkins)/[^/]+/([a-z0-9-]+)/.*")


@dataclass(frozen=True)
class Space:
    """A workspace that was written in a test."""

    contents: Mapping[str, bytes]

    @cached_property
    def loaded(self) -> Loaded:
        """What loading makes of it."""
        return load(DictTree(self.contents))

    @property
    def workspace(self) -> Workspace:
        """What the files say."""
        return self.loaded.workspace

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with them."""
        return self.loaded.findings

    @property
    def codes(self) -> list[str]:
        """The codes of the findings, in their order."""
        return [finding.rule.code for finding in self.findings]

    @property
    def lines(self) -> list[str]:
        """The findings as `line:column CODE message`, in their order."""
        return [
            f"{one.span.line}:{one.span.column} {one.rule.code} {one.message}"
            for one in self.findings
        ]

    def only_finding(self) -> Finding:
        """The one finding there is; fails where there are more, or none."""
        assert len(self.findings) == 1, said(self.findings)
        return self.findings[0]


def workspace(text: str) -> Space:
    """The workspace that a text writes, with a default okrctl.yaml where it has none."""
    found = files(text)
    if "okrctl.yaml" not in found:
        found = {"okrctl.yaml": default_settings(found), **found}
    return Space(
        {path: content.encode("utf-8", "surrogatepass") for path, content in found.items()}
    )


def files(text: str) -> dict[str, str]:
    """The files of a text by path."""
    found: dict[str, str] = {}
    path = DEFAULT_FILE
    for line in dedent(text).lstrip("\n").splitlines(keepends=True):
        header = _HEADER.fullmatch(line.rstrip("\n"))
        if header:
            path = header[1]
            found[path] = ""
        else:
            found[path] = found.get(path, "") + line
    return found


def default_settings(paths: Mapping[str, str]) -> str:
    """An okrctl.yaml with the teams that paths name, led by mira."""
    named = (_TEAM.fullmatch(path) for path in paths)
    teams = sorted({match[1] for match in named if match} | {"company"})
    lines = ["okrctl: 1", "people:", *(f"  {name}: {{name: {name.title()}}}" for name in PEOPLE)]
    lines += ["bots: {ci: {name: CI}}", "teams:", *(f"  {team}: {{lead: mira}}" for team in teams)]
    return "\n".join(lines) + "\n"


def said(findings: tuple[Finding, ...]) -> str:
    """Findings as lines, for a test that fails."""
    lines = (f"{one.span}: {one.rule.code} {one.message} ({one.help})" for one in findings)
    return "\n".join(lines) or "no findings"
