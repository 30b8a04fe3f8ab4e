"""A workspace whose cycle is running: the day of the console's clock is its day 52 of 92."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from cli.console import NOW, Console, Ended
from okrctl.cli.app import run

TODAY = datetime.fromisoformat(NOW).date()
FIRST, LAST = TODAY - timedelta(51), TODAY + timedelta(40)
BEFORE = FIRST - timedelta(1)

SETTINGS = f"""\
okrctl: 1
organization: Acme
calendar:
  timezone: UTC
  cycles:
    now: {{from: {FIRST}, to: {LAST}}}
    past: {{from: {FIRST - timedelta(92)}, to: {BEFORE}}}
people:
  mira: {{name: Mira Öz, email: mira@acme.example}}
  tomas: {{name: Tomas Vega, email: tomas@acme.example}}
bots: {{ci: {{email: ci@acme.example}}}}
teams:
  company: {{title: Acme, lead: mira}}
  engineering: {{title: Engineering, parent: company, lead: mira, members: [mira, tomas]}}
  ops: {{title: Operations, parent: company, lead: tomas}}
cadence: {{checkin: daily, grace: 3 days}}
"""
TRUSTED = """\
title: Customers trust every release
why: Support spends half of its week on bugs that we shipped.
owner: mira
key_results:
  critical-bugs: {title: Critical bugs found after release, unit: bugs, from: 10, to: 0}
  coverage: {title: The live code is covered, owner: tomas, kpi: code-coverage, from: 63, to: 80}
  availability: {title: The API stays up, unit: "%", at_least: 99.5, every: day}
"""
CALM = """\
title: Nobody dreads being on call
owner: tomas
supports: [engineering/trusted-releases]
key_results:
  canary:
    title: Canary deploys reach every service
    milestones:
      pilot: One service behind a canary
      billing: Billing behind a canary
      every-service: Every service behind a canary
  soc2: The report is published
  calm:
    title: Customers say that releases are calm
    zones: {commit: One says so, target: Three say so, stretch: One gives a talk}
  lead-time: {title: From commit to live, unit: h, from: unknown, change_by: -50%, better: lower}
  secret: {title: What it costs us, unit: EUR, from: withheld, to: withheld, better: lower}
  follow: {title: The teams follow, measured_by: supporting}
"""
KPI = """\
title: Code coverage
unit: "%"
better: higher
cadence: daily
healthy: {at_least: 75}
segments: {service: [billing, search]}
expect: {min: 0, max: 100, max_jump: 15}
"""
GOALS = "goals/now/engineering"
BUGS = "trusted-releases#critical-bugs"
FULL = f"now/engineering/{BUGS}"


def at(day: date, hour: int = 9) -> str:
    """A time on a day, as entries have it."""
    return f"{day}T{hour:02}:00:00Z"


def entry(name: str, day: date, who: str = "mira", **fields: object) -> dict[str, object]:
    """An entry whose id begins with `name`."""
    return {"id": name.ljust(13, "0"), "at": at(day), "who": who, **fields}


def lines(*entries: Mapping[str, object]) -> str:
    """Entries as the text of a file."""
    return "".join(f"{json.dumps(one)}\n" for one in entries)


LAST_WEEK = entry(
    "aaaaaaa", TODAY - timedelta(8), kr=f"engineering/{BUGS}", value=7, confidence=5,
    note="Two fixed",
)  # fmt: skip
HELD = entry(
    "bbbbbbb", TODAY - timedelta(2), kr="engineering/trusted-releases#availability", value=99.7,
    confidence=8,
)  # fmt: skip
READ = entry("ccccccc", TODAY - timedelta(1), "ci", kpi="code-coverage", value=74)


class Here(Console):
    """Runs okrctl in this very process: the same command line, without a second to start."""

    def okrctl(self, *words: str, stdin: str = "", **extra: str) -> Ended:
        """Run okrctl without a terminal; the environment is the console's, all else is real."""
        assert not stdin, "standard input needs a process of its own"
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        hook, folder = sys.excepthook, Path.cwd()
        os.chdir(self.folder)
        try:
            with (
                patch.dict(os.environ, {**self.environ, **extra}, clear=True),  # noqa: TID251
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(err),
            ):
                status = run(words)
        finally:
            os.chdir(folder)
            sys.excepthook = hook
        for stream in (out, err):
            stream.seek(0)
        return Ended(status, out.read(), err.read())


def running(console: Console) -> Console:
    """A committed workspace with every kind of key result, a few check-ins and a reading."""
    shutil.copytree(template(console.home), console.folder, dirs_exist_ok=True)
    return console


@cache
def made_once() -> Path:
    """The folder from which every such workspace is copied."""
    return Path(mkdtemp(prefix="okrctl-running-"))


def template(home: Path) -> Path:
    """A workspace to copy, made by the first test that needs it."""
    folder = made_once()
    if not (folder / "okrctl.yaml").exists():
        build(Console(folder, home))
    return folder


def build(console: Console) -> None:
    """Write and commit the workspace."""
    console.repository()
    console.write("okrctl.yaml", SETTINGS)
    console.write(f"{GOALS}/trusted-releases.yaml", TRUSTED)
    console.write(f"{GOALS}/calm-oncall.yaml", CALM)
    console.write("goals/past/engineering/first-canary.yaml", TRUSTED)
    console.write("kpis/code-coverage.yaml", KPI)
    console.write("kpis/twice.yaml", 'title: Twice\nbetter: higher\nunit: "%"\n'
                  "formula: code-coverage + code-coverage\n")  # fmt: skip
    console.write("checkins/now/engineering/old.jsonl", lines(LAST_WEEK, HELD))
    console.write(f"readings/{TODAY.year}/old.jsonl", lines(READ))
    console.commit()


def added(console: Console, revision: str = "HEAD") -> dict[str, list[dict[str, object]]]:
    """The entries of each file that a commit added; it must have done nothing else."""
    listed = console.git("show", "--format=", "--name-status", "--no-renames", revision)
    found = {}
    for row in listed.splitlines():
        status, path = row.split("\t")
        assert status == "A", listed
        text = console.git("show", f"{revision}:{path}")
        assert text.endswith("\n")
        found[path] = [json.loads(line) for line in text.splitlines()]
    return found


def only(console: Console, revision: str = "HEAD") -> dict[str, object]:
    """The one entry of a commit, without what every entry has."""
    ((one,),) = added(console, revision).values()
    assert {"id", "at", "who"} <= one.keys()
    return {name: value for name, value in one.items() if name not in ("id", "at", "who")}


def commits(console: Console) -> int:
    """How many commits there are."""
    return len(console.git("rev-list", "HEAD").split())


def bugs(console: Console) -> object:
    """The number of critical bugs in force, as the card shows it to programs."""
    shown = console.okrctl("show", BUGS, "--format", "json")
    assert shown.status == 0, shown.err
    return json.loads(shown.out)["key_result"]["value"]
