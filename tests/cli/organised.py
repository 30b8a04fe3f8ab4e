"""An organisation on disk: a company that includes a folder, a submodule, and names a sibling."""

from __future__ import annotations

from pathlib import Path

from cli.console import Console
from cli.running import FIRST, LAST, TODAY, Here, entry, lines

PEOPLE = "people: {mira: {name: Mira Öz, email: mira@acme.example}}\n"
CALENDAR = f"calendar: {{timezone: UTC, cycles: {{now: {{from: {FIRST}, to: {LAST}}}}}}}\n"
TRUST = """\
title: Customers trust us
owner: mira
key_results:
  bugs: {title: Critical bugs found after release, unit: bugs, from: 10, to: 0}
  teams: {title: Every team ships calmly, measured_by: supporting}
"""
FAST = """\
title: Answers come at once
owner: mira
supports: [acme//company/trust#teams]
key_results:
  latency: {title: Time to an answer, unit: ms, from: 900, to: 100}
  cached: {title: Answers from the cache, unit: "%", from: 0, to: 50}
"""


def settings(name: str, team: str, include: str = "[]") -> str:
    """An okrctl.yaml of one team."""
    named = f"name: {name}\n" if name else ""
    return (
        f"okrctl: 1\n{named}organization: {(name or 'none').title()}\n{CALENDAR}{PEOPLE}"
        f"teams: {{{team}: {{lead: mira}}}}\ncadence: {{checkin: daily, grace: 3 days}}\n"
        f"include: {include}\n"
    )


def platform(console: Console) -> None:
    """A workspace with one goal that serves the company's, checked in yesterday."""
    console.write("okrctl.yaml", settings("platform", "search"))
    console.write("goals/now/search/fast.yaml", FAST)
    said = entry("fff", TODAY, kr="search/fast#latency", value=500, confidence=6)
    console.write("checkins/now/search/one.jsonl", lines(said))


def beside(console: Console, folder: str) -> Here:
    """A console of the same person in another folder."""
    root = console.folder / folder
    root.mkdir(parents=True, exist_ok=True)
    return Here(root, console.home)


def company(console: Console, include: str = "[teams/*/okrctl.yaml]") -> None:
    """The workspace that includes the others, with one goal; nothing is committed yet."""
    console.repository()
    console.write("okrctl.yaml", settings("acme", "company", include))
    console.write("goals/now/company/trust.yaml", TRUST)


def organised(console: Console) -> Here:
    """A company whose repository holds platform's workspace in teams/platform; committed."""
    company(console)
    inner = beside(console, "teams/platform")
    platform(inner)
    console.commit()
    return inner


def with_submodule(console: Console, source: Path) -> Here:
    """The same with platform in a repository of its own, checked out as a submodule."""
    source.mkdir()
    upstream = Here(source, console.home)
    upstream.repository()
    platform(upstream)
    upstream.commit()
    company(console)
    console.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(source),
                "teams/platform")  # fmt: skip
    console.commit()
    return beside(console, "teams/platform")
