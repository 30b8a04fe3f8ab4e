"""The example workspaces and the demo, as a reader of the README meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAY = {"OKRCTL_NOW": "2026-11-21T16:00:00Z", "LANG": "C.UTF-8"}
"""The day of the examples' last check-ins: whatever is overdue later is no fault of theirs."""


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the virtual environment, with nothing of the person who runs the tests."""
    environment = {**DAY, "PATH": os.defpath, "HOME": str(home), "TMPDIR": str(home)}
    return subprocess.run(
        words, env=environment, text=True, capture_output=True, check=False, timeout=300
    )


@pytest.mark.parametrize("name", ["acme", "social", "seedbank"])
def test_an_example_lints_clean(name: str, tmp_path: Path) -> None:
    """No warning is left that a comment does not excuse with its reason, and none is stale."""
    okrctl = str(Path(sys.executable).parent / "okrctl")
    done = run(
        okrctl, "lint", "-C", str(ROOT / "examples" / name), "--fail-on", "warning", home=tmp_path
    )
    assert done.returncode == 0, done.stdout


def test_the_demo_tells_its_story(tmp_path: Path) -> None:
    """It shows the scorecard, checks in, shows what changed, lints, and says what to type next."""
    done = run(sys.executable, str(ROOT / "examples" / "demo.py"), home=tmp_path)
    assert done.returncode == 0, done.stderr
    told = [
        "✗ off pace⚑  trusted-releases",
        "✓ 1 entry, commit",
        "▲ at risk⚑ critical-bugs",
        "OKR209",
        "1 file changed, 1 insertion(+)",
        "okrctl undo",
    ]
    places = [done.stdout.find(words) for words in told]
    assert -1 not in places, dict(zip(told, places, strict=True))
    assert places == sorted(places)
