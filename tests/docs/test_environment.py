"""The page on the environment: each variable, file and folder that the code knows is on it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "environment.md").read_text("utf-8")
SOURCES = {path: path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")}

NO_VARIABLES = {"HEAD", "UTC", "ADDRESS"}
"""Other words in capitals that stand in modules which see the environment."""

NAME = re.compile(r"[A-Z][A-Z0-9_]+")


def in_code() -> set[str]:
    """The names in capitals that stand as texts in modules which see the environment."""
    return {
        node.value
        for text in SOURCES.values()
        if "environ" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and NAME.fullmatch(node.value)
    }  # fmt: skip


def on_page() -> set[str]:
    """The variables of the page; a name that ends in _ stands for all that begin with it."""
    return set(re.findall(r"`([A-Z][A-Z0-9_]+)(?:\*|=[^`]*)?`", PAGE))


def test_every_variable_is_on_the_page() -> None:
    """A new one fails here until it is told."""
    assert in_code() - on_page() == NO_VARIABLES


def test_no_variable_of_okrctl_is_made_up() -> None:
    """What is told is read somewhere."""
    told = {name for name in on_page() if name.startswith("OKRCTL_")}
    assert told
    assert told <= in_code()


def test_every_file_of_the_user_is_on_the_page() -> None:
    """By the folder it lies in, and the one below that or its name."""
    folders = {"config": "~/.config", "state": "~/.local/state", "cache": "~/.cache"}
    whole = "\n".join(SOURCES.values())
    asked = re.findall(r'user_(\w+)_path\("okrctl", appauthor=False\)(?: / "(\w+)")?', whole)
    assert len(asked) == whole.count('_path("okrctl"'), "one is asked for in another way"
    assert {kind for kind, _ in asked} == set(folders)
    for kind, below in asked:
        assert f"`{folders[kind]}/okrctl/{below}" in PAGE


def test_every_file_in_gits_folder_is_on_the_page() -> None:
    """The locks, and the note of a run that was killed."""
    store = "\n".join(text for path, text in SOURCES.items() if path.parent.name == "store")
    names = set(re.findall(r'"(okrctl\.[\w.]+)"', store)) - {"okrctl.yaml"}
    assert names
    assert names == set(re.findall(r"`(okrctl\.(?!yaml)[\w.]+)`", PAGE))
