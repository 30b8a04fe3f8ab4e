"""`okrctl meeting` and `okrctl action`: the agenda, the walk, and what is recorded of it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from cli.console import Console
from cli.running import BUGS, GOALS, TODAY, TRUSTED, Here, added, commits, running
from okrctl.cli.context import Context, context
from okrctl.cli.meeting.said import coming_day
from okrctl.cli.shared import Shared
from okrctl.errors import UsageError

GOAL = f"{GOALS}/trusted-releases.yaml"
ACTION = "tomas: Write down the handover, by 2026-12-04"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def agenda(acme: Console, *words: str) -> dict[str, list[dict[str, str]]]:
    """The agenda as JSON."""
    ended = acme.okrctl("meeting", *words, "--format", "json")
    assert ended.status == 0, ended.err
    found: dict[str, list[dict[str, str]]] = json.loads(ended.out)
    return found


def record(acme: Console, *words: str) -> dict[str, object]:
    """The entry that a command recorded, without what every entry has."""
    ended = acme.okrctl(*words)
    assert (ended.status, ended.err) == (0, "")
    ((entry,),) = added(acme).values()
    return {name: value for name, value in entry.items() if name not in ("id", "at", "who")}


def context_of(space: Console, monkeypatch: pytest.MonkeyPatch) -> Context:
    """What a command knows in a workspace."""
    for name, value in space.environ.items():
        monkeypatch.setenv(name, value)
    return context(Shared(str(space.folder)))


def test_the_screen_is_by_the_value_of_a_decision(acme: Console) -> None:
    """Off pace and silent goals; since a week, where no meeting was held."""
    page = acme.okrctl("meeting", "--format", "table").out
    day, since = (f"{one:%a} {one.day} {one:%b}" for one in (TODAY, TODAY - timedelta(7)))
    assert page.startswith(f"DAILY · Acme · {day} {TODAY.year}, since {since}")
    assert "ASK FOR NEWS" in page
    assert page.index("✗ availability") < page.index("stale: last check-in 8 d ago")
    assert "GAUGES" in page


def test_goals_that_changed_come_from_history(acme: Console) -> None:
    """By the names of a review, with their reason; entries are no change of a goal."""
    assert "nothing to compare with" in str(agenda(acme)["unseen"])
    acme.git("commit", "-q", "--amend", "--no-edit", "--date", "2026-11-01T09:00:00Z")
    acme.git("-c", "user.name=Mira", "rebase", "-q", "--root", "--committer-date-is-author-date")
    acme.okrctl("amend", BUGS, "to=2", "--why", "August already had two")
    found = agenda(acme)
    assert found["unseen"] is None
    (changed,) = found["changed"]
    assert (changed["name"], changed["reason"]) == ("target-eased", "August already had two")
    assert [len(agenda(acme, "--team", team)["changed"]) for team in ("engineering", "ops")] == [
        1,
        0,
    ]
    text = acme.okrctl("meeting", "--format", "table").out
    assert "~ engineering/trusted-releases#critical-bugs  target-eased, to: 0 → 2" in text


def test_without_git_it_says_so(console: Console) -> None:
    """The rest of the agenda is there."""
    console.write(
        "okrctl.yaml", "okrctl: 1\npeople: {mira: {name: Mira}}\nteams: {ops: {lead: mira}}\n"
    )
    console.write("goals/2026-Q4/ops/calm.yaml", TRUSTED)
    ended = Here(console.folder, console.home).okrctl("meeting", "--format", "table")
    assert ended.status == 0, ended.err
    assert "There is no history" in ended.out


def test_a_meeting_is_one_entry_in_one_commit(acme: Console) -> None:
    """Decisions, and actions with ids of their own; the next meeting looks back to it."""
    entry = record(acme, "meeting", "--start", "--team", "engineering", "--decision", "We stop",
                   "--action", ACTION, "--action", "mira: Ask ops", "--yes")  # fmt: skip
    actions = entry["actions"]
    assert isinstance(actions, list)
    assert [{k: v for k, v in one.items() if k != "id"} for one in actions] == [
        {"who": "tomas", "what": "Write down the handover", "due": "2026-12-04"},
        {"who": "mira", "what": "Ask ops"},
    ]
    assert {k: v for k, v in entry.items() if k != "actions"} == {
        "team": "engineering", "cycle": "now", "meeting": str(TODAY), "note": "We stop",
    }  # fmt: skip
    assert acme.git("log", "-1", "--format=%s").strip() == (
        "meeting(engineering): 1 decision, 2 actions"
    )
    assert acme.okrctl("lint", "--select", "OKR0", "--select", "OKR1").status == 0
    minutes = acme.okrctl("meeting", "--team", "engineering", "--format", "md").out
    assert "### DECIDED\n\nWe stop\n" in minutes
    later = agenda(acme, "--team", "engineering", "--as-of", str(TODAY + timedelta(7)))
    assert later["since"] == str(TODAY)
    assert [one["what"] for one in later["actions"]] == ["Write down the handover", "Ask ops"]


def test_an_action_is_closed_and_opened_again(acme: Console) -> None:
    """By the beginning of its id; each is an entry beside its meeting, and can be undone."""
    acme.okrctl("meeting", "--start", "--team", "engineering", "--action", ACTION, "--yes")
    listed = acme.okrctl("action").out.split("\t")
    name = listed[0]
    assert record(acme, "action", name[:6], "--done") == {
        "team": "engineering", "cycle": "now", "action": name, "done": True,
    }  # fmt: skip
    assert acme.okrctl("action").out == ""
    again = acme.okrctl("action", name, "--done")
    assert (again.status, "is done already" in again.err) == (2, True)
    assert record(acme, "action", name, "--not-done")["done"] is False
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.okrctl("action").out == ""
    page = acme.okrctl("action", "--format", "table").out
    assert "Nothing is left of the meetings." in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--start",), "nobody can be asked here"),
        (("--start", "--action", "Somebody should"), "does not say who does what"),
        (("--start", "--action", "tomsa: Ask"), "did you mean tomas?"),
        (("--start", "--decision", " "), "a decision is empty"),
        (("--start", "--decision", "x", "--as-of", "yesterday"), "a meeting is held today"),
        (("--decision", "x"), "add --start"),
        (("--since", "2030-01-01"), "is still to come"),
        (("--team", "enginering"), "did you mean engineering?"),
    ],
)
def test_what_is_no_meeting(acme: Console, words: tuple[str, ...], message: str) -> None:
    """Exit 2, and nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("meeting", *words)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert acme.all_files() == before


def test_a_dry_run_writes_nothing(acme: Console) -> None:
    """The entry is shown as it would be written."""
    ended = acme.okrctl("meeting", "--start", "--decision", "We stop", "--dry-run")
    assert (ended.status, commits(acme)) == (0, 1)
    assert '"meeting": ' in ended.out


def test_a_walk_shows_each_thing_and_asks(acme: Console) -> None:
    """Enter skips, a wrong action is asked again, Esc goes back; one commit at the end."""
    acme.okrctl("meeting", "--start", "--team", "ops", "--action", ACTION, "--yes")
    acme.write(f"{GOALS.replace('engineering', 'ops')}/calm.yaml", TRUSTED)
    acme.commit()
    before = commits(acme)
    later = "2026-11-25T15:00:00Z"
    names = [one["address"].partition("#")[2] for one in agenda(acme, "--team", "ops")["news"]]
    assert names == ["critical-bugs", "availability"]
    ended = acme.terminal(
        "meeting", "--start", "--team", "ops", OKRCTL_NOW=later,
        keys=(
            ("Decision", "Ask\r"),
            ("Action", "sam: Ask\r"),
            ("okrctl.yaml knows no", "\x15mira: Ask ops, by friday\r"),
            ("Another action", "\x1b"),
            ("Action  (who", "\x1b"),
            ("Decision", "Ask for a copy\r"),
            ("Action", "mira: Ask ops, by friday\r"),
            ("Another action", "\r"),
            ("Decision", "\r"),
            ("Action", "\r"),
            ("Done?", "y\r"),
            ("Commit", "y\r"),
        ),
    )  # fmt: skip
    assert ended.status == 0, ended.out
    assert commits(acme) == before + 1
    ((held, closed),) = added(acme).values()
    assert held["note"] == "ops/calm: Ask for a copy"
    assert [one["due"] for one in held["actions"]] == ["2026-11-27"]  # type: ignore[attr-defined]
    assert closed["done"] is True


def test_a_stopped_walk_goes_on(acme: Console) -> None:
    """Ctrl-C writes nothing and loses nothing; Esc at the last look goes back to the last thing."""
    before = acme.all_files()
    stopped = acme.terminal("meeting", "--start", keys=(
        ("Decision", "We stop the rollout\r"), ("Action  (who", "mira: Ask ops\r"),
        ("Another action", "\x03"),
    ))  # fmt: skip
    assert stopped.status == 130, stopped.out
    assert "okrctl meeting --resume goes on" in stopped.out
    assert acme.all_files() == before
    ended = acme.terminal("meeting", "--resume", keys=(
        ("Another action", "\r"), ("stale: last check-in", "\r\r"), ("no check-in yet", "\r\r"),
        ("GAUGES", "\r\r"), ("Commit", "\x1b"), ("Action  (who", "tomas: Look\r"),
        ("Another action", "mira: Tell\r"), ("Another action", "\r"), ("}]}", "y\r"),
    ))  # fmt: skip
    assert ended.status == 0, ended.out
    ((held,),) = added(acme).values()
    assert "We stop the rollout" in str(held["note"])
    done = [one["what"] for one in held["actions"]]  # type: ignore[attr-defined]
    assert done == ["Ask ops", "Look", "Tell"]
    again = acme.terminal("meeting", "--resume")
    assert (again.status, "there is nothing to go on with" in again.out) == (2, True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("friday", date(2026, 11, 27)),
        ("next tuesday", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("hand", None),
    ],
)
def test_days_to_come(
    space: Console, monkeypatch: pytest.MonkeyPatch, words: str, expected: date | None
) -> None:
    """A weekday is the next one: nobody promises a day that is behind."""
    assert coming_day(context_of(space, monkeypatch), words) == expected


def test_a_day_that_does_not_exist_is_refused(
    space: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was meant as a day."""
    with pytest.raises(UsageError, match="no 2026-11-31"):
        coming_day(context_of(space, monkeypatch), "2026-11-31")
