"""What `okrctl lint` checks: the findings below the paths, and the exit status."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from okrctl.cli.context import Context
from okrctl.cli.shared import Shared
from okrctl.errors import UsageError
from okrctl.findings import Finding, Severity, at_least

FailOn = Literal["error", "warning", "info", "never"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    min_severity: Severity = "info"
    exit_zero: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, what of it is shown, and the exit status."""

    shown: tuple[Finding, ...]
    files: tuple[str, ...]
    status: int


def starting_at(shared: Shared, paths: Sequence[str]) -> Shared:
    """The options with the first path's folder as the place to start, where none was named."""
    if not paths or shared.directory is not None:
        return shared
    first = Path(paths[0])
    return dataclasses.replace(shared, directory=str(first if first.is_dir() else first.parent))


def check(here: Context, wanted: Wanted) -> Checked:
    """Lint the workspace; the findings below the paths."""
    below = below_paths(here, wanted.paths)
    files = tuple(path for path in here.tree.files() if below(path))
    found = tuple(one for one in findings(here, wanted) if below(one.span.file))
    floor = fail_level(here, wanted.fail_on)
    fails = floor != "never" and any(at_least(one.weight, floor) for one in found)
    return Checked(
        shown=tuple(one for one in found if at_least(one.weight, wanted.min_severity)),
        files=files,
        status=int(fails and not wanted.exit_zero),
    )


def findings(here: Context, wanted: Wanted) -> tuple[Finding, ...]:
    """Every finding that is selected: by flag, by OKRCTL_SELECT and its like, by the settings."""
    from okrctl.lint.run import lint

    return lint(
        here.loaded,
        today=here.today,
        as_of=here.as_of,
        select=wanted.select or words(here, "OKRCTL_SELECT"),
        ignore=wanted.ignore or words(here, "OKRCTL_IGNORE"),
    )


def words(here: Context, name: str) -> tuple[str, ...]:
    """The words of a setting in the environment, separated by commas or spaces."""
    return tuple(here.environ.get(name, "").replace(",", " ").split())


def fail_level(here: Context, said: FailOn | None) -> FailOn:
    """The flag, then OKRCTL_FAIL_ON, then okrctl.yaml."""
    if said is not None:
        return said
    setting = here.environ.get("OKRCTL_FAIL_ON")
    if not setting:
        return here.loaded.workspace.settings.lint.fail_on
    names: tuple[FailOn, ...] = get_args(FailOn)
    for name in names:
        if name == setting:
            return name
    raise UsageError(f"OKRCTL_FAIL_ON={setting} is no severity", f"one of: {', '.join(names)}")


def below_paths(here: Context, paths: Sequence[str]) -> Callable[[str], bool]:
    """Whether a file of the workspace lies at or below one of the paths; any does without paths."""
    base = Path.cwd()
    wanted: list[str] = []
    for path in paths:
        place = Path(base, path)
        if not place.exists():
            raise UsageError(f"there is no {path}", "name a file or a folder of the workspace")
        try:
            wanted.append(place.resolve().relative_to(here.root.resolve()).as_posix())
        except ValueError:
            raise UsageError(f"{path} is outside the workspace at {here.root}") from None
    if not wanted or "." in wanted:
        return lambda _: True
    return lambda file: any(file == one or file.startswith(f"{one}/") for one in wanted)
