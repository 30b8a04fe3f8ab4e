"""Roll-up: the mean of key results, the weakest of them, and what a breached guardrail caps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from okrctl.measure.state import RANK, KeyResultState, ObjectiveState, StateName
from okrctl.model.kinds.history import Progress
from okrctl.model.values import Share, mean


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean, or the reason why there is none."""

    share: Share | None
    reason: str = ""


def counted_mean(parts: Sequence[tuple[Decimal, Progress]]) -> Mean:
    """The weighted mean of capped progress; what has none, and what weighs nothing, is left out."""
    if not parts:
        return Mean(None, "no key results")
    measured = [
        (weight, progress.counts) for weight, progress in parts if progress.counts is not None
    ]
    if not measured:
        reasons = dict.fromkeys(progress.reason for _, progress in parts)
        return Mean(None, "; ".join(reasons))
    share = mean(measured)
    return Mean(share, "" if share is not None else "nothing measured has weight")


def weakest(key_results: Iterable[KeyResultState]) -> KeyResultState | None:
    """The key result in the worst state; of several the smallest ratio, then the first.

    Guardrails and what is left out for good are not ranked.
    """
    ranked = [kr for kr in key_results if kr.state in RANK and not kr.key_result.guardrail]
    return min(ranked, key=severity, default=None)


def severity(key_result: KeyResultState | None) -> tuple[int, bool, Decimal]:
    """Sort key: worst first, then the smallest ratio, those without one last."""
    if key_result is None:
        return RANK.index("no data"), True, Decimal(0)
    ratio = key_result.judgement.ratio
    return RANK.index(key_result.state), ratio is None, ratio or Decimal(0)


def capped_state(state: StateName, breached: Sequence[KeyResultState]) -> StateName:
    """A state, no better than at risk while a guardrail is breached. What is closed stays so."""
    if not breached or state == "closed" or state not in RANK:
        return state
    return min(state, "at risk", key=RANK.index)


def team_mean(objectives: Iterable[ObjectiveState]) -> Share | None:
    """The weighted mean of a team's objectives, those without progress left out."""
    return mean([(o.objective.weight, o.progress) for o in objectives if o.progress is not None])


def worst_first(objectives: Iterable[ObjectiveState]) -> tuple[ObjectiveState, ...]:
    """Objectives as screens list them: worst, then smallest ratio, then oldest check-in first.

    Those of which everything was let go come last.
    """

    def rank(objective: ObjectiveState) -> tuple[int, bool, Decimal, int]:
        _, without_ratio, ratio = severity(objective.weakest)
        oldest = -1 if objective.oldest_days is None else objective.oldest_days
        rank = RANK.index(objective.state) if objective.state in RANK else len(RANK)
        return rank, without_ratio, ratio, -oldest

    return tuple(sorted(objectives, key=rank))
