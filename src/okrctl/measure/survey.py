"""Survey: the states of objectives and their key results, put together from what was measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from okrctl.measure.blockers import open_blockers
from okrctl.measure.forecast import Forecast, NoForecast, forecast
from okrctl.measure.order import carriers_of
from okrctl.measure.pace import (
    News,
    carried_news,
    flags_of,
    judgement_of,
    news_of,
    state_of,
)
from okrctl.measure.progress import Snapshot, Standing, Walk
from okrctl.measure.rhythm import rhythm_of
from okrctl.measure.rollup import capped_state, weakest
from okrctl.measure.score import grading, key_result_score, objective_score
from okrctl.measure.state import Blocker, Flag, KeyResultState, ObjectiveState, StateName
from okrctl.model.kinds import KeyResult
from okrctl.model.kinds.history import History
from okrctl.model.objective import Objective
from okrctl.model.values import Share


@dataclass(frozen=True, slots=True)
class Survey:
    """What was measured on a day and a week before, and the states found so far, by address.

    Objectives are visited in the order of the walk, so that those which carry others are there.
    """

    walk: Walk
    as_of: date
    now: Snapshot
    before: Snapshot
    found: dict[str, ObjectiveState] = field(default_factory=dict)

    def visit(self, objective: Objective) -> None:
        """Find the state of an objective and of its key results."""
        workspace, address = self.walk.workspace, str(objective.address)
        closed = self.walk.workspace.is_closed(objective.address, self.as_of)
        key_results = tuple(
            self._key_result(objective, key_result, closed=closed)
            for key_result in objective.key_results
        )
        counted = [kr for kr in key_results if not kr.left_out]
        entries = workspace.journal.about(address, self.as_of)
        blockers = open_blockers(entries, workspace.journal)
        breached = [kr for kr in counted if kr.breached]
        worst = weakest(counted)
        state = worst.state if worst else "closed" if closed else _without_results(key_results)
        oldest = max(
            counted, key=lambda kr: -1 if kr.age_days is None else kr.age_days, default=None
        )
        mean = self.now.means[address]
        given = grading(entries)
        self.found[address] = ObjectiveState(
            objective=objective,
            key_results=key_results,
            progress=mean.share,
            reason=mean.reason,
            state=capped_state(state, breached),
            flags=_flags(counted, blocked=bool(blockers) and not closed),
            weakest=worst,
            expected=self._elapsed(objective),
            week=self._week(address, counted),
            oldest_days=oldest.age_days if oldest else None,
            oldest_day=oldest.last_day if oldest else None,
            capped_by=breached[0].address if breached and not closed else None,
            blockers=blockers,
            grade=given.number("grade") if given else None,
            score=objective_score(
                given,
                [(kr.key_result.counted_weight, kr.score) for kr in counted],
                committed=objective.committed,
                computed=mean.share,
            ),
            owner=workspace.owner(objective),
        )

    def _key_result(
        self, objective: Objective, key_result: KeyResult, *, closed: bool
    ) -> KeyResultState:
        address = str(key_result.address)
        journal, settings = self.walk.workspace.journal, self.walk.workspace.settings
        standing = self.now.standings[address]
        thresholds = settings.scoring.thresholds(committed=objective.committed)
        judgement = judgement_of(key_result, standing, thresholds)
        news = self._news(objective, key_result, standing, closed=closed)
        blockers = open_blockers(standing.entries, journal)
        history, given = standing.history, grading(standing.entries)
        return KeyResultState(
            key_result=key_result,
            history=history,
            progress=standing.progress,
            judgement=judgement,
            state=state_of(standing, judgement, news, closed=closed),
            flags=frozenset(flags_of(standing, news, blocked=bool(blockers) and not closed)),
            thresholds=thresholds,
            week=_gained(standing, self.before.standings[address]),
            confidence=history.confidence,
            grade=given.number("grade") if given else None,
            outcome_note=standing.note,
            last_entry=news.entry,
            last_day=news.day,
            age_days=news.age_days,
            next_due=news.due,
            blockers=tuple(Blocker(entry, key_result.address) for entry in blockers),
            breached=key_result.guardrail and key_result.breached(history),
            forecast=_forecast(key_result, standing, closed=closed),
            score=key_result_score(
                given, committed=objective.committed, computed=standing.progress.counts
            ),
        )

    def _news(
        self, objective: Objective, key_result: KeyResult, standing: Standing, *, closed: bool
    ) -> News:
        history, workspace = standing.history, self.walk.workspace
        if key_result.carried:
            carriers = (str(c.address) for c in carriers_of(workspace, key_result))
            return carried_news(history, [self.found[c] for c in carriers if c in self.found])
        rhythm = rhythm_of(workspace, objective, key_result, history.points)
        waited_for = not (closed or standing.outcome or standing.progress.done)
        return news_of(key_result, history, rhythm, waited_for=waited_for)

    def _elapsed(self, objective: Objective) -> Share:
        workspace = self.walk.workspace
        return History(self.as_of, workspace.starts(objective), workspace.due(objective)).elapsed

    def _week(self, address: str, counted: list[KeyResultState]) -> Share | None:
        now, before = self.now.means[address].share, self.before.means[address].share
        reported = any(self.now.standings[str(kr.address)].reported for kr in counted)
        return now - before if reported and now is not None and before is not None else None


def _without_results(key_results: tuple[KeyResultState, ...]) -> StateName:
    """The state of an objective of which nothing is ranked; where all of it was let go, that."""
    if not key_results or not all(kr.left_out for kr in key_results):
        return "no data"
    return key_results[0].state


def _gained(now: Standing, before: Standing) -> Share | None:
    """The points of capped progress gained; none where nothing was reported yet."""
    counts, then = now.progress.counts, before.progress.counts
    return counts - then if now.reported and counts is not None and then is not None else None


def _flags(key_results: list[KeyResultState], *, blocked: bool) -> frozenset[Flag]:
    """The flags of an objective: those of its key results, and its own."""
    own: frozenset[Flag] = frozenset({"blocked"} if blocked else ())
    return own.union(*(kr.flags for kr in key_results))


def _forecast(key_result: KeyResult, standing: Standing, *, closed: bool) -> Forecast | NoForecast:
    """What a key result is heading for; what is closed, dropped or deferred is at its end."""
    if closed or standing.outcome:
        return NoForecast(standing.outcome or "closed")
    return forecast(key_result, standing.history)
