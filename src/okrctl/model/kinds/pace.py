"""Pace: what is expected by now, and whether progress keeps up with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from okrctl.model.kinds.history import History
from okrctl.model.policy import Thresholds
from okrctl.model.values import Share, divide

Verdict = Literal["no data", "too early", "on pace", "at risk", "off pace"]

TOO_EARLY = Decimal("0.1")
"""Below this share of the time gone there is no verdict."""

ON_PACE_FROM, AT_RISK_FROM = 7, 4
"""Confidences from which a key result that time says nothing about is on pace, or at risk."""


def capped(share: Share) -> Share:
    """A share cut to 0..1, as it rolls up."""
    return min(max(share, Decimal(0)), Decimal(1))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What pace says of a progress, with the numbers it rests on.

    `ratio` is progress over expected; `by` names what else it rests on ("confidence", "periods").
    """

    verdict: Verdict
    expected: Share | None = None
    ratio: Decimal | None = None
    by: Literal["ratio", "confidence", "periods", "due"] = "ratio"
    words: str = ""


def by_ratio(share: Share, expected: Share, thresholds: Thresholds) -> Judgement:
    """The verdict of progress over expected; too early while little is expected."""
    if expected < TOO_EARLY:
        return Judgement("too early", expected)
    ratio = divide(share, expected)
    verdict: Verdict = (
        "on pace"
        if ratio >= thresholds.on_pace
        else "at risk"
        if ratio >= thresholds.at_risk
        else "off pace"
    )
    return Judgement(verdict, expected, ratio)


def by_confidence(share: Share, history: History, thresholds: Thresholds) -> Judgement:
    """The verdict where time says nothing before the end: the owner's confidence does.

    Once the end has come, what was reached speaks for itself.
    """
    if history.past_due:
        return by_ratio(capped(share), history.elapsed, thresholds)
    confidence = history.confidence
    if confidence is None:
        return Judgement("no data", by="confidence")
    verdict: Verdict = (
        "too early"
        if history.elapsed < TOO_EARLY
        else "on pace"
        if confidence >= ON_PACE_FROM
        else "at risk"
        if confidence >= AT_RISK_FROM
        else "off pace"
    )
    return Judgement(verdict, by="confidence", words=f"confidence {confidence} of 10")
