"""The baseline of a workspace as a file: where it is, what it knows, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.linting.files import below_root
from okrctl.cli.linting.wanted import Wanted
from okrctl.cli.output import note
from okrctl.cli.telling import tick
from okrctl.errors import UsageError
from okrctl.pages.numbers import plural

if TYPE_CHECKING:
    from okrctl.findings import Finding
    from okrctl.lint.baseline import Baseline

HOW = "okrctl lint --baseline FILE --write-baseline writes one"


def baseline_file(here: Context, wanted: Wanted) -> str:
    """The baseline below the root: the flag's, else that of the settings; empty for none.

    A setting cannot name a file outside of the workspace.
    """
    if wanted.baseline is not None:
        return below_root(here, wanted.baseline)
    said = here.loaded.workspace.settings.lint.baseline
    if said is None:
        return ""
    place = Path(here.root, said)
    if not place.resolve().is_relative_to(here.root.resolve()):
        raise UsageError(
            f"lint.baseline: {said} is outside the workspace", "okrctl edit okrctl.yaml"
        )
    return Path(said).as_posix()


def read(here: Context, file: str) -> Baseline | None:
    """What a baseline knows; none where there is no such file."""
    from okrctl.lint.baseline import parse
    from okrctl.store.durable import content

    data = content(here.root / file)
    return None if data is None else parse(data, file)


def known(here: Context, file: str, wanted: Wanted) -> Baseline | None:
    """What is known of the workspace before it is judged; UsageError for a file that is not there.

    Nothing is known where a baseline is to be written, and where nothing is to be ignored.
    """
    if not file:
        if wanted.write_baseline:
            raise UsageError("which baseline?", HOW)
        return None
    if wanted.no_ignores:
        return None
    found = read(here, file)
    if found is None and not wanted.write_baseline:
        raise UsageError(f"there is no baseline {file}", HOW)
    return found


def write(here: Context, file: str, findings: Iterable[Finding]) -> None:
    """Write the first baseline with all findings, and a later one without those that are mended."""
    from okrctl.lint.baseline import baseline_of, shrunk, written
    from okrctl.store.durable import write_whole

    old, found = read(here, file), list(findings)
    new = baseline_of(found) if old is None else shrunk(old, found)
    write_whole(here.root / file, written(new).encode("utf-8", "surrogatepass"))
    mended = "" if old is None else f", {len(old) - len(new)} fewer than before"
    note(f"{tick(here.terminal)} {file} knows {plural(len(new), 'finding')}{mended}")
