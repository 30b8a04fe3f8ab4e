"""Longer words, written in the person's editor."""

from __future__ import annotations

import tempfile
from pathlib import Path

from okrctl.cli.context import Context
from okrctl.cli.editor import open_editor
from okrctl.errors import Interrupted

SCISSORS = "# ------------------------ >8 ------------------------"
"""What stands below this line is for the writer's eyes only."""


def composed(here: Context, about: str, begun: str = "") -> str:
    """What a person wrote in their editor, stripped; Interrupted where that is nothing.

    `about` says below a line what the words are about, and is not part of them. Ask
    `Terminal.can_edit` first.
    """
    with tempfile.TemporaryDirectory(prefix="okrctl-") as folder:
        file = Path(folder) / "words.md"
        file.write_text(f"{begun}\n{SCISSORS}\n{about}\n", "utf-8")
        open_editor(here.environ, file)
        words = file.read_text("utf-8").partition(SCISSORS)[0].strip()
    if not words:
        raise Interrupted("nothing was said; nothing was written")
    return words
