"""The quarter as a real git repository.

To look at one: PYTHONPATH=tests python -m quarter.repository FOLDER.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quarter.story import Story, told


@dataclass(frozen=True)
class Quarter:
    """The story, where it lies, and the commit of each label."""

    story: Story
    folder: Path
    commits: Mapping[str, str]

    def label(self, sha: str) -> str:
        """What the story calls a commit, of which as much as a page shows may be given."""
        (found,) = (name for name, one in self.commits.items() if one.startswith(sha))
        return found


def built(folder: Path, environ: Mapping[str, str]) -> Quarter:
    """The repository in an empty folder, its main branch checked out."""

    def git(*words: str, stdin: bytes = b"") -> str:
        ended = subprocess.run(
            ["git", *words], cwd=folder, env=environ, input=stdin, capture_output=True, check=True
        )
        return ended.stdout.decode()

    story = told()
    git("init", "-q", "-b", "main")
    git("fast-import", "--force", "--quiet", "--done", "--export-marks=.git/marks",
        stdin=story.stream)  # fmt: skip
    git("reset", "-q", "--hard", "main")
    git("branch", "-q", "-D", "aside")
    marks = dict(row.split() for row in (folder / ".git/marks").read_text().splitlines())
    commits = {label: marks[f":{number}"] for number, label in enumerate(story.labels, 1)}
    return Quarter(story, folder, commits)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True)
    built(place, {"PATH": "/usr/bin:/bin", "HOME": str(place)})
