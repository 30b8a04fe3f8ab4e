"""The kinds of key result. The shape says the kind: exactly one of `KINDS` fits a key result."""

from __future__ import annotations

from okrctl.model.kinds.base import KeyResult
from okrctl.model.kinds.done_when import DoneWhen
from okrctl.model.kinds.hold import Hold
from okrctl.model.kinds.milestones import Milestones
from okrctl.model.kinds.move import Move
from okrctl.model.kinds.supporting import Supporting
from okrctl.model.kinds.zones import Zones

KINDS: tuple[type[KeyResult], ...] = (Move, Hold, Milestones, DoneWhen, Zones, Supporting)
"""Every kind, in the order in which the format lists them."""

__all__ = [
    "KINDS",
    "DoneWhen",
    "Hold",
    "KeyResult",
    "Milestones",
    "Move",
    "Supporting",
    "Zones",
]
