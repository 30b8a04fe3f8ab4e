"""Pace: the state of a key result on a day, the news it rests on, and the flags beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from okrctl.measure.progress import Standing
from okrctl.measure.rhythm import Rhythm
from okrctl.measure.state import Flag, ObjectiveState, StateName
from okrctl.model.entry import CHECK_IN, Entry
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import History
from okrctl.model.kinds.pace import Judgement
from okrctl.model.policy import Thresholds

NUMBER = frozenset({"value", "of"})
WORDS = CHECK_IN | {"note"}


@dataclass(frozen=True, slots=True)
class News:
    """What was last heard of a key result, on which day, and which day waits for an answer."""

    entry: Entry | None = None
    day: date | None = None
    age_days: int | None = None
    due: date | None = None
    overdue: bool = False
    stale: bool = False


def news_of(key_result: KeyResult, history: History, rhythm: Rhythm, *, waited_for: bool) -> News:
    """The last number or step of a key result, and whether the next one is late.

    Words alone are no news of a number. `waited_for` says that news is still wanted of it; before
    it starts and after it is due nobody is late.
    """
    entry = last_report(key_result, history)
    day = entry.day if entry else None
    age_days = (history.day - day).days if day else None
    due = rhythm.due_after(day)
    if not waited_for or history.past_due or due > history.due:
        return News(entry, day, age_days)
    active = history.starts <= history.as_of
    return News(
        entry,
        day,
        age_days,
        due,
        overdue=active and rhythm.overdue(due, history.as_of),
        stale=active and rhythm.stale(due, history.as_of),
    )


def last_report(key_result: KeyResult, history: History) -> Entry | None:
    """The last entry that reports it: a check-in of its kind, or its KPI's reading.

    While its numbers are not written there may be nothing but words to report.
    """
    fields = key_result.reported_by | key_result.refreshed_by
    said = history.last(fields - NUMBER if key_result.kpi else fields)
    read = history.latest.entry if history.latest else None
    last = max(filter(None, (said, read)), key=lambda entry: entry.order, default=None)
    return history.last(WORDS) if last is None and key_result.unsaid else last


def carried_news(history: History, carriers: Sequence[ObjectiveState]) -> News:
    """The news of what is measured by others: as old and as late as the worst of them.

    What ended with an earlier cycle is as old as it was then: nobody can refresh it.
    """
    days = [carrier.oldest_day for carrier in carriers if carrier.oldest_day is not None]
    ages = [carrier.oldest_days for carrier in carriers if carrier.oldest_days is not None]
    active = history.starts <= history.as_of <= history.due
    parts = [kr for carrier in carriers for kr in carrier.key_results]
    return News(
        day=min(days, default=None),
        age_days=max(ages, default=None),
        overdue=active and any("overdue" in kr.flags for kr in parts),
        stale=active and any(kr.state == "stale" for kr in parts),
    )


def judgement_of(key_result: KeyResult, standing: Standing, thresholds: Thresholds) -> Judgement:
    """What pace says of a key result; nothing of what is left out for good."""
    if standing.outcome:
        return Judgement("no data")
    return key_result.judge(standing.progress, standing.history, thresholds)


def state_of(standing: Standing, judgement: Judgement, news: News, *, closed: bool) -> StateName:
    """The state of a key result: the first that holds. docs/method.md, "Pace and status"."""
    if standing.outcome:
        return standing.outcome
    if closed:
        return "closed"
    if standing.progress.done:
        return "done"
    if not standing.reported or judgement.verdict == "no data":
        return "no data"
    return "stale" if news.stale else judgement.verdict


def flags_of(standing: Standing, news: News, *, blocked: bool) -> Iterator[Flag]:
    """What stands beside the state."""
    if blocked:
        yield "blocked"
    if news.overdue:
        yield "overdue"
    yield from standing.progress.flags
