from __future__ import annotations

import json
import re

import pytest

from cli.console import Console
from cli.running import Here
from okrctl.pages.library import NAMES, example

DOZEN = ("data", "design", "engineering", "finance", "marketing", "non-profit", "operations",
         "people", "product", "sales", "security", "support")  # fmt: skip
SETTINGS = """\
okrctl: 1
people: {mira: {name: Mira}}
teams:
"""


@pytest.fixture
def here(console: Console) -> Here:
    """A workspace outside git that has a team for each function but sales."""
    teams = "".join(f"  {name}: {{lead: mira}}\n" for name in NAMES if name != "sales")
    console.write("okrctl.yaml", f"{SETTINGS}{teams}  revenue: {{title: Revenue}}\n")
    return Here(console.folder, console.home, {"OKRCTL_PERSON": "mira"})


def test_there_are_a_dozen() -> None:
    """Each with two objectives of two to four key results, and a leading and a lagging KPI."""
    assert NAMES == DOZEN
    for name in NAMES:
        texts = [file.text for file in example(name).files]
        assert [file.sort for file in example(name).files] == ["goals", "goals", "kpis", "kpis"]
        roles = set(re.findall(r"^role: (\w+)$", "".join(texts), re.MULTILINE))
        assert roles == {"leading", "lagging"}


def test_every_example_lints_clean(here: Here) -> None:
    """All of them in one workspace, no longer drafts: neither an error nor a warning."""
    for name in NAMES:
        team = ("--team", "revenue") if name == "sales" else ()
        ended = here.okrctl("examples", name, "--write", *team, "--cycle", "2027-Q1")
        assert ended.status == 0, ended.err
    for place in here.folder.glob("goals/2027-Q1/*/*.yaml"):
        text = place.read_text()
        assert text.count("draft: true\n") == 1
        place.write_text(text.replace("draft: true\n", ""))
    ended = here.okrctl("lint", "--fail-on", "warning")
    assert ended.status == 0, ended.out


def test_a_draft_is_written_once(here: Here) -> None:
    """Owner, cycle and team are filled in; a second time everything is refused."""
    assert here.okrctl("examples", "data", "--write", "--dry-run").out.startswith("--- /dev/null")
    assert list(here.folder.glob("goals/*")) == []
    first = here.okrctl("examples", "data", "--write")
    assert "+ goals/2026-Q4/data/one-truth.yaml\n" in first.out
    assert here.read("goals/2026-Q4/data/one-truth.yaml").splitlines()[:4] == [
        "# yaml-language-server: $schema=../../../.okrctl/objective.schema.json",
        "title: Two people who ask the same question get the same answer",
        "starts: 2026-11-24",
        "draft: true",
    ]
    assert "owner: mira\n" in here.read("kpis/found-by-others.yaml")
    before = here.all_files()
    again = here.okrctl("examples", "data", "--write")
    assert (again.status, "is there already" in again.err) == (2, True)
    assert here.all_files() == before


def test_an_example_can_be_copied(here: Here) -> None:
    """In JSON the files are there as text; a name that is near is proposed."""
    facts = json.loads(here.okrctl("examples", "people", "--format", "json").out)
    texts = [file["text"] for function in facts["functions"] for file in function["files"]]
    assert texts == [file.text for file in example("people").files]
    assert len(here.okrctl("examples").out.splitlines()) == 4 * len(NAMES)
    wrong = here.okrctl("examples", "marketin")
    assert (wrong.status, "did you mean marketing?" in wrong.err) == (2, True)
    assert here.okrctl("examples", "sales", "--write").status == 2
