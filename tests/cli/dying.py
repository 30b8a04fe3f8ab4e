"""The real command in a process of its own that dies, as by `kill -9`, at the n-th step it takes.

A step is what changes the disk or starts git to do so, once the first note was written.
"""

from __future__ import annotations

import os
import signal
import sys

STEPS = ("os.rename", "os.link", "os.remove", "subprocess.Popen")
WRITES = ("add", "commit", "reset")
NOTE = "okrctl.unfinished"


def main(at: int, words: list[str]) -> int:
    """Run the command; the exit status where it does not come to that step."""
    taken = 0
    noted = False

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal taken, noted
        if event not in STEPS or not (noted or NOTE in str(args)):
            return
        if event == "subprocess.Popen" and not any(f"'{word}'" in str(args) for word in WRITES):
            return
        noted = True
        if taken == at:
            os.kill(os.getpid(), signal.SIGKILL)
        taken += 1

    from okrctl.cli.app import run

    sys.addaudithook(watch)
    return run(words)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
