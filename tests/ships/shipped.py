"""What the project ships for others: its files, and programs that judge them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BUILDS = os.environ.get("OKRCTL_BUILD_HOOKS") == "1"  # noqa: TID251 - how CI asks for it
"""Whether tests may install okrctl anew, which takes a while."""
TEMPLATE = ROOT / "templates" / "okrctl.gitlab-ci.yml"


class Reader(yaml.SafeLoader):
    """YAML as GitLab reads it: `!reference` is a list of names."""


Reader.add_constructor("!reference", lambda loader, node: tuple(loader.construct_sequence(node)))


def read(path: Path) -> Any:
    """What a YAML file says."""
    return yaml.load(path.read_text("utf-8"), Reader)  # noqa: S506 - it extends the safe loader


def program(name: str, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program of the virtual environment; what it said and how it ended."""
    return subprocess.run(
        [BIN / name, *words], capture_output=True, text=True, check=False, **options
    )


def bash(script: str, folder: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does: bash that stops at the first error."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": f"{BIN}:{os.defpath}", "LANG": "C.UTF-8", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
