"""What the options of `okrctl lint` ask for, with what the environment says in their place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from okrctl.cli.context import Context
from okrctl.cli.shared import Shared
from okrctl.errors import UsageError
from okrctl.findings import Severity

if TYPE_CHECKING:
    from okrctl.lint.select import Asked

FailOn = Literal["error", "warning", "info", "never"]
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fail_on: FailOn | None = None
    min_severity: Severity = "info"
    exit_zero: bool = False
    no_ignores: bool = False
    base: str | None = None
    new_only: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    stdin_filename: str | None = None
    staged: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    watch: bool = False
    included: bool = False

    @property
    def fixes(self) -> bool:
        """Whether fixes are made, or shown."""
        return self.fix or self.diff

    @property
    def reads_stdin(self) -> bool:
        """Whether a file comes from standard input."""
        return STDIN in self.paths


def starting_at(shared: Shared, wanted: Wanted) -> Shared:
    """The options with the first path's folder as the place to start, where none was named."""
    paths = [wanted.stdin_filename or ""] if wanted.reads_stdin else list(wanted.paths)
    if not paths or shared.directory is not None:
        return shared
    first = Path(paths[0])
    folders = (first, *first.parents)
    there = next((folder for folder in folders if folder.is_dir()), Path())
    return dataclasses.replace(shared, directory=str(there))


def refuse_contradictions(here: Context, wanted: Wanted) -> None:
    """UsageError for options that cannot be had together."""
    for contradicts, message, next_step in _contradictions(here, wanted):
        if contradicts:
            raise UsageError(message, next_step)


def _contradictions(here: Context, wanted: Wanted) -> Iterator[tuple[bool, str, str]]:
    stdin, name = wanted.reads_stdin, bool(wanted.stdin_filename)
    elsewhere = wanted.staged or here.at_text is not None
    narrowed = bool(wanted.paths or wanted.select or wanted.ignore or wanted.per_file_ignores)
    writes = wanted.fixes or wanted.write_baseline
    yield (
        stdin and not name,
        "standard input has no name",
        "--stdin-filename goals/2026-Q4/ops/calm.yaml says which file it is",
    )
    yield name and not stdin, "--stdin-filename names -", "okrctl lint - --stdin-filename FILE"
    yield (
        stdin and (len(wanted.paths) > 1 or elsewhere),
        "- is the only file, and as it is now",
        "leave out other paths, --staged and --at",
    )
    yield (
        wanted.staged and here.at_text is not None,
        "--staged and --at are two sets of files",
        "give one of them",
    )
    yield (
        elsewhere and writes,
        "only the files as they are now can be written",
        "leave out --staged and --at, or what writes",
    )
    yield (
        wanted.write_baseline and (narrowed or wanted.new_only or wanted.no_ignores),
        "a baseline is of the whole workspace and of all rules",
        "leave out paths, selectors, --new-only and --no-ignores",
    )
    yield (
        wanted.unsafe_fixes and not wanted.fixes,
        "--unsafe-fixes says which fixes, not what to do with them",
        "add --fix, or --diff to see them",
    )
    yield (
        wanted.included and (narrowed or stdin or elsewhere or writes or wanted.watch),
        "--included looks at whole workspaces, at the files as they are",
        "leave it out, or what else narrows, reads or writes",
    )
    yield (
        wanted.watch and (stdin or elsewhere or writes),
        "--watch only looks, at the files as they are",
        "leave it out, or what else reads or writes",
    )


def selectors(said: Sequence[str] | None) -> tuple[str, ...]:
    """The selectors of a flag, given several times or separated by commas."""
    return tuple(word.strip() for text in said or () for word in text.split(","))


def per_file(said: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What `--per-file-ignores GLOB:RULE,RULE` says, by pattern."""
    found: dict[str, tuple[str, ...]] = {}
    for text in said:
        pattern, colon, rules = text.rpartition(":")
        if not colon or not pattern or not rules.strip(" ,"):
            raise UsageError(
                f"--per-file-ignores {text} names no file or no rule",
                "--per-file-ignores 'goals/2025-*/**:OKR3,kpi-cosplay'",
            )
        names = tuple(name.strip() for name in rules.split(",") if name.strip())
        found[pattern] = (*found.get(pattern, ()), *names)
    return found


def asked(here: Context, wanted: Wanted) -> Asked:
    """What is selected: by flag, by OKRCTL_SELECT and its like, else by the settings."""
    found: Asked = {
        "select": wanted.select or words(here, "OKRCTL_SELECT"),
        "extend_select": wanted.extend_select,
        "ignore": wanted.ignore or words(here, "OKRCTL_IGNORE"),
    }
    if wanted.per_file_ignores:
        found["per_file_ignores"] = wanted.per_file_ignores
    return found


def words(here: Context, name: str) -> tuple[str, ...]:
    """The words of a setting in the environment, separated by commas or spaces."""
    return tuple(here.environ.get(name, "").replace(",", " ").split())
