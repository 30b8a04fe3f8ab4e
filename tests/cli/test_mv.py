from __future__ import annotations

import json

import pytest

from cli.console import Console

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"
DATA = ("lint", "--select", "OKR0,OKR1,OKR2")
"""Whether the files and their references are sound; how good the goals are is another matter."""
ENTRY = {"id": "7f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "tomas"}
FILES = {
    GOAL: """\
title: Customers trust every release
owner: tomas
supports: [company/trust#nps]   # the reason
key_results:
  coverage: {title: Code is tested, kpi: code-coverage, from: 63, to: 80}
  soc2: The report is published
initiatives:
  report: {title: Report coverage, owner: tomas, key_results: [coverage, soc2]}
""",
    "goals/2026-Q4/company/trust.yaml": """\
title: Customers trust us
key_results:
  nps: {title: They recommend us, from: 31, to: 45}
needs:
  - {team: engineering, what: Calm releases, objective: engineering/trusted-releases}
""",
    "goals/2026-Q4/company/calm.yaml": """\
title: We sleep
with: [engineering]
supports: []
key_results:
  pages: {title: Pages at night, from: 6, to: 1}
""",
    "kpis/code-coverage.yaml": """\
title: Coverage
better: higher
owner: tomas
unit: "%"
supports: [engineering/trusted-releases]
""",
    "kpis/doubled.yaml": """\
title: Twice the coverage
better: higher
unit: "%"
formula: code-coverage + code-coverage
drives: {code-coverage: {effect: same}}
""",
}


@pytest.fixture
def moved(space: Console) -> Console:
    """A workspace in which everything names everything, with a check-in and a reading."""
    for path, text in FILES.items():
        space.write(path, text)
    check_in = {**ENTRY, "kr": "engineering/trusted-releases#soc2", "done": False}
    reading = {**ENTRY, "id": "8f3kq2ab9mwx4", "kpi": "code-coverage", "value": 70}
    folder = "checkins/2026-Q4/engineering"
    space.write(f"{folder}/20261120T140322Z-tomas-7f3kq2.jsonl", json.dumps(check_in) + "\n")
    space.write("readings/2026/20261120T140322Z-tomas-8f3kq2.jsonl", json.dumps(reading) + "\n")
    text = space.read("okrctl.yaml").replace(
        "[mira, tomas]}", "[mira, tomas], kpi_page: [code-coverage]}"
    )
    space.write("okrctl.yaml", text)
    space.commit()
    return space


def entries(space: Console) -> dict[str, bytes]:
    """Every entry file."""
    return {path: data for path, data in space.all_files().items() if path.endswith(".jsonl")}


def facts(space: Console) -> dict[str, object]:
    """Progress and state of every key result by the end of its address."""
    shown = json.loads(space.okrctl("status", "--as-of", "2026-11-21", "--format", "json").out)
    return {
        f"{kr['title']}": (kr["progress"], kr["state"])
        for team in shown["teams"]
        for objective in team["objectives"]
        for kr in objective["key_results"]
    }


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("trusted-releases", "calm-releases", "engineering/trusted-releases"),
        ("trusted-releases", "company/trusted-releases", "engineering/trusted-releases"),
        ("trusted-releases#coverage", "tested", "[coverage"),
        ("soc2", "report", "coverage, soc2]"),
        ("nps", "promoters", "trust#nps"),
        ("trust", "confidence", "company/trust#"),
        ("code-coverage", "tested-lines", "kpi: code-coverage"),
        ("kpi:code-coverage", "kpi:tested-lines", "[code-coverage]"),
        ("tomas", "tom", "owner: tomas"),
        ("team:engineering", "platform", "team: engineering"),
    ],
)
def test_a_move_changes_names_and_nothing_else(
    moved: Console, old: str, new: str, gone: str
) -> None:
    """One commit; references follow, check-ins stay as they are, every number stays the same."""
    before, numbers = entries(moved), facts(moved)
    ended = moved.okrctl("mv", old, new)
    assert (ended.status, ended.err) == (0, "")
    assert moved.git("status", "--short") == ""
    assert moved.git("log", "-1", "--format=%(trailers:key=Okrctl,valueonly)").strip() == "mv"
    assert moved.okrctl(*DATA).status == 0, moved.okrctl(*DATA).out
    assert entries(moved) == before
    assert facts(moved) == numbers
    written = [data.decode() for path, data in moved.all_files().items() if path.endswith(".yaml")]
    rest = "\n".join(line for text in written for line in text.splitlines() if "alias" not in line)
    assert gone not in rest


def test_the_old_name_still_works(moved: Console) -> None:
    """People may go on typing the old name of an objective, a key result and a KPI."""
    moved.okrctl("mv", "trusted-releases", "calm-releases")
    moved.okrctl("mv", "calm-releases#soc2", "report")
    moved.okrctl("mv", "code-coverage", "tested-lines")
    for name in ("trusted-releases", "trusted-releases#soc2", "kpi:code-coverage"):
        assert moved.okrctl("show", name, "--as-of", "2026-11-21").status == 0, name


def test_there_and_back(moved: Console) -> None:
    """Moving a thing back takes its name out of the aliases and leaves the other one there."""
    moved.okrctl("mv", "trusted-releases", "calm-releases")
    moved.okrctl("mv", "calm-releases", "trusted-releases")
    assert "aliases: [engineering/calm-releases]" in moved.read(GOAL)
    assert moved.okrctl(*DATA).status == 0


def test_comments_and_layout_stay(moved: Console) -> None:
    """Only the words that name the thing change, and one line for the alias is added."""
    before = moved.read(GOAL)
    moved.okrctl("mv", "nps", "promoters")
    assert moved.read(GOAL) == before.replace("trust#nps", "trust#promoters")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("trusted-releases", "company/trust", "there is an objective trust already"),
        ("trusted-releases", "nowhere/x", "no team 'nowhere'"),
        ("trusted-releases", "2027-Q1/engineering/x", "has check-ins"),
        ("trusted-releases", "Not An Id", "is no id"),
        ("soc2", "coverage", "there is a key result coverage already"),
        ("soc2", "trust#soc2", "stays with its objective"),
        ("code-coverage", "doubled", "there is a KPI doubled already"),
        ("tomas", "mira", "there is a person mira already"),
        ("tomas", "tomas", "already"),
        ("engineering", "company", "there is a team company already"),
        ("trusted-relases", "x", "no objective"),
        ("person:nobody", "x", "knows no person"),
    ],
)
def test_what_cannot_move_is_refused(moved: Console, old: str, new: str, words: str) -> None:
    """Exit 2 says why, and no file changes."""
    before = moved.all_files()
    ended = moved.okrctl("mv", old, new)
    assert (ended.status, words in ended.err) == (2, True), ended
    assert moved.all_files() == before


def test_one_name_for_two_things_is_refused(moved: Console) -> None:
    """A word that is a person and a KPI asks which."""
    moved.okrctl("mv", "code-coverage", "tomas")
    ended = moved.okrctl("mv", "tomas", "x")
    assert (ended.status, "person:tomas" in ended.err, "kpi:tomas" in ended.err) == (2, True, True)


def test_uncommitted_files_are_refused(moved: Console) -> None:
    """A file that differs from HEAD would be swept into the commit: exit 3, nothing changes."""
    moved.write(GOAL, moved.read(GOAL) + "# mine\n")
    before = moved.all_files()
    assert moved.okrctl("mv", "trusted-releases", "x").status == 3
    assert moved.all_files() == before


def test_a_dry_run_changes_nothing(moved: Console) -> None:
    """`--dry-run` prints the renames and the diffs."""
    before = moved.all_files()
    ended = moved.okrctl("mv", "trusted-releases", "x", "--dry-run")
    assert f"rename from {GOAL}" in ended.out
    assert "+aliases: [engineering/trusted-releases]" in ended.out
    assert moved.all_files() == before


def test_without_a_commit(moved: Console) -> None:
    """`--no-commit` moves the files and leaves committing to the person."""
    head = moved.git("rev-parse", "HEAD")
    assert moved.okrctl("mv", "trusted-releases", "x", "--no-commit").status == 0
    assert moved.git("rev-parse", "HEAD") == head
    assert (moved.folder / "goals/2026-Q4/engineering/x.yaml").is_file()


def test_a_terminal_shows_the_move_and_asks(space: Console) -> None:
    """No is exit 130 and leaves everything; --yes asks nothing."""
    files = space.all_files()
    words = ("mv", "trusted-releases", "calm-releases")
    shown = space.terminal(*words, keys=[("? Commit", "n\r")])
    assert (shown.status, "nothing was written" in shown.out) == (130, True)
    assert "rename from goals/2026-Q4/engineering/trusted-releases.yaml" in shown.out
    assert space.all_files() == files
    shown = space.terminal(*words, "--yes")
    assert (shown.status, "rename from" in shown.out) == (0, False)
    assert "goals/2026-Q4/engineering/calm-releases.yaml" in space.all_files()
