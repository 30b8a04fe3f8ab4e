"""The scorecard: what it shows of a cycle, and what it suggests."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from okrctl.measure.state import State
from okrctl.pages.filters import Filters
from okrctl.pages.header import Basis
from okrctl.pages.scorecard import nothing_yet, scorecard
from okrctl.render.formats import render
from pages.sample import (
    TODAY,
    acme,
    adds_up,
    baseline,
    entry,
    every_kind,
    far_east,
    key_result,
    objective,
    stands,
    trusted_releases,
)


def rows(filters: Filters | None = None, basis: Basis | None = None, width: int = 80) -> list[str]:
    """The lines of the sample company's scorecard."""
    state, workspace = acme()
    page = scorecard(state, workspace, filters=filters or Filters(), basis=basis)
    return render(page, width=width).splitlines()


def test_the_header_says_whose_goals_and_how_much_time_is_gone() -> None:
    """Company, cycle, day of days, share, the day and the commit."""
    assert rows(basis=Basis("4be1f02"))[0] == (
        "Acme 2026-Q4 · day 52 of 92 · 57% of the time gone     Sat 21 Nov 2026 · 4be1f02"
    )


def test_a20_uncommitted_files_are_counted() -> None:
    """A20: figures that are not in the commit say so."""
    assert "uncommitted: 2 files" in "\n".join(rows(basis=Basis("4be1f02", uncommitted=2)))


@pytest.mark.parametrize(
    ("days", "words"),
    [(60, "ended 31 Dec 2026, 20 days ago"), (-60, "starts 1 Oct 2026, in 9 days")],
)
def test_a_cycle_that_is_not_running_says_so(days: int, words: str) -> None:
    """Behind or ahead, and how far."""
    state, workspace = acme()
    state = dataclasses.replace(state, as_of=TODAY + timedelta(days))
    assert words in render(scorecard(state, workspace), width=80).splitlines()[0]


def test_another_cycle_than_the_running_one_is_named() -> None:
    """The reader did not ask for it, so it is said."""
    assert rows(basis=Basis(case="last"))[1] == (
        "No cycle with goals is running: this is the last one."
    )


def test_errors_in_the_files_are_not_passed_over() -> None:
    """Goals that cannot be read are not in the counts."""
    assert rows(basis=Basis(errors=2))[1].startswith("✗ 2 errors in the files: goals that cannot")


def test_key_results_are_counted_by_state() -> None:
    """Worst first, blocked ones at the end."""
    assert rows()[1] == (
        "12 key results: ✗ 3 off pace ▲ 1 at risk ~ 1 stale ○ 2 no data ● 5 on pace ⚑ 1"
    )


def test_without_room_the_count_has_signs_only() -> None:
    """The flag at its end is not cut away."""
    assert "12 key results: ✗ 3 ▲ 1 ~ 1 ○ 2 ● 5 ⚑ 1" in rows(width=60)


def test_ratio_and_confidence_are_those_of_the_weakest() -> None:
    """NOW is the mean, the rest is the weakest key result's."""
    row = next(row for row in rows() if "trusted-releases" in row)
    assert row.endswith("42%   +1  critical-bugs 0.35     3  1d")


def test_nothing_checked_in_stands_at_the_baseline() -> None:
    """There is no ratio, no confidence and no age to show."""
    row = next(row for row in rows() if "one-voice" in row)
    assert row.endswith("0%    –  at baseline      –     –   –")


def test_an_objective_without_key_results_has_no_bar() -> None:
    """Its reason stands where the weakest would."""
    state, workspace = acme(adds_up(objective("growth/empty", "Empty", owner="lena")))
    row = next(r for r in render(scorecard(state, workspace)).splitlines() if "empty" in r)
    assert "no key results" in row
    assert "░" not in row


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(team="support"), ["one-voice", "got-you"]),
        (Filters(owner="lena"), ["every-kind"]),
        (Filters(mine="mira"), ["trusted-releases"]),
        (Filters(state="off pace"), ["trusted-releases", "every-kind"]),
        (Filters(team="support", state="on pace"), ["got-you"]),
    ],
)
def test_filters_narrow_the_page(filters: Filters, ids: list[str]) -> None:
    """Team, owner, mine and state; counts and rows follow, gauges stay away."""
    state, workspace = acme()
    page = scorecard(state, workspace, filters=filters)
    assert [str(row[0]).rpartition("/")[2] for row in page.records.rows] == ids
    assert "KPIs" not in render(page)


def test_mine_are_key_results_too() -> None:
    """Who owns one key result sees its objective."""
    goal = objective("growth/shared", "Shared", owner="lena")
    kr = key_result(goal, "kr", "Mine", owner="mira", **{"from": 0, "to": 4})
    state, workspace = acme(adds_up(goal, stands(kr)))
    assert scorecard(state, workspace, filters=Filters(mine="mira")).records.rows
    assert not scorecard(state, workspace, filters=Filters(owner="mira")).records.rows


def test_a_filter_that_fits_nothing_says_what_was_asked() -> None:
    """And how to see everything."""
    text = "\n".join(rows(Filters(team="hr", owner="jo")))
    assert "No objective of 2026-Q4 fits: team hr, owner jo." in text
    assert "Next  okrctl status" in text


def test_an_empty_cycle_says_what_to_do_first() -> None:
    """It is no empty table."""
    state, workspace = acme()
    empty = State(state.as_of, state.cycle, ())
    text = render(scorecard(empty, workspace))
    assert "No goals in 2026-Q4 yet." in text
    assert "okrctl new objective" in text
    assert render(scorecard(empty, workspace), "tsv") == ""


def test_an_empty_workspace_has_no_cycle() -> None:
    """Its facts have the same keys as any other."""
    workspace = acme()[1]
    facts = nothing_yet(workspace, TODAY).facts
    assert facts["cycle"] is None
    assert list(facts) == list(scorecard(*acme()).facts)


def test_critical_gauges_have_names_and_the_others_are_counted() -> None:
    """Worst first; healthy before those without a value."""
    assert rows()[-2] == "KPIs  ✗ failed-deploys 9%  ▲ code-coverage 74%  ● 1  ○ 1"


def test_the_worst_objective_and_the_stalest_key_result_come_next() -> None:
    """Commands that can be typed as they stand; a KPI is not asked for."""
    assert rows()[-1].startswith(
        "Next  okrctl show trusted-releases · okrctl checkin every-kind#mrr"
    )


def test_a_name_that_two_goals_have_is_written_longer() -> None:
    """The shortest name that means one thing."""
    goals = []
    for team in ("growth", "support"):
        goal = objective(f"{team}/same", "Same", owner="lena")
        goals.append(adds_up(goal, stands(key_result(goal, "kr", "t", **{"from": 0, "to": 4}))))
    state, workspace = acme(*goals)
    text = render(scorecard(state, workspace))
    assert "okrctl show growth/same · okrctl checkin growth/same#kr" in text


def test_facts_are_exact_and_hold_the_key_results() -> None:
    """Shares with all their digits; every key result below its objective."""
    state, workspace = acme(trusted_releases())
    facts = scorecard(state, workspace).facts
    (team,) = facts["teams"]  # type: ignore[misc,union-attr]
    (found,) = team["objectives"]
    assert str(found["progress"]).startswith("0.4235294117647058823529411764")
    assert [kr["address"].partition("#")[2] for kr in found["key_results"]] == [
        "coverage", "critical-bugs", "availability", "lead-time",
    ]  # fmt: skip
    assert found["key_results"][0]["unit"] == "%"


def test_states_are_counted_in_facts_by_every_name() -> None:
    """A state without a key result is 0, not missing."""
    counts = scorecard(*acme(baseline(), far_east())).facts["counts"]
    assert counts == {
        "off pace": 0, "at risk": 0, "stale": 0, "no data": 1, "too early": 0, "on pace": 1,
        "done": 0, "closed": 0, "dropped": 0, "deferred": 0,
    }  # fmt: skip


def test_teams_show_their_mean() -> None:
    """Above their objectives, by id."""
    assert "ENGINEERING 42%" in rows()
    assert len([row for row in rows() if row.isupper()]) >= 3


def test_the_sample_has_every_kind() -> None:
    """So golden pages show every picture."""
    kinds = {k.key_result.kind for o in (trusted_releases(), every_kind()) for k in o.key_results}
    assert kinds == {"move", "hold", "milestones", "done when", "zones", "supporting"}


def test_a_late_page_shows_the_day_asked_for() -> None:
    """As-of is in the header."""
    state, workspace = acme(far_east())
    state = dataclasses.replace(state, as_of=date(2026, 11, 3))
    assert "Tue 3 Nov 2026" in render(scorecard(state, workspace)).splitlines()[0]
    assert entry("x").day == TODAY
