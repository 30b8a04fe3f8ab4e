"""A real git repository in a temporary folder, with its own home, author and dates."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.git import Git, open_repository
from okrctl.store.plan import FileChange, NewFile
from okrctl.store.record import record

GOAL = "goals/2026-Q4/ops/calm.yaml"
ENTRY = NewFile("checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl", b'{"value": 8}\n')

GITCONFIG = """
[user]
    name = Mira
    email = mira@acme.example
[init]
    defaultBranch = main
[gc]
    auto = 0
"""


@dataclass
class Place:
    """A folder, git in it, and the environment in which both are used."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def git(self) -> Git:
        """The repository, which must be there."""
        found = open_repository(self.root, self.environ)
        assert isinstance(found, Git)
        return found

    def run(self, *args: str, fine: tuple[int, ...] = (0,)) -> str:
        """What git prints, run by hand as a user would."""
        done = subprocess.run(
            ["git", *args],
            cwd=self.root,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in fine, done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        """A file below the root."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        return place

    def commit(self, message: str = "goals", **files: str) -> str:
        """The commit of all that changed, made by hand."""
        for path, text in files.items():
            self.write(path, text)
        self.run("add", "-A")
        self.run("commit", "-q", "--allow-empty", "-m", message)
        return self.run("rev-parse", "HEAD").strip()

    def hook(self, name: str, script: str) -> None:
        """A hook of the repository."""
        place = self.git.common_dir / "hooks" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)

    def everything(self) -> tuple[dict[str, bytes], str, str]:
        """All files, the index and the refs: what a refused check-in leaves as it was."""
        files = {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if ".git" not in path.parts and path.is_file() and not path.is_symlink()
        }
        folders = {
            str(path.relative_to(self.root)): b"a folder"
            for path in self.root.rglob("*")
            if ".git" not in path.parts and path.is_dir()
        }
        return files | folders, self.run("ls-files", "-s"), self.run("for-each-ref")

    def is_settled(self) -> bool:
        """Whether no note and no temporary file is left."""
        left = [*self.git.git_dir.glob("*okrctl.unfinished*"), *self.root.rglob("*.okrctl-tmp")]
        return not left


def environment(home: Path) -> dict[str, str]:
    """An environment in which git reads no configuration but ours."""
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text(GITCONFIG)
    return {"PATH": os.defpath, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}


def refused(repo: Place, *files: FileChange, match: str = "git commit refused") -> EnvironmentFault:
    """The fault with which recording `files` (one entry, if none) is refused, all as before."""
    before = repo.everything()
    with pytest.raises(EnvironmentFault, match=match) as fault:
        record(repo.git, files or [ENTRY], "never")
    assert repo.everything() == before
    assert repo.is_settled()
    assert fault.value.status == 3
    return fault.value


def names_of(repo: Place, revision: str = "HEAD") -> list[str]:
    """The paths that a commit changed, as git lists them."""
    listed = repo.run("show", "--format=", "--name-status", "--no-renames", "-z", revision)
    fields = listed.split("\0")[:-1]
    return sorted(
        f"{status} {path}" for status, path in zip(fields[::2], fields[1::2], strict=True)
    )
