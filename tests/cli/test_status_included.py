"""`okrctl status` of an organisation: the own goals, then a row for each included workspace."""

from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.organised import beside, company, organised, settings
from cli.running import Here


@pytest.fixture
def acme(console: Console) -> Here:
    """A company that includes platform."""
    organised(found := Here(console.folder, console.home))
    return found


def test_each_included_workspace_has_a_row_of_its_own(acme: Here) -> None:
    """The state of its weakest objective, the mean, the counts, the oldest check-in."""
    (one,) = json.loads(acme.okrctl("status", "--format", "json").out)["included"]
    inner = beside(acme, "teams/platform").okrctl("status", "--format", "json").out
    (team,) = json.loads(inner)["teams"]
    assert (one["name"], one["folder"], one["errors"]) == ("platform", "teams/platform", 0)
    assert one["weakest"] == "platform//now/search/fast"
    assert one["state"] == team["objectives"][0]["state"]
    assert one["progress"] == team["progress"]
    assert sum(one["counts"].values()) == 2
    rows = acme.okrctl("status", "--format", "tsv").out.splitlines()
    assert rows[-1].startswith(f"platform//\t{one['state']}\t")


def test_one_without_goals_and_one_with_errors_say_so(acme: Here) -> None:
    """Neither stops the page."""
    acme.write("teams/empty/okrctl.yaml", settings("empty", "web"))
    acme.write("teams/platform/goals/now/search/bad.yaml", "title: [\n")
    found = json.loads(acme.okrctl("status", "--format", "json").out)["included"]
    assert (found[0]["name"], found[0]["state"]) == ("empty", None)
    assert found[1]["errors"] == 1
    assert "no goals" in acme.okrctl("status", "--format", "table").out


def test_without_includes_nothing_is_added(console: Console) -> None:
    """And a filter leaves them out, since it asks for goals of this workspace."""
    acme = Here(console.folder, console.home)
    company(acme, "[]")
    assert json.loads(acme.okrctl("status", "--format", "json").out)["included"] == []
