"""A glance sees what a reading finds, in files as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrctl.load.loading import load
from okrctl.store.worktree import WorkTree
from okrctl.text.glance import names_below, title

ROOT = Path(__file__).parents[2]
WORKSPACES = [ROOT / "examples/acme", ROOT / "examples/social", ROOT / "examples/seedbank",
              ROOT / "tests/corpus/public"]  # fmt: skip


@pytest.mark.parametrize("root", WORKSPACES, ids=lambda root: root.name)
def test_every_name_and_title_is_seen(root: Path) -> None:
    """The ids, their order and their words are those of the loaded workspace."""
    loaded = load(WorkTree(root)).workspace
    assert loaded.objectives
    for objective in loaded.objectives:
        address = objective.address
        text = (root / f"goals/{address.cycle}/{address.team}/{address.id}.yaml").read_text("utf-8")
        assert title(text) == objective.title
        seen = names_below(text, "key_results")
        assert [name for name, _ in seen] == [kr.address.id for kr in objective.key_results]
        assert [words for _, words in seen] == [kr.title for kr in objective.key_results]
    settings = (root / "okrctl.yaml").read_text("utf-8")
    assert {name for name, _ in names_below(settings, "teams")} == {*loaded.settings.teams}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("key_results:\n  a: {title: One}\n  b:\n    title: 'Two'\n", [("a", "One"), ("b", "Two")]),
        ("key_results:\n    'a': It is done # now\n", [("a", "It is done")]),
        ("key_results:\n  # a: {title: One}\n\n  b: Two\nneeds: []\n  c: no\n", [("b", "Two")]),
        ("key_results:\r\n  a: One\r\n", [("a", "One")]),
        ("key_results: {a: One}\n", []),
        ("title: x\n", []),
        ("", []),
        ("key_results:\n\t a: b\n", []),
    ],
)
def test_names_stand_at_the_first_depth(text: str, names: list[tuple[str, str]]) -> None:
    """What is deeper belongs to a name; a comment, a flow mapping or a broken file gives none."""
    assert list(names_below(text, "key_results")) == names


def test_a_title_is_read_without_quotes_and_comment() -> None:
    """Only the one of the file itself."""
    assert (
        title('# x\ntitle: "Calm: at last" # yes\nkey_results:\n  title: no\n') == "Calm: at last"
    )
    assert title("why: none\n") == ""
