"""Addresses in other workspaces: a command acts there, as if it were run there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.console import Console
from cli.organised import beside, company, organised, platform, with_submodule
from cli.running import Here, commits

LATENCY = "now/search/fast#latency"


@pytest.fixture
def acme(console: Console) -> Here:
    """The folder of the company, still empty."""
    return Here(console.folder, console.home)


def checked_out(acme: Here, folder: str = "../platform") -> Here:
    """Platform in a repository of its own, beside the company's."""
    found = beside(acme, folder)
    found.repository()
    platform(found)
    found.commit()
    return found


@pytest.mark.parametrize("address", ["platform//fast", "platform//search/fast"])
def test_a_goal_of_an_included_workspace_is_shown_by_its_address(acme: Here, address: str) -> None:
    """Any tail does behind the name, and the full form is printed back."""
    organised(acme)
    ended = acme.okrctl("show", address, "--format", "json")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["objective"]["address"] == "now/search/fast"
    assert "platform//now/search/fast" in ended.err


def test_every_command_that_takes_an_address_goes_there(acme: Here) -> None:
    """Explanations, the trail, litmus; what is written comes below."""
    organised(acme)
    for command in ("explain", "log", "litmus"):
        ended = acme.okrctl(command, "platform//fast", "--format", "json")
        assert ended.status == 0, (command, ended.err)
        assert "search/fast" in ended.out


def test_a_check_in_lands_in_the_repository_of_the_submodule(acme: Here, tmp_path: Path) -> None:
    """One commit there, none here: the company only sees that its submodule moved on."""
    inner = with_submodule(acme, tmp_path / "upstream")
    inner.git("config", "user.name", "Mira Öz")
    inner.git("config", "user.email", "mira@acme.example")
    here, there = commits(acme), commits(inner)
    ended = acme.okrctl("checkin", "platform//fast#latency", "--value", "400", "--yes")
    assert ended.status == 0, ended.err
    assert f"platform//{LATENCY}" in ended.err
    assert (commits(acme), commits(inner)) == (here, there + 1)
    assert inner.git("status", "--porcelain") == ""
    assert acme.git("status", "--porcelain") == " M teams/platform\n"


def test_an_amendment_and_a_drop_land_there_too(acme: Here) -> None:
    """The goal's file and its entry, in one commit of that repository."""
    company(acme)
    inner = checked_out(acme)
    there = "--workspace", "platform=../platform"
    amended = acme.okrctl(
        "amend", "platform//fast#latency", "to=50", "--why", "Too easy", "--yes", *there
    )
    assert amended.status == 0, amended.err
    dropped = acme.okrctl("drop", "platform//fast#cached", "--why", "No cache", "--yes", *there)
    assert dropped.status == 0, dropped.err
    assert commits(inner) == 3
    assert "to: 50" in inner.read("goals/now/search/fast.yaml")


def test_the_own_name_means_the_workspace_itself(acme: Here) -> None:
    """acme//trust is trust."""
    organised(acme)
    acme_trust = acme.okrctl("show", "acme//trust", "--format", "json")
    assert acme_trust.out == acme.okrctl("show", "trust", "--format", "json").out


def test_a_sibling_is_found_by_the_settings_of_the_person(acme: Here) -> None:
    """workspaces.yaml binds names to folders; what is not checked out is passed over."""
    company(acme)
    inner = checked_out(acme)
    (acme.home / "okrctl").mkdir()
    settings = acme.home / "okrctl/workspaces.yaml"
    settings.write_text(f"platform: {inner.folder.resolve()}\ngrowth: ~/nowhere\n")
    assert acme.okrctl("show", "platform//fast").status == 0
    assert acme.okrctl("status", "--format", "json").status == 0


def test_settings_inside_the_repository_are_refused(acme: Here) -> None:
    """A pull request must not say where okrctl looks."""
    company(acme)
    acme.write("okrctl/workspaces.yaml", "platform: /\n")
    ended = acme.okrctl("show", "platform//fast", XDG_CONFIG_HOME=str(acme.folder))
    assert ended.status == 3
    assert "lies in the repository" in ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "plattform//fast"), "did you mean platform//?"),
        (("show", "growth//fast"), "--workspace growth=PATH"),
        (("show", "platform//fost"), "did you mean fast"),
        (("show", "platform//fast", "--workspace", "platform"), "--workspace platform=../platform"),
        (("show", "x//fast", "--workspace", "x=nowhere"), "there is no okrctl.yaml in"),
        (("show", "x//fast", "--workspace", "x=teams/platform"), "--workspace platform="),
        (("checkin", "platform//latency", "bugs"), "one command for each workspace"),
    ],
)
def test_what_leads_nowhere_is_refused_with_the_next_step(
    acme: Here, words: tuple[str, ...], says: str
) -> None:
    """Exit status 2, one line why, one line what to do."""
    organised(acme)
    ended = acme.okrctl(*words)
    assert ended.status == 2, ended.out
    assert says in ended.err.replace("\n", " ")


def test_includes_that_lead_in_a_circle_end(acme: Here) -> None:
    """The company names platform, platform a folder of its own, and the person the company."""
    company(acme)
    inner = checked_out(acme)
    inner.write("okrctl.yaml", inner.read("okrctl.yaml").replace("[]", "['**/okrctl.yaml']"))
    deep = beside(inner, "deep/er")
    platform(deep)
    deep.write("okrctl.yaml", deep.read("okrctl.yaml").replace("platform", "deep"))
    ended = inner.okrctl(
        "show", "deep//fast", "--workspace", f"acme={acme.folder}", "--format", "json"
    )
    assert ended.status == 0, ended.err
    ended = acme.okrctl("show", "deep//fast", "--workspace", f"platform={inner.folder}")
    assert ended.status == 0, ended.err
