"""What `okrctl lint` checks: the findings below the paths, and the exit status."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from okrctl.cli.context import Context
from okrctl.cli.linting.base import base, base_commit, is_pull_request
from okrctl.cli.linting.baseline import baseline_file, known, write
from okrctl.cli.linting.files import below_paths
from okrctl.cli.linting.others import included, seen_from, with_others
from okrctl.cli.linting.wanted import FailOn, Wanted, asked
from okrctl.errors import UsageError
from okrctl.findings import Finding, at_least

if TYPE_CHECKING:
    from okrctl.lint.run import Terms


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, what of it is shown, and the exit status."""

    shown: tuple[Finding, ...]
    files: tuple[str, ...]
    status: int
    found: tuple[Finding, ...] = ()
    """Also what is too mild to be shown."""
    others: Mapping[str, Context] = field(default_factory=dict)
    """The included workspaces that were checked too, by the folder before their files."""


def check(here: Context, wanted: Wanted, on: Terms | None = None) -> Checked:
    """Lint the workspace, on terms that are known or found out; the findings below the paths."""
    on = on or terms(here, wanted)
    below = below_paths(here, wanted)
    files = tuple(path for path in here.noting.files() if below(path))
    found = tuple(one for one in findings(here, wanted, on) if below(one.span.file))
    floor = fail_level(here, wanted.fail_on, on)
    fails = floor != "never" and any(at_least(one.weight, floor) for one in found)
    return Checked(
        shown=tuple(one for one in found if at_least(one.weight, wanted.min_severity)),
        files=files,
        status=int(fails and not wanted.exit_zero),
        found=found,
    )


def check_all(here: Context, wanted: Wanted) -> Checked:
    """Lint the workspace and those that it includes, each by its own policy, as one result."""
    own = check(here, wanted)
    others = included(here)
    checked = {folder: check(other, wanted) for folder, other in others.items()}
    return Checked(
        shown=(*own.shown, *(seen_from(f, one) for f, c in checked.items() for one in c.shown)),
        files=(*own.files, *(f"{f}{file}" for f, c in checked.items() for file in c.files)),
        status=max((own.status, *(one.status for one in checked.values()))),
        found=own.found,
        others=others,
    )


def terms(here: Context, wanted: Wanted) -> Terms:
    """On what terms the workspace is judged: the day, the rules, the baseline and the base."""
    from okrctl.lint.run import Terms

    file = baseline_file(here, wanted)
    alone = Terms(
        here.today,
        here.as_of,
        asked(here, wanted),
        is_change=wanted.new_only or is_pull_request(here.environ),
        no_ignores=wanted.no_ignores,
        baseline=known(here, file, wanted),
        baseline_file=file,
    )
    commit = base_commit(here, wanted.base)
    if wanted.new_only and not commit:
        raise UsageError("--new-only needs a base", "--new-only --base origin/main")
    return dataclasses.replace(alone, base=base(here, commit, alone)) if commit else alone


def findings(here: Context, wanted: Wanted, on: Terms) -> tuple[Finding, ...]:
    """Every finding that counts; with --write-baseline those that it does not know afterwards."""
    from okrctl.lint.baseline import unknown
    from okrctl.lint.run import judge

    if wanted.write_baseline:
        all_of_them = judge(with_others(here), dataclasses.replace(on, baseline=None)).kept
        write(here, on.baseline_file, all_of_them)
        on = dataclasses.replace(on, baseline=known(here, on.baseline_file, wanted))
    found = judge(with_others(here), on).kept
    return unknown(found, on.base.found) if wanted.new_only and on.base else found


def fail_level(here: Context, said: FailOn | None, on: Terms) -> FailOn:
    """The flag, then OKRCTL_FAIL_ON, then okrctl.yaml: of a change the stricter of both sides."""
    from okrctl.lint.policy import stricter

    if said is not None:
        return said
    names: tuple[FailOn, ...] = get_args(FailOn)
    setting = here.environ.get("OKRCTL_FAIL_ON")
    if not setting:
        own = here.loaded.workspace.settings.lint.fail_on
        return stricter(own, on.base.policy.fail_on) if on.base else own
    for name in names:
        if name == setting:
            return name
    raise UsageError(f"OKRCTL_FAIL_ON={setting} is no severity", f"one of: {', '.join(names)}")
