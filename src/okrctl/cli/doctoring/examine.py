"""All checks in their order: the machine, the repository, the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.cli.context import Context, workspace_root
from okrctl.cli.doctoring.machine import machine
from okrctl.cli.doctoring.others import others
from okrctl.cli.doctoring.repository import repository
from okrctl.cli.doctoring.workspace import workspace
from okrctl.pages.doctor import Check


def examine(here: Context) -> Iterator[Check]:
    """Every check there is; outside a workspace those of the machine, and where to begin."""
    yield from machine(here)
    if workspace_root(here.folder) is None:
        yield Check(
            "workspace", "warning", f"there is no okrctl.yaml in {here.folder} or above it",
            "okrctl init, or okrctl -C DIR doctor",
        )  # fmt: skip
        return
    yield from repository(here)
    yield from workspace(here)
    yield from others(here)
