"""What a file is, from where it lies."""

from __future__ import annotations

import pytest

from okrctl.load.paths import (
    EntryFile,
    GoalFile,
    Ignored,
    KpiFile,
    Misplaced,
    Place,
    WorkspaceFile,
    place,
    same_but_for_case,
)
from okrctl.model.address import KpiAddress, ObjectiveAddress
from support import Space, workspace


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("okrctl.yaml", WorkspaceFile()),
        ("goals/2026-Q4/ops/calm.yaml", GoalFile(ObjectiveAddress("2026-Q4", "ops", "calm"))),
        ("goals/launch/ops/calm.yaml", GoalFile(ObjectiveAddress("launch", "ops", "calm"))),
        ("kpis/coverage.yaml", KpiFile(KpiAddress("coverage"))),
        ("kpis/product/web/coverage.yaml", KpiFile(KpiAddress("coverage"))),
        ("checkins/2026-Q4/ops/one.jsonl", EntryFile("checkins", "2026-Q4", "ops")),
        ("checkins/2026-Q4/packed.jsonl", EntryFile("checkins", "2026-Q4")),
        ("readings/2026/one.jsonl", EntryFile("readings")),
        ("readings/2026/packed.jsonl", EntryFile("readings")),
        ("goals/.gitkeep", Ignored()),
        ("checkins/2026-Q4/ops/.DS_Store", Ignored()),
    ],
)
def test_the_path_says_what_a_file_is(path: str, what: Place) -> None:
    """Cycle, team and id come from the path and nowhere else."""
    assert place(path) == what


@pytest.mark.parametrize(
    ("path", "message", "help_"),
    [
        (
            "goals/2026-Q4/ops/Calm_Ops.yaml",
            (
                "Calm_Ops is no id for an objective: lower-case letters, digits and single hyphens"
                " make an id"
            ),
            "rename it to calm-ops",
        ),
        (
            "goals/2026-Q4/Ops/calm.yaml",
            "Ops is no id for a team: lower-case letters, digits and single hyphens make an id",
            "rename it to ops",
        ),
        (
            "goals/2026-Q4/ops/con.yaml",
            "con is no id for an objective: some systems reserve that name",
            "rename it",
        ),
        (
            f"kpis/{'a' * 65}.yaml",
            f"{'a' * 65} is no id for a KPI: it has more than 64 characters",
            "rename it",
        ),
        (
            "kpis/sum.yaml",
            "sum is a function of formulas, so no KPI can have that id",
            "rename the file, for example to total-sum.yaml",
        ),
        (
            "goals/calm.yaml",
            "goals/calm.yaml lies where nothing is read",
            "files here are goals/<cycle>/<team>/<objective>.yaml",
        ),
        (
            "goals/2026-Q4/ops/calm.yml",
            "goals/2026-Q4/ops/calm.yml lies where nothing is read",
            "name it calm.yaml",
        ),
        (
            "readings/26/one.jsonl",
            "readings/26/one.jsonl lies where nothing is read",
            "files here are readings/<year>/<name>.jsonl",
        ),
        (
            "goal/2026-Q4/ops/calm.yaml",
            "goal/2026-Q4/ops/calm.yaml lies where nothing is read",
            "did you mean goals/?",
        ),
    ],
)
def test_a_path_that_makes_no_address_says_why(path: str, message: str, help_: str) -> None:
    """OKR008, at the file."""
    finding = Space({"okrctl.yaml": b"okrctl: 1\n", path: b"title: x\n"}).only_finding()
    assert (finding.rule.code, finding.span.file, finding.message) == ("OKR008", path, message)
    assert finding.help == help_


def test_paths_that_differ_in_case_alone_are_told_once() -> None:
    """The one that makes an address is kept."""
    paths = ["goals/2026-Q4/ops/Calm.yaml", "goals/2026-Q4/ops/calm.yaml"]
    assert same_but_for_case(paths) == {paths[0]: paths[1]}
    space = workspace("""
        # goals/2026-Q4/ops/Calm.yaml
        title: x
        # goals/2026-Q4/ops/calm.yaml
        title: x
    """)
    finding = space.only_finding()
    assert finding.rule.code == "OKR008"
    assert finding.message == f"{paths[0]} differs from {paths[1]} in case alone"
    assert [str(one.address) for one in space.workspace.objectives] == ["2026-Q4/ops/calm"]


def test_a_file_with_the_wrong_ending_stays_known() -> None:
    """What supports it is not complained of as well."""
    space = workspace("""
        # goals/2026-Q4/company/trust.yml
        title: x
        # goals/2026-Q4/ops/calm.yaml
        title: x
        supports: [company/trust]
    """)
    assert space.only_finding().rule.code == "OKR008"


def test_a_name_that_looks_like_a_file_in_the_root_is_not_read() -> None:
    """Only okrctl.yaml is."""
    assert isinstance(place("okrctl.yml"), Misplaced)
