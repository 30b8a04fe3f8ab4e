"""Rules of goals that are worth having: where each of them speaks, and where it must not."""

from __future__ import annotations

from datetime import date

import pytest

from lint.linted import TODAY, codes, linted
from okrctl.findings import Finding
from okrctl.lint.catalog import lint_rules
from support import said

SETTINGS = """
    # okrctl.yaml
    people: {{mira: {{name: Mira}}, jo: {{name: Jo}}}}
    teams:
      company: {{lead: mira}}
      ops: {{lead: mira, parent: company}}
    lint: {{{lint}}}
"""
GOAL = """
    # goals/{cycle}/{team}/{name}.yaml
    title: {title}
    why: Two of six asked to leave the rota in September.
"""


def settings(lint: str = "") -> str:
    """An okrctl.yaml with a team at the top and one below it."""
    return SETTINGS.format(lint=lint)


def goal(
    *results: str,
    title: str = "Nobody dreads being on call",
    name: str = "calm",
    team: str = "ops",
    cycle: str = "2026-Q4",
) -> str:
    """An objective with key results, one a line."""
    head = "    key_results:\n" if results else ""
    lines = head + "".join(f"      k{number}: {result}\n" for number, result in enumerate(results))
    return GOAL.format(title=title, name=name, team=team, cycle=cycle) + lines


def entry(number: int, subject: str, at: str, rest: str) -> str:
    """One line of entries."""
    key, about = subject.split(":")
    return (
        f'    {{"id": "{number}f3kq2ab9mwx4", "at": "{at}T14:00:00Z", "who": "mira",'
        f' "{key}": "{about}", {rest}}}\n'
    )


def of(code: str, text: str, today: date = TODAY) -> tuple[Finding, ...]:
    """What one rule says of a text."""
    return linted(text, today, select=[code])


PAGES, AGAIN = "{title: Pages, from: 41, to: 12}", "{title: Minutes until well, from: 90, to: 30}"


@pytest.mark.parametrize(
    ("count", "limits", "found"),
    [
        (0, "", ["OKR305"]),
        (1, "", ["OKR322"]),
        (2, "", []),
        (5, "", []),
        (6, "", ["OKR305"]),
        (6, "limits: {key_results: [2, 7]}", []),
        (2, "limits: {key_results: [3, 4]}", ["OKR322"]),
    ],
)
def test_how_many_key_results(count: int, limits: str, found: list[str]) -> None:
    """Two to five, or what the settings say."""
    text = settings(limits) + goal(*[PAGES] * count)
    assert codes(linted(text, select=["OKR305", "OKR322"])) == found


def test_what_was_dropped_does_not_count() -> None:
    """Of six key results one was dropped, and five are left."""
    text = settings() + goal(*[PAGES] * 6)
    assert codes(of("OKR305", text)) == ["OKR305"]
    dropped = entry(7, "kr:ops/calm#k3", "2026-11-02", '"outcome": "dropped", "note": "Too much"')
    text += "    # checkins/2026-Q4/ops/one.jsonl\n" + dropped
    assert of("OKR305", text) == ()
    assert codes(of("OKR305", text, date(2026, 11, 1))) == ["OKR305"]


def test_a_key_result_that_cannot_be_read_is_no_missing_one() -> None:
    """One typing error is one finding."""
    found = linted(settings() + goal("{title: Pages, form: 41}"), select=["OKR"], ignore=["OKR304"])
    assert "OKR305" not in codes(found), said(found)
    assert "OKR322" not in codes(found), said(found)


@pytest.mark.parametrize(("team", "most"), [("ops", 3), ("company", 5)])
def test_how_many_objectives(team: str, most: int) -> None:
    """Three for a team, five at the top: one finding at the first that is too many."""
    goals = [goal(PAGES, AGAIN, name=f"g{number}", team=team) for number in range(most + 2)]
    assert of("OKR306", settings() + "".join(goals[:most])) == ()
    (finding,) = of("OKR306", settings() + "".join(goals))
    assert finding.entity == f"2026-Q4/{team}/g{most}"
    assert finding.message == f"{team} has {most + 2} objectives in 2026-Q4, more than {most}"
    other = goal(PAGES, AGAIN, name="other", team=team, cycle="2027-Q1")
    assert of("OKR306", settings() + "".join(goals[:most]) + other) == ()


@pytest.mark.parametrize(
    ("title", "kpi", "found"),
    [
        ("Increase customer satisfaction", "Customer satisfaction (CSAT)", ["OKR302"]),
        ("Grow MRR", "What customers pay us each month", ["OKR302"]),
        ("Grow happier customers", "Customer satisfaction", []),
        ("Customers are so satisfied that they send us friends", "Customer satisfaction", []),
        ("Pages", "What customers pay us", ["OKR302"]),
    ],
)
def test_kpi_cosplay(title: str, kpi: str, found: list[str]) -> None:
    """By a KPI's title or id, or a key result's; verbs of more and numbers do not count."""
    text = settings() + f"    # kpis/mrr.yaml\n    title: {kpi}\n    better: higher\n"
    assert codes(of("OKR302", text + goal(PAGES, AGAIN, title=title))) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("{title: Visits, from: 1, to: 9}", "{title: Leads, from: 1, to: 9}", ["OKR309"]),
        ("{title: Visits, from: 1, to: 9}", "{title: Cost, at_most: 9, guardrail: true}", []),
        ("{title: Visits, from: 1, to: 9}", "{title: People who stay, from: 1, to: 9}", []),
        ("{title: Visits nobody needed, from: 9, to: 1}", "{title: Leads, from: 1, to: 9}", []),
    ],
)
def test_quantity(first: str, second: str, found: list[str]) -> None:
    """A quality, a guardrail, or less of something is partner enough."""
    assert codes(of("OKR309", settings() + goal(first, second))) == found


def test_held_lines_and_work() -> None:
    """All lines held, or all work: one key result of another sort is enough for silence."""
    held, done = "{title: Up, at_least: 99}", "{title: Done, done_when: It is}"
    assert codes(linted(settings() + goal(held, held), select=["OKR313", "OKR314"])) == ["OKR313"]
    assert codes(linted(settings() + goal(done, done), select=["OKR313", "OKR314"])) == ["OKR314"]
    guard = "{title: Up, at_least: 99, guardrail: true}"
    assert codes(of("OKR314", settings() + goal(done, guard))) == ["OKR314"]
    for other in (held, done):
        assert linted(settings() + goal(other, PAGES), select=["OKR313", "OKR314"]) == ()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("{title: Open, from: 9, to: 4}", 1),
        ("{title: Open, from: 9, to: 4, stretch: 2}", 0),
        ("{title: Open, from: 9, to: 0}", 0),
        ('{title: Open, unit: "%", from: 9, to: 100}', 0),
        ("{title: Open, from: 9, to: 4, guardrail: true}", 0),
        ("{title: Open, at_most: 4}", 0),
        ("{title: Open, from: 9, to: unknown}", 0),
    ],
)
def test_stretch(other: str, found: int) -> None:
    """Asked for where something lies beyond the target, once anybody uses it."""
    stretched = "{title: Pages, from: 41, to: 12, stretch: 6}"
    assert len(of("OKR315", settings() + goal(stretched, other))) == found
    assert of("OKR315", settings() + goal(AGAIN, other.replace(", stretch: 2", ""))) == ()


@pytest.mark.parametrize(
    ("result", "day", "found"),
    [
        ("{title: Days, from: unknown, to: 3, better: lower}", "2026-10-31", 0),
        ("{title: Days, from: unknown, to: 3, better: lower}", "2026-11-01", 1),
        ("{title: D, from: unknown, to: 3, better: lower, baseline_by: 2026-12-01}",
         "2026-12-01", 0),
        ("{title: D, from: unknown, to: 3, better: lower, baseline_by: 2026-12-01}",
         "2026-12-02", 1),
        ("{title: Days, from: withheld, to: 3, better: lower}", "2026-12-02", 0),
    ],
)  # fmt: skip
def test_baseline(result: str, day: str, found: int) -> None:
    """After its day, else after a third of the cycle; what is withheld is known to somebody."""
    text = settings() + goal(result, PAGES)
    assert len(of("OKR316", text, date.fromisoformat(day))) == found


def test_only_the_baseline_waits_for_the_clock() -> None:
    """Of this family one rule is broken by time alone."""
    by_clock = {one.rule.code for one in lint_rules() if one.by_clock}
    assert {code for code in by_clock if code.startswith("OKR3")} == {"OKR316"}


CHECKINS = "    # checkins/2026-Q4/ops/one.jsonl\n"


@pytest.mark.parametrize(
    ("day", "value", "found"),
    [("2026-10-05", 12, 1), ("2026-10-05", 13, 0), ("2026-10-20", 12, 0)],
)
def test_a_target_reached_at_once(day: str, value: int, found: int) -> None:
    """In the first tenth of the time; later it is success."""
    text = settings() + goal(PAGES, AGAIN) + CHECKINS
    text += entry(7, "kr:ops/calm#k0", day, f'"value": {value}')
    assert len(of("OKR318", text)) == found


@pytest.mark.parametrize(
    ("first", "second", "found"), [(10, 10, 1), (10, 9, 0), (10, None, 0), (9, 9, 0)]
)
def test_certain_from_the_start(first: int, second: int | None, found: int) -> None:
    """Every key result, and above nine."""
    text = settings() + goal(PAGES, AGAIN) + CHECKINS
    text += entry(7, "kr:ops/calm#k0", "2026-10-05", f'"value": 40, "confidence": {first}')
    if second is not None:
        text += entry(8, "kr:ops/calm#k1", "2026-10-05", f'"value": 80, "confidence": {second}')
    assert len(of("OKR318", text)) == found


@pytest.mark.parametrize(("start", "found"), [(63, 0), (62, 0), (71, 1), (50, 1)])
def test_a_kpi_that_stood_elsewhere(start: int, found: int) -> None:
    """The last reading before the start counts, and a tenth of the way is let pass."""
    text = settings() + "    # kpis/cover.yaml\n    title: Covered\n    better: higher\n"
    text += "    # readings/2026/one.jsonl\n" + entry(7, "kpi:cover", "2026-09-30", '"value": 63')
    text += entry(8, "kpi:cover", "2026-10-30", '"value": 79')
    result = f"{{title: Tested, kpi: cover, from: {start}, to: 80}}"
    assert len(of("OKR319", text + goal(result, PAGES))) == found


def test_history_is_not_read_for_acronyms() -> None:
    """An acronym is said once, where it is first read among what is still judged."""
    old = goal(PAGES, title="SLO first", cycle="2026-Q1")
    new = goal(PAGES, title="SLO again", cycle="2026-Q4")
    (finding,) = of("OKR317", settings() + old + new)
    assert finding.entity == "2026-Q4/ops/calm"


@pytest.mark.parametrize(
    "why", ["A service level objective (SLO) is kept", "What the HR team and the EU want"]
)
def test_acronyms_that_are_explained(why: str) -> None:
    """By the words before them, or because everybody reads them."""
    text = settings() + goal(PAGES).replace("Two of six asked to leave the rota in September.", why)
    assert of("OKR317", text) == ()


@pytest.mark.parametrize(
    ("title", "fixed"),
    [
        ("Clients sleep", "Customers sleep"),
        ('"All clients sleep"', '"All customers sleep"'),
        ("'All clients sleep'", "'All customers sleep'"),
        ('"It\\x27s clients"', None),
        (">-\n      All\n      clients", None),
    ],
)
def test_a_word_is_replaced_in_its_place(title: str, fixed: str | None) -> None:
    """The fix touches the word alone; where the file writes the text otherwise there is none."""
    text = settings("words: {replace: {clients: customers}}") + goal(PAGES, title=title)
    (finding,) = of("OKR391", text)
    assert finding.severity is None
    assert bool(finding.fixes) == (fixed is not None)
    if fixed:
        (edit,) = finding.fixes[0].edits
        line = f"title: {title}"
        start, end = edit.span.column - 1, edit.span.end_column - 1
        assert line[:start] + edit.text + line[end:] == f"title: {fixed}"
        assert not finding.fixes[0].safe


def test_a_forbidden_word_is_a_word() -> None:
    """In any case, in several words, and never as a part of another."""
    words = "words: {forbid: {low-hanging fruit: name it, resource: say people}}"
    text = settings(words) + goal("{title: Low-Hanging Fruit, from: 9, to: 1}",
                                  "{title: Resourceful people, from: 1, to: 9}")  # fmt: skip
    (finding,) = of("OKR390", text)
    assert (finding.entity, finding.help) == ("2026-Q4/ops/calm#k0", "name it")
