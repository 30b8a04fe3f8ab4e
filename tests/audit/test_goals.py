"""AUD002 and AUD009 on real histories: late changes, their reasons, and ids that went."""

from __future__ import annotations

import pytest

from audit.clone import BUGS, GOAL_FILE, KPI, Clone

TRUST = "2026-Q4/engineering/trusted-releases"
KPI_FILE = "kpis/code-coverage.yaml"
ON_THE_KPI = "  coverage: {title: The code is covered, kpi: code-coverage, from: 60, to: 80}\n"
DROPPED = {"outcome": "dropped", "note": "The product is gone"}


def changed(clone: Clone, old: str, new: str, day: str = "2026-11-20", who: str = "mira") -> str:
    """Commit a text of the goal in place of another."""
    clone.replace(GOAL_FILE, old, new)
    return clone.commit(day, who)


def amended(clone: Clone, day: str, **fields: object) -> None:
    """Commit an amendment of the target."""
    clone.checkin("amend", day, **{"field": "to", "why": "August had two", **fields})


def test_a05_a_target_that_was_eased_after_the_window(clone: Clone) -> None:
    """With the days since the cycle began, both targets, and the line."""
    commit = changed(clone, "to: 2", "to: 6")
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"], one["entity"], one["field"]) == (
        "AUD002", "error", BUGS, "to",
    )  # fmt: skip
    assert one["message"] == (
        f"{BUGS} to: 2 → 6, 50 days after 2026-Q4 began,"
        f" in commit {commit[:7]} by Mira Öz <mira@acme.example>"
    )
    assert (one["file"], one["line"]) == (GOAL_FILE, 8)


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("to: 2", "to: 0", "warning"),
        ("from: 10", "from: 12", "error"),
        ("unit: bugs", "unit: tickets", "error"),
        ("from: 10\n    to: 2", "from: 2\n    to: 10", "error"),
        ("owner: mira", "owner: tomas", "warning"),
        ("    to: 2", "    to: 2\n    weight: 3", "warning"),
        ("at_least: 99.5", "at_least: 99", "error"),
        ("to: 2", "to: 2\n    stretch: 0", "warning"),
    ],
)
def test_whatever_a_result_rests_on_is_watched(
    clone: Clone, old: str, new: str, severity: str
) -> None:
    """What eases is an error, the rest a warning, as in a review."""
    changed(clone, old, new)
    (one,) = clone.audit()["findings"]
    assert (one["code"], one["severity"]) == ("AUD002", severity)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Customers trust every release", "title: Customers trust each release"),
        ("owner: mira\n", "owner: mira\nwhy: Support spends half of its week on bugs.\n"),
        ("owner: mira\n", "owner: mira\n# a comment\n"),
        ("    to: 2", "    to: 2.0"),
    ],
)
def test_words_are_not(clone: Clone, old: str, new: str) -> None:
    """Nothing that a number rests on."""
    changed(clone, old, new)
    assert clone.codes() == []


@pytest.mark.parametrize(("day", "codes"), [("2026-10-15", []), ("2026-10-16", ["AUD002"])])
def test_the_last_day_of_the_window_counts(clone: Clone, day: str, codes: list[str]) -> None:
    """The first day plus fourteen is still planned."""
    changed(clone, "to: 2", "to: 6", day)
    found = [one for one in clone.found() if not one.startswith("AUD004 a commit")]
    assert [one[:6] for one in found] == codes


def test_an_amendment_makes_it_lawful_once(clone: Clone) -> None:
    """Before, with or after the change; and a second change needs a second one."""
    changed(clone, "to: 2", "to: 6", "2026-11-10")
    assert clone.codes() == ["AUD002"]
    amended(clone, "2026-11-11", old=2, new=6)
    assert clone.codes() == []
    changed(clone, "to: 6", "to: 2", "2026-11-12")
    changed(clone, "to: 2", "to: 6", "2026-11-13")
    assert clone.codes() == ["AUD002", "AUD002"]


@pytest.mark.parametrize(
    "fields", [{"new": 5}, {"new": 6, "old": 3}, {"new": 6, "field": "from"}, {"new": 6, "why": ""}]
)
def test_an_amendment_of_something_else_is_none(clone: Clone, fields: dict[str, object]) -> None:
    """Another value, another field, or no reason."""
    clone.replace(GOAL_FILE, "to: 2", "to: 6")
    amended(clone, "2026-11-20", **fields)
    assert clone.codes() == ["AUD002"]


def test_okrctl_amend_is_lawful(clone: Clone) -> None:
    """What the tool itself writes."""
    ended = clone.console.okrctl("amend", "critical-bugs", "to=6", "--why", "Two came in August")
    assert ended.status == 0, ended.err
    assert "AUD002" not in clone.codes()


def test_a_typo_in_between_hides_no_change(clone: Clone) -> None:
    """A version that nobody can read stands for the last that could."""
    changed(clone, "to: 2", "to: [", "2026-11-10")
    changed(clone, "to: [", "to: 6", "2026-11-11")
    (told,) = clone.found()
    assert "to: 2 → 6" in told
    (older,) = (one for one in clone.audit()["not_verified"] if one["what"] == "goals")
    assert (older["why"], older["impossible"]) == ("1 older version that nobody can read", False)


@pytest.mark.parametrize(
    ("path", "text"),
    [(GOAL_FILE, "title: [\n"), ("goals/2026-Q4/engineering/new.yaml", "title: 5\n"),
     ("kpis/code-coverage.yaml", "{"), ("okrctl.yaml", "okrctl: 1\nteams: [\n")],
)  # fmt: skip
def test_what_cannot_be_read_now_is_not_verified(clone: Clone, path: str, text: str) -> None:
    """P3: nothing is called fine on evidence that is not there; the file is named."""
    clone.write(path, text)
    clone.commit("2026-11-10")
    said = clone.audit()
    assert (said["verdict"], said["status"]) == ("unverified", 3)
    (told,) = (one for one in said["not_verified"] if one["impossible"])
    assert (told["what"], told["next"]) == (path, f"okrctl lint {path}")


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ('unit: "%"', "unit: lines", ["unit"]),
        ("better: higher\nhealthy: {at_least: 75}", "better: lower\nhealthy: {at_most: 75}",
         ["better", "healthy"]),
        ("at_least: 75", "at_least: 60", ["healthy"]),
        ("at_least: 75", "at_least: 90", ["healthy"]),
        ("better: higher", "better: higher\ntarget: 90", ["target"]),
    ],
)  # fmt: skip
def test_a_kpi_under_a_live_key_result(clone: Clone, old: str, new: str, fields: list[str]) -> None:
    """Its meaning is that of the goals that rest on it; without any it may change."""
    clone.replace(KPI_FILE, old, new)
    clone.commit("2026-11-16")
    clone.replace(KPI_FILE, new, old)
    clone.commit("2026-11-17")
    assert clone.codes() == []
    clone.replace(GOAL_FILE, "  uptime:", f"{ON_THE_KPI}  uptime:")
    clone.commit("2026-11-18")
    clone.replace(KPI_FILE, old, new)
    clone.commit("2026-11-19")
    told = clone.audit()["findings"]
    assert {(one["code"], one["entity"]) for one in told} == {("AUD002", "kpi:code-coverage")}
    assert [one["field"] for one in told] == fields
    assert "49 days after 2026-Q4 began" in told[0]["message"]


def test_a_calculated_kpi(clone: Clone) -> None:
    """Another formula gives other values."""
    clone.write("kpis/twice.yaml", 'title: Twice\nunit: "%"\nbetter: higher\n'
                "formula: code-coverage * 2\n")  # fmt: skip
    clone.replace(
        GOAL_FILE, "  uptime:", f"{ON_THE_KPI.replace('code-coverage', 'twice')}  uptime:"
    )
    clone.commit("2026-11-18")
    clone.replace("kpis/twice.yaml", "* 2", "* 3")
    clone.commit("2026-11-19")
    (told,) = clone.found()
    assert "kpi:twice formula: code-coverage * 2 → code-coverage * 3" in told


def test_the_policy_of_the_anchor_judges(clone: Clone) -> None:
    """A change cannot widen the window that it is judged by."""
    noted = clone.head()
    clone.write(
        "okrctl.yaml", clone.console.read("okrctl.yaml") + "review: {edit_window: 90 days}\n"
    )
    changed(clone, "to: 2", "to: 6")
    assert clone.codes() == []
    assert clone.codes("--since-commit", noted) == ["AUD002"]
    assert clone.codes("--anchor", noted) == ["AUD002"]


def test_what_came_before_the_workspace_was_adopted_is_not_judged(clone: Clone) -> None:
    """Habits begin with `adopted`; entries are written once from the first day."""
    text = clone.console.read("okrctl.yaml")
    clone.write("okrctl.yaml", f"{text}adopted: 2026-11-21\n")
    changed(clone, "to: 2", "to: 6", "2026-11-20")
    clone.replace("checkins/2026-Q4/engineering/20261009-a.jsonl", '"value": 9', '"value": 3')
    clone.commit("2026-11-20")
    assert clone.codes() == ["AUD001"]


REMOVED = '  uptime:\n    title: The API stays up\n    unit: "%"\n    at_least: 99.5\n'
UPTIME = f"{TRUST}#uptime"


def test_a_key_result_that_vanished(clone: Clone) -> None:
    """Named with the words it had, once."""
    changed(clone, REMOVED, "")
    (told,) = clone.found()
    assert told.startswith(f"AUD009 {UPTIME} is gone, “The API stays up”, in commit ")


def test_a_dropped_one_is_lawful(clone: Clone) -> None:
    """Its closing entry says why; without a reason it says nothing."""
    clone.checkin("drop", "2026-11-19", kr="engineering/trusted-releases#uptime",
                  outcome="dropped")  # fmt: skip
    changed(clone, REMOVED, "")
    assert clone.codes() == ["AUD009"]
    clone.checkin("again", "2026-11-21", kr="engineering/trusted-releases#uptime", **DROPPED)
    assert clone.codes() == []


def test_what_is_still_planned_may_go_unless_it_has_entries(clone: Clone) -> None:
    """A plan is edited; an entry must not point at nothing."""
    clone.write("goals/2027-Q1/engineering/next.yaml", "title: Next\nkey_results:\n"
                "  one: {title: One, unit: bugs, from: 3, to: 1}\n"
                "  two: {title: Two, unit: bugs, from: 3, to: 1}\n")  # fmt: skip
    clone.commit("2026-11-17")
    clone.replace("goals/2027-Q1/engineering/next.yaml", "  two: {title: Two, unit: bugs,"
                  " from: 3, to: 1}\n", "")  # fmt: skip
    clone.commit("2026-11-18")
    assert clone.codes() == []


def test_an_id_that_stands_for_something_else_is_one_finding(clone: Clone) -> None:
    """Gone and back as another thing: what its entries say is not about that."""
    changed(clone, REMOVED, "", "2026-11-18")
    changed(clone, "key_results:\n", "key_results:\n  uptime: {title: Talks that we gave, "
            "unit: talks, from: 0, to: 5}\n", "2026-11-19")  # fmt: skip
    (told,) = clone.found()
    assert told.startswith(f"AUD009 {UPTIME} was “The API stays up” until ")
    assert "and is now “Talks that we gave”" in told


def test_what_was_away_and_comes_back_with_another_target(clone: Clone) -> None:
    """Is the same goal, and its target was changed."""
    changed(clone, REMOVED, "", "2026-11-18")
    changed(clone, "key_results:\n", f"key_results:\n{REMOVED.replace('99.5', '98')}", "2026-11-19")
    (told,) = clone.found()
    assert told.startswith(f"AUD002 {UPTIME} at_least: 99.5 → 98")


def test_okrctl_mv_leaves_its_id_behind(clone: Clone) -> None:
    """An alias still leads from the old name; without one it is gone."""
    ended = clone.console.okrctl("mv", "trusted-releases", "calm-releases")
    assert ended.status == 0, ended.err
    assert "AUD009" not in clone.codes()
    clone.replace("goals/2026-Q4/engineering/calm-releases.yaml", "  uptime:", "  api:")
    clone.commit("2026-11-24")
    assert "AUD009" in clone.codes()


def test_a_kpi_that_something_needs(clone: Clone) -> None:
    """One that nothing refers to may go."""
    clone.write("kpis/spare.yaml", KPI.replace("Code coverage", "A spare one"))
    clone.replace(GOAL_FILE, "  uptime:", f"{ON_THE_KPI}  uptime:")
    clone.commit("2026-11-17")
    clone.git("rm", "-q", "kpis/spare.yaml")
    clone.commit("2026-11-18")
    assert clone.codes() == []
    clone.git("rm", "-q", KPI_FILE)
    clone.commit("2026-11-19")
    assert clone.codes() == ["AUD009"]
