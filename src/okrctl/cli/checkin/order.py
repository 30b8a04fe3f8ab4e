"""What a `checkin` command line asks for, and the goals that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.addresses import Sort, meant
from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.checkin.saying import Saying
from okrctl.cli.context import Context
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import Address

GOALS: frozenset[Sort] = frozenset({"objective", "key result"})


@dataclass(frozen=True, slots=True)
class Order:
    """What a `checkin` command line asks for."""

    addresses: Sequence[str]
    saying: Saying
    wishes: Wishes
    day: str | None = None
    supersedes: str | None = None
    void: str | None = None
    resume: bool = False
    discard: bool = False

    @property
    def speaks(self) -> bool:
        """Whether its options say what to record, so that nothing is asked."""
        return bool(self.saying or self.supersedes or self.void)

    def refuse_beside_a_file(self) -> None:
        """UsageError where more is said than a file of check-ins leaves open."""
        if self.addresses or self.speaks or self.resume or self.discard:
            raise UsageError("--from takes all of it from the file", "leave the rest out")

    @property
    def is_about_one_goal(self) -> bool:
        """Whether nothing beyond one goal and its team is asked about, such as an entry by id."""
        others = (self.supersedes, self.void, self.wishes.key,
                  self.saying.unblocked, self.saying.supported)  # fmt: skip
        return len(self.addresses) == 1 and bool(self.saying) and not any(others)


def goal_named(here: Context, text: str) -> Address:
    """The objective or key result that a text means; a KPI takes readings instead."""
    names = here.loaded.workspace.directory.kpi_names
    if text.startswith("kpi:"):
        name = text.removeprefix("kpi:")
        raise UsageError(f"{text} is a KPI, which takes readings", f"okrctl reading {name} VALUE")
    try:
        return meant(here, text, GOALS)
    except UsageError:
        if text in names:
            raise UsageError(
                f"{text} is a KPI, which takes readings", f"okrctl reading {text} VALUE"
            ) from None
        raise
