"""The walk through an agenda: each thing shown, what is decided and who does what asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from okrctl.cli.checkin.question import Answers, Question
from okrctl.cli.checkin.steps import Step
from okrctl.cli.context import Context
from okrctl.cli.meeting.minutes import Minutes
from okrctl.cli.meeting.said import Promise, promise
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.measure.meetings import Action
    from okrctl.pages.blocks import Block
    from okrctl.pages.meeting.meeting import Meeting

KEYS = "Enter skips · Esc back · ^C stops"
PLAIN_KEYS = "Enter skips · < goes back · ^C stops"
DECISION, ACTION, MORE = "Decision", "Action  (who: what, by when)", "Another action"


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing of an agenda, and what is asked about it."""

    here: Context
    shown: tuple[Block, ...]
    about: str = ""
    """What a decision is about; empty for the meeting as a whole."""
    action: Action | None = None
    """The open action that is asked about."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """What was decided, and who does what until nothing more is said; of an old action one."""
        if self.action is not None:
            yield Question("done", "Done?  (y/N)", "n", problem=yes_or_no)
            return
        yield Question("decision", DECISION)
        for number in count(1):
            key = f"action {number}"
            yield Question(key, ACTION if number == 1 else MORE, problem=self._problem)
            if not answers.get(key):
                return

    def above(self, key: str) -> Sequence[Block]:
        """What stands above a question: the thing itself, above the first."""
        return self.shown if key in ("done", "decision") else ()

    def promises(self, answers: Answers) -> Iterator[Promise]:
        """The actions that answers hold, in their order."""
        for key, text in answers.items():
            if key.startswith("action ") and text:
                yield promise(self.here, text)

    def _problem(self, text: str) -> str:
        """Why a text is no action; empty where it is one, or nothing."""
        try:
            if text.strip():
                promise(self.here, text)
        except UsageError as wrong:
            return wrong.message
        return ""


def stops(here: Context, meeting: Meeting, answered: Mapping[str, Answers]) -> dict[str, Stop]:
    """Each thing to talk about by a name that a later run knows again.

    What was answered and is no longer on the agenda comes first, so that nothing said is lost.
    """
    found: dict[str, Stop] = {}
    for section, stop in agenda_stops(here, meeting):
        name = base = f"{section} {stop.action.id if stop.action else stop.about}".strip()
        for number in count(2):
            if name not in found:
                break
            name = f"{base} {number}"
        found[name] = stop
    gone = {name: left_over(here, name) for name, said in answered.items()
            if any(said.values()) and name not in found and "actions" not in name}  # fmt: skip
    return {**gone, **found}


def left_over(here: Context, name: str) -> Stop:
    """What was answered about something that an agenda had before."""
    from okrctl.pages.blocks import Run, line

    about = name.partition(" ")[2]
    return Stop(here, (line(Run(about or name, "strong"), " was on the agenda before"),), about)


def agenda_stops(here: Context, meeting: Meeting) -> Iterator[tuple[str, Stop]]:
    """Each thing to decide about, then the rest of the agenda, with the name of its section."""
    from okrctl.pages.blocks import Stack
    from okrctl.pages.meeting.agenda import content, heading

    head: tuple[Block, ...] = ()
    for section in meeting.sections:
        head = (*head, heading(meeting, section))
        for block in content(meeting, section):
            items = block.items if isinstance(block, Stack) else ()
            for place, item in enumerate(items):
                stop = Stop(here, (*head, Stack((item,))), item.name.partition(" ")[0])
                if section == "actions":
                    stop = replace(stop, about="", action=meeting.agenda.open[place])
                yield section, stop
                head = ()
            if not items:
                head = (*head, block)
        if head and section in ("gauges", "well"):
            yield section, Stop(here, head)
            head = ()


def steps(named: Mapping[str, Stop]) -> list[Step]:
    """The stops as steps of a walk."""
    return [Step(name, stop, stop.above) for name, stop in named.items()]


def keys(here: Context) -> Block:
    """The keys of the walk, as the line below its title."""
    from okrctl.pages.blocks import Run, line

    known = PLAIN_KEYS if here.terminal.accessible else KEYS
    return line(Run(known.replace(" ·", ",") if here.terminal.ascii_only else known, "quiet"))


def minutes(named: Mapping[str, Stop], answers: Mapping[str, Answers]) -> Minutes:
    """What was said at all stops; a decision names what it is about."""
    told = [(stop, answers.get(name, {})) for name, stop in named.items()]
    return Minutes(
        [": ".join(filter(None, (stop.about, text))) for stop, said in told
         if (text := said.get("decision"))],
        [promised for stop, said in told for promised in stop.promises(said)],
        [stop.action for stop, said in told
         if stop.action is not None and said.get("done", "").startswith("y")],
    )  # fmt: skip


def yes_or_no(text: str) -> str:
    """Only yes or no."""
    return "" if text.lower() in ("y", "n", "yes", "no") else "type y or n"
