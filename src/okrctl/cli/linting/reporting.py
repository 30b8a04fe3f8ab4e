"""What `okrctl lint` prints: the findings in each form that was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.linting.check import Checked
from okrctl.cli.output import save, show, split_format, write
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.pages.document import Document

WIDTH_IN_A_FILE = 100
CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Where GitHub, GitLab and Azure say that the repository lies."""
LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line where findings count them; `splitlines` knows more, such as U+2028."""


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
    if on_github or "github" in dict(asked):
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
        all_lines(here, checked),
        name,
        files=checked.files,
        status=checked.status,
        fixable=True,
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
        checked.shown,
        all_lines(here, checked),
        files_checked=len(checked.files),
        status=checked.status,
        fixable=True,
    )


def all_lines(here: Context, checked: Checked) -> Callable[[str, int], str]:
    """The text of a line of the workspace, or of an included one by its path from here."""
    own = source_lines(here)
    others = {folder: source_lines(other) for folder, other in checked.others.items()}

    def line(file: str, number: int) -> str:
        folders = [folder for folder in others if file.startswith(folder)]
        if not folders:
            return own(file, number)
        folder = max(folders, key=len)
        return others[folder](file.removeprefix(folder), number)

    return line


def source_lines(here: Context) -> Callable[[str, int], str]:
    """The text of a line by file and number; empty where it cannot be read."""
    files = here.noting.files

    @cache
    def lines(file: str) -> list[str]:
        source = here.loaded.sources.get(file)
        if source is not None:
            return LINE_END.split(source.text)
        blob = files().get(file)
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
    """The workspace's folder below that of the checkout, where forms for CI start their paths."""
    root = here.root.resolve()
    named = (here.environ[name] for name in CHECKOUTS if here.environ.get(name))
    checkouts = [Path(path).resolve() for path in named] or [
        folder for folder in (root, *root.parents) if (folder / ".git").exists()
    ][:1]
    for checkout in checkouts:
        if root != checkout and root.is_relative_to(checkout):
            return f"{root.relative_to(checkout).as_posix()}/"
    return ""


def summarise(here: Context, checked: Checked) -> None:
    """Add the whole table to the job's summary, where GitHub names a file for it."""
    from okrctl.render.findings.github import summary

    path = here.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    text = summary(checked.shown, files_checked=len(checked.files), prefix=prefix(here))
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise EnvironmentFault(f"the summary {path} cannot be written: {error.strerror}") from error
