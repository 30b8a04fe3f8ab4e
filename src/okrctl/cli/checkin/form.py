"""The questions about one key result: which comes next, given what was answered so far.

Pure: asking, going back and going on with a draft all work on a list of answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from okrctl.cli.checkin.holdups import Holdups
from okrctl.cli.checkin.question import SKIP, Answers, Question, problem_of
from okrctl.cli.checkin.saying import Saying
from okrctl.cli.checkin.values import confidence, share, value_of

if TYPE_CHECKING:
    from okrctl.measure.state import KeyResultState


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one key result, as it stands before anything is said."""

    state: KeyResultState
    unit: str | None = None
    holdups: Holdups = field(default_factory=Holdups)

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
        if not sure_and_why(answers)[1] and self._turned(answers, after):
            yield Question("note", "What changed?  (wanted here: OKR502)")
        yield from self.holdups.questions(answers)

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
            problem=lambda text: (
                check((text.split(maxsplit=1) or [""])[0]) if text or needed else ""
            ),
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

        said = sure_and_why(answers)[0]
        return bool(turns(self.state, replace(after, confidence=int(said)) if said else after))


def said_of(form: Form, answers: Answers) -> Saying | None:
    """What the answers say, as options would; none where the key result is skipped."""
    if SKIP in answers.values():
        return None
    sure, why = sure_and_why(answers)
    held = form.holdups.says(answers)
    done = answers.get("done", "")
    return Saying(
        value=answers.get("value") or None,
        zone=answers.get("zone") or None,
        milestone=tuple(filter(None, answers.get("milestone", "").split(","))),
        done={"y": True, "n": False}.get(done),
        progress=answers.get("progress") or (done if done not in ("", "y", "n") else None),
        confidence=sure or None,
        note=answers.get("note") or why or None,
        blocked=held.blocked,
        unblocked=held.unblocked,
        support=held.support,
        supported=held.supported,
        evidence=tuple(filter(None, [answers.get("evidence", "")])),
    )


def sure_and_why(answers: Answers) -> tuple[str, str]:
    """The confidence that was answered, and the words behind it: `5 Two regressions`."""
    sure, *why = answers.get("confidence", "").split(maxsplit=1) or [""]
    return sure, " ".join(why).strip()


def last_value(state: KeyResultState) -> str:
    """The last value as it was typed, `7` or `7/12`; empty before the first."""
    latest = state.history.latest
    if latest is None:
        return ""
    whole = latest.entry.number("of")
    return f"{latest.value:f}" if whole is None else f"{latest.value:f}/{whole:f}"


def done_problem(text: str) -> str:
    """Why this does not say whether it is done, or how far it is."""
    return "" if text in ("y", "n", SKIP) else problem_of(share)(text)
