"""A part of a workspace gives the pages that the whole gives."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from cli.console import Console
from cli.running import CALM, GOALS, TODAY, Here, at, entry, lines, running
from okrctl.cli.addresses import cycle_of, meant
from okrctl.cli.basis import basis
from okrctl.cli.context import Context, context
from okrctl.cli.narrowing.cycle import of_cycle
from okrctl.cli.narrowing.goal import of_address
from okrctl.cli.shared import Shared
from okrctl.measure.measure import measure
from okrctl.pages.card import card
from okrctl.pages.document import Document
from okrctl.pages.header import Basis
from okrctl.pages.scorecard import scorecard

ACME = Path(__file__).parents[2] / "examples" / "acme"


@pytest.fixture
def here(console: Console) -> Context:
    """The context of a command in a workspace whose cycle is running."""
    return fresh(running(Here(console.folder, console.home)))


@pytest.fixture
def acme(console: Console) -> Context:
    """The context of a command in the example, with its carried-over goals and linked KPIs."""
    shutil.copytree(ACME, console.folder, dirs_exist_ok=True)
    return fresh(console)


def fresh(console: Console) -> Context:
    """A context that has read nothing yet."""
    return context(Shared(directory=str(console.folder)))


def board(here: Context) -> Document:
    """What `okrctl status` shows."""
    workspace = here.loaded.workspace
    return scorecard(measure(workspace, here.as_of, here.cycle), workspace, basis=rests(here))


def rests(here: Context) -> Basis:
    """What a page rests on, but for the files that it does not need and that are not committed."""
    return dataclasses.replace(basis(here), uncommitted=0)


def shown(here: Context, text: str) -> Document:
    """What `okrctl show` shows."""
    found, loaded = meant(here, text), here.loaded
    state = measure(loaded.workspace, here.as_of, cycle_of(here, found))
    return card(state, loaded.workspace, found, loaded.places, basis=rests(here))


@pytest.mark.parametrize("cycle", [None, "2026-Q4", "2026-Q3", "2026"])
def test_the_board_of_a_cycle_rests_on_its_part(acme: Context, cycle: str | None) -> None:
    """Each cycle of the example has the board that everything together gives it."""
    asked = dataclasses.replace(acme, cycle_text=cycle)
    assert board(of_cycle(asked)) == board(asked)


def test_the_board_of_a_quarter_reads_no_entry_of_another(here: Context) -> None:
    """What lies in the folder of the quarter before is not even listed."""
    old = entry("zzzzzzz", TODAY, kr="engineering/first-canary#critical-bugs", value=1)
    folder = here.root / "checkins/past/engineering"
    folder.mkdir(parents=True)
    (folder / "old.jsonl").write_text(lines({**old, "at": at(TODAY.replace(year=2000))}))
    part = of_cycle(here)
    assert part.part is not None
    assert not [path for path in part.tree.files() if "past" in path]
    assert not part.loaded.findings


@pytest.mark.parametrize("text", ["past/engineering/old-canary", "past/engineering/nobody"])
def test_a_goal_that_came_from_another_cycle_needs_everything(here: Context, text: str) -> None:
    """Entries of its old address lie in the old folder."""
    (here.root / GOALS / "moved.yaml").write_text(f"{CALM}aliases: [{text}]\n")
    assert of_cycle(here) is here


def test_an_error_may_come_from_what_was_left_out(here: Context) -> None:
    """So that it is counted only when everything was looked at."""
    (here.root / GOALS / "wrong.yaml").write_text(f"{CALM}continues: past/ops/nowhere\n")
    assert of_cycle(here) is here
    assert any(finding.weight == "error" for finding in here.loaded.findings)


def test_every_address_of_the_example_has_the_card_of_the_whole(acme: Context) -> None:
    """Objectives, key results and KPIs, those with formulas, backers and needs included."""
    cycle = acme.cycle
    assert cycle is not None
    workspace = acme.loaded.workspace
    kpis = [str(kpi.address) for kpi in workspace.kpis]
    goals = [str(one.address) for one in workspace.objectives]
    asked = [*kpis[::2], *goals, f"{goals[0]}#{workspace.objectives[0].key_results[0].id}"]
    parts = {text: of_address(dataclasses.replace(acme), text) for text in asked}
    assert {text: shown(part, text) for text, part in parts.items()} == {
        text: shown(acme, text) for text in asked
    }
    assert sum(part.part is not None for part in parts.values()) > len(asked) / 2


@pytest.mark.parametrize(
    "text", ["coverage", "critical-bugs", "trusted-releases", "kpi:code-coverage", "kpi:twice"]
)
def test_a_name_that_means_more_elsewhere_is_not_used(here: Context, text: str) -> None:
    """Goals of other teams and names of KPIs make a short name longer, on a part too."""
    (here.root / "goals/now/ops").mkdir()
    (here.root / "goals/now/ops/nights.yaml").write_text(CALM.replace("canary", "availability"))
    (here.root / "kpis/bugs.yaml").write_text(
        "title: Bugs\nbetter: lower\naliases: [critical-bugs]\n"
    )
    if text == "critical-bugs":
        text = "trusted-releases#critical-bugs"
    part = of_address(dataclasses.replace(here), text)
    assert part.part is not None
    assert shown(part, text) == shown(here, text)


def test_a_withdrawn_reading_stays_withdrawn(here: Context) -> None:
    """The void says no more of the KPI than its name, and is kept."""
    (here.root / f"readings/{TODAY.year}/void.jsonl").write_text(
        lines(entry("vvvvvvv", TODAY, void="ccccccc000000", note="kpi"))
    )
    part = of_address(dataclasses.replace(here), "kpi:code-coverage")
    assert part.loaded.workspace.journal.about("kpi:code-coverage") == ()
    assert here.loaded.workspace.journal.about("kpi:code-coverage") == ()
