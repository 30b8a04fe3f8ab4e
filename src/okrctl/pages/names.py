"""The shortest name of a goal that a person can type and that means nothing else."""

from __future__ import annotations

from datetime import date

from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.workspace import Workspace


def shortest(
    address: ObjectiveAddress | KeyResultAddress, workspace: Workspace, as_of: date
) -> str:
    """`coverage` where that is enough on that day, else the full address."""
    current = workspace.current_cycle(as_of)
    for name in shorter_forms(address):
        if workspace.directory.typed(name, current.name if current else None).address == address:
            return name
    return str(address)


def shorter_forms(address: ObjectiveAddress | KeyResultAddress) -> tuple[str, ...]:
    """Its tails, the shortest first."""
    if isinstance(address, KeyResultAddress):
        return (address.id, address.short, address.within_cycle)
    return (address.id, address.within_cycle)
