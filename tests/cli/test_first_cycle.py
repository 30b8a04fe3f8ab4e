"""A team's first cycle by the README alone, on real terminals, by a person with a fresh home.

Each line of it is typed as it is printed there; the answers are those of somebody who reads the
questions. What it leaves behind is read as a colleague would: by git.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from cli.console import Console, Ended
from cli.running import Here

ENTER = "\r"
OBJECTIVE = "customers-trust-every-release"
BUGS = "critical-bugs-found-after"
WEEKS: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    ("2026-10-09", (("Value  (from 10)", "9"), ("Confidence", "7"), ("Blocked?", ""))),
    ("2026-10-16", (("Value  (was 9)", "7"), ("Confidence", ""), ("Blocked?", ""))),
    ("2026-10-23", (("Value  (was 7)", "8"), ("Confidence", "4"),
                    ("What changed?  (wanted here: OKR502)", "Two billing regressions"),
                    ("Blocked?", "No staging data"), ("Support needed", "company: A day"))),
    ("2026-10-30", (("Value  (was 8)", "3"), ("Confidence", "7 Triage works"),
                    ("Still blocked?", "n"))),
)  # fmt: skip
"""Four Fridays, and what is answered on them."""


class Team:
    """The team's repository on one day after the other."""

    def __init__(self, console: Console) -> None:
        self.console = console.repository()

    def on(self, day: str) -> Console:
        """The same folder at four in the afternoon of a day."""
        stamp = f"{day}T16:00:00+01:00"
        dates = {f"GIT_{who}_DATE": stamp for who in ("AUTHOR", "COMMITTER")}
        return Here(self.console.folder, self.console.home,
                       {"OKRCTL_NOW": f"{day}T15:00:00Z", **dates})  # fmt: skip

    def types(self, day: str, words: str, answers: Sequence[tuple[str, str]] = ()) -> Ended:
        """A command line on a day, with what is answered; it ends well and fits the screen."""
        keys = [(question, answer + ENTER) for question, answer in answers]
        ended = self.on(day).terminal(*re.findall(r'"[^"]*"|\S+', words), keys=keys)
        assert ended.status == 0, ended.out
        assert "Traceback" not in ended.out
        return ended


def started(team: Team) -> None:
    """The README's first block: the workspace, an objective, a key result, both clean."""
    day = "2026-10-01"
    questions = ("? Organisation", "? Time zone", "? Fiscal year", "? Check-ins")
    proposed = [(question, "") for question in questions]
    team.types(day, "init", [*proposed, ("? First team", "engineering"), ("? You", ""),
                             ("? Let git diff", ""), ("? Write these files", "y")])  # fmt: skip
    team.on(day).terminal(
        "new", "objective", "--team", "engineering", "--title", "Customers trust every release",
        "--why", "Support spends half of its week on bugs that we shipped.",
    )  # fmt: skip
    guess = team.on(day).terminal(
        "new", "kr", OBJECTIVE, "Critical bugs found after release: 10 -> 0 bugs",
        keys=[("Add it like this", ENTER)],
    )  # fmt: skip
    assert "from: 10" in guess.out
    assert "exit 0" in team.types(day, "lint").out
    team.on(day).commit()


def checked_in(team: Team) -> None:
    """Four Fridays; each ends in one commit of one file."""
    assert f"check-in  {BUGS}" in team.types(WEEKS[0][0], "due").out
    for day, answers in WEEKS:
        ended = team.types(day, "checkin", [*answers, ("Commit", "")])
        assert "Check-in · mira · 1 of 1 due" in ended.out
        assert "✓ 1 entry, commit" in ended.out
        changed = team.console.git("show", "--format=", "--name-status", "HEAD").splitlines()
        assert [row[0] for row in changed] == ["A"]


def looked_at(team: Team) -> None:
    """The card, the scorecard and the trail say what was said."""
    day = WEEKS[-1][0]
    card = team.types(day, f"show {OBJECTIVE}").out
    assert "● on pace" in card
    assert "“Triage works”" in card
    assert "⚑" not in card
    assert "1 key result: ● 1 on pace" in team.types(day, "status").out
    trail = team.types(day, f"log {BUGS}").out
    assert all(step in trail for step in ("10 → 9", "9 → 7", "7 → 8", "8 → 3"))
    told = json.loads(team.on(day).okrctl("show", BUGS, "--format", "json").out)["key_result"]
    assert (told["value"], told["confidence"], told["blockers"]) == (3, 7, [])


def met(team: Team) -> None:
    """Two silent weeks later the agenda asks for news; what comes of it is one entry, and done."""
    day = "2026-11-16"
    agenda = team.types(day, "meeting").out
    assert "1 ASK FOR NEWS" in agenda
    assert "stale: last check-in 17 d ago" in agenda
    answers = (("Decision", "Ask ops again"), ("Action  (who", "mira: Look at it, by friday"),
               ("Another action", ""), ("Commit", ""))  # fmt: skip
    held = team.types(day, "meeting --start", answers)
    assert "✓ 1 entry, commit" in held.out
    (taken,) = team.on(day).okrctl("action").out.splitlines()
    assert "Look at it" in taken
    assert "commit" in team.types(day, f"action {taken[:8]} --done", [("Commit", "")]).out


def planned(team: Team) -> None:
    """Before the quarter ends the next one is planned from what the first one left."""
    plan = team.types("2026-12-15", "plan 2027-Q1").out
    assert "Planning 2027-Q1" in plan
    assert "2026-Q4  open until 31 Dec 2026" in plan


def looked_back(team: Team) -> None:
    """The report has the score and the lesson; the goal that went on waits for its Y."""
    day = "2027-01-05"
    report = team.types(day, "retro 2026-Q4").out
    assert "0.7" in report
    assert "Start with the tool" in report
    going_on = team.on(day).okrctl("lint", "--select", "OKR010", "--format", "concise")
    assert (going_on.status, going_on.out.count("OKR010")) == (1, 1)


def closed(team: Team) -> None:
    """In January the quarter is scored, and what was learned is kept, in one commit."""
    day = "2027-01-05"
    answers = (
        (f"Score of {BUGS}", "0.7"), ("Score of all of it", ""), ("What was learned?", "Triage"),
        ("Keep, change or drop?", ""), ("Carry it over", ""),
        ("What did engineering learn", "Start with the tool"), ("What would be missing?", "Trust"),
        ("Commit", ""),
    )  # fmt: skip
    assert "commit" in team.types(day, "close 2026-Q4", answers).out
    address = f"2026-Q4/engineering/{OBJECTIVE}#{BUGS}"
    shown = team.on(day).okrctl("show", address, "--format", "json")
    assert json.loads(shown.out)["key_result"]["state"] == "closed", shown.err


def test_a_first_cycle_by_the_readme_alone(console: Console) -> None:
    """Start, check-ins, a meeting, a plan and the end: all is committed, and all is told."""
    team = Team(console)
    started(team)
    checked_in(team)
    looked_at(team)
    met(team)
    planned(team)
    closed(team)
    looked_back(team)
    assert team.console.git("status", "--porcelain") == ""
    subjects = team.console.git("log", "--reverse", "--format=%as %s").splitlines()
    assert [line.partition("(")[0] for line in subjects] == [
        "2026-10-01 a state", *(f"{day} checkin" for day, _ in WEEKS),
        "2026-11-16 meeting", "2026-11-16 action", "2027-01-05 close",
    ]  # fmt: skip
