"""The index of names: as true as the files, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from okrctl.store.glances import glances

GOAL = "goals/2026-Q4/ops/calm.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one objective and one KPI in a folder of its own."""
    for path, text in {
        "okrctl.yaml": "okrctl: 1\nteams:\n  ops: {title: Operations}\n",
        GOAL: "title: Releases are calm\nkey_results:\n  bugs: {title: Bugs, from: 9, to: 0}\n",
        "kpis/web/speed.yaml": "title: Speed\n",
    }.items():
        (tmp_path / "acme" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "acme" / path).write_text(text, "utf-8")
    return tmp_path / "acme"


def test_the_files_are_seen_and_kept(root: Path, tmp_path: Path) -> None:
    """The second look takes its answers from the index."""
    index = tmp_path / "cache" / "index.json"
    first = glances(root, index)
    assert list(first) == [GOAL, "kpis/web/speed.yaml", "okrctl.yaml"]
    assert first[GOAL].names("key_results") == (("bugs", "Bugs"),)
    index.write_text(index.read_text("utf-8").replace("Releases are calm", "kept"), "utf-8")
    assert glances(root, index)[GOAL].title == "kept"


def test_a_changed_file_is_looked_at_again(root: Path, tmp_path: Path) -> None:
    """Also where only its time says so; a file that went is forgotten."""
    index = tmp_path / "index.json"
    glances(root, index)
    (root / GOAL).write_text("title: Releases are fast\n", "utf-8")
    os.utime(root / GOAL, ns=(1, 1))
    (root / "kpis/web/speed.yaml").unlink()
    assert glances(root, index)[GOAL].title == "Releases are fast"
    assert "kpis/web/speed.yaml" not in json.loads(index.read_text("utf-8"))["files"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "\x00", '{"okrctl-glances": 0, "files": {}}', '{"okrctl-glances": 1}',
             '{"okrctl-glances": 1, "files": 3}', '{"okrctl-glances": 1, "files": {"a": [1]}}'],
)  # fmt: skip
def test_a_broken_index_is_made_anew_without_a_word(root: Path, tmp_path: Path, text: str) -> None:
    """Whatever it holds."""
    index = tmp_path / "index.json"
    index.write_text(text, "utf-8")
    assert glances(root, index)[GOAL].title == "Releases are calm"
    assert json.loads(index.read_text("utf-8"))["okrctl-glances"] == 1


def test_an_index_that_cannot_be_kept_stops_nobody(root: Path, tmp_path: Path) -> None:
    """A file in the folder's place."""
    (tmp_path / "cache").write_text("", "utf-8")
    assert glances(root, tmp_path / "cache" / "index.json")[GOAL].title == "Releases are calm"


def test_links_and_pipes_are_left_alone(root: Path, tmp_path: Path) -> None:
    """Nothing outside of the workspace is shown, and nothing hangs."""
    (tmp_path / "secret.yaml").write_text("title: Secret\n", "utf-8")
    (root / "kpis/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "goals/loop").symlink_to(root / "goals")
    os.mkfifo(root / "kpis/pipe.yaml")
    assert list(glances(root, tmp_path / "index.json")) == [
        GOAL,
        "kpis/web/speed.yaml",
        "okrctl.yaml",
    ]
