"""Rules of check-ins: numbers and words belong together, and silence is heard."""

from __future__ import annotations

from datetime import date

import pytest

from lint.entries import entry, id_of, read, said
from lint.linted import codes, linted
from okrctl.findings import Finding
from okrctl.lint.catalog import lint_rules

GOAL = """\
# goals/2026-Q4/ops/calm.yaml
title: Nobody dreads being on call
key_results:
  pages: {title: Pages that wake somebody, from: 41, to: 12}
  uptime: {title: The API stays up, at_least: 99.5, every: week, guardrail: true}
  canary: {title: A canary everywhere, milestones: {pilot: One service, all: Every service}}
  owner: The night handover has one named owner
  words: {title: People say so, zones: {commit: One, target: Three, stretch: A talk}}
"""
ENTRIES = "# checkins/2026-Q4/ops/one.jsonl\n"
TODAY = date(2026, 11, 21)


def judged(code: str, *lines: str, goal: str = GOAL, today: date = TODAY) -> tuple[Finding, ...]:
    """What one rule says of the check-ins of an objective; nothing else is wrong with them."""
    return linted(goal + ENTRIES + "".join(lines), today, select=["OKR0", "OKR1", code])


def at_lines(found: tuple[Finding, ...]) -> list[tuple[int, str]]:
    """Line and message of findings among the entries."""
    assert {one.span.file for one in found} <= {"checkins/2026-Q4/ops/one.jsonl"}
    return [(one.span.line, one.message) for one in found]


WORSE = [
    ("backwards", [{"value": 20}, {"value": 24}], "the value went backwards"),
    ("off pace", [{"value": 26}, {"value": 38}], "the value went backwards"),
    ("first", [{"value": 40}], "it went off pace"),
    ("less sure", [{"value": 20, "confidence": 7}, {"value": 20, "confidence": 5}],
     "confidence fell from 7 to 5"),
    ("still sure", [{"value": 20, "confidence": 7}, {"value": 20, "confidence": 6}], ""),
    ("better", [{"value": 24}, {"value": 20}], ""),
    ("long ago", [{"value": 20}, {"value": 24}, {"value": 23}], ""),
]  # fmt: skip


@pytest.mark.parametrize(("_", "reports", "message"), WORSE, ids=[name for name, _, _ in WORSE])
def test_what_got_worse_wants_a_word(_: str, reports: list[dict[str, int]], message: str) -> None:
    """At the line of the last check-in; what is better by now is history."""
    days = ["2026-11-06", "2026-11-13", "2026-11-20"]
    lines = [said(day, **report) for day, report in zip(days, reports, strict=False)]
    found = at_lines(judged("OKR502", *lines))
    assert found == ([(len(lines), f"{message}, and nothing says why")] if message else [])


BEFORE = said("2026-11-13", value=20)


@pytest.mark.parametrize("field", ["note", "going_well", "holding_back", "blocked"])
def test_any_narrative_is_a_word(field: str) -> None:
    """A note, what goes well, what holds back, or a blocker."""
    assert judged("OKR502", BEFORE, said("2026-11-20", value=24, **{field: "New alerts"})) == ()


def test_a_word_may_come_from_elsewhere() -> None:
    """As a comment on the entry, or on the objective as a whole from that day on, not before."""
    worse = said("2026-11-20", value=24)
    comment = entry("2026-11-21", re=id_of(worse), note="The new alerts fire twice")
    assert judged("OKR502", BEFORE, worse, comment) == ()
    for day, count in (("2026-11-21", 0), ("2026-11-20", 0), ("2026-11-19", 1)):
        told = entry(day, objective="ops/calm", note="The alerts fire twice")
        assert len(judged("OKR502", BEFORE, worse, told)) == count


def test_a_corrected_check_in_is_one() -> None:
    """What it stands in place of is no step backwards from itself."""
    wrong = said("2026-11-20", value=14)
    right = said("2026-11-20", value=18, supersedes=id_of(wrong))
    assert judged("OKR502", BEFORE, wrong, right) == ()
    worse = said("2026-11-20", value=24, supersedes=id_of(wrong))
    assert len(judged("OKR502", BEFORE, wrong, worse)) == 1


def test_a_kpi_that_falls_between_check_ins_is_not_their_word() -> None:
    """A reading of the same run is part of a check-in, that of a bot is not."""
    goal = """\
# kpis/coverage.yaml
title: Coverage
better: higher
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
key_results:
  pages: {title: The code base is covered, kpi: coverage, from: 60, to: 80}
# readings/2026/one.jsonl
"""
    told = said("2026-11-20", confidence=7)
    before = read("2026-11-13", 74)
    assert judged("OKR502", told, goal=goal + before + read("2026-11-20", 72, at="06:00:00")) == ()
    assert len(judged("OKR502", told, goal=goal + before + read("2026-11-20", 72))) == 1


def test_history_before_adoption_is_not_judged() -> None:
    """Whoever starts to use this has nothing to explain."""
    worse = BEFORE + said("2026-11-20", value=24)
    for day, count in (("2026-11-20", 1), ("2026-11-21", 0)):
        settings = f"# okrctl.yaml\nadopted: {day}\npeople: {{mira: {{}}}}\nteams: {{ops: {{}}}}\n"
        assert len(judged("OKR502", worse, goal=settings + GOAL)) == count


@pytest.mark.parametrize("field", ["draft: true", "drop"])
def test_what_counts_nowhere_is_not_judged(field: str) -> None:
    """A draft, and what was dropped."""
    dropped = said("2026-11-21", outcome="dropped", note="No time") if field == "drop" else ""
    goal = GOAL + (f"{field}\n" if field != "drop" else "")
    assert judged("OKR502", BEFORE, said("2026-11-20", value=24), dropped, goal=goal) == ()


FLAT = [said(day, value=30) for day in ("2026-11-06", "2026-11-13")]


@pytest.mark.parametrize(
    ("confidence", "value", "found"), [(7, 30, 1), (6, 30, 0), (7, 31, 1), (7, 29, 0)]
)
def test_confidence_beside_a_value_that_stands_still(
    confidence: int, value: int, found: int
) -> None:
    """Seven or more while three reports show no progress, or less than none."""
    lines = at_lines(
        judged("OKR503", *FLAT, said("2026-11-20", value=value, confidence=confidence))
    )
    assert lines == [(3, f"confidence is {confidence}, and 3 reports show no progress")] * found


def test_a_plan_may_ask_for_nothing_yet() -> None:
    """Where no progress is planned between two reports, none is no contradiction."""
    plan = "plan: {2026-10-31: 30, 2026-12-01: 30}"
    goal = GOAL.replace("from: 41, to: 12}", f"from: 41, to: 12, {plan}}}")
    assert judged("OKR503", *FLAT, said("2026-11-20", value=30, confidence=8), goal=goal) == ()


def test_confidence_against_the_forecast() -> None:
    """A gap of four points out of ten is a contradiction; the last stated confidence counts."""
    values = [(9, 40), (16, 39), (23, 38), (30, 37)]
    lines = [said(f"2026-10-{day:02}", value=value) for day, value in values]
    sure = said("2026-11-20", value=36, confidence=9)
    assert at_lines(judged("OKR503", *lines, sure)) == [
        (5, "confidence is 9, and the trend gives it 0 of 10")
    ]
    assert judged("OKR503", *lines, said("2026-11-20", value=36, confidence=3)) == ()
    assert judged("OKR503", *lines, said("2026-11-20", value=12, confidence=9)) == ()


PROOF = [
    ("done", "owner", [{"done": True}], "done"),
    ("shown", "owner", [{"done": True, "evidence": "Signed on Monday"}], ""),
    ("linked", "owner", [{"done": True, "links": ["https://wiki.example/1"]}], ""),
    ("shown later", "owner", [{"done": True}, {"evidence": "Signed"}], ""),
    ("undone", "owner", [{"done": True}, {"done": False}], ""),
    ("said twice", "owner", [{"done": True, "evidence": "Signed"}, {"done": True}], ""),
    ("milestone", "canary", [{"milestone": "pilot", "done": True}], "pilot"),
    ("zone", "words", [{"zone": "target"}], "zone target"),
    ("below", "words", [{"zone": "below"}], ""),
    ("higher", "words", [{"zone": "commit", "evidence": "A letter"}, {"zone": "target"}],
     "zone target"),
    ("lower", "words", [{"zone": "target", "evidence": "Letters"}, {"zone": "commit"}], ""),
    ("number", "pages", [{"value": 12}], ""),
]  # fmt: skip


@pytest.mark.parametrize(("_", "key", "reports", "what"), PROOF, ids=[name for name, *_ in PROOF])
def test_what_is_reached_in_words_is_shown(
    _: str, key: str, reports: list[dict[str, object]], what: str
) -> None:
    """One finding for what no evidence shows, then or later; a number shows itself."""
    days = ["2026-11-13", "2026-11-20"]
    lines = [said(day, f"ops/calm#{key}", **report)
             for day, report in zip(days, reports, strict=False)]  # fmt: skip
    found = [message for _, message in at_lines(judged("OKR505", *lines))]
    assert found == ([f"{what} is said, and nothing shows it"] if what else [])


def up(day: str, value: float, **fields: object) -> str:
    """A check-in of the guardrail."""
    return said(day, "ops/calm#uptime", value=value, **fields)


def test_a_breached_guardrail_is_mentioned() -> None:
    """Since the number that first lay outside, in its own words or in those of the objective."""
    breached = up("2026-11-06", 99.9) + up("2026-11-13", 98) + up("2026-11-20", 97)
    (found,) = judged("OKR508", breached)
    assert found.message == (
        "this guardrail is breached since 2026-11-13, and nobody says a word about it"
    )
    assert (found.span.line, [str(span) for span, _ in found.related]) == (
        4, ["checkins/2026-Q4/ops/one.jsonl:3:1"]
    )  # fmt: skip
    for day, count in (("2026-11-13", 0), ("2026-11-12", 1)):
        told = entry(day, objective="ops/calm", note="A rack lost power")
        assert len(judged("OKR508", breached, told)) == count
    assert judged("OKR508", breached.replace("98}", '98, "note": "A rack lost power"}')) == ()
    assert judged("OKR508", breached, up("2026-11-21", 99.9)) == ()


def test_a_breach_is_one_finding() -> None:
    """The guardrail's rule speaks of it, and that of a value which went backwards does not."""
    breached = up("2026-11-13", 99.9) + up("2026-11-20", 98)
    assert {"OKR502", "OKR508"} & set(codes(judged("OKR5", breached))) == {"OKR508"}


ALONE = GOAL.partition("  uptime")[0]
"""One key result, so that nobody waits for another."""


def test_a_check_in_is_overdue_after_its_day() -> None:
    """Weekly, without a grace; the next step is the command."""
    line = said("2026-11-06", value=20)
    assert judged("OKR501", line, goal=ALONE, today=date(2026, 11, 15)) == ()
    (found,) = judged("OKR501", line, goal=ALONE, today=date(2026, 11, 16))
    assert found.message == "a check-in was due on 2026-11-15; the last was on 2026-11-06"
    assert (found.span.line, found.help) == (3, "okrctl checkin ops/calm#pages")
    (none,) = judged("OKR501", goal=ALONE)
    assert none.message == "a check-in was due on 2026-10-04; there was none yet"


def test_of_a_kpi_a_reading_is_overdue() -> None:
    """At the key result that waits for it."""
    goal = """\
# kpis/coverage.yaml
title: Coverage
better: higher
cadence: weekly
# goals/2026-Q4/ops/calm.yaml
title: Releases are calm
key_results:
  pages: {title: The code base is covered, kpi: coverage, from: 60, to: 80}
# readings/2026/one.jsonl
"""
    (found,) = judged("OKR501", goal=goal + read("2026-11-06", 70))
    assert found.message == (
        "a reading of coverage was due on 2026-11-15; the last was on 2026-11-06"
    )
    assert found.help == "okrctl reading coverage"


def test_nobody_was_late_before_adoption() -> None:
    """A due day before that day is not judged, the next one is."""
    line = said("2026-11-06", value=20)
    for day, count in (("2026-11-15", 1), ("2026-11-16", 0)):
        settings = f"# okrctl.yaml\nadopted: {day}\npeople: {{mira: {{}}}}\nteams: {{ops: {{}}}}\n"
        assert len(judged("OKR501", line, goal=settings + ALONE)) == count


def test_a_blocker_stays_for_two_cadences() -> None:
    """Fourteen days of a weekly cadence; it is said where it was opened, and by whom it closes."""
    opened = said("2026-11-06", value=20, blocked="No staging data")
    assert judged("OKR504", opened, today=date(2026, 11, 20)) == ()
    (found,) = judged("OKR504", opened)
    assert (found.span.line, found.message) == (1, "blocked for 15 days: No staging data")
    assert found.help == (
        f"once it is gone: okrctl checkin ops/calm#pages --unblocked {id_of(opened)}"
    )
    assert found.entity == "2026-Q4/ops/calm#pages"
    assert judged("OKR504", opened, said("2026-11-20", unblocked=id_of(opened))) == ()


def test_a_blocker_is_as_old_as_what_it_corrects() -> None:
    """Better words for it do not make it new; one on the objective counts too."""
    opened = entry("2026-11-04", objective="ops/calm", blocked="No data")
    again = entry("2026-11-20", objective="ops/calm", blocked="No staging data",
                  supersedes=id_of(opened))  # fmt: skip
    (found,) = judged("OKR504", opened, again)
    assert found.message == "blocked for 17 days: No staging data"
    assert id_of(opened) in found.help
    slow = ALONE.replace("title: Nobody", "cadence: monthly\ntitle: Nobody")
    assert judged("OKR504", opened, goal=slow) == ()


def test_an_objective_is_adrift_after_three_cadences() -> None:
    """A check-in of any key result, or a word on the objective, is a sign of life."""
    line = said("2026-10-30", value=20)
    assert judged("OKR509", line, today=date(2026, 11, 20)) == ()
    (found,) = judged("OKR509", line)
    assert found.message == (
        "no check-in on any of its key results for 22 days: keep, change or drop?"
    )
    assert judged("OKR509", line, said("2026-11-13", "ops/calm#owner", confidence=6)) == ()
    assert judged("OKR509", line, entry("2026-11-13", objective="ops/calm", note="On it")) == ()
    assert judged("OKR509", said("2026-10-30", value=12), goal=ALONE) == ()


@pytest.mark.parametrize(
    ("confidences", "count"), [([2, 2, 1], 1), ([2, 2], 0), ([2, 1, 3], 0), ([9, 2, 1, 0], 1)]
)
def test_an_owner_who_gave_up_says_so(confidences: list[int], count: int) -> None:
    """Three times in a row a confidence of two or less, the last ones counting."""
    lines = [said(f"2026-11-{17 + n}", confidence=c) for n, c in enumerate(confidences)]
    found = judged("OKR509", *lines)
    words = ", ".join(map(str, confidences[-3:]))
    assert [one.message for one in found] == [
        f"confidence was {words}: keep, change or drop?"
    ] * count


def test_only_the_clock_breaks_some_rules() -> None:
    """They belong to what is due, and say nothing of a change under review."""
    by_clock = {one.rule.code for one in lint_rules() if one.by_clock}
    assert by_clock == {"OKR316", "OKR406", "OKR501", "OKR504", "OKR506", "OKR509"}


@pytest.mark.parametrize(
    "code", ["OKR501", "OKR502", "OKR503", "OKR504", "OKR505", "OKR508", "OKR509"]
)
@pytest.mark.parametrize("today", [date(2026, 9, 20), date(2027, 1, 20)])
def test_only_a_cycle_that_runs_is_judged(code: str, today: date) -> None:
    """Before its first day nobody has to speak, and what ended is history."""
    lines = BEFORE + said("2026-11-20", value=24, blocked="No data", confidence=9)
    assert codes(judged(code, lines, today=today)) in ([], ["OKR112", "OKR112"])
