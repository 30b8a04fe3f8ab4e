"""Supporting: progress that the objectives make which support this key result."""

from __future__ import annotations

from typing import ClassVar, Literal

from okrctl.model.kinds.base import KeyResult
from okrctl.model.kinds.history import History, Progress
from okrctl.model.kinds.pace import capped
from okrctl.model.kinds.pictures import Relay
from okrctl.model.kinds.reckoning import Input, Reckoning, weighted
from okrctl.model.values import mean


class Supporting(KeyResult):
    """Measured by others: the weighted mean of the objectives that support it."""

    kind: ClassVar = "supporting"
    shape: ClassVar = frozenset({"measured_by"})
    reported_by: ClassVar = frozenset()

    measured_by: Literal["supporting"]

    def progress(self, history: History) -> Progress:
        """The weighted mean of its supporters' progress; none while none of them has any."""
        measured = [(s.weight, s.progress) for s in history.supports if s.progress is not None]
        share = mean(measured)
        if share is None:
            reason = (
                "its supporters have no progress" if history.supports else "nothing supports it"
            )
            return Progress(None, None, reason=reason)
        if not any(support.reported for support in history.supports):
            return Progress(share, capped(share), label="baseline", reason="no check-in yet")
        terms = " + ".join(f"{weight} × {progress}" for weight, progress in measured)
        total = sum(weight for weight, _ in measured)
        return Progress(share, capped(share), formula=f"({terms}) / {total}", done=share >= 1)

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """The weighted mean of what supports it."""
        measured = [(s.address, s.weight, s.progress) for s in history.supports]
        return Reckoning(
            weighted([(weight, share) for _, weight, share in measured if share is not None]),
            tuple(Input("progress", share, address=address) for address, _, share in measured),
            "no check-in yet" if progress.label == "baseline" else "",
        )

    def picture(self, progress: Progress, history: History) -> Relay:
        """Who carries it."""
        return Relay(history.supports)
