"""`okrctl doctor` sees what is not well, and says what to type."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli.console import Console
from cli.running import Here
from okrctl.cli.doctoring import machine
from okrctl.model.schema import NAMES
from okrctl.store.git import Git, open_repository
from okrctl.store.journal import Unfinished, begin
from okrctl.store.plan import Change


@pytest.fixture
def well(space: Console) -> Here:
    """A workspace in which nothing is amiss."""
    here = Here(space.folder, space.home, {"XDG_CACHE_HOME": str(space.home / "cache"),
                                           "EDITOR": "sh"})  # fmt: skip
    for name in NAMES:
        space.write(f".okrctl/{name}.schema.json", here.okrctl("schema", name).out)
    space.write(
        ".gitattributes",
        "checkins/** text eol=lf\nreadings/** text eol=lf\n"
        "checkins/*/packed.jsonl merge=union\nreadings/*/packed.jsonl merge=union\n",
    )
    space.commit()
    return here


def checks(here: Here, status: int = 0) -> dict[str, dict[str, Any]]:
    """The checks by name, but for the clock, which every test holds."""
    ended = here.okrctl("doctor", "--format", "json")
    assert ended.status == status, ended.out + ended.err
    found = {one["check"]: one for one in json.loads(ended.out)["checks"]}
    assert found.pop("clock")["do"] == "unset OKRCTL_NOW"
    return found


def test_where_all_is_well_nothing_is_advised(well: Here) -> None:
    """Every check is good and has nothing to type."""
    found = checks(well)
    assert {one["verdict"] for one in found.values()} == {"good"}
    assert {one["do"] for one in found.values()} == {None}
    assert found["you"]["says"].startswith("mira")
    assert found["history"]["says"] == "whole; on main"
    assert "1 objectives" not in found["workspace"]["says"]


def git(here: Here, *words: str) -> None:
    """Run git in the workspace."""
    subprocess.run(["git", *words], cwd=here.folder, env=here.environ, check=True,
                   capture_output=True)  # fmt: skip


def test_an_unknown_person(well: Here) -> None:
    """The line to add is printed."""
    git(well, "config", "user.email", "who@else.example")
    you = checks(well)["you"]
    assert you["verdict"] == "warning"
    assert "who@else.example" in you["do"]


def test_a_detached_head_and_a_lock(well: Here) -> None:
    """Neither lets a check-in through."""
    git(well, "checkout", "-q", "--detach")
    (well.folder / ".git/index.lock").touch()
    found = checks(well, status=3)
    assert found["commits"]["do"] == "go to a branch first: git switch BRANCH"
    assert "index.lock" in found["lock"]["says"]


def test_hooks_that_a_check_in_runs(well: Here) -> None:
    """Those that git would run, wherever they are kept; a sample is none."""
    well.write("tools/commit-msg", "#!/bin/sh\n")
    (well.folder / "tools/commit-msg").chmod(0o755)
    well.write("tools/pre-commit", "not a program\n")
    assert checks(well)["hooks"]["says"] == "a commit runs none"
    git(well, "config", "core.hooksPath", "tools")
    assert checks(well)["hooks"]["says"] == "a commit runs commit-msg"


def test_schemas_and_attributes_that_are_behind(well: Here) -> None:
    """What to write is named, and writing it mends it."""
    well.write(".okrctl/kpi.schema.json", "{}")
    well.write(".gitattributes", "checkins/** text eol=lf\n")
    found = checks(well)
    assert found["schemas"]["says"] == "editors check by other schemas: kpi"
    assert "3 lines" in found["attributes"]["says"]
    lines = found["attributes"]["do"].removeprefix("add to .gitattributes: ").split(" · ")
    well.write(".gitattributes", "\n".join(["checkins/** text eol=lf", *lines, ""]))
    assert checks(well)["attributes"]["verdict"] == "good"


def test_broken_goals(well: Here) -> None:
    """How many errors there are; lint has them all."""
    well.write("goals/2026-Q4/engineering/bad.yaml", "title: 3\nwhat: 4\n")
    goals = checks(well, status=3)["workspace"]
    assert goals["verdict"] == "bad"
    assert goals["do"] == "okrctl lint"


def test_a_shallow_clone(well: Here, tmp_path: Path) -> None:
    """History is not whole, and the command that makes it so is printed."""
    well.write("notes.txt", "more\n")
    well.commit()
    git(well, "clone", "-q", "--depth", "1", f"file://{well.folder}", str(tmp_path / "shallow"))
    here = Here(tmp_path / "shallow", well.home, well.extra)
    git(here, "config", "user.email", "mira@acme.example")
    git(here, "config", "user.name", "Mira")
    assert checks(here)["history"]["do"].startswith("git fetch --unshallow")


def test_without_git_and_outside_a_workspace(console: Console) -> None:
    """The machine is looked at all the same."""
    here = Here(console.folder, console.home, {"EDITOR": "no-such-editor"})
    found = checks(here)
    assert found["workspace"]["do"].startswith("okrctl init")
    assert found["editor"]["says"] == "no-such-editor is not on the search path"
    here.write("okrctl.yaml", "okrctl: 1\n")
    assert checks(here)["git"]["says"].startswith("this is not a git repository")


def test_an_extra_that_is_not_there() -> None:
    """It is looked for by its module."""
    assert machine.is_installed("json")
    assert not machine.is_installed("no_such_module_at_all")


def test_a_cache_that_cannot_be_made(console: Console) -> None:
    """A file in the folder's place: it works without, and says so."""
    (console.home / "file").touch()
    here = Here(console.folder, console.home, {"XDG_CACHE_HOME": str(console.home / "file")})
    assert checks(here)["cache"]["verdict"] == "warning"


def test_a_half_done_check_in(well: Here) -> None:
    """What a killed run left is named, with the command that finishes it."""
    repository = open_repository(well.folder, well.environ)
    assert isinstance(repository, Git)
    change = Change("checkins/2026-Q4/engineering/a.jsonl", None, b"{}\n")
    begin(repository, Unfinished("", (change,), "checkin: half done", commit=True, head_blobs={}))
    assert checks(well, status=3)["unfinished"]["do"] == "okrctl checkin --resume, or --discard"
