from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BUGS, CALM, FULL, GOALS, KPI, TRUSTED, Here, commits, running

GOAL = f"{GOALS}/trusted-releases.yaml"
WHY = ("--why", "August already had two")


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle."""
    return running(Here(console.folder, console.home))


def files_of(acme: Console) -> list[str]:
    """The paths of the last commit, with what happened to each."""
    return acme.git("show", "--format=", "--name-status", "HEAD").splitlines()


def entry_of(acme: Console) -> dict[str, object]:
    """The one entry that the last commit added, without what every entry has."""
    (path,) = (row[2:] for row in files_of(acme) if row.startswith("A"))
    found: dict[str, object] = json.loads(acme.read(path))
    return {name: value for name, value in found.items() if name not in ("id", "at", "who")}


def test_goal_and_entry_are_one_commit(acme: Console) -> None:
    """One value of the file changes, and the entry keeps old, new and reason."""
    ended = acme.okrctl("amend", BUGS, "to=2", *WHY)
    assert (ended.status, ended.err) == (0, "")
    assert acme.read(GOAL) == TRUSTED.replace("to: 0", "to: 2")
    assert [row[0] for row in files_of(acme)] == ["A", "M"]
    assert entry_of(acme) == {
        "kr": FULL.removeprefix("now/"), "field": "to", "old": 0, "new": 2, "why": WHY[1],
    }  # fmt: skip
    said = acme.git("log", "-1", "--format=%B").rstrip().split("\n\n")
    assert said == [f"amend({BUGS}): to 0 → 2", "August already had two", "Okrctl: amend"]
    assert acme.okrctl("lint", "--select", "OKR0", "--select", "OKR1").status == 0
    assert acme.git("status", "--porcelain") == ""


def test_the_consequence_is_said(acme: Console) -> None:
    """Progress, pace and state before and after, with the same check-ins."""
    table = acme.okrctl("amend", BUGS, "to=5", *WHY, "--format", "table")
    assert f"{BUGS}  to 0 → 5\n  30% → 60%, 0.53 → 1.06 of expected, stale" in table.out
    facts = acme.okrctl("amend", BUGS, "to=2", "stretch=0", *WHY, "--format", "json")
    found = json.loads(facts.out)
    assert found["schema"] == "okrctl.amend/1"
    assert found["commit"] == acme.git("rev-parse", "HEAD").strip()
    assert [one["entry"]["field"] for one in found["entries"]] == ["to", "stretch"]


@pytest.mark.parametrize(
    ("address", "text", "path", "old", "new"),
    [
        ("trusted-releases", "owner=tomas", GOAL, "owner: mira", "owner: tomas"),
        ("availability", "at_least=99.0", GOAL, "at_least: 99.5", "at_least: 99.0"),
        ("soc2", "done_when=It is: out", "calm", "soc2: The report is published",
         'soc2: "It is: out"'),
        ("calm", "zones.target=Two say so", "calm", "target: Three say so", "target: Two say so"),
        ("lead-time", "change_by=-40%", "calm", "change_by: -50%", "change_by: -40%"),
        ("canary", "why=Less fear", "calm", "      every-service: Every service behind a canary\n",
         "      every-service: Every service behind a canary\n    why: Less fear\n"),
        ("kpi:code-coverage", "healthy.at_least=70", "kpi", "{at_least: 75}", "{at_least: 70}"),
    ],
)  # fmt: skip
def test_any_field_of_any_goal(  # noqa: PLR0913, PLR0917 - a table of cases
    acme: Console, address: str, text: str, path: str, old: str, new: str
) -> None:
    """Objectives, every kind of key result, KPIs: nested values, texts, keys that are added."""
    path = {"calm": f"{GOALS}/calm-oncall.yaml", "kpi": "kpis/code-coverage.yaml"}.get(path, path)
    before = {GOAL: TRUSTED, f"{GOALS}/calm-oncall.yaml": CALM}.get(path, KPI)
    ended = acme.okrctl("amend", address, text, *WHY)
    assert (ended.status, ended.err) == (0, "")
    assert old in before
    assert acme.read(path) == before.replace(old, new)
    assert entry_of(acme)["field"] == text.partition("=")[0]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((BUGS, "to=2"), 2, "--why"),
        ((BUGS, "to=2", "--why", " "), 2, "the reason is empty"),
        ((BUGS, "to", *WHY), 2, "write FIELD=VALUE, such as to=0"),
        ((BUGS, "to=", *WHY), 2, "assigns nothing"),
        ((BUGS, "to=0", *WHY), 2, "to is 0 already"),
        ((BUGS, "to=1", "to=2", *WHY), 2, "to is assigned twice"),
        ((BUGS, "to=[1", *WHY), 2, "cannot be read"),
        ((BUGS, "to=many", *WHY), 2, "nothing was written"),
        ((BUGS, "to=10", *WHY), 2, "from and to are both 10"),
        ((BUGS, "tow=1", *WHY), 2, "nothing was written"),
        ((BUGS, "at_least=1", *WHY), 2, "OKR101"),
        (("soc2", "weight=2", *WHY), 2, "lone sentence, which has no weight"),
        (("nobody", "to=1", *WHY), 2, "there is no"),
    ],
)
def test_what_cannot_be_amended(
    acme: Console, words: tuple[str, ...], status: int, message: str
) -> None:
    """Nothing is written, and it is said what to do."""
    before = acme.all_files()
    ended = acme.okrctl("amend", *words)
    assert (ended.status, ended.out) == (status, "")
    assert message in ended.err
    assert acme.all_files() == before
    assert commits(acme) == 1


def test_a_file_that_differs_from_head_is_refused(acme: Console) -> None:
    """Somebody's change that is not committed never slips into the amendment."""
    text = TRUSTED.replace("why: Support", "why: Our support")
    acme.write(GOAL, text)
    for words in ((), ("--dry-run",)):
        ended = acme.okrctl("amend", BUGS, "to=2", *WHY, *words)
        assert ended.status == 3
        assert f"{GOAL} has changes that are not committed" in ended.err
    assert acme.read(GOAL) == text
    assert commits(acme) == 1


def test_what_others_staged_stays_staged(acme: Console) -> None:
    """The commit holds the goal and the entry, and nothing else."""
    acme.write("notes.txt", "mine")
    acme.git("add", "notes.txt")
    assert acme.okrctl("amend", BUGS, "to=2", *WHY).status == 0
    assert len(files_of(acme)) == 2
    assert acme.git("status", "--porcelain") == "A  notes.txt\n"


def test_a_dry_run_shows_and_writes_nothing(acme: Console) -> None:
    """The diff of both files, and what would come of it."""
    before = acme.all_files()
    ended = acme.okrctl("amend", BUGS, "to=2", *WHY, "--dry-run")
    assert ended.status == 0
    assert "from: 10, to: 2}" in ended.out
    assert '"field": "to"' in ended.out
    assert "30% → 38%" in ended.out
    assert acme.all_files() == before


def test_undo_takes_both_back_and_again(acme: Console) -> None:
    """The value is what it was, the entry withdrawn; an undo that is undone amends again."""
    acme.okrctl("amend", BUGS, "to=2", *WHY)
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.read(GOAL) == TRUSTED
    assert [row[0] for row in files_of(acme)] == ["A", "M"]
    assert "void" in entry_of(acme)
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.read(GOAL) == TRUSTED.replace("to: 0", "to: 2")
    assert entry_of(acme)["why"] == WHY[1]


def test_a_closed_cycle_stands(acme: Console) -> None:
    """Its numbers were judged: to change a goal it is reopened first."""
    acme.write(
        "checkins/past/engineering/close.jsonl",
        '{"id": "zzzzzzzzzzzz1", "at": "2026-11-20T09:00:00Z", "who": "mira", '
        '"team": "engineering", "cycle": "past", "closed": true}\n',
    )
    acme.commit()
    ended = acme.okrctl("amend", "past/engineering/first-canary#critical-bugs", "to=2", *WHY)
    assert ended.status == 2
    assert "engineering has closed past" in ended.err


def test_a_terminal_asks_for_the_reason_and_shows_the_consequence(acme: Console) -> None:
    """The question comes before anything is written; no leaves all as it was."""
    no = acme.terminal("amend", BUGS, "to=2", keys=(("Why", "A typo\r"), ("Commit", "n\r")))
    assert "30% → 38%" in no.out
    assert (no.status, commits(acme), acme.read(GOAL)) == (130, 1, TRUSTED)
    yes = acme.terminal("amend", BUGS, "to=2", keys=(("Why", "A typo\r"), ("Commit", "y\r")))
    assert yes.status == 0
    assert entry_of(acme)["why"] == "A typo"
