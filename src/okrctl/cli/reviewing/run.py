"""`okrctl review` as a whole: compare, judge, show in each form that was asked for, and gate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.options import FailOn
from okrctl.cli.output import save, split_format, write
from okrctl.cli.reviewing.compared import comparison, said
from okrctl.cli.reviewing.revisions import revisions
from okrctl.errors import EnvironmentFault, UsageError
from okrctl.findings import at_least

if TYPE_CHECKING:
    from okrctl.changes.classify import Review
    from okrctl.changes.compare import Comparison
    from okrctl.pages.changes import Between

OF_FINDINGS = ("github", "gitlab", "junit", "sarif", "rdjson", "azure", "concise", "jsonl")
"""Forms that changes share with what lint finds."""
ROOT_KEY = "goals"
"""The key of a workspace at the root of its repository."""


def review(
    here: Context,
    named: str | None,
    base: str | None,
    formats: Sequence[str],
    fail_on: FailOn | None,
) -> int:
    """Show what a change does to goals; the exit status says whether it may pass."""
    from okrctl.changes.classify import Review

    between = revisions(here, named, base)
    found = comparison(here, between)
    judged = Review(found, day_of(here, found))
    show(here, judged, said(here, between), formats)
    floor = fail_on or judged.policy.fail_on
    fails = floor != "never" and any(at_least(one.severity, floor) for one in judged.judged)
    return int(fails)


def day_of(here: Context, found: Comparison) -> date:
    """The day that `--as-of` means, else today where the head is."""
    if here.as_of_text is not None:
        return here.as_of
    return found.head.workspace.calendars.local_day(here.now)


def compared(here: Context, words: Sequence[str], base: str | None) -> tuple[Comparison, Between]:
    """The changes between the revisions that a command line names, and what its page is of."""
    if len(words) > 1:
        raise UsageError("one revision or one range", "okrctl diff main...HEAD")
    between = revisions(here, words[0] if words else None, base)
    return comparison(here, between), said(here, between)


def show(here: Context, judged: Review, between: Between, formats: Sequence[str]) -> None:
    """Each form that was asked for; on GitHub annotations and a summary beside the page.

    Annotations may follow a page on one output, since a runner takes them out of it.
    """
    from okrctl.pages.review import review_page

    asked = [split_format(text) for text in formats]
    pages = [text for text in formats if split_format(text)[0] not in ("md", *OF_FINDINGS)]
    special = [one for one in asked if one[0] in ("md", *OF_FINDINGS)]
    if sum(1 for name, path in asked if not path and name != "github") > 1:
        raise UsageError(
            "two formats for one output", "give all but one a file: --format json:FILE"
        )
    on_github = not asked and here.environ.get("GITHUB_ACTIONS") == "true"
    if pages or not asked:
        emit(here, review_page(judged, between), pages or None)
    for name, path in special + ([("github", "")] if on_github else []):
        text = drawn(here, judged, between, name)
        (save(path, text) if path else write(text))
    if on_github or "github" in dict(asked):
        summarise(here, drawn(here, judged, between, "md"))


def drawn(here: Context, judged: Review, between: Between, name: str) -> str:
    """A review in one of the forms of CIs."""
    from okrctl.changes.findings import finding
    from okrctl.cli.linting.reporting import prefix, source_lines
    from okrctl.render.findings.formats import render
    from okrctl.render.review import review_comment

    if name == "md":
        return review_comment(judged, between, key=key(here.git.prefix))
    told = [finding(one, judged.comparison) for one in judged.judged if not one.row.collapsed]
    files = tuple(judged.comparison.head.places.files.values())
    return render(told, source_lines(here), name, files=files, prefix=prefix(here))


def key(prefix: str) -> str:
    """The key of a workspace's comment: its folder in the repository, in letters and digits.

    A folder whose name holds more gets a few digits that only it has.
    """
    folder = prefix.rstrip("/")
    plain = "-".join(re.findall(r"[A-Za-z0-9]+", folder))
    if plain == folder:
        return folder or ROOT_KEY
    return f"{plain}-{sha256(folder.encode()).hexdigest()[:8]}"


def summarise(here: Context, text: str) -> None:
    """Add the comment to the job's summary, where GitHub names a file for it."""
    path = here.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise EnvironmentFault(f"the summary {path} cannot be written: {error.strerror}") from error
