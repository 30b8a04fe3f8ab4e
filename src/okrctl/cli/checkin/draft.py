"""The draft of a walk: answers given so far, kept in the user's state folder until they are saved.

The work tree knows nothing of it, so stopping a walk leaves everything as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from okrctl.cli.checkin.question import Answers
from okrctl.store.keeping import keep

VERSION = 1


@dataclass(slots=True)
class Draft:
    """Who answers what about which key results; `day` as it was said."""

    file: Path
    who: str
    day: str = ""
    answers: dict[str, Answers] = field(default_factory=dict)
    """The answers about each key result by its full address, in the order of the walk."""

    @property
    def said(self) -> int:
        """About how many key results something was answered."""
        return sum(1 for answers in self.answers.values() if answers)

    def keep(self) -> None:
        """Put the draft on the disk, whole or not at all. A disk that refuses stops nobody."""
        text = json.dumps(
            {"okrctl-draft": VERSION, "who": self.who, "day": self.day, "answers": self.answers},
            ensure_ascii=False,
        )
        keep(self.file, text)

    def forget(self) -> None:
        """Take it off the disk."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)


def draft_file(root: Path, of: str = "") -> Path:
    """Where the draft of a workspace lies, whether or not there is one.

    `of` says of what, such as `close 2026-Q4`; nothing for a check-in.
    """
    from platformdirs import user_state_path

    named = os.fsencode(root) + (f"\0{of}".encode() if of else b"")
    name = hashlib.sha256(named).hexdigest()[:16]
    return user_state_path("okrctl", appauthor=False) / "drafts" / f"{name}.json"


def kept_draft(root: Path, of: str = "") -> Draft | None:
    """The draft of a workspace; none where there is none, or it cannot be read."""
    file = draft_file(root, of)
    try:
        kept = json.loads(file.read_text("utf-8"))
        if kept["okrctl-draft"] != VERSION:
            return None
        answers = {
            str(address): {str(key): str(text) for key, text in given.items()}
            for address, given in kept["answers"].items()
        }
        return Draft(file, str(kept["who"]), str(kept["day"]), answers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
