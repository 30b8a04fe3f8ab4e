"""`okrctl meeting --start`: the agenda walked on a terminal, or said by options, and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okrctl.cli.checkin.draft import kept_draft
from okrctl.cli.checkin.question import Answers
from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.checkin.screen import draw
from okrctl.cli.checkin.steps import StepWalk, begun, walked_through
from okrctl.cli.context import Context
from okrctl.cli.meeting.gathering import Wanted, gathered, host
from okrctl.cli.meeting.minutes import Minutes, statements, words
from okrctl.cli.meeting.recording import keep
from okrctl.cli.meeting.said import EXAMPLE, promise
from okrctl.cli.meeting.walk import keys, minutes, steps, stops
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


def start_meeting(
    here: Context, wanted: Wanted, said: Said, wishes: Wishes, *, resume: bool = False
) -> None:
    """Hold a meeting and record what came of it, in one commit."""
    if here.as_of_text is not None or here.at_text is not None:
        raise UsageError("a meeting is held today", "leave --as-of and --at out with --start")
    team, cycle = host(here, wanted), here.cycle
    if not team or cycle is None:
        raise UsageError("there is no team with goals to meet about", "okrctl new team")
    place = Place(team, cycle.name)
    if not said:
        walked(here, wanted, place, wishes, resume=resume)
    elif resume:
        raise UsageError("--resume asks what was left open", "leave --decision and --action out")
    else:
        recorded(here, place, by_options(here, said), wishes)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose meeting it is, and in which cycle."""

    team: str
    cycle: str

    @property
    def draft(self) -> str:
        """What `draft_file` takes for its draft."""
        return f"meeting {self.team}"


def recorded(
    here: Context, place: Place, minutes: Minutes, wishes: Wishes, *, goes_back: bool = False
) -> bool:
    """Whether the minutes are done with: recorded, or there is nothing in them."""
    if not minutes:
        say("Nothing was decided, so nothing was written.")
        return True
    subject = f"meeting({place.team}): {', '.join(words(minutes))}"
    told = statements(here, place.team, place.cycle, minutes)
    return keep(here, told, subject, wishes, goes_back=goes_back)


def by_options(here: Context, said: Said) -> Minutes:
    """The minutes that the options say."""
    if any(not text.strip() for text in said.decisions):
        raise UsageError("a decision is empty", "--decision 'We stop the rollout'")
    return Minutes(
        [text.strip() for text in said.decisions], [promise(here, text) for text in said.actions]
    )


def walked(here: Context, wanted: Wanted, place: Place, wishes: Wishes, *, resume: bool) -> None:
    """Ask thing by thing, record, and forget the draft once that is done."""
    from okrctl.pages.blocks import Heading
    from okrctl.pages.meeting.agenda import header

    refuse_without_a_person(here)
    meeting, team = gathered(here, wanted), f" --team {wanted.team}" if wanted.team else ""
    kept = kept_draft(here.root, place.draft)
    if resume and (kept is None or not kept.said):
        raise UsageError("there is nothing to go on with", f"okrctl meeting --start{team} begins")
    named = stops(here, meeting, kept.answers if kept else {})
    draft = kept if kept and resume else begun(
        here, place.draft, named, "Go on with the draft of the meeting?"
    )  # fmt: skip
    walk = StepWalk(here, steps(named), draft, f"okrctl meeting --resume{team}")
    draw(here, Heading(header(meeting)), keys(here))
    if walk.is_through:
        walk.back()

    def finish(answers: Mapping[str, Answers]) -> bool:
        return recorded(here, place, minutes(named, answers), wishes, goes_back=True)

    if walked_through(walk, finish):
        draft.forget()


def refuse_without_a_person(here: Context) -> None:
    """UsageError that names the options, where nobody can be asked."""
    if not here.terminal.can_prompt:
        raise UsageError(
            "nobody can be asked here, and no option says what came of the meeting",
            f"okrctl meeting --start --decision '…' --action {EXAMPLE}",
        )
