from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from cli.console import Console
from cli.running import (
    CALM,
    GOALS,
    KPI,
    LAST_WEEK,
    TODAY,
    TRUSTED,
    Here,
    entry,
    lines,
    running,
)
from okrctl.cli.checkin.narrow import narrowed
from okrctl.cli.context import Context, context
from okrctl.cli.shared import Shared
from okrctl.measure.measure import measure

STORY = """\
title: Releases are calm
owner: tomas
aliases: [ops/quiet]
key_results:
  night-calls: {title: Calls at night, unit: calls, from: 10, to: 0, aliases: [calls]}
"""
CALLED = entry("kkkkkkk", TODAY, kr="ops/quiet#calls", value=4, confidence=6)


@pytest.fixture
def here(console: Console) -> Context:
    """The context of a command in Acme, with one more objective that was moved to its team."""
    acme = running(Here(console.folder, console.home))
    acme.write(f"{GOALS}/nights.yaml", STORY)
    acme.write("checkins/now/ops/old.jsonl", lines(CALLED))
    return context(Shared(directory=str(acme.folder)))


@pytest.mark.parametrize(
    "text", ["night-calls", "calls", "nights#night-calls", "now/engineering/nights", "ops/quiet"]
)
def test_a_part_measures_a_goal_as_the_whole_does(here: Context, text: str) -> None:
    """Its state, its history and its entries are equal, and most files were not read."""
    part = narrowed(here, text)
    assert part.part is not None
    assert len(part.tree.files()) < len(here.tree.files())
    states = [measure(one.loaded.workspace, one.today) for one in (here, part)]
    whole, narrow = (state.by_address["now/engineering/nights"] for state in states)
    assert narrow == whole
    whole, narrow = (state.by_address["now/engineering/nights#night-calls"] for state in states)
    assert narrow == whole


def test_the_entry_of_a_former_team_is_in_the_part(here: Context) -> None:
    """It was written as ops/quiet#calls."""
    journal = narrowed(here, "night-calls").loaded.workspace.journal
    assert [e.value for e in journal.about("now/engineering/nights#night-calls")] == [4]


ELSEWHERE = [
    entry("rrrrrrr", TODAY - timedelta(1), kr="engineering/nights#calls", value=2, confidence=8),
    entry("sssssss", TODAY, void="kkkkkkk000000", note="It was of the week before"),
    entry("ttttttt", TODAY, kr="engineering/calm-oncall#soc2", progress=0.5, note="Not /night"),
    entry("vvvvvvv", TODAY, objective="ops/quiet", confidence=7),
]


def test_entries_count_in_whatever_folder_they_were_filed(here: Context) -> None:
    """Load takes them from any team's folder of the cycle; what speaks of others is not parsed."""
    (here.root / "checkins/now/company").mkdir()
    (here.root / "checkins/now/company/late.jsonl").write_text(lines(*ELSEWHERE))
    part = narrowed(here, "night-calls")
    states = [measure(one.loaded.workspace, one.today) for one in (here, part)]
    for address in ("now/engineering/nights", "now/engineering/nights#night-calls"):
        whole, narrow = (state.by_address[address] for state in states)
        assert narrow == whole
    journal = part.loaded.workspace.journal
    assert [e.value for e in journal.about("now/engineering/nights#night-calls")] == [2]
    assert not journal.about("now/engineering/calm-oncall#soc2")


@pytest.mark.parametrize(
    "text",
    ["follow", "kpi:code-coverage", "nowhere", "past/engineering/first-canary"],
)
def test_what_leans_on_more_gets_everything(here: Context, text: str) -> None:
    """Other objectives, a KPI itself, another cycle, a name that leads nowhere."""
    assert narrowed(here, text).part is None


OTHERS = [
    entry("mmmmmmm", TODAY, "ci", kpi="orders", value=900),
    entry("nnnnnnn", TODAY, "ci", kpi="kpi:old-coverage", value=76),
    entry("ppppppp", TODAY, "ci", kpi="code-coverage", value=99),
    entry("qqqqqqq", TODAY, void="ppppppp000000", note="A wrong branch"),
]


@pytest.fixture
def gauged(here: Context) -> Context:
    """The same, with readings of two KPIs in one file, one under an old name and one withdrawn."""
    (here.root / "kpis/code-coverage.yaml").write_text(f"{KPI}aliases: [old-coverage]\n")
    (here.root / "kpis/orders.yaml").write_text("title: Orders\nbetter: higher\n")
    (here.root / f"readings/{TODAY.year}/packed.jsonl").write_text(lines(*OTHERS))
    return here


@pytest.mark.parametrize("text", ["critical-bugs", "coverage", "engineering/trusted-releases"])
def test_a_goal_is_measured_by_the_readings_of_its_own_kpis(gauged: Context, text: str) -> None:
    """Its state is that of the whole workspace, and no other KPI's reading was parsed."""
    part = narrowed(gauged, text)
    assert part.part is not None
    assert not part.loaded.workspace.journal.about("kpi:orders")
    states = [measure(one.loaded.workspace, one.today) for one in (gauged, part)]
    for address in (
        "now/engineering/trusted-releases",
        "now/engineering/trusted-releases#coverage",
    ):
        whole, narrow = (state.by_address[address] for state in states)
        assert narrow == whole
    assert [e.value for e in part.loaded.workspace.journal.about("kpi:code-coverage")] == [74, 76]


def calculated(here: Context) -> None:
    """The KPI is reckoned from another."""
    (here.root / "kpis/code-coverage.yaml").write_text(
        "title: Coverage\nbetter: higher\nformula: 2 * orders\n"
    )


def by_an_old_name(here: Context) -> None:
    """The goal names its KPI by an alias."""
    goal = here.root / f"{GOALS}/trusted-releases.yaml"
    goal.write_text(TRUSTED.replace("code-coverage", "old-coverage"))


def not_valid(here: Context) -> None:
    """The KPI's file has an error."""
    (here.root / "kpis/code-coverage.yaml").write_text("title: Coverage\nbetter: sideways\n")


@pytest.mark.parametrize("change", [calculated, by_an_old_name, not_valid])
def test_a_kpi_that_its_own_file_does_not_explain_needs_everything(
    gauged: Context, change: Callable[[Context], None]
) -> None:
    """A formula, an alias and an error lead to other files."""
    change(gauged)
    assert narrowed(dataclasses.replace(gauged), "critical-bugs").part is None


def linked(here: Context) -> None:
    """The folder of the cycle's check-ins is a link."""
    place = here.root / "checkins/now"
    place.rename(here.root.parent / "elsewhere")
    place.symlink_to(here.root.parent / "elsewhere")


def packed(here: Context) -> None:
    """Some of the cycle's entries are packed."""
    (here.root / "checkins/now/packed.jsonl").write_text(lines(LAST_WEEK))


def doubled(here: Context) -> None:
    """The name may mean two goals."""
    (here.root / "goals/now/ops").mkdir()
    (here.root / "goals/now/ops/other.yaml").write_text(CALM.replace("canary", "night-calls"))


@pytest.mark.parametrize("change", [linked, packed, doubled])
def test_where_a_part_could_be_wrong_it_is_all(
    here: Context, change: Callable[[Context], None]
) -> None:
    """Links, packs and names that mean two things are judged by everything there is."""
    change(here)
    assert narrowed(dataclasses.replace(here), "night-calls").part is None
