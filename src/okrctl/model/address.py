"""Addresses: what a thing is called, in full and in short.

The path is the identity, so a full address says cycle, team and id. People type any unambiguous
tail; `Reference` is what they typed, and `Reference.matches` whether it can mean an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrctl.model.values import is_slug


@dataclass(frozen=True, slots=True, order=True)
class ObjectiveAddress:
    """`2026-Q4/engineering/trusted-releases`."""

    cycle: str
    team: str
    id: str

    def __str__(self) -> str:
        """The full address."""
        return f"{self.cycle}/{self.team}/{self.id}"

    @property
    def within_cycle(self) -> str:
        """The full form less the cycle, as okrctl writes it where the folder gives the cycle."""
        return f"{self.team}/{self.id}"


@dataclass(frozen=True, slots=True, order=True)
class KeyResultAddress:
    """`2026-Q4/engineering/trusted-releases#coverage`."""

    objective: ObjectiveAddress
    id: str

    def __str__(self) -> str:
        """The full address."""
        return f"{self.objective}#{self.id}"

    @property
    def within_cycle(self) -> str:
        """The full form less the cycle."""
        return f"{self.objective.within_cycle}#{self.id}"

    @property
    def short(self) -> str:
        """`trusted-releases#coverage`, as screens name it."""
        return f"{self.objective.id}#{self.id}"


@dataclass(frozen=True, slots=True, order=True)
class KpiAddress:
    """`kpi:code-coverage`."""

    id: str

    def __str__(self) -> str:
        """The full address."""
        return f"kpi:{self.id}"


Address = ObjectiveAddress | KeyResultAddress | KpiAddress

PATTERN = re.compile(
    r"(?:(?P<workspace>[^/#:]+)//)?"
    r"(?:kpi:(?P<kpi>[^/#:]+)"
    r"|(?:(?:(?P<cycle>[^/#:]+)/)?(?P<team>[^/#:]+)/)?(?P<id>[^/#:]+)(?:\#(?P<key_result>[^/#:]+))?)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What somebody wrote to mean a thing; parts that were left out are empty.

    A lone word is `id`: an objective, a key result or a KPI, as the place allows.
    """

    text: str
    workspace: str = ""
    cycle: str = ""
    team: str = ""
    id: str = ""
    key_result: str = ""
    kpi: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is one bare id, which may be of any sort of thing."""
        return bool(self.id) and not (self.team or self.key_result or self.workspace)

    def matches(self, address: Address) -> bool:
        """Whether this can mean `address`: every part that was written agrees."""
        match address:
            case KpiAddress():
                return self.kpi == address.id or (self.is_word and self.id == address.id)
            case ObjectiveAddress():
                return not self.key_result and not self.kpi and self._fits(address)
            case KeyResultAddress():
                if self.key_result:
                    return self.key_result == address.id and self._fits(address.objective)
                return self.is_word and self.id == address.id

    def _fits(self, address: ObjectiveAddress) -> bool:
        return (
            self.id == address.id
            and self.team in ("", address.team)
            and self.cycle in ("", address.cycle)
        )


def parse_reference(text: str) -> Reference | None:
    """What `text` refers to, in parts; none where it has not the form of an address."""
    match = PATTERN.fullmatch(text)
    if match is None:
        return None
    parts = {name: part or "" for name, part in match.groupdict().items()}
    slugs = [parts[name] for name in ("team", "id", "key_result", "kpi") if parts[name]]
    return Reference(text=text, **parts) if all(map(is_slug, slugs)) else None
