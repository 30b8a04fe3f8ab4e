"""A repository whose history is in order, until a test does something to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.clone import Clone, started
from cli.running import Here


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A goal with two check-ins, each commit by its author and on its day."""
    folder, home = tmp_path / "acme", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    return started(Here(folder, home))
