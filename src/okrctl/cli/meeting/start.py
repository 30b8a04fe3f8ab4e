"""`okrctl meeting --start`: the agenda walked on a terminal, or said by options, and recorded."""

from __future__ import annotations

from dataclasses import dataclass

from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.context import Context
from okrctl.cli.meeting.gathering import Wanted, gathered, host
from okrctl.cli.meeting.minutes import Minutes, statements, words
from okrctl.cli.meeting.recording import keep
from okrctl.cli.meeting.said import EXAMPLE, promise
from okrctl.cli.meeting.walk import Walk
from okrctl.cli.output import say
from okrctl.errors import UsageError


@dataclass(frozen=True, slots=True)
class Said:
    """What the options say came of a meeting."""

    decisions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether they say anything, so that nothing is asked."""
        return bool(self.decisions or self.actions)


def start_meeting(here: Context, wanted: Wanted, said: Said, wishes: Wishes) -> None:
    """Hold a meeting and record what came of it, in one commit."""
    if here.as_of_text is not None or here.at_text is not None:
        raise UsageError("a meeting is held today", "leave --as-of and --at out with --start")
    team, cycle = host(here, wanted), here.cycle
    if not team or cycle is None:
        raise UsageError("there is no team with goals to meet about", "okrctl new team")
    minutes = by_options(here, said) if said else walked(here, wanted)
    if not minutes:
        say("Nothing was decided, so nothing was written.")
        return
    subject = f"meeting({team}): {', '.join(words(minutes))}"
    keep(here, statements(here, team, cycle.name, minutes), subject, wishes)


def by_options(here: Context, said: Said) -> Minutes:
    """The minutes that the options say."""
    if any(not text.strip() for text in said.decisions):
        raise UsageError("a decision is empty", "--decision 'We stop the rollout'")
    return Minutes(
        [text.strip() for text in said.decisions], [promise(here, text) for text in said.actions]
    )


def walked(here: Context, wanted: Wanted) -> Minutes:
    """The minutes that a person gives, thing by thing."""
    if not here.terminal.can_prompt:
        raise UsageError(
            "nobody can be asked here, and no option says what came of the meeting",
            f"okrctl meeting --start --decision '…' --action {EXAMPLE}",
        )
    return Walk(here, gathered(here, wanted)).take()
