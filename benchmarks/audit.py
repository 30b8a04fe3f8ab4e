"""How long an audit takes on long histories: one check-in a commit, written by git fast-import.

    python benchmarks/audit.py [--commits 5000 20000] [--runs 3] [--merges] [--source DIR]

Prints Markdown: medians of processor time (user and system, git's own too) and the peak of memory.
A hundredth of the commits changes a goal; `--merges` brings every check-in by a merge of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from workspaces import ENVIRONMENT

TEAMS = 12
FIRST = datetime(2024, 1, 2, 9, tzinfo=UTC)
NOW = "2026-11-24T15:00:00Z"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PEOPLE = "\n".join(f"  p{n}: {{name: P {n}, email: p{n}@acme.example}}" for n in range(TEAMS))
GROUPS = "\n".join(f"  t{n}: {{title: T {n}, parent: company, lead: p{n}}}" for n in range(TEAMS))
SETTINGS = f"""\
okrctl: 1
organization: Acme
people:
{PEOPLE}
teams:
  company: {{title: Acme, lead: p0}}
{GROUPS}
"""


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, nargs="+", default=[5000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--merges", action="store_true")
    parser.add_argument("--source", default=str(Path(__file__).parents[1] / "src"))
    wanted = parser.parse_args(arguments)
    print("| commits | merges | s, okrctl and git | s, git fsck of it | peak MB |")
    print("| --: | --: | --: | --: | --: |")
    for count in wanted.commits:
        with tempfile.TemporaryDirectory() as folder:
            merges = build(Path(folder), count, merges=wanted.merges)
            environment = {**ENVIRONMENT, "PYTHONPATH": wanted.source, "OKRCTL_NOW": NOW}
            okrctl = (sys.executable, "-m", "okrctl", "audit")
            whole = median(seconds(okrctl, folder, environment) for _ in range(wanted.runs))
            fsck = median(
                seconds(("git", "fsck", "--full", "--no-dangling"), folder, environment)
                for _ in range(wanted.runs)
            )
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"| {count} | {merges} | {whole:.2f} | {fsck:.2f} | {peak} |")
    return 0


def seconds(command: Sequence[str], folder: str, environment: dict[str, str]) -> float:
    """The processor time of a command and of what it starts; fails where it finds anything."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{command} ended with {ended.returncode}\n{ended.stdout.decode()[:3000]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def build(folder: Path, count: int, *, merges: bool) -> int:
    """Write the repository; how many of its commits are merges."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    stream = "".join(commits(count, merges=merges)).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
    return count if merges else 0


def commits(count: int, *, merges: bool) -> Iterator[str]:
    """The stream: a planned workspace, then one check-in after the other."""
    files = {"okrctl.yaml": SETTINGS}
    for when in range(FIRST.year, 2027):
        for quarter in range(1, 5):
            files |= {goal_path(f"{when}-Q{quarter}", team): goal(0) for team in range(TEAMS)}
    yield commit("main", FIRST - timedelta(20), 0, files)
    step = (datetime(2026, 11, 20, tzinfo=UTC) - FIRST) / count
    for number in range(count):
        at = FIRST + number * step
        team, cycle = number % TEAMS, f"{at.year}-Q{(at.month + 2) // 3}"
        files = {entry_path(cycle, team, at, number): entry(team, at, number)}
        if number % 100 == 99:
            ahead = f"{at.year + 1}-Q1" if at.year < 2026 else "2026-Q4"
            files[goal_path(ahead, team)] = goal(number)
        if merges:
            yield commit("work", at, team, files, start="refs/heads/main")
            yield commit("main", at, team, files, merge="refs/heads/work")
            yield "reset refs/heads/work\nfrom refs/heads/main\n\n"
        else:
            yield commit("main", at, team, files)


def commit(  # noqa: PLR0913 - a commit has as many parts
    branch: str, at: datetime, who: int, files: dict[str, str], *, start: str = "", merge: str = ""
) -> str:
    """One commit of the stream."""
    stamp = f"P {who} <p{who}@acme.example> {int(at.timestamp())} +0000"
    parents = (f"from {start}\n" if start else "") + (f"merge {merge}\n" if merge else "")
    changes = "".join(
        f"M 644 inline {path}\ndata {len(text.encode())}\n{text}\n" for path, text in files.items()
    )
    return (
        f"commit refs/heads/{branch}\nauthor {stamp}\ncommitter {stamp}\ndata 8\ncheck-in\n"
        f"{parents}{changes}\n"
    )


def goal_path(cycle: str, team: int) -> str:
    """Where a team's goal lies."""
    return f"goals/{cycle}/t{team}/calm.yaml"


def goal(number: int) -> str:
    """A goal whose reason changes now and then, and whose numbers do not."""
    return (
        f"title: Releases are calm\nwhy: Reason {number}\nkey_results:\n"
        "  bugs: {title: Bugs, unit: bugs, from: 10, to: 0}\n"
    )


def entry_path(cycle: str, team: int, at: datetime, number: int) -> str:
    """Where a check-in lies."""
    return f"checkins/{cycle}/t{team}/{at:%Y%m%dT%H%M%SZ}-p{team}-{drawn(number)[-6:]}.jsonl"


def entry(team: int, at: datetime, number: int) -> str:
    """One check-in."""
    said = {"id": drawn(number), "at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "who": f"p{team}",
            "kr": f"t{team}/calm#bugs", "value": number % 10, "confidence": 5}  # fmt: skip
    return f"{json.dumps(said)}\n"


def drawn(number: int) -> str:
    """An id of 13 characters."""
    text = ""
    for _ in range(13):
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
