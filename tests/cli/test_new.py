from __future__ import annotations

import pytest

from cli.console import Console
from okrctl.text.nodes import read
from okrctl.text.places import Data, plain

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
KR = ("new", "kr", "trusted-releases")


def data(space: Console, path: str) -> dict[str, Data]:
    """What a file says."""
    held = plain(read(space.read(path).encode(), path).root)
    assert isinstance(held, dict)
    return held


def key_result(space: Console, name: str) -> Data:
    """What the objective says of one key result."""
    found = data(space, GOAL)["key_results"]
    assert isinstance(found, dict)
    return found[name]


def lints(space: Console) -> None:
    """The workspace has no error."""
    checked = space.okrctl("lint")
    assert checked.status == 0, checked.out


def test_an_objective_by_its_address(space: Console) -> None:
    """The address gives the path; what was said is in the file, with the editor's line first."""
    ended = space.okrctl(
        "new", "objective", "2027-Q1/engineering/calm-deploys", "--title", "Deploys are calm",
        "--why", "Pages: wake people", "--owner", "mira", "--committed",
    )  # fmt: skip
    assert (ended.status, ended.err) == (0, "")
    assert space.read("goals/2027-Q1/engineering/calm-deploys.yaml").splitlines() == [
        "# yaml-language-server: $schema=../../../.okrctl/objective.schema.json",
        "title: Deploys are calm",
        'why: "Pages: wake people"',
        "owner: mira",
        "commitment: committed",
        "# okrctl new kr engineering/calm-deploys 'What shows it' adds a key result",
    ]
    lints(space)


def test_an_objective_by_its_title(space: Console) -> None:
    """The id comes from the title; nothing is committed."""
    words = ("new", "objective", "Nobody dreads being on call", "--team", "engineering")
    ended = space.okrctl(*words, "--cycle", "2026-Q4", "--supports", "engineering/trusted-releases")
    path = "goals/2026-Q4/engineering/nobody-dreads-being.yaml"
    assert f"+ {path}\n" in ended.out
    assert data(space, path)["supports"] == ["engineering/trusted-releases"]
    assert f"?? {path}" in space.git("status", "--short", "--untracked-files=all")
    lints(space)


def test_what_is_there_is_not_replaced(space: Console) -> None:
    """An objective, key result, KPI or team that exists is refused, and the files stay."""
    space.okrctl("new", "kpi", "coverage", "--better", "higher")
    before = space.all_files()
    for words in (
        ("objective", "2026-Q4/engineering/trusted-releases", "--title", "x"),
        ("kr", "trusted-releases", "x", "--id", "critical-bugs", "--count", "3"),
        ("kpi", "coverage", "--better", "higher"),
        ("team", "engineering"),
    ):
        ended = space.okrctl("new", *words)
        assert (ended.status, "already" in ended.err) == (2, True), ended
    assert space.all_files() == before


def test_nothing_wrong_is_written(space: Console) -> None:
    """What would bring an error into the workspace is refused with that error."""
    before = space.all_files()
    for words, message in (
        (("objective", "engineering/x", "--title", "x", "--supports", "company/nope"), "OKR201"),
        (("objective", "engineering/x", "--title", "x", "--owner", "nobody"), "OKR111"),
        (("objective", "enginering/x", "--title", "x"), "did you mean engineering?"),
        (("objective", "2026-Q9/engineering/x", "--title", "x"), "no cycle"),
        (("kr", "trusted-releases", "x", "--from", "5", "--to", "5"), "OKR103"),
        (("kr", "trusted-releases", "x", "--to", "5", "--at-least", "5"), "OKR101"),
        (("kr", "trusted-releases", "x", "--to", "ten"), "--to ten"),
        (("kr", "trusted-relases", "x", "--count", "3"), "did you mean"),
        (("kpi", "a", "--better", "higher", "--healthy", "about 3"), "--healthy"),
        (("kpi", "a", "--better", "higher", "--formula", "b / c"), "OKR109"),
        (("team", "data", "--lead", "mirra"), "did you mean mira?"),
    ):
        ended = space.okrctl("new", *words)
        assert (ended.status, message in ended.err) == (2, True), ended
    assert space.all_files() == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("Tested", "--unit", "%", "--from", "63", "--to", "80", "--stretch", "85.5"),
            "{title: Tested, unit: '%', from: 63, to: 80, stretch: 85.5}",
        ),
        (("Speakers", "--count", "3"), "{title: Speakers, count: 3}"),
        (
            ("Lead time", "--from", "unknown", "--change-by=-50%", "--baseline-by", "2026-12-15"),
            "{title: Lead time, from: unknown, change_by: -50%, baseline_by: 2026-12-15}",
        ),
        (
            ("Uptime", "--at-least", "99.5", "--every", "week", "--guardrail"),
            "{title: Uptime, at_least: 99.5, every: week, guardrail: true}",
        ),
        (("Load", "--between", "20,80"), "{title: Load, between: [20, 80]}"),
        (
            (
                "Canary",
                "--milestone",
                "pilot: One service, by 2026-12-01",
                "--milestone",
                "All of it",
            ),
            (
                "{title: Canary, milestones: "
                "{pilot: {title: One service, due: 2026-12-01}, all-of-it: All of it}}"
            ),
        ),
        (
            ("Said", "--zone", "target: Three say so", "--zone", "commit: One says so"),
            "{title: Said, zones: {commit: One says so, target: Three say so}}",
        ),
        (("The report is out", "--done-when"), "The report is out"),
        (("Others", "--supporting"), "{title: Others, measured_by: supporting}"),
        (("Bugs from 9 to 3", "--yes"), "{title: Bugs, from: 9, to: 3}"),
    ],
)
def test_a_key_result_of_every_kind(space: Console, words: tuple[str, ...], expected: str) -> None:
    """Each shape has its options; the file reads back as they said, and lints clean."""
    ended = space.okrctl(*KR, words[0], "--id", "it", *words[1:])
    assert (ended.status, ended.err) == (0, "")
    meant = plain(read(f"it: {expected}".encode(), "x.yaml").root)
    assert {"it": key_result(space, "it")} == meant
    lints(space)


def test_the_rest_of_the_file_stays(space: Console) -> None:
    """A key result is spliced in: every line that was there is there, comments included."""
    text = space.read(GOAL).replace("title: Crit", "# keep me\n    title:  Crit")
    space.write(GOAL, text)
    space.okrctl(*KR, "Speakers", "--count", "3")
    assert space.read(GOAL).startswith(text)


def test_a_guess_needs_a_yes(space: Console) -> None:
    """Off a terminal a guessed shape is shown and refused; `--yes` takes it."""
    ended = space.okrctl(*KR, "Hire 2 designers by 2026-12-15")
    assert (ended.status, "--yes" in ended.err) == (2, True)
    assert "count: 2" in ended.out
    assert "hire-2-designers" not in space.read(GOAL)
    assert space.okrctl(*KR, "Hire 2 designers by 2026-12-15", "--yes").status == 0
    assert "count: 2" in space.read(GOAL)


def test_a_guess_is_confirmed_on_a_terminal(space: Console) -> None:
    """The shape is shown first; Enter takes it, n leaves the file alone."""
    before = space.read(GOAL)
    words = (*KR, "Hire 2 designers")
    assert space.terminal(*words, keys=[("Add it like this", "n\r")]).status == 130
    assert space.read(GOAL) == before
    shown = space.terminal(*words, keys=[("Add it like this", "\r")])
    assert (shown.status, "count: 2" in shown.out) == (0, True)
    assert "hire-2-designers:" in space.read(GOAL)


def test_a_placeholder_by_intent(space: Console) -> None:
    """`--to TODO` is written as it was said; lint then asks for the number."""
    assert space.okrctl(*KR, "Latency", "--from", "9", "--to", "TODO").status == 0
    checked = space.okrctl("lint", "--format", "concise")
    assert (checked.status, checked.out.count("OKR010")) == (1, 1)


def test_a_kpi(space: Console) -> None:
    """Thresholds and the rest are in the file, and it lints clean."""
    words = ("--better", "higher", "--unit", "%", "--healthy", ">= 75", "--warning", ">=70")
    more = ("--target", "80", "--cadence", "weekly", "--owner", "tomas")
    assert space.okrctl("new", "kpi", "Code coverage", *words, *more).status == 0
    assert data(space, "kpis/code-coverage.yaml")["healthy"] == {"at_least": 75}
    lints(space)


def test_a_team(space: Console) -> None:
    """A team is spliced into okrctl.yaml below company."""
    assert space.okrctl("new", "team", "data-platform", "--lead", "tomas").status == 0
    teams = data(space, "okrctl.yaml")["teams"]
    assert isinstance(teams, dict)
    assert teams["data-platform"] == {
        "title": "Data platform", "parent": "company", "lead": "tomas",
    }  # fmt: skip
    lints(space)


def test_a_dry_run_prints_the_diff(space: Console) -> None:
    """`--dry-run` shows what would change, and changes nothing."""
    before = space.all_files()
    ended = space.okrctl(*KR, "Speakers", "--count", "3", "--dry-run")
    assert f"+++ b/{GOAL}" in ended.out
    assert "+    count: 3" in ended.out
    assert space.all_files() == before


def test_an_objective_is_asked_for(space: Console) -> None:
    """On a terminal team, title, reason and owner are asked."""
    shown = space.terminal(
        "new", "objective", "--cycle", "2027-Q1",
        keys=[("Team", "\r"), ("What gets better", "Calm\r"), ("Why", "Sleep\r"), ("Owner", "\r")],
    )  # fmt: skip
    assert shown.status == 0, shown.out
    assert data(space, "goals/2027-Q1/company/calm.yaml") == {
        "title": "Calm", "why": "Sleep", "owner": "mira",
    }  # fmt: skip
