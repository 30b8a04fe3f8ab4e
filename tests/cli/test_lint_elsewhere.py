"""Lint across workspaces: what a reference leads to, what include finds, and what is unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.console import Console
from cli.organised import TRUST, beside, company, organised, platform, settings, with_submodule
from cli.running import Here


@pytest.fixture
def acme(console: Console) -> Here:
    """The folder of the company, still empty."""
    return Here(console.folder, console.home)


def found(here: Here, *words: str) -> dict[str, str]:
    """The message and help of every finding, by its code and place."""
    ended = here.okrctl("lint", "--select", "OKR20,OKR21,OKR6", "--format", "json", *words)
    assert ended.status in (0, 1), ended.err
    return {
        f"{one['code']} {one['file']}": f"{one['message']}: {one['help']}"
        for one in json.loads(ended.out)["findings"]
        if one["code"] in ("OKR201", "OKR202", "OKR210", "OKR211")
    }


def supporting(here: Here, parent: str) -> str:
    """The company's goal with a parent; the path of its file."""
    path = "goals/now/company/trust.yaml"
    here.write(path, TRUST + f"supports: ['{parent}']\n")
    return path


@pytest.mark.parametrize(
    "parent", ["platform//search/fast", "platform//now/search/fast#cached", "acme//company/trust"]
)
def test_a_goal_that_is_there_is_supported_in_peace(acme: Here, parent: str) -> None:
    """With a cycle and without, an objective and a key result."""
    organised(acme)
    path = "goals/now/company/other.yaml"
    acme.write(path, TRUST + f"supports: ['{parent}']\n")
    assert f"OKR201 {path}" not in found(acme)


@pytest.mark.parametrize(
    ("parent", "says"),
    [
        ("platform//search/fats", "did you mean platform//search/fast?"),
        ("platform//now/search/fats", "did you mean platform//now/search/fast?"),
        ("platform//search/fast#chached", "did you mean platform//search/fast#cached?"),
        ("platform//fast", "write it as workspace//team/objective"),
        ("platform//a/b/c/d", "write it as workspace//team/objective"),
    ],
)
def test_a_goal_that_is_not_there_is_an_unknown_parent(acme: Here, parent: str, says: str) -> None:
    """OKR201, with the name that was probably meant."""
    organised(acme)
    path = supporting(acme, parent)
    assert says in found(acme)[f"OKR201 {path}"]


def test_the_fix_writes_the_name_that_was_meant(acme: Here) -> None:
    """An unsafe fix, as for any other unknown parent."""
    inner = organised(acme)
    inner.write("goals/now/search/fast.yaml", TRUST)
    path = supporting(acme, "platform//search/fats")
    acme.okrctl("lint", "--fix", "--unsafe-fixes", "--select", "OKR201")
    assert "platform//search/fast" in acme.read(path)


def test_what_is_not_checked_out_makes_nothing_red(acme: Here) -> None:
    """A file is as right as before; doctor says which workspaces nobody could look into."""
    company(acme, "[]")
    supporting(acme, "growth//web/loved")
    assert found(acme) == {}
    checks = json.loads(acme.okrctl("doctor", "--format", "json").out)["checks"]
    one = next(check for check in checks if check["check"] == "workspaces")
    assert "growth" in one["says"]
    assert "--workspace growth=PATH" in one["do"]


def test_a_loop_through_another_workspace_is_printed_as_a_path(acme: Here) -> None:
    """Each workspace names it at its own goal."""
    inner = organised(acme)
    path = supporting(acme, "platform//search/fast")
    assert found(acme)[f"OKR202 {path}"].startswith(
        "now/company/trust -> platform//now/search/fast -> now/company/trust is a loop"
    )
    theirs = found(inner, "--workspace", f"acme={acme.folder}")
    assert "acme//now/company/trust" in theirs["OKR202 goals/now/search/fast.yaml"]


def test_a_submodule_that_is_not_checked_out_is_information(acme: Here, tmp_path: Path) -> None:
    """Its folder is there and empty."""
    with_submodule(acme, tmp_path / "upstream")
    assert "OKR211 okrctl.yaml" not in found(acme)
    acme.git("submodule", "deinit", "--quiet", "--force", "teams/platform")
    assert "git submodule update --init" in found(acme)["OKR211 okrctl.yaml"]
    assert acme.okrctl("lint", "--select", "OKR21").status == 0


@pytest.mark.parametrize(
    ("include", "says"),
    [
        ("[teams/nameless/okrctl.yaml]", "add to teams/nameless/okrctl.yaml: name: nameless"),
        ("[teams/*/okrctl.yaml, twin/okrctl.yaml]", "named platform, as platform is"),
        ("[self/okrctl.yaml]", "named acme, as this workspace is"),
        ("[broken/okrctl.yaml]", "okrctl lint broken"),
        ("[link/okrctl.yaml]", "a link, which is not followed"),
        ("[../acme/teams/platform/okrctl.yaml]", "--workspace NAME=PATH"),
        ("[/etc/okrctl.yaml]", "--workspace NAME=PATH"),
        ("[teams/platform]", "write it as teams/*/okrctl.yaml"),
    ],
)
def test_an_include_that_cannot_be_one_is_an_error(acme: Here, include: str, says: str) -> None:
    """OKR210 at the line of include, with the fix."""
    company(acme, include)
    platform(beside(acme, "teams/platform"))
    platform(beside(acme, "twin"))
    if "nameless" in include:
        acme.write("teams/nameless/okrctl.yaml", settings("", "search"))
    acme.write("self/okrctl.yaml", settings("acme", "search"))
    acme.write("broken/okrctl.yaml", "name: [\n")
    (acme.folder / "link").symlink_to(acme.folder / "twin")
    assert says in found(acme)["OKR210 okrctl.yaml"]


def test_the_included_are_linted_on_request(acme: Here) -> None:
    """Their files are named from here, each is judged by its own policy, and one fails all."""
    inner = organised(acme)
    inner.write("goals/now/search/fast.yaml", "title: Fast\nkey_result: {}\n")
    assert acme.okrctl("lint", "--select", "OKR001").status == 0
    ended = acme.okrctl("lint", "--included", "--format", "concise")
    assert ended.status == 1
    assert "teams/platform/goals/now/search/fast.yaml:2:1" in ended.out
    full = acme.okrctl("lint", "--included", "--format", "full").out
    assert "key_result: {}" in full
