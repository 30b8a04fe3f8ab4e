"""Why a key result is in its state: the numbers, always beside the word."""

from __future__ import annotations

from okrctl.measure.forecast import Forecast
from okrctl.measure.state import KeyResultState
from okrctl.model.kinds.pace import AT_RISK_FROM, ON_PACE_FROM, TOO_EARLY
from okrctl.pages.blocks import Inline, Line, Mark, Quote, Sparkline, line
from okrctl.pages.numbers import ago, percent, ratio, short_day
from okrctl.pages.rates import outlook, pace_words, said_and_seen, spark_values


def verdict(state: KeyResultState, unit: str | None = None) -> tuple[Line, ...]:
    """`0.35 of expected, off pace below 0.40 · you say 3 · mira, today`.

    With a forecast two lines: what is and how fast it goes, then where that leads.
    """
    told = state.forecast
    why, ahead = because(state), outlook(state, unit)
    if isinstance(told, Forecast):
        rate: tuple[str | Inline, ...] = (Sparkline(spark_values(state)), " ",
                                          pace_words(told, unit))  # fmt: skip
        now = line(why, " · " if why else "", *rate)
        return (now, line(sentence(ahead, said_and_seen(state), source(state))))
    words = line(sentence(why, ahead, said_and_seen(state), source(state)))
    return (words,) if words.runs else ()


def sentence(*parts: str) -> str:
    """Those of the parts that say something, beside each other."""
    return " · ".join(part for part in parts if part)


def because(state: KeyResultState) -> str:
    """The numbers that the state rests on."""
    if state.state in ("dropped", "deferred"):
        return f"{state.state}: {state.outcome_note}" if state.outcome_note else state.state
    if state.state == "closed":
        return "closed" if state.grade is None else f"closed at {state.grade}"
    if state.state == "done":
        return ""
    if state.state == "no data":
        asked = state.judgement.by == "confidence" and state.last_entry is not None
        return "no confidence stated yet" if asked else ""
    if state.state == "too early":
        return f"too early: judged once {percent(TOO_EARLY)} of progress is expected"
    overdue = "overdue" if "overdue" in state.flags and state.state != "stale" else ""
    return " · ".join(part for part in (overdue, judged(state)) if part)


def judged(state: KeyResultState) -> str:
    """What pace says, in numbers."""
    judgement, thresholds = state.judgement, state.thresholds
    if judgement.by == "confidence" and state.confidence is not None:
        return f"by confidence: you say {state.confidence}, {confidence_bound(state.confidence)}"
    if judgement.ratio is None or thresholds is None:
        return judgement.words if judgement.by == "due" else ""
    bound = (
        f"off pace below {ratio(thresholds.at_risk)}"
        if judgement.verdict == "off pace"
        else f"on pace from {ratio(thresholds.on_pace)}"
    )
    return f"{ratio(judgement.ratio)} of expected, {bound}"


def confidence_bound(confidence: int) -> str:
    """The bound that a confidence is held against."""
    if confidence < AT_RISK_FROM:
        return f"off pace below {AT_RISK_FROM}"
    return f"on pace from {ON_PACE_FROM}"


def source(state: KeyResultState) -> str:
    """`mira, today`, or `code-coverage, 1 d ago`: where the last number came from, and when."""
    if state.last_entry is None or state.age_days is None:
        return ""
    return f"{state.key_result.kpi or state.last_entry.who}, {ago(state.age_days)}"


def last_note(state: KeyResultState) -> Quote | None:
    """The last words on it, with their day where a later entry has none."""
    noted = next((entry for entry in reversed(state.history.entries) if entry.note), None)
    if noted is None:
        return None
    later = noted is not state.history.entries[-1]
    return Quote(noted.note, line(f"{noted.who}, {short_day(noted.day)}") if later else Line())


def blockers(state: KeyResultState) -> list[Line]:
    """`⚑ today: No staging data for billing · ops: A masked copy of production`."""
    lines = []
    for blocker in state.blockers:
        entry = blocker.entry
        words = [f"{ago((state.history.as_of - entry.day).days)}: {entry.text('blocked')}"]
        asked = entry.fields.get("support")
        if isinstance(asked, (list, tuple)):
            words += [f"{each['team']}: {each['need']}" for each in asked]
        lines.append(line(Mark("blocked"), " ", " · ".join(words)))
    return lines
