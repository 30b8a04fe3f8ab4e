"""Runs of okrctl in which one step fails: the n-th time that the system is asked for something.

Run as a program with a JSON list of runs. Each happens in a process of its own, forked from this
one once everything is loaded, so that hundreds of them take seconds. Prints how each ended.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, Literal, TypedDict

from trust.fence import CHANGES, Fence

Harm = Literal["none", "no space", "killed", "git fails"]


class Run(TypedDict):
    """A command line in a folder, and which step of it goes wrong in which way."""

    folder: str
    words: list[str]
    harm: Harm
    step: int


class Ended(TypedDict):
    """How it ended: the exit status, or minus the signal; and how many steps there were."""

    status: int
    steps: int
    said: str


class Saboteur:
    """An audit hook that counts steps which change something, and harms one of them."""

    def __init__(self, harm: Harm, step: int) -> None:
        self.harm, self.step, self.steps = harm, step, 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Count the step, and harm it when its turn has come."""
        if not self.is_step(event, args):
            return
        self.steps += 1
        if self.steps != self.step:
            return
        if self.harm == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.harm == "no space":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def is_step(self, event: str, args: tuple[Any, ...]) -> bool:
        """Whether something is changed, or a program is started that may change it."""
        if event == "subprocess.Popen":
            return True
        if self.harm == "git fails":
            return False
        if event == "open":
            return Fence.is_written(args) and args[0] != os.devnull
        return event in CHANGES


def happened(run: Run) -> Ended:
    """One run, in a child of this process."""
    outlet, inlet = os.pipe()
    child = os.fork()
    if not child:
        os.close(outlet)
        play(run, inlet)
    os.close(inlet)
    with os.fdopen(outlet, "rb") as file:
        said = file.read()
    _, status = os.waitpid(child, 0)
    text, _, steps = said.decode(errors="replace").rpartition("\0")
    return Ended(status=os.waitstatus_to_exitcode(status), steps=int(steps or 0), said=text)


def play(run: Run, inlet: int) -> None:
    """Be okrctl, and end as it does."""
    from okrctl.cli.app import run as okrctl

    os.chdir(run["folder"])
    os.dup2(inlet, 1)
    os.dup2(inlet, 2)
    saboteur = Saboteur(run["harm"], run["step"])
    if run["harm"] == "git fails":
        environ = os.environ  # noqa: TID251 - of a process that is made to be harmed
        environ["PATH"] = f"{wrapper(run['step'], environ['PATH'])}{os.pathsep}{environ['PATH']}"
    sys.addaudithook(saboteur)
    status = okrctl(run["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(inlet, f"\0{saboteur.steps}".encode())
    os._exit(status)


def wrapper(step: int, path: str) -> Path:
    """A folder with a git that fails the n-th time that it is called, and else is git."""
    folder = Path("..") / f"git-{step}"
    folder.mkdir()
    git = folder / "git"
    git.write_text(
        "#!/bin/sh\n"
        f'n=$(cat "{folder.resolve()}/n" 2>/dev/null || echo 0); n=$((n + 1))\n'
        f'echo $n > "{folder.resolve()}/n"\n'
        f'[ $n = {step} ] && {{ echo "fatal: told to fail" >&2; exit 1; }}\n'
        f'PATH={path} exec git "$@"\n'
    )
    git.chmod(0o755)
    return folder.resolve()


def loaded_once() -> None:
    """Import what the commands import, so that no child has to."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(1), os.dup(2)
    os.dup2(devnull, 1)
    os.dup2(devnull, 2)
    from okrctl.cli.app import run as okrctl

    okrctl(["lint"])
    okrctl(["checkin", "bugs", "--value", "8", "--confidence", "3", "--dry-run", "--yes"])
    sys.stdout.flush()
    for number, descriptor in enumerate(kept, 1):
        os.dup2(descriptor, number)


def main(runs: list[Run]) -> list[Ended]:
    """All runs, one after the other."""
    os.chdir(runs[0]["folder"])
    loaded_once()
    return [happened(run) for run in runs]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.stdin.read()))))
