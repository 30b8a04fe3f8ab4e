"""What is measured by others: across teams and cycles, and in loops."""

from __future__ import annotations

from decimal import Decimal

from measure.goals import Measured, measured

SETTINGS = """\
# okrctl.yaml
okrctl: 1
people: {mira: {name: Mira}}
teams: {company: {lead: mira}, web: {lead: mira}, ops: {lead: mira}}
cadence: {checkin: weekly on friday, grace: 3 days}
"""

CARRIED = (
    SETTINGS
    + """\
# goals/2026/company/calm.yaml
title: The company is calm
key_results:
  follow: {title: Every team is calm, measured_by: supporting}
  own: {title: The company's own, from: 0, to: 10, weight: 3}
# goals/2026-Q4/web/fast.yaml
title: The web is fast
supports: ["company/calm#follow"]
key_results: {speed: {title: Speed, from: 0, to: 10}}
# goals/2026-Q4/ops/quiet.yaml
title: Nights are quiet
supports: ["company/calm#follow"]
weight: 3
key_results: {pages: {title: Pages, from: 0, to: 10}}
# goals/2026-Q4/ops/aside.yaml
title: It supports the objective alone
supports: [company/calm]
key_results: {pages: {title: Pages aside, from: 0, to: 10}}
# goals/2026-Q4/ops/later.yaml
title: Not decided yet
draft: true
supports: ["company/calm#follow"]
key_results: {pages: {title: Pages later, from: 0, to: 10}}
"""
)
SPEED = '# checkins/2026-Q4/web/one.jsonl\n{"at": "DAY", "kr": "web/fast#speed", "value": 8}\n'
PAGES = '# checkins/2026-Q4/ops/one.jsonl\n{"at": "DAY", "kr": "ops/quiet#pages", "value": 4}\n'


def year(*said: str, as_of: str = "2026-11-21") -> Measured:
    """The company's year."""
    return measured(CARRIED + "".join(said), as_of, "2026")


def day(checkin: str, when: str) -> str:
    """A check-in of a day."""
    return checkin.replace("DAY", when)


def test_progress_is_the_weighted_mean_of_the_supporters() -> None:
    """0.8 and three times 0.4 make 0.5, from another cycle; drafts and mere parents add nothing."""
    found = year(day(SPEED, "2026-11-20"), day(PAGES, "2026-11-19"))
    assert found.key_result("#follow").progress.share == Decimal("0.5")
    assert [support.address for support in found.key_result("#follow").history.supports] == [
        "2026-Q4/ops/quiet", "2026-Q4/web/fast",
    ]  # fmt: skip
    assert found.objective("calm").progress == Decimal("0.125")


def test_a_parents_number_swallows_no_child() -> None:
    """The supporters are known by address and are in no team of the year."""
    found = year(day(SPEED, "2026-11-20"))
    assert [team.team for team in found.state.teams] == ["company"]
    assert found.objective("fast").progress == Decimal("0.8")
    assert len(found.state.key_results) == 2


def test_without_data_below_there_is_none_above() -> None:
    """While every supporter stands at its baseline, so does what they carry."""
    found = year().key_result("#follow")
    assert (found.progress.share, found.progress.label, found.state) == (0, "baseline", "no data")


def test_the_age_is_that_of_the_oldest_supporter() -> None:
    """Read on the earlier day, and not late by any rhythm of its own."""
    found = year(day(SPEED, "2026-11-20"), day(PAGES, "2026-11-19")).key_result("#follow")
    assert (found.age_days, str(found.last_day), found.next_due) == (2, "2026-11-19", None)
    assert found.flags == set()


def test_an_ended_supporter_is_as_old_as_it_was_at_its_end() -> None:
    """The last word came a day before the quarter ended; the year is not stale by it."""
    quarter = CARRIED.replace("2026-Q4", "2026-Q2") + day(PAGES, "2026-06-29")
    found = measured(quarter.replace("2026-Q4", "2026-Q2"), "2026-11-21", "2026")
    assert found.key_result("#pages").history.due.isoformat() == "2026-06-30"
    assert (found.key_result("#follow").age_days, found.key_result("#follow").flags) == (
        1, frozenset(),
    )  # fmt: skip


def test_silence_below_is_silence_above() -> None:
    """One stale supporter makes it stale."""
    found = year(day(SPEED, "2026-11-20"), day(PAGES, "2026-11-05"))
    assert found.key_result("#pages").state == "stale"
    assert (found.key_result("#follow").state, found.key_result("#follow").flags) == (
        "stale", {"overdue"},
    )  # fmt: skip


def test_it_may_be_stale_on_its_last_day_and_not_after() -> None:
    """On 31 December the quarter and the year are still waited for, on 1 January no more."""
    said = (day(SPEED, "2026-12-31"), day(PAGES, "2026-11-05"))
    assert year(*said, as_of="2026-12-31").key_result("#follow").state == "stale"
    assert year(*said, as_of="2027-01-01").key_result("#follow").state == "at risk"


def test_it_is_judged_by_its_own_time() -> None:
    """0.5 in the middle of November is at risk for a promise of the year: 325 of 365 days."""
    said = (day(SPEED, "2026-11-20"), day(PAGES, "2026-11-19"))
    found = year(*said).key_result("#follow")
    assert round(found.judgement.ratio or 0, 3) == Decimal("0.562")
    assert found.state == "at risk"


def test_all_of_it_reached_is_done() -> None:
    """1 everywhere."""
    said = [day(c, "2026-11-20").replace("8}", "10}").replace("4}", "10}") for c in (SPEED, PAGES)]
    assert year(*said).key_result("#follow").state == "done"


def test_nothing_that_supports_it() -> None:
    """There is no progress, and the reason says so."""
    alone = CARRIED[: CARRIED.index("# goals/2026-Q4")]
    found = measured(alone, "2026-11-21").key_result("#follow")
    assert (found.progress.share, found.progress.reason) == (None, "nothing supports it")


def test_a_week_counts_what_was_known_then() -> None:
    """0.2 of a quarter's weight a week ago, none of the other: 0.05, now 0.5."""
    before = '{"at": "2026-11-13", "kr": "web/fast#speed", "value": 2}\n'
    found = year(day(SPEED, "2026-11-20") + before, day(PAGES, "2026-11-19"))
    assert found.key_result("#follow").week == Decimal("0.45")


LOOP = (
    SETTINGS
    + """\
# goals/2026-Q4/web/a.yaml
title: A waits for B
supports: ["ops/b#up"]
key_results:
  up: {title: B carries A, measured_by: supporting}
  own: {title: Its own, from: 0, to: 10}
# goals/2026-Q4/ops/b.yaml
title: B waits for A
supports: ["web/a#up"]
key_results: {up: {title: A carries B, measured_by: supporting}}
# goals/2026-Q4/ops/c.yaml
title: C carries A as well
supports: ["web/a#up"]
key_results: {own: {title: Calm, from: 0, to: 10}}
# checkins/2026-Q4/web/one.jsonl
{"at": "2026-11-20", "kr": "web/a#own", "value": 5}
# checkins/2026-Q4/ops/one.jsonl
{"at": "2026-11-20", "kr": "ops/c#own", "value": 8}
"""
)


def test_members_of_a_loop_say_so() -> None:
    """They wait for nobody: no progress, the reason loop; what else is there is measured."""
    found = measured(LOOP, "2026-11-21", wrong="OKR202")
    assert found.state.loops == (("2026-Q4/ops/b", "2026-Q4/web/a"),)
    for key in ("a#up", "b#up"):
        assert found.key_result(key).progress.share is None
        assert found.key_result(key).progress.reason == "loop"
    assert found.objective("a").progress == Decimal("0.5")
    assert found.objective("c").progress == Decimal("0.8")
    assert (found.objective("b").progress, found.objective("b").reason) == (None, "loop")


def test_an_objective_that_carries_itself_is_a_loop() -> None:
    """It is its own supporter."""
    text = SETTINGS + (
        '# goals/2026-Q4/web/a.yaml\ntitle: A\nsupports: ["web/a#up"]\n'
        "key_results: {up: {title: A carries A, measured_by: supporting}}\n"
    )
    found = measured(text, "2026-11-21", wrong="OKR202")
    assert found.state.loops == (("2026-Q4/web/a",),)
    assert found.key_result("#up").progress.reason == "loop"
