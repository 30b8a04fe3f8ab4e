"""`okrctl drop`: a goal leaves the figures with its reason, and its entries stay."""

from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BUGS, FULL, GOALS, Here, added, commits, only, running

GOAL = f"{GOALS}/trusted-releases.yaml"
WHY = ("--why", "Billing is sold")


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def stands(acme: Console, name: str = "trusted-releases") -> dict[str, object]:
    """Where an objective stands, as the scorecard tells programs."""
    teams = json.loads(acme.okrctl("status", "--format", "json").out)["teams"]
    objectives = (one for team in teams for one in team["objectives"])
    return next(one for one in objectives if one["address"].endswith(f"/{name}"))  # type: ignore[no-any-return]


def test_a_dropped_key_result_leaves_the_mean_and_shows_its_reason(acme: Console) -> None:
    """One entry, one commit; the mean is that of the others."""
    ended = acme.okrctl("drop", BUGS, *WHY)
    assert ended.status == 0, ended.err
    assert only(acme) == {
        "kr": FULL.removeprefix("now/"), "outcome": "dropped", "note": "Billing is sold",
    }  # fmt: skip
    assert acme.git("log", "-1", "--format=%B").startswith(
        f"drop({BUGS}): dropped\n\nBilling is sold\n\nOkrctl: drop"
    )
    shares = [kr["counts"] for kr in stands(acme)["key_results"]]  # type: ignore[attr-defined]
    assert shares[0] is None
    assert stands(acme)["progress"] == pytest.approx(sum(shares[1:]) / 2)
    assert "dropped: Billing is sold" in acme.okrctl("show", BUGS, "--format", "md").out


def test_an_objective_goes_with_all_it_has_left(acme: Console) -> None:
    """Each key result has its entry; the team's mean is that of its other goals."""
    acme.okrctl("drop", "coverage", *WHY, "--deferred")
    ended = acme.okrctl("drop", "trusted-releases", *WHY)
    assert ended.status == 0, ended.err
    (entries,) = added(acme).values()
    assert [one.get("objective") or one.get("kr") for one in entries] == [
        "engineering/trusted-releases",
        "engineering/trusted-releases#critical-bugs",
        "engineering/trusted-releases#availability",
    ]
    goal = stands(acme)
    assert (goal["state"], goal["progress"]) == ("dropped", None)
    assert acme.okrctl("status").status == 0


def test_taking_it_out_of_the_file_is_then_a_warning(acme: Console) -> None:
    """Without the entry it is an error; its entries stay and are no findings."""
    text = "".join(
        line for line in acme.read(GOAL).splitlines(keepends=True) if "critical-bugs" not in line
    )
    acme.write(GOAL, text)
    assert acme.okrctl("review", "--base", "HEAD").status == 1
    acme.git("checkout", "-q", GOAL)
    assert acme.okrctl("drop", BUGS, *WHY).status == 0
    acme.write(GOAL, text)
    ended = acme.okrctl("review", "--base", "HEAD")
    assert ended.status == 0, ended.out
    assert "Billing is sold" in acme.okrctl("review", "--base", "HEAD", "--format", "json").out
    assert "OKR112" not in acme.okrctl("lint").out


def test_undo_takes_it_up_again(acme: Console) -> None:
    """The entry is withdrawn, and the key result counts as before."""
    before = stands(acme)
    acme.okrctl("drop", BUGS, *WHY)
    assert acme.okrctl("undo", "--yes").status == 0
    assert stands(acme) == before


@pytest.mark.parametrize("name", [BUGS, "trusted-releases"])
def test_what_is_gone_cannot_go_again(acme: Console, name: str) -> None:
    """The reason that was given is said."""
    acme.okrctl("drop", name, *WHY)
    ended = acme.okrctl("drop", name, "--why", "Again")
    assert (ended.status, commits(acme)) == (2, 2)
    assert "was dropped: Billing is sold" in ended.err


def test_a_reason_is_needed(acme: Console) -> None:
    """Exit 2 names the flag."""
    ended = acme.okrctl("drop", BUGS)
    assert (ended.status, commits(acme)) == (2, 1)
    assert "--why" in ended.err


def test_a_planned_goal_is_taken_out_of_its_file(acme: Console) -> None:
    """Nothing is written about what has not begun."""
    acme.write("goals/2027-Q3/ops/calm.yaml", "title: Calm\nkey_results: {x: It is}\n")
    acme.commit()
    ended = acme.okrctl("drop", "2027-Q3/ops/calm", *WHY)
    assert (ended.status, commits(acme)) == (2, 2)
    assert "only planned" in ended.err
