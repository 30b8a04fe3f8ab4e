"""What a screen draws of a key result: one picture a kind, as data without widths or colours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from okrctl.model.kinds.history import Part, Support
from okrctl.model.values import End


@dataclass(frozen=True, slots=True)
class Journey:
    """From X to Y: where it starts, where it is, where it goes. None is not known or not told."""

    start: End | None
    target: End | None
    now: Decimal | None
    commit: Decimal | None = None
    stretch: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is held: its bounds, and period by period whether it was (none: still open)."""

    low: Decimal | None
    high: Decimal | None
    met: tuple[bool, ...]
    every: str
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class Steps:
    """Milestones in their order."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Zones from the lowest to the highest, and the one that is reached."""

    parts: tuple[Part, ...]
    reached: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that become true, or progress that only a person says."""

    done: bool


@dataclass(frozen=True, slots=True)
class Relay:
    """Progress that other objectives make."""

    supports: tuple[Support, ...]


Picture = Journey | Line | Steps | Ladder | Sentence | Relay
"""What a screen draws of a key result."""
