"""The console script as a person starts it: a real process in a real folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte

OKRCTL = str(Path(sys.executable).parent / "okrctl")
NOW = "2026-11-24T15:00:00Z"
"""The instant at which every process runs."""
SECONDS = 30
LAST = 4
"""Lines at the end of the screen in which a question is looked for."""
WORKSPACE = """\
okrctl: 1
organization: Acme
calendar: {timezone: Europe/Berlin}
people:
  mira: {name: Mira Öz, email: mira@acme.example}
  tomas: {name: Tomas Vega, email: [tomas@acme.example, tv@acme.example]}
teams:
  company: {title: Acme, lead: mira}
  engineering: {title: Engineering, parent: company, lead: mira, members: [mira, tomas]}
cadence: {checkin: weekly on friday, grace: 3 days}
"""
TRUST = """\
title: Customers trust every release
why: Support spends half of its week on bugs that we shipped.
owner: mira
key_results:
  critical-bugs:
    title: Critical bugs found after release
    unit: bugs
    from: 10
    to: 0
"""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Console:
    """A folder, and an environment that holds nothing of the person who runs the tests."""

    folder: Path
    home: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        """The environment of every process."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LANG": "C.UTF-8",
            "TZ": "Europe/Berlin",
            "OKRCTL_NOW": NOW,
            **self.extra,
        }

    def okrctl(self, *words: str, stdin: str = "", **extra: str) -> Ended:
        """Run okrctl without a terminal."""
        ended = subprocess.run(
            [OKRCTL, *words],
            cwd=self.folder,
            env={**self.environ, **extra},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def git(self, *words: str) -> str:
        """What a git command prints."""
        command = ["git", *words]
        ended = subprocess.run(
            command, cwd=self.folder, env=self.environ, capture_output=True, check=True
        )
        return ended.stdout.decode()

    def repository(self) -> Console:
        """The same folder as a git repository of Mira's."""
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Mira Öz")
        self.git("config", "user.email", "mira@acme.example")
        return self

    def write(self, path: str, text: str) -> Path:
        """Write a file below the folder."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        return place

    def read(self, path: str) -> str:
        """What a file below the folder holds."""
        return (self.folder / path).read_bytes().decode()

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a state")

    def terminal(
        self, *words: str, keys: Sequence[tuple[str, str]] = (), columns: int = 80, **extra: str
    ) -> Ended:
        """Run okrctl in a terminal of 24 lines; `out` is what the screen shows in the end.

        `keys` are pairs: when the first text is on the screen, the second is typed.
        """
        return Terminal(self, words, columns, extra).played(keys)

    def all_files(self) -> dict[str, bytes]:
        """Every file below the folder, git's own aside."""
        return {
            str(place.relative_to(self.folder)): place.read_bytes()
            for place in sorted(self.folder.rglob("*"))
            if place.is_file() and ".git/" not in f"{place.relative_to(self.folder)}/"
        }


class Terminal:
    """A pseudo-terminal with a screen that a person could read."""

    def __init__(
        self, console: Console, words: Sequence[str], columns: int, extra: Mapping[str, str]
    ) -> None:
        environ = {**console.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.screen = pyte.HistoryScreen(columns, 72)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        """Everything that was written to it."""
        self.child = pexpect.spawn(
            OKRCTL,
            list(words),
            cwd=str(console.folder),
            env={**environ, **extra},
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=SECONDS,
        )

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def played(self, keys: Sequence[tuple[str, str]]) -> Ended:
        """The end of the run, after each text was waited for and answered."""
        for expected, typed in keys:
            self.until(expected)
            self.child.send(typed)
        self.until(None)
        self.child.close()
        status = self.child.exitstatus
        assert status is not None, f"ended by signal {self.child.signalstatus}\n{self.text}"
        return Ended(status, self.text, "")

    def until(self, expected: str | None) -> None:
        """Read until a text is on the last lines of the screen, or the process has ended."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if expected is not None and expected in "\n".join(self.text.splitlines()[-LAST:]):
                return
            try:
                written = self.child.read_nonblocking(65536, timeout=0.1)
                self.raw += written
                self.stream.feed(written)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                if expected is None:
                    return
                raise AssertionError(f"ended before {expected!r}:\n{self.text}") from None
        raise AssertionError(f"no {expected!r} within {SECONDS} s:\n{self.text}")
