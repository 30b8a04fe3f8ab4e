"""A process in which reading is all that is allowed: what is not is noted, and refused.

Run as a program: the first argument is a JSON list of command lines, the second the folder that
may be written. Prints, as JSON, how each command ended and what it tried.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import PurePath
from typing import Any

CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod",
    "os.chown", "os.truncate", "os.utime", "os.setxattr", "os.removexattr", "shutil.rmtree",
    "shutil.move", "shutil.copyfile", "shutil.copytree", "tempfile.mkstemp", "tempfile.mkdtemp",
}  # fmt: skip
STARTS = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn",
          "os.fork", "os.forkpty"}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Fence:
    """An audit hook: Python itself says what is about to happen, whoever asks for it."""

    def __init__(self, cache: str) -> None:
        self.cache = os.path.realpath(cache)
        self.tried: list[str] = []
        self.up = False

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Refuse what reading does not need."""
        if self.up and self.is_refused(event, args):
            self.tried.append(f"{event} {[str(arg)[:200] for arg in args]}")
            raise PermissionError(f"reading does not need {event}")

    def is_refused(self, event: str, args: tuple[Any, ...]) -> bool:
        """Whether an event leaves the ground on which a reading command moves."""
        if event.startswith("socket.") or event in STARTS:
            return True
        if event == "subprocess.Popen":
            return PurePath(os.fsdecode(args[0])).name != "git"
        if event == "open":
            return self.is_written(args) and not self.is_inside(args[0])
        return event in CHANGES and not all(
            self.is_inside(arg) for arg in args if isinstance(arg, (str, bytes, os.PathLike))
        )

    @staticmethod
    def is_written(args: tuple[Any, ...]) -> bool:
        """Whether a file is opened to be changed."""
        _, mode, flags = args
        return bool(set(mode or "") & set("wax+")) or bool((flags or 0) & WRITING)

    def is_inside(self, path: object) -> bool:
        """Whether a path lies in the cache, or writes nowhere at all."""
        if isinstance(path, int):
            return True
        place = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        return place == os.devnull or place.startswith(self.cache + os.sep) or place == self.cache


def main(commands: list[list[str]], cache: str) -> list[dict[str, Any]]:
    """Run the commands one after the other behind the fence."""
    from okrctl.cli.app import run

    fence, ended = Fence(cache), []
    sys.addaudithook(fence)
    for words in commands:
        fence.tried, out, err = [], io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        fence.up = True
        try:
            with redirect_stdout(out), redirect_stderr(err):
                status = run(words)
        finally:
            fence.up = False
        out.flush()
        text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        ended.append({"status": status, "out": text, "err": err.getvalue(), "tried": fence.tried})
    return ended


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]), sys.argv[2])))
