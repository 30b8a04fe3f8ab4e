"""The main job on the example workspace: copy it into a fresh git repository, then use it.

`make demo` runs this. Every entry becomes a commit of its day, by the person who made it, so that
the history is real. Nothing outside the new folder is touched.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

EXAMPLE = Path(__file__).parent / "acme"
OKRCTL = Path(sys.executable).parent / "okrctl"
NOW = "2026-11-21T16:00:00Z"
"""When the demo happens: on the day of the example's last check-ins, whatever day it is."""
BEGUN = datetime(2026, 6, 30, 8, tzinfo=UTC)
"""When its goals and KPIs were written, before the first reading."""

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},  # noqa: TID251
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "OKRCTL_PERSON": "mira",
    "OKRCTL_NOW": NOW,
    "PAGER": "cat",
}


def main() -> int:
    """0 when every step went as it should."""
    workspace = Path(tempfile.mkdtemp(prefix="okrctl-demo-")) / "acme"
    shutil.copytree(EXAMPLE, workspace)
    print(f"Acme's goals, in a fresh git repository: {workspace}", flush=True)
    commits = replay(workspace)
    print(f"{commits} commits replayed: the goals, then every check-in on its day.\n", flush=True)
    show = [] if sys.stdout.isatty() else ["--format", "table"]
    steps = [
        ["status", *show],
        ["show", "trusted-releases", *show],
        ["checkin", "critical-bugs", "--value", "7", "--confidence", "5",
         "--note", "The worse billing regression is fixed", "--yes", *show],
        ["show", "critical-bugs", *show],
        ["lint", "--no-ignores"],
    ]  # fmt: skip
    for step in steps:
        run(workspace, *step)
    print("What changed, as git sees it:\n", flush=True)
    git(workspace, "--no-pager", "log", "-1", "--stat", "--format=%h  %an  %s")
    print(closing(workspace))
    return 0


def replay(workspace: Path) -> int:
    """Make the workspace a repository; returns how many commits its history has."""
    git(workspace, "init", "--quiet", "--initial-branch", "main")
    git(workspace, "config", "user.name", "Mira Öz")
    git(workspace, "config", "user.email", "mira@acme.example")
    entries = sorted(entry_files(workspace))
    git(workspace, "add", "--", ".", ":!checkins", ":!readings")
    commit(workspace, "Goals and KPIs", BEGUN.isoformat(), "mira")
    for at, path, who in entries:
        git(workspace, "add", "--", path)
        commit(workspace, f"{path.split('/')[0]}: {Path(path).parent.name}, {who}", at, who)
    return len(entries) + 1


def entry_files(workspace: Path) -> Iterator[tuple[str, str, str]]:
    """When, which file, and who: of each file of entries."""
    for path in [*workspace.glob("checkins/**/*.jsonl"), *workspace.glob("readings/**/*.jsonl")]:
        first = json.loads(path.read_text("utf-8").splitlines()[0])
        yield first["at"], path.relative_to(workspace).as_posix(), first["who"]


def commit(workspace: Path, message: str, at: str, who: str) -> None:
    """Commit what is staged as `who`, at `at`."""
    person = {"NAME": who.capitalize(), "EMAIL": f"{who}@acme.example", "DATE": at}
    dated = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER")
             for name, value in person.items()}  # fmt: skip
    git(workspace, "commit", "--quiet", "--no-verify", "-m", message, extra=dated)


def git(workspace: Path, *arguments: str, extra: dict[str, str] | None = None) -> None:
    """Run git in the new repository."""
    subprocess.run(["git", *arguments], cwd=workspace, check=True, env=ENVIRONMENT | (extra or {}))


def run(workspace: Path, *arguments: str) -> None:
    """Show a command as one would type it, and what it prints."""
    print(f"$ {shlex.join(['okrctl', *arguments])}", flush=True)
    subprocess.run([OKRCTL, *arguments], cwd=workspace, check=True, env=ENVIRONMENT)
    print(flush=True)


def closing(workspace: Path) -> str:
    """What to type next."""
    return f"""
Now you:
  source {shlex.quote(str(OKRCTL.parent / "activate"))}
  cd {shlex.quote(str(workspace))}
  export OKRCTL_PERSON=mira OKRCTL_NOW={NOW}
  okrctl status           the scorecard again
  okrctl checkin          walks what is Mira's, due or chosen
  okrctl undo             takes the check-in above back
Break a goal file, then let it tell you what to type:
  echo 'comitment: committed' >> goals/2026-Q4/engineering/trusted-releases.yaml
  okrctl lint
Your own goals:  mkdir goals && cd goals && git init && okrctl init"""


if __name__ == "__main__":
    sys.exit(main())
