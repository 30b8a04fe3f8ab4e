"""Rules that read words: what they say of goals that were labelled by hand, and of real shapes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lint.labelled import Labelled, labelled, public
from lint.linted import codes, linted
from support import said

ROOT = Path(__file__).parents[2]
MODELS = (
    "Reduce the number of bugs in our live code base post release",
    "Build an audience that actually pays attention to us",
    "Turn this product from 'nice to have' into 'cannot switch it off' for 100 teams",
    "Make customers feel so supported they bring friends",
)


def test_a_hundred_goals_are_labelled_and_half_of_them_are_good() -> None:
    """Each label belongs to a goal that lint knows."""
    found = labelled()
    assert len(found) == len({(one.address, one.title) for one in found}) == 100
    assert sum(not one.expected for one in found) == 50
    assert set(MODELS) <= {one.title for one in found if not one.expected}


@pytest.mark.parametrize(
    "goal", [one for one in labelled() if not one.expected], ids=lambda one: one.title[:40]
)
def test_a_good_goal_draws_no_more_than_an_information(goal: Labelled) -> None:
    """The articles' model goals are among them."""
    assert {one.weight for one in goal.findings} <= {"info"}, said(goal.findings)


def test_every_rule_of_the_family_has_a_label() -> None:
    """So that a rule which falls silent is seen."""
    assert {code for one in labelled() for code in one.expected} == {
        f"OKR{number}" for number in range(301, 324)
    }


def test_a_real_set_draws_about_one_warning_an_objective() -> None:
    """The corpus, judged by all rules: fewer warnings than objectives."""
    objectives, found = public()
    assert objectives > 40
    assert sum(one.weight == "warning" for one in found) <= objectives


def test_the_page_is_what_the_rules_do() -> None:
    """Precision and recall in docs/wording.md are recomputed."""
    ran = subprocess.run(
        [sys.executable, "docs/wording.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


GOAL = """
    # okrctl.yaml
    people: {{mira: {{name: Mira}}}}
    teams: {{ops: {{lead: mira}}}}
    lint: {{words: {{language: {language}}}}}
    # goals/2026-Q4/ops/calm.yaml
    title: {title}
    why: So ist es
    key_results:
      one: {{title: {result}, from: 10, to: 0}}
      two: {{title: Was uns niemand sagt, from: 10, to: 0}}
"""


@pytest.mark.parametrize(
    ("title", "result", "expected"),
    [
        ("Umsatz um 20 % steigern", "Tickets", ["OKR301"]),
        ("Zwei Millionen Nutzer gewinnen", "Tickets", ["OKR301"]),
        ("Umsatz verdoppeln", "Tickets", ["OKR301"]),
        ("Neues Kundenportal einführen", "Tickets", ["OKR308"]),
        ("Einführung eines CRM-Systems", "Tickets", ["OKR308"]),
        ("Qualität verbessern", "Tickets", ["OKR303"]),
        ("Niemand wartet auf uns", "Drei Workshops durchführen", ["OKR307"]),
        ("Niemand wartet auf uns", "Umsatz steigern und Kosten senken", ["OKR320"]),
        ("Ein Publikum aufbauen, das uns zuhört", "Zeit für Entwicklung", []),
        ("Unsere Software ist für 100 Teams unverzichtbar", "Antwortzeit", []),
        ("Entwicklung macht wieder Freude", "Anteil am ersten Tag", []),
    ],
)
def test_german_has_words_of_its_own(title: str, result: str, expected: list[str]) -> None:
    """Verbs stand last, words grow together, and English says nothing of them."""
    found = linted(GOAL.format(language="de", title=title, result=result), select=["OKR3"])
    assert codes(found) == expected, said(found)


def test_a_language_without_words_is_said_and_nothing_else() -> None:
    """A typing error in the settings does not switch the rules off silently."""
    text = GOAL.format(language="german", title="Launch the new portal", result="Tickets")
    found = linted(text, select=["OKR3"])
    assert codes(found) == ["OKR392"], said(found)
    assert found[0].help == "write one of de, en"
