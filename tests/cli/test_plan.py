"""`okrctl plan`, `okrctl litmus` and `okrctl retro` on a real workspace."""

from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BUGS, TODAY, Here, commits, entry, lines, running
from support import files

FAILED = """\
title: Deploys that fail
why: Each of them is somebody's evening.
owner: tomas
unit: "%"
better: lower
cadence: daily
role: leading
healthy: {at_most: 5}
warning: {at_most: 8}
pillar: quality
playbook: Nobody deploys on that day again.
drives: {code-coverage: {lag: 1 week}}
"""
PLANNED = "goals/2027-Q2/ops/calm-deploys.yaml"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme with a strategy, a gauge that nobody's goal is about and that is critical, a blocker."""
    acme = running(Here(console.folder, console.home))
    acme.write(
        "okrctl.yaml", acme.read("okrctl.yaml") + "strategy: {quality: Releases are boring}\n"
    )
    acme.write("kpis/failed-deploys.yaml", FAILED)
    readings = [entry(f"fffff{n}", TODAY.replace(day=TODAY.day - n), "ci", kpi="failed-deploys",
                      value=9 + n) for n in range(1, 4)]  # fmt: skip
    acme.write(f"readings/{TODAY.year}/failed.jsonl", lines(*readings))
    blocked = entry("ggggggg", TODAY, kr=f"engineering/{BUGS}", value=7, blocked="No staging data")
    acme.write("checkins/now/engineering/blocked.jsonl", lines(blocked))
    acme.commit()
    return acme


def facts(acme: Console, *words: str) -> dict[str, object]:
    """What a command says to programs."""
    ended = acme.okrctl(*words, "--format", "json")
    assert ended.status == 0, ended.err
    return json.loads(ended.out)  # type: ignore[no-any-return]


def test_the_five_questions_are_answered_from_the_data(acme: Console) -> None:
    """Blockers, gauges, pillars, what no goal is about, scores; and a draft with X filled in."""
    told = facts(acme, "plan", "2027-Q2")
    assert [one["blocked"] for one in told["blockers"]] == ["No staging data"]  # type: ignore[attr-defined]
    gauges = {one["address"]: one for one in told["gauges"]}  # type: ignore[attr-defined]
    failed = gauges["kpi:failed-deploys"]
    assert (failed["health"], failed["critical_periods"], failed["covered"]) == (
        "critical",
        2,
        False,
    )
    assert gauges["kpi:code-coverage"]["covered"]
    assert told["pillars"] == {"quality": []}
    assert told["drafts"] == [
        {"team": "company", "kpi": "kpi:code-coverage", "title": "Code coverage", "from": 74},
        {"team": "ops", "kpi": "kpi:failed-deploys", "title": "Deploys that fail", "from": 10},
    ]
    text = acme.okrctl("plan", "2027-Q2", "--format", "md").out
    for number, words in enumerate(("HOLDS US BACK", "PERFORMS BADLY", "BECOME GOOD AT",
                                    "MUST NOT FAIL", "MATTERS MOST NOW"), 1):  # fmt: skip
        assert f"{number} WHAT" in text
        assert words in text


@pytest.mark.parametrize("kpis", [(), ("failed-deploys", "code-coverage")])
def test_a_written_draft_lints_clean_but_for_each_missing_y(
    acme: Console, kpis: tuple[str, ...]
) -> None:
    """One OKR010 for each key result and nothing else in the file; filled in, no error is left."""
    asked = [word for kpi in kpis for word in ("--kpi", kpi)]
    ended = acme.okrctl("plan", "2027-Q2", "--write", "ops/calm-deploys", *asked)
    assert (ended.status, commits(acme)) == (0, 2), ended.err
    text = acme.read(PLANNED)
    assert "kpi: failed-deploys, from: 10, to: TODO" in text
    assert "why: Each of them is somebody's evening." in text or 'why: "Each' in text
    found = json.loads(acme.okrctl("lint", PLANNED, "--format", "json").out)["findings"]
    assert [one["code"] for one in found] == ["OKR010"] * max(len(kpis), 1)
    assert acme.okrctl("lint", PLANNED).status == 1
    filled = text.replace("from: 10, to: TODO", "from: 10, to: 3").replace("TODO}", "90}")
    acme.write(PLANNED, filled)
    assert acme.okrctl("lint", PLANNED, "--fail-on", "error").status == 0


def test_only_write_writes(acme: Console) -> None:
    """The page and a dry run leave no trace; a file that is there is not written over."""
    before = acme.all_files()
    assert acme.okrctl("plan", "2027-Q2").status == 0
    assert acme.okrctl("plan", "2027-Q2", "--write", "ops/x", "--dry-run").status == 0
    assert acme.all_files() == before
    assert acme.okrctl("plan", "2027-Q2", "--write", "ops/x").status == 0
    again = acme.okrctl("plan", "2027-Q2", "--write", "ops/x")
    assert (again.status, "already" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--write", "engineering/x"), "no gauge of engineering asks for a goal"),
        (("--write", "opps/x"), "did you mean ops?"),
        (("--write", "ops"), "what is the objective called?"),
        (("--write", "ops/x", "--kpi", "failed"), "there is no KPI"),
        (("--write", "ops/X y"), "is no id"),
    ],
)
def test_what_cannot_be_drafted_is_said(acme: Console, words: tuple[str, ...], why: str) -> None:
    """Exit 2 with the way out, and nothing is written."""
    before = acme.all_files()
    ended = acme.okrctl("plan", "2027-Q2", *words)
    assert (ended.status, acme.all_files()) == (2, before)
    assert why in ended.err


def test_without_a_cycle_the_next_one_is_planned(acme: Console) -> None:
    """The one after the current; an unknown name is refused."""
    cycle = facts(acme, "plan")["cycle"]
    assert cycle["name"] == "2027-Q1"  # type: ignore[index]
    assert acme.okrctl("plan", "2027-Q9").status == 2


def test_an_empty_workspace_can_be_planned(console: Console) -> None:
    """Before any goal it says what is missing and how to begin."""
    here = Here(console.folder, console.home)
    here.repository()
    for path, text in files("# okrctl.yaml\nokrctl: 1\nteams: {ops: {title: Ops}}\n").items():
        here.write(path, text)
    ended = here.okrctl("plan", "2027-Q1", "--format", "md")
    assert ended.status == 0, ended.err
    assert "No cycle before it has goals." in ended.out


def test_litmus_reads_the_objective_out_loud(acme: Console) -> None:
    """The sentence with both ends of each number, and each question with its answer or the gap."""
    told = facts(acme, "litmus", "trusted-releases")
    assert told["sentence"] == (
        "We will “customers trust every release”, as measured by (1) critical bugs found after"
        " release, from 10 to 0 bugs; (2) the live code is covered, from 63 % to 80 %;"
        " (3) the API stays up."
    )
    answered = {one["question"]: one["answered"] for one in told["questions"]}  # type: ignore[attr-defined]
    assert answered["Why does it matter?"]
    assert not answered["What does it serve?"]
    assert not answered["What happens first?"]
    assert "no why" in acme.okrctl("litmus", "calm-oncall", "--format", "md").out
    assert acme.okrctl("litmus", "calm").status == 2


def test_retro_says_how_far_an_open_cycle_has_come(acme: Console) -> None:
    """Nothing is scored yet; what to do next is to close it."""
    told = facts(acme, "retro", "past")
    (team,) = told["teams"]  # type: ignore[misc]
    assert (team["closed"], team["objectives"][0]["score"]) == (False, None)  # type: ignore[index]
    assert "no score" in acme.okrctl("retro", "past", "--format", "md").out
    assert acme.okrctl("retro", "2026-Q9").status == 2
    assert "No goals in 2031-Q1" in acme.okrctl("retro", "2031-Q1", "--format", "md").out
