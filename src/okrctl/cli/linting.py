"""What `okrctl lint` checks and prints: findings below the paths, in each form, and the status."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from okrctl.cli.context import Context
from okrctl.cli.output import save, show, split_format, write
from okrctl.cli.shared import Shared
from okrctl.errors import EnvironmentFault, UsageError
from okrctl.findings import Finding, Severity, at_least

if TYPE_CHECKING:
    from okrctl.pages.document import Document

FailOn = Literal["error", "warning", "info", "never"]
WIDTH_IN_A_FILE = 100
LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line where findings count them; `splitlines` knows more, such as U+2028."""


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
    files: int
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
    files = [path for path in here.tree.files() if below(path)]
    found = tuple(one for one in findings(here, wanted) if below(one.span.file))
    floor = fail_level(here, wanted.fail_on)
    fails = floor != "never" and any(at_least(one.weight, floor) for one in found)
    return Checked(
        shown=tuple(one for one in found if at_least(one.weight, wanted.min_severity)),
        files=len(files),
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


def report(
    here: Context, checked: Checked, formats: Sequence[str], *, statistics: bool = False
) -> None:
    """Put the findings out in each form; on GitHub annotations and a summary beside the page."""
    asked = [split_format(text) for text in formats]
    refuse_unknown([name for name, _ in asked])
    if statistics:
        show(counted(checked), here.terminal, here.environ)
        return
    on_github = not asked and here.environ.get("GITHUB_ACTIONS") == "true"
    for name, path in asked or [("full", "")]:
        text = drawn(here, checked, name, to_file=bool(path))
        if path:
            save(path, text)
        else:
            show(text, here.terminal, here.environ)
    if on_github:
        write(drawn(here, checked, "github", to_file=False))
        summarise(here, checked)


def refuse_unknown(names: Sequence[str]) -> None:
    """UsageError for a form that there is not."""
    from okrctl.render.findings.formats import FORMS
    from okrctl.render.formats import FORMATS

    known = dict.fromkeys((*FORMS, *FORMATS))
    for name in names:
        if name not in known:
            raise UsageError(f"there is no format {name!r}", f"known: {', '.join(known)}")


def drawn(here: Context, checked: Checked, name: str, *, to_file: bool) -> str:
    """The findings in one form."""
    from okrctl.render.findings.formats import FORMS, render
    from okrctl.render.formats import FORMATS

    terminal = here.terminal
    if name == "table":
        name = "full"
    if name not in FORMS:
        return FORMATS[name].render(page(here, checked))
    return render(
        checked.shown,
        source_lines(here),
        name,
        files_checked=checked.files,
        status=checked.status,
        prefix=prefix(here),
        width=WIDTH_IN_A_FILE if to_file else terminal.width,
        color=terminal.color and not to_file,
        ascii_only=terminal.ascii_only and not to_file,
        hints=terminal.is_tty and not to_file,
    )


def page(here: Context, checked: Checked) -> Document:
    """The findings as a document, for the forms that every command has."""
    from okrctl.pages.findings import findings_page

    return findings_page(
        checked.shown, source_lines(here), files_checked=checked.files, status=checked.status
    )


def source_lines(here: Context) -> Callable[[str, int], str]:
    """The text of a line by file and number; empty where it cannot be read."""

    @cache
    def lines(file: str) -> list[str]:
        source = here.loaded.sources.get(file)
        if source is not None:
            return LINE_END.split(source.text)
        blob = here.tree.files().get(file)
        try:
            return (
                []
                if blob is None or blob.problem
                else LINE_END.split(blob.read().decode(errors="replace"))
            )
        except EnvironmentFault:
            return []

    return lambda file, number: (lines(file)[number - 1 : number] or [""])[0]


def counted(checked: Checked) -> str:
    """How often each rule found something, the most frequent first."""
    counts = Counter((one.rule.code, one.rule.name) for one in checked.shown)
    width = len(str(max(counts.values(), default=0)))
    return "".join(f"{n:>{width}}  {code} {name}\n" for (code, name), n in counts.most_common())


def prefix(here: Context) -> str:
    """The workspace's folder below that of the checkout on GitHub, where annotations start."""
    checkout = here.environ.get("GITHUB_WORKSPACE", "")
    if not checkout:
        return ""
    try:
        below = here.root.resolve().relative_to(Path(checkout).resolve()).as_posix()
    except ValueError:
        return ""
    return "" if below == "." else f"{below}/"


def summarise(here: Context, checked: Checked) -> None:
    """Add the whole table to the job's summary, where GitHub names a file for it."""
    from okrctl.render.findings.github import summary

    path = here.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    text = summary(checked.shown, files_checked=checked.files, prefix=prefix(here))
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise EnvironmentFault(f"the summary {path} cannot be written: {error.strerror}") from error
