"""Entering another workspace: an address `platform//search/fast` makes the command run there.

Its own repository gets the commit; its calendar, people and policy hold.
"""

from __future__ import annotations

import dataclasses
from collections.abc import MutableMapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from okrctl.cli.context import Context, context
from okrctl.cli.shared import ADDRESSES, Shared
from okrctl.errors import UsageError
from okrctl.model.elsewhere import named

if TYPE_CHECKING:
    from okrctl.store.organisation import Member


def entered(shared: Shared, params: MutableMapping[str, Any]) -> Shared:
    """The shared options for a command in the workspace that its addresses name.

    The addresses in `params` lose the name. UsageError where they name several workspaces, or one
    that is not at hand.
    """
    texts = {name: params[name] for name in ADDRESSES if params.get(name)}
    names: set[str] = set()
    for parameter, said in texts.items():
        words = [said] if isinstance(said, str) else list(said)
        parts = [named(word) for word in words]
        names |= {name for name, _ in parts}
        rest = [address for _, address in parts]
        params[parameter] = rest[0] if isinstance(said, str) else rest
    if len(names) > 1:
        others = " and ".join(sorted(name or "this workspace" for name in names))
        raise UsageError(f"these are addresses in {others}", "one command for each workspace")
    here = context(shared)
    member = member_named(here, names.pop())
    if member is None:
        return shared
    return dataclasses.replace(shared, directory=str(member.root), within=member.name)


def member_named(here: Context, name: str) -> Member | None:
    """The workspace of that name, none for the one the command stands in; UsageError for others."""
    found = here.organisation
    if name == found.own:
        return None
    member = found.members.get(name)
    if member is not None:
        return member
    close = get_close_matches(name, found.members, n=1)
    reason = next((one for one in found.misnamed if one.sibling.name == name), None)
    if reason is not None:
        raise UsageError(f"{name}//: {reason.reason}", reason.next_step)
    guess = f"did you mean {close[0]}//? Else " if close else ""
    raise UsageError(
        f"there is no workspace {name!r} here",
        f"{guess}name its folder: --workspace {name}=PATH, or include it in okrctl.yaml",
    )
