from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.form import Form, said_of
from okrctl.cli.checkin.saying import Saying
from okrctl.cli.checkin.script import lines, script
from okrctl.cli.checkin.walk import holdups
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from support import Space, workspace

TODAY = date(2026, 11, 21)
CALM = ObjectiveAddress("2026-Q4", "ops", "calm")
GOALS = """
    title: Releases are calm
    owner: mira
    key_results:
      bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}
      uptime: {title: It stays up, unit: "%", at_least: 99.5}
      canary: {title: Canary deploys, milestones: {pilot: One, all: Every}}
      soc2: The report is published
      calm: {title: It is calm, zones: {commit: One says so, target: Three say so}}
      secret: {title: What it costs, from: withheld, to: withheld, better: lower}
      follow: {title: Teams follow, measured_by: supporting}
      coverage: {title: Covered, kpi: code-coverage, from: 63, to: 80}
    # kpis/code-coverage.yaml
    title: Coverage
    better: higher
    unit: "%"
    # checkins/2026-Q4/ops/old.jsonl
"""
OLD = (
    '{"id": "7f3kq2ab9mwx4", "at": "2026-11-13T09:00:00Z", "who": "mira", '
    '"kr": "ops/calm#bugs", "value": 7, "confidence": 5, "blocked": "No staging"}\n'
)


def form(key: str, entries: str = "") -> Form:
    """The form of a key result of `GOALS`."""
    space: Space = workspace(GOALS)
    contents = {**space.contents, "checkins/2026-Q4/ops/old.jsonl": entries.encode()}
    desk = Desk(Space(contents).loaded, TODAY)
    state = desk.key_result(KeyResultAddress(CALM, key))
    held = holdups(state, desk.workspace)
    return Form(state, "bugs", dataclasses.replace(held, teams=("ops", "company")))


def asked(form: Form, *given: str) -> list[str]:
    """The names of the questions that come when these answers are given in turn."""
    answers: dict[str, str] = {}
    waiting = list(given)
    while question := form.next(answers, None):
        answers[question.key] = waiting.pop(0) if waiting else ""
    return list(answers)


ALWAYS = ["confidence", "blocked"]
KINDS = [
    ("bugs", ["8"], ["value", *ALWAYS]),
    ("uptime", ["99.6"], ["value", *ALWAYS]),
    ("canary", ["pilot"], ["milestone", "evidence", *ALWAYS]),
    ("canary", [""], ["milestone", *ALWAYS]),
    ("soc2", ["n"], ["done", *ALWAYS]),
    ("soc2", ["y"], ["done", "evidence", "blocked"]),
    ("calm", ["target"], ["zone", "evidence", *ALWAYS]),
    ("calm", ["below"], ["zone", *ALWAYS]),
    ("secret", ["50%"], ["progress", *ALWAYS]),
    ("follow", [], ALWAYS),
    ("coverage", [], ALWAYS),
    ("bugs", ["8", "3", "No staging"], ["value", *ALWAYS, "support"]),
    ("bugs", ["-"], ["value"]),
    ("bugs", ["8", "-"], ["value", "confidence"]),
]


@pytest.mark.parametrize(("key", "given", "questions"), KINDS)
def test_each_kind_has_its_questions(key: str, given: list[str], questions: list[str]) -> None:
    """A report in words of the kind, evidence where it is wanted, support where it is blocked."""
    assert asked(form(key), *given) == questions


def test_the_last_value_and_confidence_are_kept_by_enter() -> None:
    """They stand in the label and come back as they were typed."""
    value = form("bugs", OLD).next({}, None)
    assert value is not None
    assert (value.label, value.keeps) == ("Value  (was 7)", "7")
    confidence = form("bugs", OLD).next({"value": "7"}, None)
    assert confidence is not None
    assert confidence.label == "Confidence of 0 by 31 Dec, 0 to 10  (was 5)"
    assert confidence.keeps == "5"


def test_a_part_of_a_whole_is_kept_as_both() -> None:
    """`7/12` stays 7 of 12."""
    old = OLD.replace('"value": 7', '"value": 7, "of": 12')
    value = form("bugs", old).next({}, None)
    assert value is not None
    assert value.keeps == "7/12"


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"value": "7", "confidence": "5"}, False),
        ({"value": "7", "confidence": "3"}, True),
        ({"value": "7", "confidence": "4"}, False),
    ],
)
def test_a_confidence_that_fell_wants_a_word(answers: dict[str, str], *, wanted: bool) -> None:
    """By two or more."""
    question = form("bugs", OLD).next(answers, None)
    assert question is not None
    assert (question.key == "note") == ("OKR502" in question.label) == wanted


def test_words_behind_a_confidence_are_the_note() -> None:
    """So they can be said where nothing asks for them, and are not asked for where they were."""
    answers = {"value": "7", "confidence": "3 Two regressions"}
    question = form("bugs", OLD).next(answers, None)
    assert question is not None
    assert question.key == "blocked"
    saying = said_of(form("bugs", OLD), answers)
    assert saying is not None
    assert (saying.confidence, saying.note) == ("3", "Two regressions")
    sure = form("bugs").next({"value": "7"}, None)
    assert sure is not None
    assert [bool(sure.problem(text)) for text in ("", "3", "3 words", "words", "11 words")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_a_value_that_went_back_wants_a_word() -> None:
    """So does a state that turns to off pace; the word is not forced."""
    old = OLD.replace('"value": 7', '"value": 9')
    before, after = form("bugs", OLD), form("bugs", old)
    answers = {"value": "9", "confidence": "5"}
    note = before.next(answers, after.state)
    assert note is not None
    assert "OKR502" in note.label
    assert note.problem("") == ""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("y", {"blocked": None, "unblocked": ()}),
        ("n", {"blocked": None, "unblocked": ("7f3kq2ab9mwx4",)}),
        ("No keys", {"blocked": "No keys", "unblocked": ("7f3kq2ab9mwx4",)}),
    ],
)
def test_an_open_blocker_stays_goes_or_gives_way(answer: str, said: dict[str, object]) -> None:
    """Y keeps it, n closes it, words close it too and say what blocks it now."""
    saying = said_of(form("bugs", OLD), {"value": "7", "blocked": answer})
    assert saying is not None
    assert {"blocked": saying.blocked, "unblocked": saying.unblocked} == said


@pytest.mark.parametrize(
    ("key", "answers", "saying"),
    [
        ("bugs", {"value": "8", "confidence": "", "note": ""}, Saying(value="8")),
        ("canary", {"milestone": "pilot,all"}, Saying(milestone=("pilot", "all"))),
        ("soc2", {"done": "y", "evidence": "A link"}, Saying(done=True, evidence=("A link",))),
        ("soc2", {"done": "n"}, Saying(done=False)),
        ("soc2", {"done": "40%"}, Saying(progress="40%")),
        ("calm", {"zone": "target"}, Saying(zone="target")),
    ],
)
def test_answers_say_what_options_would(key: str, answers: dict[str, str], saying: Saying) -> None:
    """Asked or typed, the same becomes of it."""
    assert said_of(form(key), answers) == saying


def test_a_dash_anywhere_leaves_the_key_result_out() -> None:
    """Nothing is said of it."""
    assert said_of(form("bugs"), {"value": "8", "confidence": "-"}) is None


def test_the_script_says_the_same_to_a_shell() -> None:
    """Quoted, and broken where the screen ends."""
    saying = Saying(value="8", done=False, note="It's “calm”", support=("ops: a copy",))
    words = script("calm#bugs", saying, TODAY)
    assert words == [
        "okrctl checkin calm#bugs", "--value 8", "--no-done", "--note 'It'\"'\"'s “calm”'",
        "--support 'ops: a copy'", "--day 2026-11-21", "--yes",
    ]  # fmt: skip
    shown = list(lines(words, 60))
    assert shown[0] == "Script  okrctl checkin calm#bugs --value 8 --no-done \\"
    assert all(len(row) <= 60 for row in shown)
    assert all(row.endswith(" \\") for row in shown[:-1])


def test_a_problem_says_how_to_write_it() -> None:
    """Of a number, a confidence, and what is needed from whom."""
    value = form("bugs").next({}, None)
    assert value is not None
    assert value.problem("74%") == "write it in digits, without its unit: --value 74"
    assert value.problem("-") == value.problem("8") == ""
    support = form("bugs").next({"value": "8", "confidence": "5", "note": "", "blocked": "x"}, None)
    assert support is not None
    assert support.problem("opps: a copy").startswith("there is no team opps")
    assert support.problem("ops: a copy") == support.problem("") == ""
