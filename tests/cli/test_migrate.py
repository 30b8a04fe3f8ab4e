"""`okrctl migrate`: the version of the format, raised by edits that change nothing else."""

from __future__ import annotations

import pytest

from cli.console import Console
from cli.running import SETTINGS, Here, running
from okrctl.load.migrations import Texts, migrated

OLD = "# ours\n" + SETTINGS.removeprefix("okrctl: 1\n")


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme without a version."""
    found = running(Here(console.folder, console.home))
    found.write("okrctl.yaml", OLD)
    return found


def test_a_missing_version_is_added_and_nothing_else(acme: Console) -> None:
    """It becomes the first key; a second run has nothing to do."""
    assert acme.okrctl("migrate").status == 0
    assert acme.read("okrctl.yaml") == "# ours\n" + SETTINGS
    assert "Nothing to do" in acme.okrctl("migrate").out


def test_a_dry_run_shows_the_edit_and_writes_nothing(acme: Console) -> None:
    """A unified diff."""
    assert "+okrctl: 1\n" in acme.okrctl("migrate", "--dry-run").out
    assert acme.read("okrctl.yaml") == OLD


@pytest.mark.parametrize(("version", "says"), [("2", "is newer"), ("x", "lint"), ("0", "lint")])
def test_what_this_okrctl_does_not_know_is_refused(acme: Console, version: str, says: str) -> None:
    """One line, and the file stays as it is."""
    text = f"okrctl: {version}\n{OLD}"
    acme.write("okrctl.yaml", text)
    ended = acme.okrctl("migrate")
    assert ended.status == 2
    assert says in ended.err
    assert acme.read("okrctl.yaml") == text


def test_migrations_follow_each_other_to_the_version_that_is_asked_for() -> None:
    """Two made-up ones: each sees what the one before it left."""

    def renamed(texts: Texts) -> Texts:
        return {path: text.replace("name:", "title:") for path, text in texts.items()}

    def louder(texts: Texts) -> Texts:
        return {path: text.replace("title: a", "title: A") for path, text in texts.items()}

    texts = {"okrctl.yaml": "okrctl: 1\nname: a\n", "kpis/x.yaml": "name: abc\n", "k.yaml": "b\n"}
    assert migrated(texts, 3, {1: renamed, 2: louder}) == {
        "okrctl.yaml": "okrctl: 3\ntitle: A\n", "kpis/x.yaml": "title: Abc\n",
    }  # fmt: skip
    assert migrated({"okrctl.yaml": "{name: a}\n"}, 1) == {"okrctl.yaml": "{okrctl: 1, name: a}\n"}
