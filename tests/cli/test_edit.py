from __future__ import annotations

from pathlib import Path

import pytest

from cli.console import Console
from okrctl.cli.editor import editor_command, editor_words
from okrctl.errors import UsageError

GOAL = "goals/2026-Q4/engineering/trusted-releases.yaml"


def editor(space: Console, script: str) -> str:
    """An editor that does what a script says and notes how it was called."""
    text = f'#!/bin/sh\necho "$@" > {space.home}/called\n{script}\n'
    place = space.home / "vim"
    place.write_text(text)
    place.chmod(0o755)
    return str(place)


def test_it_opens_at_the_line_and_checks(space: Console) -> None:
    """A key result's line is opened; a clean file is exit 0."""
    shown = space.terminal("edit", "critical-bugs", OKRCTL_EDITOR=editor(space, "true"))
    assert (shown.status, "1 file · exit 0" in shown.out) == (0, True), shown.out
    called = (space.home / "called").read_text().strip()
    assert called == f"+5 {space.folder / GOAL}"


def test_what_is_wrong_then_is_shown(space: Console) -> None:
    """An error that was typed in is exit 1 with its place, and the text stays."""
    name = editor(space, f"sed -i s/title:/titel:/ {space.folder / GOAL}")
    shown = space.terminal("edit", "trusted-releases", VISUAL=name)
    assert (shown.status, "did you mean title?" in shown.out) == (1, True), shown.out
    assert "titel:" in space.read(GOAL)


def test_a_broken_file_can_be_edited(space: Console) -> None:
    """The address of a file that is not valid still opens it."""
    space.write(GOAL, "titel: x\n")
    shown = space.terminal("edit", "trusted-releases", EDITOR=editor(space, "true"))
    assert (shown.status, "OKR001" in shown.out) == (1, True)


def test_without_a_terminal(space: Console) -> None:
    """An editor needs a terminal: exit 2."""
    assert space.okrctl("edit", "trusted-releases").status == 2


def test_no_editor(space: Console) -> None:
    """An editor that is not there is exit 3, with the setting to change."""
    shown = space.terminal("edit", "trusted-releases", OKRCTL_EDITOR="/nowhere/vi")
    assert (shown.status, "OKRCTL_EDITOR" in shown.out) == (3, True)


def test_g06_gits_configuration_names_no_editor(space: Console) -> None:
    """`core.editor` of a repository is never started, neither is its pager."""
    space.git("config", "core.editor", f"touch {space.home}/ran;")
    space.git("config", "core.pager", f"touch {space.home}/ran;")
    space.terminal("edit", "trusted-releases", OKRCTL_EDITOR=editor(space, "true"))
    space.terminal("status", OKRCTL_PAGER="cat", LINES="2")
    assert not (space.home / "ran").exists()


@pytest.mark.parametrize(
    ("editor_name", "command"),
    [
        ("nano", ["nano", "+7", "a b.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "a b.yaml"]),
        ("/usr/bin/nvim", ["/usr/bin/nvim", "+7", "a b.yaml"]),
        ("code", ["code", "--wait", "--goto", "a b.yaml:7"]),
        ("subl", ["subl", "--wait", "a b.yaml:7"]),
        ("hx", ["hx", "a b.yaml:7"]),
        ("ed", ["ed", "a b.yaml"]),
    ],
)
def test_how_editors_are_told_the_line(editor_name: str, command: list[str]) -> None:
    """Each in its own way; one that is not known gets the file alone."""
    words = editor_words({"EDITOR": editor_name})
    assert editor_command(words, Path("a b.yaml"), 7) == command


def test_which_editor() -> None:
    """OKRCTL_EDITOR wins over VISUAL, VISUAL over EDITOR, vi is left; an open quote is refused."""
    assert editor_words({"OKRCTL_EDITOR": "a", "VISUAL": "b", "EDITOR": "c"}) == ["a"]
    assert editor_words({"OKRCTL_EDITOR": "", "VISUAL": "b", "EDITOR": "c"}) == ["b"]
    assert editor_words({}) == ["vi"]
    with pytest.raises(UsageError):
        editor_words({"EDITOR": "vi 'x"})
