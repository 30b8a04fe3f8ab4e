"""The one door to git: every process of this floor starts here.

`open_repository` says where the history is, or why there is none; lint and status work without.
A `Git` is bound to a workspace root: every path it takes or gives is below that root.
"""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrctl.errors import EnvironmentFault
from okrctl.store.profiles import (
    VERIFIERS,
    absolute_path,
    read_environment,
    reading,
    share_environment,
    sharing,
    verify_environment,
    verifying,
    write_environment,
    writing,
)

OLDEST_GIT = "2.31"
"""The first git that has `rev-parse --path-format`, on which finding the repository rests."""

_WHERE = (
    *("rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir", "--git-common-dir"),
    *("--path-format=relative", "--show-prefix"),
    *("--show-object-format", "--is-shallow-repository"),
)
_FACTS = 6
_LOOK_SECONDS = 0.5
_ENDING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class NoHistory:
    """Why there is no history at `root`: no git, too old a git, no repository, a bare one."""

    root: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a git process ended: its exit status and what it printed."""

    status: int
    out: bytes = b""
    err: bytes = b""

    @property
    def said(self) -> str:
        """All that it printed, errors first, as text that may hold anything."""
        return (self.err + self.out).decode(errors="replace").strip()


@dataclass(frozen=True, slots=True)
class Git:
    """A repository seen from the workspace root, with the two ways of calling git."""

    root: Path
    """Where git runs: the workspace root, at the top of the work tree or below it."""
    top: Path
    git_dir: Path
    """The git folder of this work tree; a linked work tree has its own."""
    common_dir: Path
    prefix: str
    """The path of the root below the top, ending in `/`, or empty."""
    object_format: str
    shallow: bool
    program: str
    environ: Mapping[str, str] = dataclasses.field(repr=False)
    flags: tuple[str, ...] = ()
    """What every READ call of it gets beside the flags of the profile."""

    def read(self, *args: str, stdin: bytes | None = None, fine: Sequence[int] = (0,)) -> bytes:
        """What git prints for `args`, with nothing run that the repository names.

        An exit status outside `fine` raises `EnvironmentFault` with git's words. A sub-command or
        an option that is not for reading is a bug of the caller: ValueError.
        """
        command = (self.program, *self.flags, *reading(args))
        result = _run(command, self.root, read_environment(self.environ), stdin)
        if result.status not in fine:
            raise EnvironmentFault(f"git {args[0]} failed: {_reason(result)}", output=result.said)
        return result.out

    def verify(self, *args: str, signers: str = os.devnull) -> Result:
        """How git ended that verified signatures, by programs of the user's search path alone."""
        found = {name: path for name in VERIFIERS.values()
                 if (path := _program(name, self.environ)) is not None}  # fmt: skip
        command = (self.program, *verifying(args, found, signers))
        return _run(command, self.root, verify_environment(self.environ), None)

    def write(
        self, *args: str, stdin: bytes | None = None, environ: Mapping[str, str] | None = None
    ) -> Result:
        """How git ended that ran `args` with hooks, filters and signing, as the user would.

        `environ` adds variables, such as another index.
        """
        command = (self.program, *writing(args))
        around = {**write_environment(self.environ), **(environ or {})}
        return _run(command, self.root, around, stdin)

    def share(self, *args: str) -> Result:
        """How git ended that fetched or pushed. Without a terminal, so that nothing asks there."""
        command = (self.program, *sharing(args))
        return _run(command, self.root, share_environment(self.environ), None, alone=True)

    def without_caches(self) -> Git:
        """The same, reading commits themselves where a cache beside them could say otherwise."""
        return dataclasses.replace(self, flags=("-c", "core.commitGraph=false"))

    def at(self, prefix: str) -> Git:
        """The same work tree seen from the folder `prefix` below its top."""
        return dataclasses.replace(self, root=self.top / prefix, prefix=prefix)


def open_repository(root: Path, environ: Mapping[str, str]) -> Git | NoHistory:
    """The repository that holds `root`, or why there is none.

    A repository that belongs to somebody else raises `EnvironmentFault` with git's own advice:
    its config could name programs, and whether to trust it is the user's decision.
    """
    program = _program("git", environ)
    if program is None:
        return NoHistory(root, "git is not installed, or not on the search path")
    command = (program, *reading(_WHERE))
    result = _run(command, root, read_environment(environ), None)
    if result.status != 0:
        return _no_repository(root, result)
    if result.out.startswith(b"--path-format"):
        return NoHistory(root, f"git is older than {OLDEST_GIT}")
    facts = os.fsdecode(result.out).removesuffix("\n").split("\n")
    if len(facts) != _FACTS:
        return NoHistory(root, "its path holds a line break, which git cannot tell apart")
    top, git_dir, common_dir, prefix, object_format, shallow = facts
    return Git(
        root=root,
        top=Path(top),
        git_dir=Path(git_dir),
        common_dir=Path(common_dir),
        prefix=prefix,
        object_format=object_format,
        shallow=shallow == "true",
        program=program,
        environ=dict(environ),
    )


def initialized(root: Path, environ: Mapping[str, str]) -> Result:
    """How `git init` ended at a folder; EnvironmentFault where there is no git."""
    program = _program("git", environ)
    if program is None:
        raise EnvironmentFault("git is not installed, or not on the search path")
    return _run((program, *writing(("init", "--quiet"))), root, write_environment(environ), None)


def _program(name: str, environ: Mapping[str, str]) -> str | None:
    """The full path of a program on the search path, relative folders aside."""
    name = f"{name}.exe" if os.name == "nt" else name
    folders = absolute_path(environ).split(os.pathsep)
    found = (str(Path(folder, name)) for folder in folders if folder)
    return next((path for path in found if os.access(path, os.X_OK)), None)


def _no_repository(root: Path, result: Result) -> NoHistory:
    words = result.said
    if "dubious ownership" in words:
        advice = re.search(r"git config --global --add safe\.directory .+", words)
        raise EnvironmentFault(
            f"the git repository at {root} belongs to somebody else",
            f"if you trust it: {advice[0]}" if advice else None,
            output=words,
        )
    if "not a git repository" in words:
        return NoHistory(root, "this is not a git repository")
    if "bare repository" in words or "must be run in a work tree" in words:
        return NoHistory(root, "a bare repository has no working tree")
    if "path-format" in words:
        return NoHistory(root, f"git is older than {OLDEST_GIT}")
    return NoHistory(root, f"git cannot read the repository: {_reason(result)}")


def _reason(result: Result) -> str:
    lines = [line for line in result.said.splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith("fatal: ")), None)
    first = fatal or next(iter(lines), f"exit status {result.status}")
    return first.removeprefix("fatal: ")


def _run(
    command: Sequence[str],
    folder: Path,
    environ: dict[str, str],
    stdin: bytes | None,
    *,
    alone: bool = False,
) -> Result:
    source = subprocess.DEVNULL if stdin is None else subprocess.PIPE
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(  # noqa: S603  only git, with a listed sub-command
            command, cwd=folder, env=environ, stdin=source, stdout=pipe, stderr=pipe,
            start_new_session=alone,
        )  # fmt: skip
    except OSError as error:
        raise EnvironmentFault(f"git cannot be run in {folder}: {error.strerror}") from error
    with child:
        try:
            return _ended(child, stdin)
        except BaseException:
            _end(child)
            raise


def _ended(child: subprocess.Popen[bytes], stdin: bytes | None) -> Result:
    """How the child ended. What a hook left running may hold the pipes: it is not waited for."""
    while True:
        try:
            out, err = child.communicate(stdin, timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired as waiting:
            stdin = None
            if child.poll() is not None:
                return Result(child.returncode, waiting.output or b"", waiting.stderr or b"")
        else:
            return Result(child.returncode, out, err)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end: unlike a kill, that lets git remove its own locks."""
    child.terminate()
    try:
        child.wait(_ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
