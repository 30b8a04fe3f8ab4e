"""A rule out of a function: its page from the docstring, its subjects from the annotation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lint.linted import TODAY
from okrctl.lint.rule import LintRule, Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult
from okrctl.model.kpi import Kpi
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from support import Space, workspace


@rule("OKR998", severity="info", rests_on="somebody")
def short_titles(objective: Objective, _: View) -> Iterator[Problem]:
    """KPIs and objectives are said in words.

    One sentence
    on two lines.

    Another paragraph.

    Bad:
        title: Calm
        key_results:
          a: b

    Good:
        title: Releases are calm
    """
    if " " not in objective.title:
        yield Problem("title", "{title} is one word", title=objective.title, help="say more")


@rule("OKR997", severity="info")
def each_key_result(key_result: KeyResult, _: View) -> Iterator[Problem]:
    """Judges key results."""
    yield Problem(("owner",), "seen", about=key_result)


@rule("OKR996", severity="info")
def each_kpi(kpi: Kpi, _: View) -> Iterator[Problem]:
    """Judges KPIs."""
    yield Problem("", "seen", about=kpi)


@rule("OKR995", severity="info")
def the_whole(workspace: Workspace, view: View) -> Iterator[Problem]:
    """Judges the workspace."""
    yield Problem(("calendar", "timezone"), "seen")
    for objective in workspace.objectives:
        fixes = view.instead(objective, "title", text="Calm releases")
        yield Problem("title", "seen", about=objective, fixes=fixes)


SPACE = workspace("""
    # okrctl.yaml
    calendar: {timezone: Europe/Berlin}
    people: {mira: {name: Mira}}
    teams: {ops: {lead: mira}}
    # kpis/coverage.yaml
    title: Coverage
    better: higher
    # goals/2026-Q4/ops/calm.yaml
    title: Calm
    key_results:
      bugs: {title: Bugs, from: 10, to: 0}
    # goals/2026-Q4/ops/broken.yaml
    title: 7
""")


def found(one: LintRule, space: Space = SPACE) -> list[tuple[str, str, str]]:
    """Place, entity and message of each finding of a rule."""
    view = View(space.workspace, space.loaded.places, TODAY)
    return [(str(f.span), f.entity, f.message) for f in one.findings(view)]


def test_the_docstring_is_the_page() -> None:
    """Summary without its stop, paragraphs on one line each, examples with their indentation."""
    page = short_titles.rule
    assert (page.code, page.name, page.severity) == ("OKR998", "short-titles", "info")
    assert page.summary == "KPIs and objectives are said in words"
    assert page.explanation == "One sentence on two lines.\n\nAnother paragraph."
    assert page.bad == "title: Calm\nkey_results:\n  a: b\n"
    assert page.good == "title: Releases are calm\n"
    assert page.rests_on == "somebody"


def test_a_summary_begins_like_the_others() -> None:
    """A word gets a small letter, an acronym keeps its capitals."""
    assert each_kpi.rule.summary == "judges KPIs"


def test_a_problem_stands_at_its_field() -> None:
    """Code, place and entity are the engine's; what cannot be read is passed to no rule."""
    place = "goals/2026-Q4/ops/calm.yaml:1:8"
    assert found(short_titles) == [(place, "2026-Q4/ops/calm", "Calm is one word")]


def test_the_annotation_says_what_is_judged() -> None:
    """Key results, KPIs or the workspace; a field that is not written is at what is around it."""
    file = "goals/2026-Q4/ops/calm.yaml"
    assert found(each_key_result) == [(f"{file}:3:3", "2026-Q4/ops/calm#bugs", "seen")]
    assert found(each_kpi) == [("kpis/coverage.yaml:1:1", "kpi:coverage", "seen")]
    assert found(the_whole) == [
        ("okrctl.yaml:1:22", "", "seen"),
        (f"{file}:1:8", "2026-Q4/ops/calm", "seen"),
    ]


def test_a_fix_is_an_edit_at_the_field() -> None:
    """Nothing but the value changes; no text is no fix."""
    view = View(SPACE.workspace, SPACE.loaded.places, TODAY)
    (objective,) = SPACE.workspace.objectives
    (fix,) = view.instead(objective, "title", text="Calm releases")
    assert [(str(edit.span), edit.text) for edit in fix.edits] == [
        ("goals/2026-Q4/ops/calm.yaml:1:8", "Calm releases")
    ]
    assert view.instead(objective, "title", text="") == ()


def test_a_view_measures_on_its_day() -> None:
    """Rules that need to know where goals stand find the state of the day they judge."""
    view = View(SPACE.workspace, SPACE.loaded.places, date(2026, 11, 2))
    assert view.state.as_of == date(2026, 11, 2)
    assert [str(one.address) for one in view.state.objectives] == ["2026-Q4/ops/calm"]
