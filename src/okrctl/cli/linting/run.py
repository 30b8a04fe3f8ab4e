"""One run of `okrctl lint`: where, on which files, and what is printed of it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from okrctl.cli.context import Context, context
from okrctl.cli.linting.check import check, check_all, terms
from okrctl.cli.linting.files import below_paths, with_files
from okrctl.cli.linting.reporting import report
from okrctl.cli.linting.wanted import Wanted, refuse_contradictions, starting_at
from okrctl.cli.output import say
from okrctl.cli.shared import Shared


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed, and of which day and commit."""

    formats: tuple[str, ...] = ()
    statistics: bool = False
    settings: bool = False
    files: bool = False
    as_of: str | None = None
    at: str | None = None


def run(shared: Shared, wanted: Wanted, shown: Shown) -> int:
    """Lint once, or for as long as somebody watches; the exit status."""

    def here() -> Context:
        return context(starting_at(shared, wanted), as_of=shown.as_of, at=shown.at)

    def again() -> None:
        now = here()
        unpaged = dataclasses.replace(now, environ={**now.environ, "OKRCTL_PAGER": ""})
        once(unpaged, wanted, shown)

    refuse_contradictions(here(), wanted)
    if wanted.watch:
        from okrctl.cli.linting.watch import watch

        watch(here(), again)
    return once(with_files(here(), wanted), wanted, shown)


def once(here: Context, wanted: Wanted, shown: Shown) -> int:
    """Lint, fix where that is wanted, and print what was asked for; the exit status."""
    if shown.files:
        below = below_paths(here, wanted)
        say(*(path for path in here.tree.files() if below(path)))
        return 0
    if shown.settings:
        from okrctl.cli.linting.settings import settings_lines

        say(*settings_lines(here, wanted, terms(here, wanted)))
        return 0
    if not wanted.fixes:
        checked = check_all(here, wanted) if wanted.included else check(here, wanted)
        report(here, checked, shown.formats, statistics=shown.statistics)
        return checked.status

    from okrctl.cli.linting.fix import mend, put

    mended = mend(here, wanted)
    if put(here, wanted, mended):
        after = dataclasses.replace(here)
        report(after, mended.checked, shown.formats, statistics=shown.statistics)
    return check(here, wanted).status if wanted.diff else mended.checked.status
