"""The walk through an agenda: each thing shown, what is decided and who does what asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrctl.cli.checkin.asking import WalkingPrompts
from okrctl.cli.checkin.screen import draw
from okrctl.cli.context import Context
from okrctl.cli.meeting.minutes import Minutes
from okrctl.cli.meeting.said import Promise, promise
from okrctl.cli.prompts import WentBack
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.meetings import Action
    from okrctl.pages.blocks import Block
    from okrctl.pages.meeting.meeting import Meeting

KEYS = "Enter skips · Esc back · ^C stops"
PLAIN_KEYS = "Enter skips · < goes back · ^C stops"
DECISION, ACTION, MORE = "Decision", "Action  (who: what, by when)", "Another action"


@dataclass(slots=True)
class Stop:
    """One thing of an agenda, and what was said of it."""

    shown: tuple[Block, ...]
    about: str = ""
    """What a decision is about; empty for the meeting as a whole."""
    action: Action | None = None
    """The open action that is asked about."""
    decision: str = ""
    promises: list[Promise] = field(default_factory=list)
    done: bool = False


@dataclass(slots=True)
class Walk:
    """A person's way through an agenda; Esc goes back to the thing before."""

    here: Context
    meeting: Meeting

    def take(self) -> Minutes:
        """What is said of each thing; Ctrl-C stops the command with nothing written."""
        from okrctl.pages.blocks import Heading
        from okrctl.pages.meeting.agenda import header

        draw(self.here, Heading(header(self.meeting)), self._keys())
        stops, at = list(self._stops()), 0
        while at < len(stops):
            draw(self.here, *stops[at].shown)
            try:
                self._ask(stops[at])
                at += 1
            except WentBack:
                at = max(at - 1, 0)
        return minutes(stops)

    def _keys(self) -> Block:
        from okrctl.pages.blocks import Run, line

        keys = PLAIN_KEYS if self.here.terminal.accessible else KEYS
        if self.here.terminal.ascii_only:
            keys = keys.replace(" ·", ",")
        return line(Run(keys, "quiet"))

    def _stops(self) -> Iterator[Stop]:
        """Each thing to decide about, then the rest of the agenda, section by section."""
        from okrctl.pages.blocks import Stack
        from okrctl.pages.meeting.agenda import content, heading

        head: tuple[Block, ...] = ()
        for section in self.meeting.sections:
            head = (*head, heading(self.meeting, section))
            for block in content(self.meeting, section):
                items = block.items if isinstance(block, Stack) else ()
                for place, item in enumerate(items):
                    action = self.meeting.agenda.open[place] if section == "actions" else None
                    about = "" if action else item.name.partition(" ")[0]
                    yield Stop((*head, Stack((item,))), about, action)
                    head = ()
                if not items:
                    head = (*head, block)
            if head and section in ("gauges", "well"):
                yield Stop(head)
                head = ()

    def _ask(self, stop: Stop) -> None:
        prompts = WalkingPrompts(self.here.terminal)
        if stop.action is not None:
            stop.done = prompts.answer("Done?  (y/N)", "n", check=yes_or_no).startswith("y")
            return
        stop.decision = prompts.answer(DECISION)
        stop.promises = []
        while text := prompts.answer(MORE if stop.promises else ACTION, check=self._problem):
            stop.promises.append(promise(self.here, text))

    def _problem(self, text: str) -> str:
        """Why a text is no action; empty where it is one, or nothing."""
        try:
            if text.strip():
                promise(self.here, text)
        except UsageError as wrong:
            return wrong.message
        return ""


def minutes(stops: list[Stop]) -> Minutes:
    """What was said at all stops; a decision names what it is about."""
    return Minutes(
        [": ".join(filter(None, (one.about, one.decision))) for one in stops if one.decision],
        [promised for one in stops for promised in one.promises],
        [one.action for one in stops if one.action is not None and one.done],
    )


def yes_or_no(text: str) -> str:
    """Only yes or no."""
    return "" if text.lower() in ("y", "n", "yes", "no") else "type y or n"
