"""`okrctl blockers` and `okrctl support`: what they print closes what they list."""

from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BUGS, Here, running


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme, whose releases are blocked since today."""
    space = running(Here(console.folder, console.home))
    asks = ("--blocked", "No data", "--support", "ops: A masked copy")
    ended = space.okrctl("checkin", BUGS, "--value", "6", *asks, "--yes")
    assert ended.status == 0, ended.err
    return space


def test_the_command_that_is_printed_closes_the_blocker(acme: Console) -> None:
    """Copied as it stands; then nothing is blocked."""
    page = acme.okrctl("blockers", "--format", "table").out
    command = next(row.strip() for row in page.splitlines() if "--unblocked" in row)
    assert "asked of ops: A masked copy" in page
    ended = acme.okrctl(*command.split()[1:], "--yes")
    assert ended.status == 0, ended.err
    assert "Nothing is blocked." in acme.okrctl("blockers", "--format", "table").out
    assert acme.okrctl("blockers").out == ""


def test_the_command_that_is_printed_meets_the_request(acme: Console) -> None:
    """The blocker stays: that is another matter."""
    page = acme.okrctl("support", "ops", "--format", "table").out
    command = next(row.strip() for row in page.splitlines() if "--supported" in row)
    ended = acme.okrctl(*command.split()[1:], "--yes")
    assert ended.status == 0, ended.err
    assert "Nobody asks for anything." in acme.okrctl("support", "ops", "--format", "table").out
    assert len(acme.okrctl("blockers").out.splitlines()) == 1


def test_whose_blockers_and_requests(acme: Console) -> None:
    """A team's, a person's; of my own teams where none is named."""
    assert acme.okrctl("blockers", "--mine").out
    assert acme.okrctl("blockers", "--mine", "--who", "tomas").out == ""
    assert acme.okrctl("blockers", "--team", "ops").out == ""
    facts = json.loads(acme.okrctl("support", "--who", "tomas", "--format", "json").out)
    assert facts["teams"] == ["engineering", "ops"]
    assert [one["what"] for one in facts["requests"]] == ["A masked copy"]
    assert acme.okrctl("support").out == ""
    assert len(acme.okrctl("support", "--all").out.splitlines()) == 1
    ended = acme.okrctl("support", "--who", "ci")
    assert (ended.status, "ci leads no team and is in none" in ended.err) == (2, True)
