"""`okrctl amend` as a whole: the goal changed, the consequence shown, both files in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.addresses import meant
from okrctl.cli.amending.assignments import Assignment, assignments
from okrctl.cli.checkin.desk import Desk, key_result_in, measured
from okrctl.cli.checkin.entries import Statement, Written, about, new_files
from okrctl.cli.checkin.recording import Wishes, changes, entries_of, upstream
from okrctl.cli.checkin.summary import name_of, short
from okrctl.cli.checkin.telling import Story, document, message
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.moving.splices import changed
from okrctl.cli.output import say
from okrctl.cli.writing import diff, tried
from okrctl.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.model.address import Address, KeyResultAddress
    from okrctl.model.workspace import Workspace
    from okrctl.pages.blocks import Line, Run
    from okrctl.store.plan import EditedFile, FileChange

WHY = "Why is it changed, after all?"


@dataclass(frozen=True, slots=True)
class Amending:
    """A change of one goal, with its entries and the files that hold all of it."""

    address: Address
    assignments: tuple[Assignment, ...]
    entries: tuple[Written, ...]
    files: tuple[FileChange, ...]
    why: str

    @property
    def message(self) -> str:
        """The commit's message: what was changed, why, and the trailer of okrctl."""
        words = ", ".join(one.words for one in self.assignments)
        reason = " ".join(self.why.split())
        return message("amend", f"amend({short(str(self.address))}): {words}\n\n{reason}")


def amend(here: Context, text: str, texts: Sequence[str], why: str | None, wishes: Wishes) -> None:
    """Change a goal and say why, in one commit; on a terminal the consequence is shown first."""
    address = meant(here, text)
    desk = Desk(here.loaded, here.today)
    refuse_what_stands(desk, address)
    amending = amended(here, desk, address, texts, why)
    refuse_uncommitted(here, amending.files)
    after = tried(here, amending.files).workspace
    lines = tuple(consequences(desk, after, amending))
    if wishes.dry_run or here.terminal.is_tty:
        show(here, amending, lines)
    if wishes.dry_run:
        return
    confirm(here, wishes)
    record_and_tell(here, desk, after, amending, wishes)


def amended(
    here: Context, desk: Desk, address: Address, texts: Sequence[str], why: str | None
) -> Amending:
    """The change as files, with an entry for each field."""
    file = here.loaded.places.files[str(address).partition("#")[0]]
    found = assignments(here, file, address, texts)
    edited = edited_file(here, file, found)
    reason = reason_for(here, why)
    statements = [statement(here, address, one, reason) for one in found]
    entries = entries_of(here, desk, statements)
    return Amending(address, found, entries, (edited, *new_files(entries)), reason)


def edited_file(here: Context, file: str, found: Sequence[Assignment]) -> EditedFile:
    """The goal's file with the values spliced in, proved to change nothing else."""
    from okrctl.store.plan import EditedFile

    after = changed(here.loaded.sources[file], [one.put for one in found])
    return EditedFile(file, here.tree.files()[file].read(), after.encode())


def reason_for(here: Context, why: str | None, question: str = WHY) -> str:
    """The reason: said by --why, or asked on a terminal."""
    from okrctl.cli.prompts import Prompts, wanted

    if why is None:
        prompts = Prompts(here.terminal)
        prompts.needs("--why", "the reason of the change")
        why = prompts.text(question, check=wanted)
    if not why.strip():
        raise UsageError("the reason is empty", "--why 'August already had two'")
    return why.strip()


def statement(here: Context, address: Address, one: Assignment, why: str) -> Statement:
    """The amendment entry of one field; a field that was not there has no `old`."""
    old = {} if one.old is None else {"old": one.old}
    fields = {"field": one.field, **old, "new": one.new, "why": why}
    return about(address, fields, here.now)


def refuse_what_stands(desk: Desk, address: Address) -> None:
    """UsageError where the goal cannot be amended: its cycle is closed, or it counts nowhere."""
    from okrctl.cli.checkin.days import refuse_when_closed
    from okrctl.cli.checkin.desk import drafted
    from okrctl.model.address import KeyResultAddress, KpiAddress

    if isinstance(address, KpiAddress):
        return
    goal = address.objective if isinstance(address, KeyResultAddress) else address
    objective = desk.workspace.objective(goal)
    if objective is not None and objective.draft:
        raise drafted(str(goal))
    if desk.workspace.is_closed(goal, desk.today):
        refuse_when_closed("closed", goal.cycle, goal.team)


def refuse_uncommitted(here: Context, files: Sequence[FileChange]) -> None:
    """EnvironmentFault where git would not take exactly this change; nothing is written yet."""
    from okrctl.store.plan import changes as planned
    from okrctl.store.preflight import refuse_to_commit, refuse_what_changed

    refuse_to_commit(here.git)
    refuse_what_changed(here.git, planned(files))


def consequences(desk: Desk, after: Workspace, amending: Amending) -> Iterator[Line]:
    """What changes; of a key result also what that makes of it without new progress."""
    from okrctl.model.address import KeyResultAddress
    from okrctl.pages.blocks import Run, line

    address = amending.address
    words = ", ".join(one.words for one in amending.assignments)
    yield line(Run(short(str(address)), "strong"), f"  {words}")
    if isinstance(address, KeyResultAddress) and after.key_result(address):
        yield line("  ", *effect(desk, after, address))


def effect(desk: Desk, after: Workspace, address: KeyResultAddress) -> Iterator[str | Run]:
    """`47% → 20%, 0.83 → 0.35 of expected, on pace → off pace`."""
    from okrctl.pages.change import arrow, paced, state_change
    from okrctl.pages.numbers import percent

    before = desk.key_result(address)
    now = key_result_in(measured(after, address.objective.cycle, desk.today), address)
    share = arrow(percent(before.progress.share), percent(now.progress.share))
    pace = paced(before, now)
    yield f"{share}, " if pace == share else f"{share}, {pace}, "
    yield from state_change(before.state, now.state)


def show(here: Context, amending: Amending, lines: Sequence[Line]) -> None:
    """The change as a diff, and what comes of it."""
    from okrctl.pages.document import Document

    for file in amending.files:
        say(*diff(file))
    emit(here, Document("okrctl.amend/1", blocks=tuple(lines)), ("table",))


def confirm(here: Context, wishes: Wishes) -> None:
    """Ask on a terminal. Elsewhere the command has said it all, the reason included."""
    from okrctl.cli.prompts import Prompts

    if wishes.sure or not here.terminal.can_prompt:
        return
    if not Prompts(here.terminal).confirm("Commit"):
        raise Interrupted("nothing was written")


def record_and_tell(
    here: Context, desk: Desk, after: Workspace, amending: Amending, wishes: Wishes
) -> None:
    """Write both files in one commit, and say which; what came of it, where nobody saw it yet."""
    from okrctl.store.record import record

    done = record(here.git, amending.files, amending.message)
    said = () if here.terminal.is_tty else tuple(consequences(desk, after, amending))
    told = Story(
        "amend",
        amending.entries,
        done,
        changes(desk, after, amending.entries),
        said,
        (f"okrctl show {name_of(desk, amending.entries[0])}", "okrctl undo"),
        upstream(here, done),
        tuple(done.files),
    )
    emit(here, document(told), wishes.formats)
