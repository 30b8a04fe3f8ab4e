"""Done when: a sentence that becomes true."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from okrctl.model.kinds.base import KeyResult
from okrctl.model.kinds.history import History, Progress, at_start
from okrctl.model.kinds.pace import Judgement, by_confidence, capped
from okrctl.model.kinds.pictures import Sentence
from okrctl.model.kinds.reckoning import Reckoning, as_said, nothing_yet
from okrctl.model.policy import Thresholds
from okrctl.model.values import Text


class DoneWhen(KeyResult):
    """A sentence: 0 until it is true, 1 from then, or the progress that a person says."""

    kind: ClassVar = "done when"
    shape: ClassVar = frozenset({"done_when"})
    reported_by: ClassVar = frozenset({"done", "progress"})
    refreshed_by: ClassVar = frozenset({"confidence"})

    done_when: Text

    def progress(self, history: History) -> Progress:
        """What the last word on it says: done or not, or a share, labelled as said."""
        last = history.last(self.reported_by)
        if last is None:
            return at_start(history)
        if last.has("done"):
            share = Decimal(bool(last.fields["done"]))
            return Progress(
                share,
                share,
                formula="done" if share else "not done",
                done=share == 1,
                inputs=(last,),
            )
        share = last.number("progress") or Decimal(0)
        return Progress(
            share,
            capped(share),
            formula=f"said {share}",
            label="as said",
            done=share >= 1,
            inputs=(last,),
        )

    def reckoning(self, progress: Progress, history: History) -> Reckoning:
        """What was said last."""
        return as_said(progress) if progress.inputs else nothing_yet(progress.share)

    def judge(self, progress: Progress, history: History, thresholds: Thresholds) -> Judgement:
        """By the owner's confidence, since time says nothing before the end; late is off pace."""
        share = progress.share or Decimal(0)
        if history.past_due and not progress.done:
            return Judgement("off pace", history.elapsed, by="due", words="past its date")
        return by_confidence(share, history, thresholds)

    def picture(self, progress: Progress, history: History) -> Sentence:
        """Whether it is true by now."""
        return Sentence(progress.done)
