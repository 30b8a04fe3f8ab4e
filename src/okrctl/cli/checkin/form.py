"""The questions about one key result: which comes next, given what was answered so far.

Pure: asking, going back and going on with a draft all work on a list of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, assert_never

from okrctl.cli.checkin.saying import Saying
from okrctl.cli.checkin.values import ask, confidence, share, value_of
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState

Answers = dict[str, str]
"""What was answered, by the name of the question, in the order of asking."""

SKIP = "-"
"""The answer that leaves a key result out of this run."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what Enter keeps."""

    key: str
    label: str
    keeps: str = ""
    sort: Literal["line", "one", "many"] = "line"
    options: Mapping[str, str] = field(default_factory=dict)
    problem: Callable[[str], str] = lambda _: ""
    """Why an answer cannot be taken; empty when it can."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one key result, as it stands before anything is said."""

    state: KeyResultState
    unit: str | None = None
    teams: Collection[str] = ()

    def next(self, answers: Answers, after: KeyResultState | None) -> Question | None:
        """The next question; none when all is said, or the key result is skipped.

        `after` is where the key result would stand by what was answered so far.
        """
        if SKIP in answers.values():
            return None
        questions = self._questions(answers, after or self.state)
        return next((one for one in questions if one.key not in answers), None)

    def _questions(self, answers: Answers, after: KeyResultState) -> Iterator[Question]:
        yield from self._report()
        if self._wants_evidence(answers):
            yield Question("evidence", "Evidence, a link or a sentence  (wanted: OKR505)")
        if answers.get("done") != "y":
            yield self._confidence()
        wanted = "  (wanted here: OKR502)" if self._turned(answers, after) else ""
        yield Question("note", f"What changed?{wanted}")
        yield self._blocked()
        if self._is_new_blocker(answers.get("blocked", "")):
            yield Question("support", "Support needed, from whom?", problem=self._ask_problem)

    def _report(self) -> Iterator[Question]:
        from okrctl.model.kinds.pictures import Journey, Ladder, Line, Relay, Sentence, Steps

        if self.state.key_result.kpi:
            return
        seen = self.state.key_result.picture(self.state.progress, self.state.history)
        match seen:
            case Journey() | Line():
                yield self._number()
            case Steps():
                open_ = {part.id: part.title for part in seen.parts if not part.done}
                if open_:
                    yield Question("milestone", "Reached since", sort="many", options=open_)
            case Ladder():
                words = {part.id: f"{part.id}: {part.title}" for part in seen.parts}
                zones = {"below": "below: none of them yet", **words}
                yield Question("zone", "Zone", seen.reached or "below", "one", zones)
            case Sentence():
                was = self._said()
                label = f"Done?  y, n, or a progress such as 40%  (was {was})"
                yield Question("done", label, was, problem=done_problem)
            case Relay():
                pass
            case _:
                assert_never(seen)

    def _number(self) -> Question:
        from okrctl.model.values import Unsaid

        ends = {getattr(self.state.key_result, name, None) for name in ("baseline", "target")}
        if Unsaid.WITHHELD in ends:
            said = self.state.history.said
            was = f"{said.number('progress'):f}" if said else ""
            label = f"Progress, such as 40%{f'  (was {was})' if was else ''}"
            return Question("progress", label, was, problem=problem_of(share))
        was = last_value(self.state)
        label = f"Value  (was {was})" if was else f"Value{self._start()}"
        return Question("value", label, was, problem=problem_of(value_of))

    def _start(self) -> str:
        from decimal import Decimal

        start = getattr(self.state.key_result, "baseline", None)
        return f"  (from {start:f})" if isinstance(start, Decimal) else ""

    def _said(self) -> str:
        last = self.state.history.last(frozenset({"done", "progress"}))
        if last is not None and last.has("progress"):
            return f"{last.number('progress'):f}"
        return "y" if self.state.progress.done else "n"

    def _confidence(self) -> Question:
        from okrctl.pages.numbers import short_day

        was = "" if self.state.confidence is None else str(self.state.confidence)
        due = short_day(self.state.history.due)
        label = f"Confidence of {self._goal()} by {due}, 0 to 10"
        needed = "confidence" in self.state.key_result.refreshed_by
        check = problem_of(confidence)
        return Question(
            "confidence",
            f"{label}  (was {was})" if was else label,
            was,
            problem=lambda text: check(text) if text or needed else "",
        )

    def _goal(self) -> str:
        from decimal import Decimal

        from okrctl.model.kinds.pictures import Journey, Ladder, Line, Sentence, Steps
        from okrctl.pages.numbers import short
        from okrctl.pages.picture import bounds

        match self.state.key_result.picture(self.state.progress, self.state.history):
            case Journey(target=Decimal() as target):
                return short(target, self.unit)
            case Line(low=low, high=high):
                return bounds(low, high, self.unit)
            case Steps():
                return "all of it"
            case Ladder() | Journey():
                return "the target"
            case Sentence():
                return "this"
        return "it"

    def _blocked(self) -> Question:
        if not self.state.blockers:
            return Question("blocked", "Blocked?")
        label = "Still blocked?  y, n, or what blocks it now"
        return Question("blocked", label, "y", problem=anything_said)

    def _is_new_blocker(self, answer: str) -> bool:
        return bool(answer) and not (self.state.blockers and answer in ("y", "n"))

    def _wants_evidence(self, answers: Answers) -> bool:
        zone = answers.get("zone", "below")
        moved = zone != "below" and zone != self._zone()
        return moved or bool(answers.get("milestone")) or (
            answers.get("done") == "y" and not self.state.progress.done
        )  # fmt: skip

    def _zone(self) -> str:
        last = self.state.history.last(frozenset({"zone"}))
        return last.text("zone") if last else "below"

    def _turned(self, answers: Answers, after: KeyResultState) -> bool:
        """Whether it got worse, so that a word on why is wanted."""
        from okrctl.measure.turns import turns

        said = answers.get("confidence")
        return bool(turns(self.state, replace(after, confidence=int(said)) if said else after))

    def _ask_problem(self, text: str) -> str:
        problem = problem_of(ask)(text) if text else ""
        team = text.partition(":")[0].strip()
        if problem or not text or team in self.teams:
            return problem
        return f"there is no team {team}: {', '.join(self.teams)}"


def said_of(form: Form, answers: Answers) -> Saying | None:
    """What the answers say, as options would; none where the key result is skipped."""
    if SKIP in answers.values():
        return None
    blocked = answers.get("blocked", "")
    opened = form.state.blockers
    closes = (opened[0].entry.id,) if opened and blocked == "n" else ()
    done = answers.get("done", "")
    return Saying(
        value=answers.get("value") or None,
        zone=answers.get("zone") or None,
        milestone=tuple(filter(None, answers.get("milestone", "").split(","))),
        done={"y": True, "n": False}.get(done),
        progress=answers.get("progress") or (done if done not in ("", "y", "n") else None),
        confidence=answers.get("confidence") or None,
        note=answers.get("note") or None,
        blocked=None if not blocked or (opened and blocked in ("y", "n")) else blocked,
        unblocked=closes,
        support=tuple(filter(None, [answers.get("support", "")])),
        evidence=tuple(filter(None, [answers.get("evidence", "")])),
    )


def last_value(state: KeyResultState) -> str:
    """The last value as it was typed, `7` or `7/12`; empty before the first."""
    latest = state.history.latest
    if latest is None:
        return ""
    whole = latest.entry.number("of")
    return f"{latest.value:f}" if whole is None else f"{latest.value:f}/{whole:f}"


def problem_of(read: Callable[[str], object]) -> Callable[[str], str]:
    """Why a text cannot be read; it may always be the sign that skips."""

    def problem(text: str) -> str:
        if text.strip() == SKIP:
            return ""
        try:
            read(text)
        except UsageError as error:
            return error.next_step or error.message
        return ""

    return problem


def done_problem(text: str) -> str:
    """Why this does not say whether it is done, or how far it is."""
    return "" if text in ("y", "n", SKIP) else problem_of(share)(text)


def anything_said(text: str) -> str:
    """Why this says nothing."""
    return "" if text.strip() else "y, n, or what blocks it now"
