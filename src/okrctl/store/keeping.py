"""Small files in the user's own folders, drafts and indexes: a help, and never in the way."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def keep(file: Path, text: str) -> None:
    """Put a text on the disk, whole or not at all. A disk that refuses stops nobody."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, delete=False
        ) as new:
            new.write(text)
        os.replace(new.name, file)  # noqa: PTH105 - both are names in one folder
