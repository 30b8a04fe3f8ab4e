"""Severities by phase, reasons, and the score before and after with the same check-ins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from changes.two import ACTIVE, CALM, PLANNED, added, company, compared, edited, review
from okrctl.changes.classify import Judged, Review
from okrctl.changes.entries import Recorded
from okrctl.changes.findings import finding
from okrctl.changes.table import CLASSES, PHASES, TABLE

MORE = "checkins/2026-Q4/{team}/two.jsonl"
LINE = '{{"id": "aaaaaaaaaaab{n}", "at": "{at}T10:00:00Z", "who": "mira", {rest}}}'
EASED = {"to: 2\n": "to: 4\n"}
DOCUMENTED = """
target-eased i e e, baseline-changed i e e, unit-changed i e e, metric-swapped i e e,
direction-flipped w e e, id-changed w e e, target-raised i w e, key-result-removed i e e,
objective-removed i e e, deadline-extended i e e, key-result-added i w e, objective-added i w e,
committed-to-aspirational w e e, weight-changed i w e, owner-changed i w i, pillar-changed i w i,
owner-removed e e e, guardrail-removed e e e, alignment-changed i w w, alignment-removed i w w,
plan-eased i w e, kpi-formula-changed w e e, kpi-unit-changed w e e, kpi-direction-changed w e e,
kpi-threshold-eased i w w, kpi-source-changed i w w, kpi-cadence-changed i w w,
kpi-segment-changed i w w, kpi-removed e e e, entry-edited e e e, entry-deleted e e e,
entry-backdated w w e, entry-added i i w, value-jump i i w, score-overridden w w w,
title-meaning-changed i w w, policy-loosened w w e, cycle-reopened w w e, moved i i i,
reordered i i i, format-only i i i, moved-to-team i w e
"""


def line(rest: str, n: int = 1, at: str = "2026-11-20") -> str:
    """An entry of Mira's."""
    return LINE.format(n=n, at=at, rest=rest)


def judged(after: Mapping[str, str], day: date = ACTIVE, recorded: Recorded | None = None,
           before: Mapping[str, str] | None = None) -> tuple[Judged, ...]:  # fmt: skip
    """What a review says of another tree."""
    return Review(compared(before or company(), after, recorded), day).judged


def weights(found: tuple[Judged, ...]) -> list[tuple[str, str]]:
    """Class and severity of each change."""
    return [(one.row.name, one.severity) for one in found]


def with_lines(edits: Mapping[str, str], team: str, *lines: str) -> dict[str, str]:
    """Edits, and entries that come with them."""
    return edited(edits) | {MORE.format(team=team): "".join(f"{one}\n" for one in lines)}


def test_the_table_is_the_documented_one() -> None:
    """Class by class and phase by phase."""
    rows = (row.split() for row in DOCUMENTED.replace("\n", " ").split(","))
    for name, *letters in rows:
        assert [CLASSES[name].severity(phase)[0] for phase in PHASES] == letters, name


def test_codes_and_names_are_unique() -> None:
    """In the order of the codes."""
    codes = [row.code for row in TABLE]
    assert codes == sorted(set(codes))
    assert len(CLASSES) == len(TABLE)


@pytest.mark.parametrize(
    ("day", "severity"),
    [(date(2026, 9, 1), "info"), (PLANNED, "info"), (date(2026, 10, 16), "error"),
     (date(2027, 3, 1), "error")],
)  # fmt: skip
def test_a_goal_is_planned_until_the_window_is_over(day: date, severity: str) -> None:
    """The fourteenth day after the first still counts; what has ended is judged as active."""
    assert weights(review(EASED, day)) == [("target-eased", severity)]


def test_a_closed_cycle_stays_closed_for_the_change_that_reopens_it() -> None:
    """The base decides; raising a target, a warning while it runs, is an error."""
    closing = '"team": "eng", "cycle": "2026-Q4", "{}": true'
    base = added(MORE.format(team="eng"), line(closing.format("closed"), at="2027-01-04"))
    after = edited({"to: 2\n": "to: 1\n"}, base)
    after["checkins/2026-Q4/eng/three.jsonl"] = line(closing.format("reopened"), 2, "2027-01-05")
    found = weights(judged(after, date(2027, 1, 5), before=base))
    assert sorted(found) == [("cycle-reopened", "error"), ("target-raised", "error")]


def test_an_amendment_turns_an_error_into_a_warning() -> None:
    """Its reason is shown; it must be of the same field, say what was done, and be new."""
    entry = '"kr": "eng/trust#bugs", "field": "{}", "old": 2, "new": {}, "why": "August had two"'
    right = judged(with_lines(EASED, "eng", line(entry.format("to", 4))))
    assert weights(right) == [("target-eased", "warning"), ("entry-added", "info")]
    assert right[0].reason == "August had two"
    for field, new in (("to", 5), ("from", 4)):
        other = judged(with_lines(EASED, "eng", line(entry.format(field, new))))
        assert weights(other)[0] == ("target-eased", "error")
    known = with_lines({}, "eng", line(entry.format("to", 4)))
    assert weights(judged(edited(EASED, known), before=known)) == [("target-eased", "error")]


@pytest.mark.parametrize(
    ("note", "severity"), [(', "note": "Nobody asks for it"', "warning"), ("", "error")]
)
def test_what_was_dropped_with_a_reason_may_go(note: str, severity: str) -> None:
    """Without one it is an error, as if nobody had dropped it."""
    entry = line(f'"kr": "ops/calm#drills", "outcome": "dropped"{note}')
    drills = "  drills: {title: Drills held, unit: drills, count: 6}\n"
    found = judged(with_lines({drills: ""}, "ops", entry))
    assert weights(found)[0] == ("key-result-removed", severity)


def test_the_score_is_told_with_the_same_check_ins() -> None:
    """Six bugs of ten to two are half of the way, and of ten to four two thirds."""
    (one,) = review(EASED)
    assert one.shift is not None
    assert (one.shift.before, one.shift.state_before) == (Decimal("0.5"), "off pace")
    assert round(one.shift.after or 0, 4) == Decimal("0.6667")
    assert one.owner == "mira"


def test_new_progress_is_no_effect_of_a_changed_goal() -> None:
    """A check-in that comes with the change counts on both sides."""
    entry = line('"kr": "eng/trust#bugs", "value": 5')
    found = judged(with_lines(EASED, "eng", entry))
    shift = found[0].shift
    assert shift is not None
    assert shift.before == Decimal("0.625")
    only = Review(compared(company(), with_lines({}, "eng", entry)), ACTIVE)
    assert only.rescored.objectives == ()


def test_a_rewritten_check_in_is_no_progress() -> None:
    """What it adds to the score is told."""
    found = judged(edited({'"value": 18': '"value": 8'}))
    assert weights(found) == [("entry-edited", "error")]
    assert found[0].shift is not None
    assert round(found[0].shift.before or 0, 4) == Decimal("0.1333")
    assert found[0].shift.after == Decimal("0.8")


@pytest.mark.parametrize(("weight", "severity"), [("1.1", "warning"), ("9", "error")])
def test_weights_that_raise_a_score_are_an_error(weight: str, severity: str) -> None:
    """By more than 0.05; less is a warning."""
    found = review({"    weight: 1\n": f"    weight: {weight}\n"})
    assert weights(found) == [("weight-changed", severity)]


def test_a_kpi_takes_the_phase_of_what_rests_on_it() -> None:
    """Directly or through a formula; one that nothing rests on is planned. They are listed."""
    (used,) = review({'unit: "%"\nbetter': "unit: lines\nbetter"})
    assert (used.severity, used.uses) == ("error", ("2026-Q4/eng/trust#coverage",))
    (free,) = review({"formula: mrr / heads": "formula: mrr / heads / 2"})
    assert (free.severity, free.uses) == ("warning", ())
    through = edited({"kpi: code-coverage, from": "kpi: per-head, from"})
    (found,) = judged(edited({"unit: EUR\n": "unit: USD\n"}, through), before=through)
    assert found.uses == ("2026-Q4/eng/trust#coverage",)


def test_a_removed_kpi_that_something_names_is_an_error() -> None:
    """One that nothing names is information."""
    without = company()
    del without["kpis/heads.yaml"]
    assert ("kpi-removed", "error") in weights(judged(without))
    del without["kpis/per-head.yaml"]
    alone = without | {"kpis/heads.yaml": company()["kpis/heads.yaml"]}
    assert weights(judged(without, before=alone)) == [("kpi-removed", "info")]


def test_a_baseline_that_is_found_is_what_was_asked_for() -> None:
    """The other way it is an error."""
    found = {"unit: h, from: unknown": "unit: h, from: 9"}
    assert weights(review(found)) == [("baseline-changed", "info")]
    back = judged(company(), before=edited(found))
    assert weights(back) == [("baseline-changed", "error")]


@pytest.mark.parametrize(("wrote", "name"), [(27, "entry-added"), (29, "entry-backdated")])
def test_an_entry_says_when_it_was_recorded(wrote: int, name: str) -> None:
    """A week before it was committed is tolerated; `day` may lie long before."""
    entry = line('"kr": "ops/calm#pages", "value": 17, "day": "2026-11-18"')
    recorded = Recorded(datetime(2026, 11, wrote, tzinfo=UTC))
    assert weights(judged(with_lines({}, "ops", entry), recorded=recorded))[0][0] == name


def test_settings_of_the_base_weigh_the_change_that_changes_them() -> None:
    """A change cannot make its own judgement milder."""
    milder = {"review: {": "review: {severity: {target-eased: info}, "}
    assert weights(review(EASED | milder))[0] == ("target-eased", "error")
    base = edited(milder)
    assert weights(judged(edited(EASED, base), before=base)) == [("target-eased", "info")]


def test_a_later_grade_overrides() -> None:
    """The first is an entry as any other."""
    grade = '"kr": "ops/calm#pages", "grade": {}'
    base = with_lines({}, "ops", line(grade.format("0.2")))
    assert weights(judged(base))[0][0] == "entry-added"
    after = base | {"checkins/2026-Q4/ops/three.jsonl": line(grade.format("0.3"), 2) + "\n"}
    assert weights(judged(after, before=base)) == [("score-overridden", "warning")]


@pytest.mark.parametrize(("grade", "name"), [("0.2", "entry-added"), ("0.9", "score-overridden")])
def test_a_grade_far_from_what_was_computed_is_told(grade: str, name: str) -> None:
    """Two of fifteen pages are 0.13; a grade within 0.2 of that needs no reason."""
    after = with_lines({}, "ops", line(f'"kr": "ops/calm#pages", "grade": {grade}'))
    assert weights(judged(after))[0][0] == name


def test_a_draft_counts_nowhere() -> None:
    """What changes in it is information, also when it becomes a goal; coming back is told."""
    draft = {"weight: 2\nkey": "weight: 2\ndraft: true\nkey"}
    base = edited(draft)
    assert weights(judged(edited(EASED, base), before=base)) == [("target-eased", "info")]
    found = weights(judged(edited(EASED), before=base))
    assert found == [("objective-added", "warning"), ("target-eased", "info")]
    assert ("objective-removed", "error") in weights(judged(edited(EASED | draft)))


def test_a_window_that_cannot_be_read_is_the_usual_one() -> None:
    """Lint tells of it; a review goes on."""
    base = edited({"edit_window: 14 days": "edit_window: soon"})
    found = judged(edited(EASED, base), PLANNED, before=base)
    assert weights(found) == [("target-eased", "info")]


def test_entries_may_be_packed() -> None:
    """The same lines in another file are the same entries."""
    after = company()
    paths = [path for path in after if path.startswith("checkins")]
    after["checkins/2026-Q4/packed.jsonl"] = "".join(after.pop(path) for path in paths)
    assert judged(after) == ()
    lost = company()
    del lost["checkins/2026-Q4/ops/one.jsonl"]
    assert weights(judged(lost)) == [("entry-deleted", "error")]


def test_a_change_stands_at_its_place() -> None:
    """In the head, or in the base where it is gone; with what to do."""
    comparison = compared(company(), edited(EASED))
    one = finding(Review(comparison, ACTIVE).judged[0], comparison)
    assert str(one.span) == "goals/2026-Q4/eng/trust.yaml:13:9"
    assert one.message.startswith("2026-Q4/eng/trust#bugs to: 2 → 4; 0.50 → 0.67 without new")
    gone = company()
    del gone[CALM]
    comparison = compared(company(), gone)
    one = finding(Review(comparison, ACTIVE).judged[0], comparison)
    assert (one.span.file, one.weight) == (CALM, "error")


def test_what_goes_takes_no_check_in_from_the_score_before() -> None:
    """Check-ins that came since are counted for the goal that went, so that nothing seems to rise.

    Pages are at a fifth of the way and drills at a half; without drills the mean falls.
    """
    report = line('"kr": "ops/calm#drills", "value": 3')
    pages = line('"kr": "ops/calm#pages", "value": 17', 2)
    drills = "  drills: {title: Drills held, unit: drills, count: 6}\n"
    found = judged(with_lines({drills: ""}, "ops", report, pages))
    (removed,) = (one for one in found if one.row.name == "key-result-removed")
    assert removed.shift is not None
    assert removed.shift.before == Decimal("0.5")
