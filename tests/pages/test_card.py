"""The card: pictures, verdicts with their numbers, words, blockers, needs."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from decimal import Decimal

import pytest

from okrctl.errors import UsageError
from okrctl.findings import Span
from okrctl.load.places import Places
from okrctl.measure.state import KeyResultState, ObjectiveState
from okrctl.model.address import KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.model.journal import Journal
from okrctl.model.objective import Need, Objective
from okrctl.model.values import Unsaid
from okrctl.model.workspace import Workspace
from okrctl.pages.card import card
from okrctl.pages.document import Document
from okrctl.pages.header import Basis
from okrctl.render.formats import render
from pages.sample import (
    TODAY,
    acme,
    adds_up,
    entry,
    every_kind,
    key_result,
    objective,
    stands,
    trusted_releases,
    weeks,
)

GOAL = objective("ops/calm", "Releases are calm", owner="mira")


def page(of: ObjectiveState, *others: ObjectiveState) -> list[str]:
    """The lines of an objective's card."""
    state, workspace = acme(of, *others)
    return render(card(state, workspace, of.address, Places())).splitlines()


def below(kr: KeyResultState) -> list[str]:
    """What a card says below the head of a key result."""
    rows = page(adds_up(GOAL, kr))
    start = next(n for n, row in enumerate(rows) if f" {kr.key_result.id} " in row)
    return [row.strip() for row in rows[start + 1 :] if row.startswith("  ")]


def figure(kr: KeyResultState) -> str:
    """What stands at the right of a key result."""
    row = next(row for row in page(adds_up(GOAL, kr)) if f" {kr.key_result.id} " in row)
    return row.rpartition("  ")[2]


def move(unit: str | None = "bugs", **fields: object) -> KeyResultState:
    """A key result from 10 to 0, now at 4."""
    kr = key_result(GOAL, "bugs", "Bugs", unit=unit, **{"from": 10, "to": 0, **fields})
    return stands(kr, entry("b", value=Decimal(4), confidence=6))


def test_the_card_of_the_house() -> None:
    """Head, place, why, each key result with journey, verdict and last words, needs, work."""
    state, workspace = acme(trusted_releases())
    rows = render(card(state, workspace, trusted_releases().address, Places())).splitlines()
    assert rows[0].startswith("✗ off pace⚑ trusted-releases  Customers trust every release")
    assert rows[0].endswith(" 42%")
    assert rows[1:5] == [
        "  2026-Q4/engineering · mira · aspirational · supports company/trust#nps",
        "  “Support spends half of its week on bugs that we shipped.”",
        "● on pace   coverage       The live code base is covered by tests            65%",
        "  63 % ├████████████████┃██▍──────────┤ 80 %  now 74, stretch 85",
    ]
    assert "  0.35 of expected, off pace below 0.40 · you say 3 · mira, today" in rows
    assert "  ⚑ today: No staging data for billing · ops: A masked copy of production" in rows


def test_a_journey_has_its_numbers() -> None:
    """From, bar, to, and where it is; the verdict names the threshold."""
    assert below(move()) == [
        "10 ├████████████████┃█────────────┤ 0 bugs  now 4",
        "1.06 of expected, on pace from 0.70 · you say 6 · mira, today",
    ]


def test_before_the_first_check_in_a_journey_stands_at_its_start() -> None:
    """It says so, and has no verdict."""
    kr = key_result(GOAL, "bugs", "Bugs", unit="bugs", **{"from": 10, "to": 0})
    assert below(stands(kr)) == ["10 ├────────────────┃─────────────┤ 0 bugs  no check-in yet"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from": Unsaid.UNKNOWN, "to": 4, "better": "lower"}, "baseline unknown, to 4 bugs"),
        ({"from": 3, "to": Unsaid.WITHHELD}, "target withheld, from 3 bugs"),
        (
            {"from": Unsaid.UNKNOWN, "change_by": "-50%",
             "better": "lower", "baseline_by": date(2026, 12, 1)},
            "baseline unknown, is due 1 Dec, by -50%",
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_out_and_says_why(fields: dict[str, object], words: str) -> None:
    """No bar is drawn where an end is no number."""
    state = stands(key_result(GOAL, "bugs", "Bugs", unit="bugs", **fields))
    assert below(state) == [words]
    assert figure(state) == "left out"


def test_a_line_that_is_held_shows_its_periods() -> None:
    """Met and missed, the latest last, and the value now."""
    kr = key_result(GOAL, "uptime", "Uptime", unit="%", at_least=99, every="week")
    state = stands(kr, entry("u", value=Decimal(98)), windows=weeks("99", "98.5", None, "98"))
    assert below(state) == ["≥ 99 %  ■□□□ 1 of 4 weeks met, now 98 % · mira, today"]


def test_a_breached_guardrail_says_so_twice() -> None:
    """At its figure, and where it caps its objective."""
    kr = key_result(GOAL, "uptime", "Uptime", unit="%", at_least=99, guardrail=True)
    breached = stands(kr, entry("u", value=Decimal(98)), windows=weeks("98"))
    assert figure(breached) == "breached"
    rows = page(adds_up(GOAL, move(), breached, capped_by=kr.address, state="at risk"))
    assert "  ▲ uptime is breached: at risk at best" in rows


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"at_most": 4, "at_least": None}, "≤ 4 h  no check-in yet"),
        ({"at_least": 2}, "≥ 2 h  no check-in yet"),
        ({"between": [Decimal(2), Decimal(4)]}, "2 to 4 h  no check-in yet"),
    ],
)
def test_a_line_names_its_bounds(shape: dict[str, object], words: str) -> None:
    """At least, at most, or between."""
    given = {name: bound for name, bound in shape.items() if bound is not None}
    assert below(stands(key_result(GOAL, "wait", "Waiting", unit="h", **given))) == [words]


def test_words_are_judged_by_confidence() -> None:
    """Below 4 is off pace, and it says so; a sentence that is not the title is shown."""
    kr = key_result(GOAL, "report", "The report", done_when="It is published")
    state = stands(kr, entry("d", done=False, confidence=3))
    assert below(state) == [
        "○ not yet: It is published",
        "by confidence: you say 3, off pace below 4 · mira, today",
    ]
    assert below(stands(kr, entry("d", note="Soon")))[1] == (
        "no confidence stated yet · mira, today"
    )


def test_a_closed_objective_shows_its_grade_and_asks_for_nothing() -> None:
    """Nobody checks in on what is closed."""
    closed = dataclasses.replace(move(), state="closed")
    rows = page(adds_up(GOAL, closed, state="closed", grade=Decimal("0.6")))
    assert rows[1].endswith("· graded 0.6")
    assert "checkin" not in rows[-1]


def test_a_supporter_of_another_cycle_is_named_without_its_state() -> None:
    """Its numbers belong to another page."""
    state, workspace = acme(adds_up(GOAL, move()))
    other = Objective(address=ObjectiveAddress("2026-11", "ops", "sprint"), title="Sprint",
                      supports=("ops/calm",))  # fmt: skip
    space = dataclasses.replace(workspace, objectives=(*workspace.objectives, other))
    assert "Backed by  ops/sprint" in render(card(state, space, GOAL.address, Places()))


def test_every_other_kind_has_its_picture() -> None:
    """Steps with their dates, a sentence, zones with the next one's words, who carries it."""
    rows = page(every_kind(), trusted_releases())
    assert "  ✓ pilot ✗ half 15 Nov ○ every-service 15 Dec" in rows
    assert "  half is past its date · you say 6 · mira, today" in rows
    assert "  ○ not yet" in rows
    assert any(row.startswith("  ✓ commit ▸ ○ target ▸ ○ stretch  next: Three") for row in rows)
    assert "  by confidence: you say 7, on pace from 7 · mira, today" in rows
    assert "  carried by engineering/trusted-releases 42%" in rows


@pytest.mark.parametrize(
    ("more", "value", "words"),
    [
        ({"state": "dropped", "outcome_note": "nobody asked for it"}, "dropped",
         "dropped: nobody asked for it · you say 6 · mira, today"),
        ({"state": "closed", "grade": Decimal("0.6")}, "60%",
         "closed at 0.6 · you say 6 · mira, today"),
        ({"state": "too early"}, "60%",
         "too early: judged once 10% of progress is expected · you say 6 · mira, today"),
        ({"flags": frozenset({"overdue"})}, "60%",
         "overdue · 1.06 of expected, on pace from 0.70 · you say 6 · mira, today"),
    ],
)  # fmt: skip
def test_each_state_says_what_it_rests_on(more: dict[str, object], value: str, words: str) -> None:
    """Dropped with its reason, closed with its grade, too early with its bound."""
    state = dataclasses.replace(move(), **more)  # type: ignore[arg-type]
    assert below(state)[1] == words
    assert figure(state) == value


def test_a_raw_progress_is_kept_on_the_card() -> None:
    """Beyond the target, and behind the start."""
    kr = key_result(GOAL, "bugs", "Bugs", **{"from": 10, "to": 0})
    assert figure(stands(kr, entry("b", value=Decimal(-1)))) == "110%"
    assert figure(stands(kr, entry("b", value=Decimal(11)))) == "-10%"


def test_older_words_say_whose_and_when() -> None:
    """The last note stays, although a later check-in has none."""
    kr = key_result(GOAL, "bugs", "Bugs", **{"from": 10, "to": 0})
    state = stands(kr, entry("b", TODAY - timedelta(9), note="Rota works", value=Decimal(6)),
                   entry("b", value=Decimal(6)))  # fmt: skip
    assert "“Rota works” mira, 12 Nov" in below(state)


def test_a_long_why_is_read_to_its_end() -> None:
    """It flows."""
    why = "because " * 30 + "of this"
    rows = page(adds_up(objective("ops/calm", "Calm", owner="mira", why=why), move()))
    assert "of this”" in "\n".join(rows)


def test_needs_and_backers_show_how_their_objectives_stand() -> None:
    """The objective that answers, or that there is none."""
    needy = objective("growth/needy", "Needs others", owner="lena", needs=(
        Need(team="ops", what="A masked copy", objective="ops/calm"),
        Need(team="hr", what="Two people"),
    ))  # fmt: skip
    helper = objective("ops/calm", "Calm", owner="mira", supports=("growth/needy",))
    rows = page(adds_up(needy, move()), adds_up(helper, move()))
    assert "Backed by  ● ops/calm 60%" in rows
    assert "Needs      ops: A masked copy · ● ops/calm 60%" in rows
    assert "           hr: Two people · no such objective (OKR209)" in rows


def test_an_objective_without_key_results_says_what_is_missing() -> None:
    """It is no empty card."""
    assert any("no key results yet" in row for row in page(adds_up(GOAL)))


def test_a_key_result_alone_shows_its_latest_entries() -> None:
    """Newest first, with confidence and notes."""
    state, workspace = acme(trusted_releases())
    address = KeyResultAddress(trusted_releases().address, "critical-bugs")
    rows = render(card(state, workspace, address, Places())).splitlines()
    assert rows[1] == "  2026-Q4/engineering/trusted-releases · mira"
    assert "21 Nov 8 bugs    3  mira  Two billing regressions" in rows
    assert rows[-1] == "Next  okrctl checkin critical-bugs · okrctl explain critical-bugs"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("canary", "21 Nov pilot"),
        ("soc2", "21 Nov 40% as said"),
        ("word-of-mouth", "21 Nov commit"),
    ],
)
def test_entries_of_each_kind_say_what_they_report(name: str, says: str) -> None:
    """A milestone, a share, a zone."""
    state, workspace = acme(every_kind(), trusted_releases())
    address = KeyResultAddress(every_kind().address, name)
    assert says in render(card(state, workspace, address, Places()))


def test_done_and_not_done_are_said() -> None:
    """The entries of a sentence, newest first."""
    kr = key_result(GOAL, "report", "The report", done_when="It is published")
    goal = adds_up(GOAL, stands(kr, entry("d", TODAY - timedelta(1), done=False),
                                entry("d", done=True, confidence=9)))  # fmt: skip
    state, workspace = acme(goal)
    rows = render(card(state, workspace, kr.address, Places())).splitlines()
    assert [row.split()[2:4] for row in rows if " Nov " in row] == [["done", "9"], ["not", "done"]]


def test_a_key_result_without_entries_has_no_table_of_them() -> None:
    """Only its journey, at the start."""
    kr = key_result(GOAL, "bugs", "Bugs", why="They wake us", **{"from": 10, "to": 0})
    state, workspace = acme(adds_up(GOAL, stands(kr)))
    text = render(card(state, workspace, kr.address, Places()))
    assert "DAY" not in text
    assert "“They wake us”" in text


def test_a_blocker_that_asks_nobody() -> None:
    """Its words alone, with its age."""
    kr = key_result(GOAL, "bugs", "Bugs", **{"from": 10, "to": 0})
    state = stands(kr, entry("b", TODAY - timedelta(15), blocked="Nobody owns the night"))
    assert "⚑ 15 d ago: Nobody owns the night" in below(state)


def kpi_page(name: str, *readings: object) -> Document:
    """The card of a KPI, with these readings in the journal."""
    state, workspace = acme()
    entries = [e._replace(kind="kpi", subject=f"kpi:{name}") for e in readings]
    workspace = dataclasses.replace(workspace, journal=Journal.of_entries(entries))  # type: ignore[arg-type]
    return card(state, workspace, KpiAddress(name), Places())


def test_a_kpi_shows_value_health_thresholds_and_readings() -> None:
    """Newest first, events and segments among them."""
    document = kpi_page(
        "code-coverage",
        entry("r", TODAY - timedelta(1), "ci", value=Decimal(74)),
        entry("r", TODAY - timedelta(3), "ci", value=Decimal(70), segment={"service": "billing"}),
        entry("r", TODAY - timedelta(8), event="A new service"),
    )
    rows = render(document).splitlines()
    assert rows[0].startswith("▲ warning code-coverage  Code coverage")
    assert rows[0].endswith("74 %")
    assert "  ░░░░···◆───┃  healthy ≥ 75 %, warning ≥ 70 %, target 80 %, stretch 90 %" in rows
    assert "Moved by  2026-Q4/engineering/trusted-releases#coverage  The live code base is" in rows
    assert "20 Nov  74 %                   ci" in rows
    assert "18 Nov  70 %  service billing  ci" in rows
    assert "13 Nov     –                   mira  A new service" in rows
    assert document.records.rows[0][:4] == (
        "kpi:code-coverage", TODAY - timedelta(1), Decimal(74), "%",
    )  # fmt: skip


def test_a_kpi_that_was_never_read_says_so() -> None:
    """Nothing is shown as 0."""
    text = render(kpi_page("mrr"))
    assert "● healthy mrr" in text
    state, workspace = acme()
    silent = dataclasses.replace(state, gauges=())
    text = render(card(silent, workspace, KpiAddress("mrr"), Places()))
    assert "○ no value mrr" in text
    assert text.splitlines()[0].endswith("–")


def test_what_is_not_valid_is_no_card() -> None:
    """A file with errors is named, and lint comes next."""
    state, workspace = acme()
    for address in (ObjectiveAddress("2026-Q4", "ops", "broken"), KpiAddress("broken")):
        with pytest.raises(UsageError, match="not valid") as caught:
            card(state, workspace, address, Places())
        assert caught.value.next_step == "okrctl lint"


def test_a_draft_has_a_card_that_counts_nothing() -> None:
    """Its key results are named."""
    state, workspace = acme(trusted_releases())
    kr = key_result(GOAL, "bugs", "Bugs", **{"from": 10, "to": 0})
    draft: Objective = GOAL.model_copy(update={"draft": True, "key_results": (kr,)})
    space: Workspace = dataclasses.replace(workspace, objectives=(draft,))
    text = render(card(state, space, draft.address, Places()))
    assert "counted nowhere" in text
    assert "bugs  Bugs" in text


def test_the_card_names_its_file() -> None:
    """In its facts, for editors."""
    state, workspace = acme(trusted_releases())
    path = "goals/2026-Q4/engineering/trusted-releases.yaml"
    address = trusted_releases().address
    places = Places(files={str(address): path}, fields={(str(address), ()): Span(path)})
    assert card(state, workspace, address, places).facts["file"] == path


def test_the_facts_of_a_card_hold_what_it_says() -> None:
    """Needs, initiatives and who backs it; the entries of a key result."""
    state, workspace = acme(trusted_releases())
    facts = card(state, workspace, trusted_releases().address, Places()).facts["objective"]
    assert facts["needs"][0]["team"] == "hr"  # type: ignore[index,call-overload]
    assert facts["initiatives"][0]["status"] == "doing"  # type: ignore[index,call-overload]
    address = KeyResultAddress(trusted_releases().address, "critical-bugs")
    facts = card(state, workspace, address, Places()).facts["key_result"]
    assert [e["value"] for e in facts["entries"]] == [8, 7]  # type: ignore[index,call-overload]


def test_a_card_of_another_day_says_which() -> None:
    """As-of, revision and uncommitted files stand above it; today's has none of it."""
    state, workspace = acme(trusted_releases())
    address = trusted_releases().address
    dated = card(state, workspace, address, Places(), basis=Basis("4be1f02", dated=True))
    assert render(dated).splitlines()[0] == "Sat 21 Nov 2026 · 4be1f02"
    plain = card(state, workspace, address, Places(), basis=Basis("4be1f02"))
    assert render(plain).startswith("✗")
