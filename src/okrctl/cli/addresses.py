"""What a person means by an address: the one thing that fits, or an error with the candidates."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import Address, KpiAddress
    from okrctl.model.calendar import Cycle
    from okrctl.model.objective import Objective

Sort = Literal["objective", "key result", "kpi"]
ANY: frozenset[Sort] = frozenset({"objective", "key result", "kpi"})
NAMED = {"objective": "objective", "key result": "key result", "kpi": "KPI"}


def meant(here: Context, text: str, sorts: frozenset[Sort] = ANY, *, valid: bool = True) -> Address:
    """The address that `text` means in the command's cycle.

    UsageError that lists the candidates where it may mean several, and the nearest names where it
    means nothing; one that names the file where that is not valid, if it has to be.
    """
    directory = here.loaded.workspace.directory
    cycle = here.cycle.name if here.cycle else None
    found = directory.typed(text, cycle, sorts)
    if found.candidates:
        raise UsageError(
            f"{text!r} may mean {' or '.join(map(str, found.candidates))}", "write more of it"
        )
    if found.address is None:
        refusal = unknown(text, directory.names(cycle, sorts), sorts, cycle)
        raise hidden(here, refusal, cycle) or refusal
    if found.broken and valid:
        file = here.loaded.places.files.get(str(found.address).partition("#")[0], "")
        raise UsageError(f"the file of {found.address} is not valid", f"okrctl lint {file}".strip())
    if here.within:
        say_in_full(here, found.address)
    return found.address


def hidden(here: Context, refusal: UsageError, cycle: str | None) -> UsageError | None:
    """The same error with the file to mend, where one cannot be read and may have what was named.

    None where every file can be read, or a name that is close is the likelier cause.
    """
    from okrctl.cli.identity import refuse_broken_settings

    if "did you mean" in (refusal.next_step or ""):
        return None
    refuse_broken_settings(here.loaded, refusal)
    goals, begins = here.loaded.workspace, f"{cycle}/"
    unread = [file for address, file in here.loaded.places.files.items()
              if address.startswith(begins) and goals.objective(address) is None]  # fmt: skip
    if not unread:
        return None
    more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
    message = f"{refusal.message}; {unread[0]}{more} cannot be read and may have it"
    return UsageError(message, f"okrctl lint {unread[0] if len(unread) == 1 else 'goals'}")


def say_in_full(here: Context, address: Address) -> None:
    """Say where a command acts that an address led into another workspace."""
    from okrctl.cli.output import note

    note(f"{here.within}//{address}")


def unknown(
    text: str, names: tuple[str, ...], sorts: frozenset[Sort], cycle: str | None
) -> UsageError:
    """The error for an address that leads nowhere."""
    *others, last = [NAMED[sort] for sort in ("objective", "key result", "kpi") if sort in sorts]
    what = f"{', '.join(others)} or {last}" if others else last
    close = get_close_matches(text, names, n=3)
    where = f" in {cycle}" if cycle and sorts != {"kpi"} else ""
    guess = f"did you mean {' or '.join(close)}?" if close else "okrctl status lists what there is"
    return UsageError(f"there is no {what} {text!r}{where}", guess)


def objective_of(here: Context, text: str) -> Objective:
    """The objective that `text` means."""
    found = here.loaded.workspace.objective(str(meant(here, text, frozenset({"objective"}))))
    assert found is not None  # noqa: S101 - an address that is not broken has its objective
    return found


def kpi_of(here: Context, text: str) -> KpiAddress:
    """The address of the KPI that `text` means."""
    from okrctl.model.address import KpiAddress

    found = meant(here, text, frozenset({"kpi"}))
    assert isinstance(found, KpiAddress)  # noqa: S101 - only KPIs were asked for
    return found


def cycle_of(here: Context, address: Address) -> Cycle | None:
    """The cycle that an address names; the command's for a KPI, which has none."""
    from okrctl.model.address import KeyResultAddress, KpiAddress

    if isinstance(address, KpiAddress):
        return here.cycle
    objective = address.objective if isinstance(address, KeyResultAddress) else address
    return here.loaded.workspace.cycle_of(objective)
