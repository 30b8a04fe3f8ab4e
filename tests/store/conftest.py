"""A real git repository in a temporary folder, with its own home."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.place import Place, environment


@pytest.fixture
def folder(tmp_path: Path) -> Place:
    """An empty folder without git."""
    root = tmp_path / "acme"
    root.mkdir()
    return Place(root, environment(tmp_path / "home"))


@pytest.fixture
def repo(folder: Place) -> Place:
    """A repository with okrctl.yaml and one goal in its first commit."""
    folder.run("init", "-q")
    folder.write("okrctl.yaml", "okrctl: 1\n")
    folder.write("goals/2026-Q4/ops/calm.yaml", "title: Releases are calm\n")
    folder.commit("the goals")
    return folder
