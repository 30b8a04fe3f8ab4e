"""The corpus and the examples, read as whole workspaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrctl.load.loading import Loaded, load
from okrctl.load.tree import DictTree

ROOT = Path(__file__).parents[2]
PUBLIC = Path(__file__).parent / "public"
EXAMPLES = [ROOT / "examples" / name for name in ("acme", "social", "seedbank")]


def loaded(folder: Path) -> Loaded:
    """The workspace of a folder."""
    files = (path for path in folder.rglob("*") if path.suffix in {".yaml", ".jsonl"})
    return load(DictTree({str(path.relative_to(folder)): path.read_bytes() for path in files}))


def severities(workspace: Loaded) -> set[str]:
    """How grave the findings of a workspace are."""
    return {finding.severity or finding.rule.severity for finding in workspace.findings}


@pytest.mark.parametrize("folder", [PUBLIC, *EXAMPLES], ids=lambda folder: folder.name)
def test_a_whole_workspace_loads_without_an_error(folder: Path) -> None:
    """What people write loads without a finding that is an error."""
    workspace = loaded(folder)
    assert workspace.workspace.objectives
    assert "error" not in severities(workspace)


def test_the_corpus_holds_fifty_objectives() -> None:
    """Fifty objective files give fifty objectives, and none is lost on the way."""
    assert len(loaded(PUBLIC).workspace.objectives) == len(list(PUBLIC.glob("goals/*/*/*.yaml")))
    assert len(loaded(PUBLIC).workspace.objectives) == 50


@pytest.mark.parametrize(
    "file", sorted(PUBLIC.glob("goals/*/*/*.yaml")), ids=lambda file: file.stem
)
def test_an_objective_names_its_shape(file: Path) -> None:
    """Each file of the corpus opens with the public shape that it stands for."""
    assert file.read_text(encoding="utf-8").startswith("# shape: ")
