"""The comparison: every single edit is found, as one change, at its place; nothing else is."""

from __future__ import annotations

import pytest

from changes.edits import BUGS as B
from changes.edits import CALM_GOAL as C
from changes.edits import EDITS, T
from changes.two import CALM, company, compared, edited, names, side
from okrctl.changes.table import CLASSES


def test_the_company_is_sound() -> None:
    """Nothing is wrong with it that a comparison would stumble over."""
    assert [str(one.span) for one in side(company()).findings if one.weight == "error"] == []


@pytest.mark.parametrize(("old", "new", "expected"), EDITS)
def test_a_single_edit_is_one_change(old: str, new: str, expected: tuple[str, str, str]) -> None:
    """It is found, where it is, and nothing else is."""
    assert names(compared(company(), edited({old: new}))) == [expected]


MIRRORED = [edit[:2] for edit in EDITS if not edit[2][0].startswith(("entry", "value"))]
"""Entries are only ever added, so that what comes is no mirror of what goes."""


@pytest.mark.parametrize(("old", "new"), MIRRORED)
def test_back_is_the_mirror(old: str, new: str) -> None:
    """The other way round the same place says the same two things the other way round."""
    there = compared(company(), edited({old: new})).meaningful
    back = compared(edited({old: new}), company()).meaningful
    assert [(one.field, one.before, one.after) for one in back] == [
        (one.field, one.after, one.before) for one in there
    ]
    assert [one.before_address for one in there] == [one.address for one in back]


def test_every_class_has_its_place() -> None:
    """What no single edit of a text draws is drawn by the tests below."""
    elsewhere = {"objective-added", "moved-to-team", "owner-removed", "kpi-removed", "kpi-added",
                 "kpi-direction-changed", "entry-deleted", "entry-backdated", "score-overridden",
                 "cycle-reopened", "moved", "reordered", "format-only", "not-compared"}  # fmt: skip
    assert {expected[0] for _, _, expected in EDITS} | elsewhere == set(CLASSES)


def test_the_same_twice_is_no_change() -> None:
    """Nothing is found where nothing is."""
    assert compared(company(), company()).changes == ()


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("owner: mira\n", "owner: mira  # until March\n", "format-only"),
        ("from: 10\n    to: 2\n", "to: 2\n    from: 10\n", "reordered"),
        ("at_least: 99.5", "at_least: 99.50", "format-only"),
        ("[mira, tomas]", "[ mira,  tomas ]", "format-only"),
        ("count: 6", "from: 0, to: 6", "format-only"),
    ],
)
def test_layout_and_comments_mean_nothing(old: str, new: str, name: str) -> None:
    """They are counted by file, and are no change of meaning."""
    found = compared(company(), edited({old: new}))
    assert names(found) == []
    assert [one.name for one in found.changes] == [name]


def test_a_move_within_kpis_means_nothing() -> None:
    """The folder of a KPI is no part of its id."""
    after = company()
    after["kpis/sales/mrr.yaml"] = after.pop("kpis/mrr.yaml")
    found = compared(company(), after)
    assert [(one.name, one.before, one.after) for one in found.changes] == [
        ("moved", "kpis/mrr.yaml", "kpis/sales/mrr.yaml")
    ]


@pytest.mark.parametrize("alias", ["", "aliases: [ops/calm]\n"])
def test_a_move_to_another_team_is_one_finding(alias: str) -> None:
    """With or without an alias; its key results and check-ins come with it."""
    after = company()
    after["goals/2026-Q4/eng/calm.yaml"] = after.pop(CALM) + alias
    found = compared(company(), after)
    assert names(found) == [("moved-to-team", "2026-Q4/eng/calm", "")]
    assert found.meaningful[0].before_address == C


def test_an_alias_is_followed_and_an_edit_within_is_found() -> None:
    """A renamed goal is the same goal: only what it says differently is a change."""
    after = company()
    text = after.pop(CALM).replace("to: 5", "to: 8")
    after["goals/2026-Q4/ops/quiet.yaml"] = f"{text}aliases: [ops/calm]\n"
    found = compared(company(), after)
    assert names(found) == [("target-eased", "2026-Q4/ops/quiet#pages", "to")]
    assert [one.name for one in found.changes] == ["moved", "target-eased"]
    assert found.changes[1].before_address == f"{C}#pages"


def test_a_changed_id_with_the_same_content_is_one_rename() -> None:
    """Its entries lose their goal, which is no deletion of theirs."""
    after = company()
    after["goals/2026-Q4/ops/quiet.yaml"] = after.pop(CALM)
    assert names(compared(company(), after)) == [("id-changed", "2026-Q4/ops/quiet", "")]


DRILLS = "  drills: {title: Drills held, unit: drills, count: 6}\n"


@pytest.mark.parametrize("goes", ["stays", "is gone"])
def test_a_key_result_in_another_objective_is_one_finding(goes: str) -> None:
    """It names both, and what was edited on the way is found; no removal beside an addition."""
    after = edited({DRILLS: "", "initiatives:": f"{DRILLS.replace('6', '5')}initiatives:"})
    if goes == "is gone":
        del after[CALM]
    found = compared(company(), after)
    gone = [("objective-removed", C, "")] if goes == "is gone" else []
    moved = [("id-changed", f"{T}#drills", ""), ("target-eased", f"{T}#drills", "count")]
    assert names(found) == gone + moved
    (one,) = (change for change in found.changes if change.name == "id-changed")
    assert (one.before, one.after) == (f"{C}#drills", f"{T}#drills")


def test_what_was_dropped_may_begin_anew_elsewhere() -> None:
    """Dropped with its reason in one objective and written anew in another: gone, and new."""
    entry = '{"id":"aaaaaaaaaaab1","at":"2026-11-20T10:00Z","who":"tomas","kr":"ops/calm#drills",'
    after = edited({DRILLS: "", "initiatives:": f"{DRILLS}initiatives:"})
    after["checkins/2026-Q4/ops/two.jsonl"] = f'{entry}"outcome":"dropped","note":"Eng does it"}}\n'
    found = [name for name, _, _ in names(compared(company(), after))]
    assert found == ["key-result-added", "key-result-removed", "entry-added"]


@pytest.mark.parametrize("edit", [{}, {"loved#nps]": "loved#calls]"}])
def test_a_parent_that_went_is_no_change_of_its_child(edit: dict[str, str]) -> None:
    """What a file still says means what it meant, although nothing leads there any more."""
    after = edited(edit)
    del after["goals/2026-Q4/company/loved.yaml"]
    child = [("alignment-changed", T, "supports")] if edit else []
    removed = [("objective-removed", "2026-Q4/company/loved", "")]
    assert names(compared(company(), after)) == removed + child


def test_a_parent_under_a_new_name_is_the_same_parent() -> None:
    """Who supports it says the new name and means what was meant."""
    parents = {"[company/loved#nps]": "[company/adored#nps]", "[company/loved]": "[company/adored]"}
    after = edited(parents)
    text = after.pop("goals/2026-Q4/company/loved.yaml")
    after["goals/2026-Q4/company/adored.yaml"] = f"{text}aliases: [company/loved]\n"
    assert names(compared(company(), after)) == []


def test_a_goal_in_a_later_cycle_has_more_time() -> None:
    """A file that went on is the same goal with another end."""
    after = company()
    after["goals/2027-Q1/ops/calm.yaml"] = after.pop(CALM)
    assert names(compared(company(), after)) == [("deadline-extended", "2027-Q1/ops/calm", "")]


def test_a_move_to_another_team_hides_no_later_cycle() -> None:
    """Each of the two is told."""
    after = company()
    after["goals/2027-Q1/eng/calm.yaml"] = after.pop(CALM)
    found = [name for name, _, _ in names(compared(company(), after))]
    assert found == ["moved-to-team", "deadline-extended"]


def test_goals_and_kpis_come_and_go() -> None:
    """A removed objective takes its check-ins along in silence."""
    without = company()
    del without[CALM]
    del without["kpis/per-head.yaml"]
    gone, come = compared(company(), without), compared(without, company())
    assert names(gone) == [("objective-removed", C, ""), ("kpi-removed", "kpi:per-head", "")]
    assert [name for name, _, _ in names(come)] == ["objective-added", "kpi-added"]
    assert gone.meaningful[1].mild


def test_a_file_that_cannot_be_read_is_one_warning() -> None:
    """On either side, and the rest is compared."""
    broken = edited({"title: On call is calm": "title: [", "to: 2\n": "to: 4\n"})
    expected = [("not-compared", C, ""), ("target-eased", B, "to")]
    assert names(compared(company(), broken)) == expected
    back = names(compared(broken, company()))
    assert back == [("not-compared", C, ""), ("target-raised", B, "to")]
    assert names(compared(broken, broken)) == []


def test_broken_settings_are_not_compared() -> None:
    """Everything that can be read is."""
    found = names(compared(edited({"okrctl: 1\n": "okrctl: 1\nowner: x\n"}), company()))
    assert found == [("not-compared", "workspace", "")]


def test_an_owner_who_goes_and_leaves_nobody() -> None:
    """Where the team has no lead either."""
    leaderless = edited({"  ops: {parent: company, lead: tomas}": "  ops: {parent: company}"})
    after = edited({"calm\nowner: tomas\n": "calm\n"}, leaderless)
    assert names(compared(leaderless, after)) == [("owner-removed", C, "owner")]


def test_all_of_a_company_at_once() -> None:
    """Edits in different places do not hide each other."""
    edits = {"to: 2\n": "to: 4\n", "pillar: quality": "pillar: growth", "count: 6": "count: 5",
             "formula: mrr / heads": "formula: mrr", "max_jump: 15": "max_jump: 30"}  # fmt: skip
    found = {name for name, _, _ in names(compared(company(), edited(edits)))}
    assert found == {"target-eased", "pillar-changed", "kpi-formula-changed", "kpi-threshold-eased"}


def test_entries_hide_no_layout() -> None:
    """A file that was laid out otherwise is counted, whatever was reported of its goal."""
    entry = '{"id":"aaaaaaaaaaab1","at":"2026-11-20T10:00Z","who":"tomas","kr":"ops/calm#pages",'
    after = edited({"title: On call": "title:  On call"})
    after["checkins/2026-Q4/ops/two.jsonl"] = f'{entry}"value":17}}\n'
    assert [one.name for one in compared(company(), after).changes] == [
        "entry-added",
        "format-only",
    ]


def test_a_key_result_that_left_is_no_layout_of_what_it_left() -> None:
    """The file that it went from is told of by its move."""
    after = edited({DRILLS: "", "initiatives:": f"{DRILLS}initiatives:"})
    assert [one.name for one in compared(company(), after).changes] == ["id-changed"]
