"""Check of the organisation: which other workspaces are at hand, and which are only named."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.cli.context import Context
from okrctl.errors import OkrctlError
from okrctl.pages.doctor import Check

NAME = "workspaces"


def others(here: Context) -> Iterator[Check]:
    """Whether all workspaces that goals refer to, and that `include` names, can be looked into."""
    from okrctl.load.elsewhere import names_elsewhere

    workspace = here.loaded.workspace
    names = names_elsewhere(workspace)
    if not (workspace.settings.include or names or here.checkouts):
        return
    try:
        found = here.organisation
    except OkrctlError as fault:
        yield Check(NAME, "bad", fault.message, fault.next_step or "")
        return
    if found.findings:
        yield Check(NAME, "warning", found.findings[0].message, "okrctl lint --select OKR21")
    missing = [name for name in names if name not in {found.own, *found.members}]
    if missing:
        yield Check(
            NAME, "warning", f"not at hand, so not verified: {', '.join(missing)}",
            f"git submodule update --init, or --workspace {missing[0]}=PATH",
        )  # fmt: skip
    if not (found.findings or missing):
        yield Check(NAME, "good", f"at hand: {', '.join(found.members)}")
