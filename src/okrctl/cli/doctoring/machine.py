"""Checks of the machine: this program, its parser and extras, the terminal, the user's cache."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from okrctl import __version__
from okrctl.cli.context import Context
from okrctl.cli.editor import editor_words
from okrctl.pages.doctor import Check

EXTRAS: Final[Mapping[str, tuple[str, str]]] = {
    "xlsx": ("python_calamine", "workbooks"),
    "duckdb": ("duckdb", "sql and parquet"),
    "notify": ("apprise", "notify"),
}
"""The extras of the package: a module of each, and what it is for."""


def machine(here: Context) -> Iterator[Check]:
    """Everything that is the same in any folder."""
    yield program()
    yield yaml_parser()
    yield extras()
    yield shown(here)
    yield editor(here)
    yield from clock(here)
    yield cache()


def program() -> Check:
    """Which okrctl runs, and on which Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("okrctl", "good", f"{__version__} on Python {version}")


def yaml_parser() -> Check:
    """Whether the quick parser of YAML is there; the slow one gives the same answers."""
    from okrctl.text.nodes import is_quick

    if is_quick():
        return Check("yaml", "good", "the parser in C reads the files")
    return Check(
        "yaml", "warning", "the parser in Python reads the files, which takes ten times as long",
        "pip install ruamel.yaml.clib",
    )  # fmt: skip


def extras() -> Check:
    """Which of the extras are installed."""
    missing = [name for name, (module, _) in EXTRAS.items() if not is_installed(module)]
    there = [name for name in EXTRAS if name not in missing]
    words = f"installed: {', '.join(there) or 'none'}"
    if missing:
        words += "; not: " + ", ".join(f"{name} (for {EXTRAS[name][1]})" for name in missing)
    return Check("extras", "good", words)


def is_installed(module: str) -> bool:
    """Whether a module could be imported."""
    return importlib.util.find_spec(module) is not None


def shown(here: Context) -> Check:
    """What the terminal can show."""
    terminal = here.terminal
    if not terminal.is_tty:
        return Check("terminal", "good", "none: rows for programs are printed")
    words = f"{terminal.width} × {terminal.height}, {'colours' if terminal.color else 'no colours'}"
    if terminal.ascii_only and not here.environ.get("OKRCTL_ASCII"):
        return Check(
            "terminal", "warning", f"{words}, ASCII only: the locale is not UTF-8",
            "export LANG=C.UTF-8, or OKRCTL_ASCII=1 where that is wanted",
        )  # fmt: skip
    return Check("terminal", "good", words)


def editor(here: Context) -> Check:
    """Whether the editor that would be opened is there."""
    words = editor_words(here.environ)
    if shutil.which(words[0], path=here.environ.get("PATH")) is None:
        return Check(
            "editor", "warning", f"{words[0]} is not on the search path",
            "export OKRCTL_EDITOR=…, such as nano",
        )  # fmt: skip
    return Check("editor", "good", " ".join(words))


def clock(here: Context) -> Iterator[Check]:
    """Whether the clock is the machine's own."""
    if "OKRCTL_NOW" in here.environ:
        yield Check(
            "clock", "warning", f"OKRCTL_NOW holds it at {here.environ['OKRCTL_NOW']}",
            "unset OKRCTL_NOW",
        )  # fmt: skip


def cache() -> Check:
    """Whether the user's cache folder can be written."""
    from platformdirs import user_cache_path

    folder = user_cache_path("okrctl", appauthor=False)
    if not is_writable(folder):
        return Check(
            "cache", "warning", f"{folder} cannot be written: nothing is kept between two runs",
            "make it writable, or set XDG_CACHE_HOME",
        )  # fmt: skip
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return Check("cache", "good", f"{folder}, {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")


def is_writable(folder: Path) -> bool:
    """Whether a file could be made in a folder, which may have to be made itself."""
    import os

    nearest = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    return nearest.is_dir() and os.access(nearest, os.W_OK)
