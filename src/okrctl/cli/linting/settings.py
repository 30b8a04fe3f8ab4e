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
    chosen = asked(here, wanted)
    values["select"] = [*(chosen["select"] or policy.select), *chosen["extend_select"]]
    values["ignore"] = chosen["ignore"] or policy.ignore
    values["per_file_ignores"] = chosen.get("per_file_ignores", policy.per_file_ignores)
    values["baseline"] = on.baseline_file
    flags = _flags(wanted)
    yield "lint:"
    for name, value in values.items():
        if name == "baseline" and not value:
            continue
        origin = flags.get(name) or _elsewhere(here, name, policy.model_fields_set)
        yield f"  {name}: {json.dumps(value, ensure_ascii=False)}  # {origin}"
    if on.base is not None:
        yield "# rules of `mandatory` follow the policy of the base"


def _flags(wanted: Wanted) -> Mapping[str, str]:
    """The flag that each setting comes from, where it comes from one."""
    given = (
        ("select", "--extend-select", wanted.extend_select),
        ("select", "--select", wanted.select),
        ("ignore", "--ignore", wanted.ignore),
        ("per_file_ignores", "--per-file-ignores", wanted.per_file_ignores),
        ("fail_on", "--fail-on", wanted.fail_on),
        ("baseline", "--baseline", wanted.baseline),
    )
    return {name: flag for name, flag, value in given if value}


def _elsewhere(here: Context, name: str, written: set[str]) -> str:
    variable = FROM_ENVIRONMENT.get(name, "")
    if variable and words(here, variable):
        return variable
    return "okrctl.yaml" if name in written else "default"
