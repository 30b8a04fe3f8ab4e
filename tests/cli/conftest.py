"""A folder to run okrctl in, with a home of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.console import TRUST, WORKSPACE, Console


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """An empty folder without git."""
    folder, home = tmp_path / "acme", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    return Console(folder, home)


@pytest.fixture
def space(console: Console) -> Console:
    """A committed workspace with one objective in 2026-Q4."""
    console.repository()
    console.write("okrctl.yaml", WORKSPACE)
    console.write("goals/2026-Q4/engineering/trusted-releases.yaml", TRUST)
    console.commit()
    return console
