"""What came of a meeting: decisions, actions, and old actions that are done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrctl.cli.checkin.entries import Statement
from okrctl.cli.context import Context, draw_id
from okrctl.cli.meeting.said import Promise

if TYPE_CHECKING:
    from okrctl.measure.meetings import Action


@dataclass(slots=True)
class Minutes:
    """What was said so far; empty says nothing."""

    decisions: list[str] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    done: list[Action] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.decisions or self.promises or self.done)


def statements(here: Context, team: str, cycle: str, minutes: Minutes) -> list[Statement]:
    """The meeting as an entry of its team, and one for each old action that is done."""
    fields: dict[str, object] = {"meeting": here.today.isoformat()}
    if minutes.promises:
        fields["actions"] = [promised(one) for one in minutes.promises]
    if minutes.decisions:
        fields["note"] = "\n".join(minutes.decisions)
    held = Statement(
        f"checkins/{cycle}/{team}", {"team": team, "cycle": cycle}, fields, None, f"{team}:{cycle}"
    )
    return [held, *(settled(one, done=True) for one in minutes.done)]


def promised(one: Promise) -> dict[str, str]:
    """An action as an entry has it, with an id of its own."""
    due = {"due": one.due.isoformat()} if one.due else {}
    return {"id": draw_id(), "who": one.who, "what": one.what, **due}


def settled(action: Action, *, done: bool) -> Statement:
    """That an action is done, or is open again: an entry beside its meeting."""
    team, _, cycle = action.meeting.entry.subject.partition(":")
    fields = {"action": action.id, "done": done}
    subject = {"team": team, "cycle": cycle}
    return Statement(f"checkins/{cycle}/{team}", subject, fields, None, f"{team}:{cycle}")


def words(minutes: Minutes) -> Iterator[str]:
    """`2 decisions`, `1 action`, `1 done`: what is told of it in few words."""
    from okrctl.pages.numbers import plural

    if minutes.decisions:
        yield plural(len(minutes.decisions), "decision")
    if minutes.promises:
        yield plural(len(minutes.promises), "action")
    if minutes.done:
        yield f"{len(minutes.done)} done"
