"""`okrctl lint --show-settings`: what counts, as YAML, with where each setting comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from okrctl.cli.context import Context
from okrctl.cli.linting.check import fail_level
from okrctl.cli.linting.wanted import Wanted, asked, words
from okrctl.lint.run import Terms

FROM_ENVIRONMENT = {"select": "OKRCTL_SELECT", "ignore": "OKRCTL_IGNORE",
                    "fail_on": "OKRCTL_FAIL_ON"}  # fmt: skip


def settings_lines(here: Context, wanted: Wanted, on: Terms) -> Iterator[str]:
    """Every setting of lint on a line, ready to be put into okrctl.yaml."""
    policy = here.loaded.workspace.settings.lint
    values: dict[str, object] = policy.model_dump(mode="json")
    values |= {"fail_on": fail_level(here, wanted.fail_on, on)}
    values |= {name: value for name, value in asked(here, wanted).items() if value}
    values |= {"baseline": on.baseline_file or None}
    flags = _flags(wanted)
    yield "lint:"
    for name, value in values.items():
        origin = flags.get(name) or _elsewhere(here, name, policy.model_fields_set)
        yield f"  {name}: {json.dumps(value, ensure_ascii=False)}  # {origin}"
    if on.base is not None:
        yield "# rules of `mandatory` follow the policy of the base"


def _flags(wanted: Wanted) -> Mapping[str, str]:
    given = {
        "select": wanted.select,
        "extend_select": wanted.extend_select,
        "ignore": wanted.ignore,
        "per_file_ignores": wanted.per_file_ignores,
        "fail_on": wanted.fail_on,
        "baseline": wanted.baseline,
    }
    return {name: f"--{name.replace('_', '-')}" for name, value in given.items() if value}


def _elsewhere(here: Context, name: str, written: set[str]) -> str:
    variable = FROM_ENVIRONMENT.get(name, "")
    if variable and words(here, variable):
        return variable
    return "okrctl.yaml" if name in written else "default"
