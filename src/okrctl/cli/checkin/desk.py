"""The desk of a check-in: the workspace as it is and as it would be, measured where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.checkin.entries import Written, new_files
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.findings import Finding
    from okrctl.load.additions import Added
    from okrctl.load.loading import Loaded
    from okrctl.measure.state import KeyResultState, ObjectiveState, State
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress
    from okrctl.model.workspace import Workspace

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """A loaded workspace on a day, with the states of its cycles once each."""

    loaded: Loaded
    today: date
    _measured: dict[str, State] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is."""
        return self.loaded.workspace

    def state(self, cycle: str) -> State:
        """Where everything of a cycle stands today."""
        if cycle not in self._measured:
            self._measured[cycle] = measured(self.workspace, cycle, self.today)
        return self._measured[cycle]

    def key_result(self, address: KeyResultAddress) -> KeyResultState:
        """Where a key result stands; UsageError where it is a draft, which is not measured."""
        return key_result_in(self.state(address.objective.cycle), address)

    def objective(self, address: ObjectiveAddress) -> ObjectiveState:
        """Where an objective stands; UsageError where it is a draft, which is not measured."""
        found = objective_in(self.state(address.cycle), address)
        if found is None:
            raise drafted(str(address))
        return found

    def tried(self, entries: Sequence[Written]) -> Added:
        """The workspace with these entries; UsageError where one of them cannot be read back."""
        from okrctl.load.additions import added

        tried = added(self.loaded, {file.path: file.data for file in new_files(entries)})
        if tried.findings:
            raise refused(tried.findings)
        return tried


def measured(workspace: Workspace, cycle: str, day: date) -> State:
    """Where everything of a cycle stands on a day."""
    from okrctl.measure.measure import measure

    return measure(workspace, day, workspace.calendars.cycle(cycle))


def key_result_in(state: State, address: KeyResultAddress) -> KeyResultState:
    """A key result's state in that of its cycle; UsageError for a draft."""
    from okrctl.measure.state import KeyResultState

    found = state.by_address.get(str(address))
    if not isinstance(found, KeyResultState):
        raise drafted(str(address.objective))
    return found


def objective_in(state: State, address: ObjectiveAddress) -> ObjectiveState | None:
    """An objective's state in that of its cycle; none for a draft."""
    from okrctl.measure.state import ObjectiveState

    found = state.by_address.get(str(address))
    return found if isinstance(found, ObjectiveState) else None


def drafted(address: str) -> UsageError:
    """The error for a goal that counts nowhere yet."""
    return UsageError(
        f"{address} is a draft, which counts nowhere yet",
        f"take draft: out of it first: okrctl edit {address}",
    )


def refused(findings: Sequence[Finding]) -> UsageError:
    """The error for entries that could not be read back."""
    first, *others = findings
    return UsageError(
        f"nothing was written: {first.message}",
        first.help or f"okrctl rule {first.rule.code} tells more",
        output="\n".join(one.message for one in others[:MOST_SHOWN]),
    )
