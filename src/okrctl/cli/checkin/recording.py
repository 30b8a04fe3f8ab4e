"""Recording entries: tried, shown, confirmed, and then all of them in one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.checkin.baseline import Baseline, baselines, edits, told, wants
from okrctl.cli.checkin.desk import Desk, objective_in
from okrctl.cli.checkin.entries import SUFFIX, Statement, Written, moment, new_files, written
from okrctl.cli.checkin.sending import sending
from okrctl.cli.checkin.summary import next_commands, subject_of
from okrctl.cli.checkin.telling import Change, Story, document, message
from okrctl.cli.context import Context, draw_id
from okrctl.errors import EnvironmentFault, Interrupted, UsageError

if TYPE_CHECKING:
    from okrctl.model.workspace import Workspace
    from okrctl.pages.blocks import Line
    from okrctl.pages.schemas import Action
    from okrctl.store.plan import FileChange
    from okrctl.store.record import Recorded


@dataclass(frozen=True, slots=True)
class Wishes:
    """How something is to be recorded."""

    action: Action = "checkin"
    """The command, as the commit's trailer has it."""
    key: str | None = None
    """The id of the first entry, chosen by who wants to repeat the command safely."""
    commit: bool = True
    dry_run: bool = False
    sure: bool = False
    formats: Sequence[str] | None = None
    push: bool = False
    branch: str | None = None
    """A branch that is not checked out, to commit to."""
    baseline: bool | None = None
    """Whether a baseline that becomes known is written into its goal file; none is to be asked."""


class AlreadyRecorded(Exception):
    """The entry of that id was recorded meanwhile, by another run of the same command."""


def entries_of(
    here: Context, desk: Desk, statements: Sequence[Statement], key: str | None = None
) -> tuple[Written, ...]:
    """The statements as entries of now, the first with the id that was chosen, if any."""
    journal = desk.workspace.journal
    about = dict.fromkeys(name for one in statements for name in (one.address, one.spoken_of))
    known = [entry.at for name in about for entry in journal.history(name)]
    at = moment(here.now, max(known, default=None))
    ids = [draw_id() for _ in statements]
    return written(statements, [key, *ids[1:]] if key else ids, here.who, at)


def keep(
    here: Context,
    desk: Desk,
    entries: Sequence[Written],
    wishes: Wishes,
    also: Sequence[Line] = (),
) -> Recorded | None:
    """Record the entries in one commit and tell of it; none on a dry run, which shows a diff.

    The same id with the same content was recorded before: that is said, and nothing is written.
    """
    pushes = wishes.push and not wishes.dry_run
    found = baselines(here, desk, entries)
    files = baseline_files(here, entries, found, wishes)
    with sending(here, wishes.branch or "", push=pushes, commit=wishes.commit) as on_its_way:
        known = bool(wishes.key) and already(desk, entries, wishes.key or "")
        done = None
        action, subject = wishes.action, subject_of(desk, entries, wishes.action)
        if not known:
            after = after_all(here, desk, entries, files)
            try:
                done = recorded(
                    here, (*new_files(entries), *files), message(action, subject), wishes
                )
            except AlreadyRecorded:
                known = True
        if done is None and not known:
            return None
        done, sent = on_its_way.sent(done)
    story = Story(action, tuple(entries), sent=sent)
    if done is not None:
        lines = (*also, *told(found, written=bool(files)))
        story = Story(action, tuple(entries), done, changes(desk, after, entries), lines,
                     next_commands(desk, entries, done, sent), upstream(here, done),
                     sent=sent)  # fmt: skip
    tell(here, story, wishes)
    if sent.failed:
        raise sent.failed
    return done


def tell(here: Context, told: Story, wishes: Wishes) -> None:
    """Put the story out in the forms that were asked for."""
    from okrctl.cli.emitting import emit
    from okrctl.cli.errors import complain

    if told.done is None:
        complain(f"already recorded: {told.entries[0].id}; nothing was written")
    emit(here, document(told), wishes.formats)


def upstream(here: Context, done: Recorded) -> str:
    """What the branch follows, where others are ahead there."""
    if not done.behind:
        return ""
    from okrctl.store.history import head

    return head(here.git).upstream or ""


def already(desk: Desk, entries: Sequence[Written], key: str) -> bool:
    """Whether the same was recorded before under the id; UsageError where it says another thing."""
    known = desk.workspace.journal.by_id.get(key)
    if known is None:
        return False
    said = entries[0].statement
    before = {name: value for name, value in known.fields.items() if name != "day"}
    if (known.subject, before) == (said.spoken_of, dict(said.fields)):
        return True
    raise UsageError(
        f"--id {key} is the id of another entry, about {known.subject}",
        "entries are written once: leave --id out to have one drawn",
    )


def baseline_files(
    here: Context, entries: Sequence[Written], found: Sequence[Baseline], wishes: Wishes
) -> tuple[FileChange, ...]:
    """The goal files that get their baselines in the same commit, where that is wanted."""
    if not found or wishes.branch:
        return ()
    files = edits(here, new_files(entries), found, commit=wishes.commit)
    return files if files and wants(here, found, said=wishes.baseline, sure=wishes.sure) else ()


def after_all(
    here: Context, desk: Desk, entries: Sequence[Written], files: Sequence[FileChange]
) -> Workspace:
    """The workspace with the entries, and with the goal files that change along with them."""
    if not files:
        return desk.tried(entries).workspace
    from okrctl.cli.writing import tried

    return tried(here, (*new_files(entries), *files)).workspace


def recorded(
    here: Context, files: Sequence[FileChange], message: str, wishes: Wishes
) -> Recorded | None:
    """What was recorded; none on a dry run, which shows the changes as a diff.

    Raises `AlreadyRecorded` where another run has just recorded the same id.
    """
    from okrctl.cli.output import say
    from okrctl.cli.writing import diff
    from okrctl.store.record import no_step, record

    if wishes.dry_run:
        for file in files:
            say(*diff(file))
        return None
    if wishes.branch:
        return recorded_elsewhere(here, files, message, wishes)
    try:
        return record(
            here.git if wishes.commit else here.repository,
            files,
            message,
            commit=wishes.commit,
            at_step=watching_for(here.root, wishes.key) if wishes.key else no_step,
        )
    except EnvironmentFault:
        if wishes.key and has_appeared(here.root, wishes.key):
            raise AlreadyRecorded from None
        raise


def recorded_elsewhere(
    here: Context, files: Sequence[FileChange], message: str, wishes: Wishes
) -> Recorded:
    """What was recorded on a branch that is not checked out."""
    from okrctl.store.elsewhere import record_elsewhere

    done = record_elsewhere(here.git, files, message, wishes.branch or "", wishes.key or "")
    if done is None:
        raise AlreadyRecorded
    return done


def watching_for(root: Path, key: str) -> Callable[[str], None]:
    """Looks, while nobody else can record, whether an entry of that id has appeared meanwhile."""

    def look(step: str) -> None:
        if step == "checked" and has_appeared(root, key):
            raise AlreadyRecorded

    return look


def has_appeared(root: Path, key: str) -> bool:
    """Whether there is a file that is named after the id and holds it."""
    name = f"*-{key[:SUFFIX]}.jsonl"
    there = (*root.glob(f"checkins/*/*/{name}"), *root.glob(f"readings/*/{name}"))
    return any(f'"{key}"' in file.read_text("utf-8") for file in there)


def changes(desk: Desk, after: Workspace, entries: Sequence[Written]) -> tuple[Change, ...]:
    """The objectives that the entries speak of, before and after."""
    from okrctl.cli.checkin.desk import measured

    found = []
    touched = dict.fromkeys(address for one in entries for address in objectives_of(one, desk))
    states = {
        cycle: measured(after, cycle, desk.today)
        for cycle in dict.fromkeys(address.partition("/")[0] for address in touched)
    }
    for address in touched:
        goal = desk.workspace.objective(address)
        if goal is None:
            continue
        before = objective_in(desk.state(goal.address.cycle), goal.address)
        now = objective_in(states[goal.address.cycle], goal.address)
        if before is not None and now is not None:
            found.append((before, now))
    return tuple(found)


def objectives_of(one: Written, desk: Desk) -> list[str]:
    """The objective of a goal's entry; of a reading those running that it moves."""
    address = one.statement.address
    if not address.startswith("kpi:"):
        return [address.partition("#")[0]]
    kpi = desk.workspace.kpi(address.removeprefix("kpi:"))
    return [
        str(objective.address)
        for objective in desk.workspace.objectives
        for kr in objective.key_results
        if kr.kpi
        and desk.workspace.kpi(kr.kpi) is kpi
        and desk.workspace.cycle_of(objective.address).contains(desk.today)
    ]


def confirmed(here: Context, question: str, flag: str = "--yes", *, default: bool = False) -> None:
    """Ask whether to go on; Interrupted on no, UsageError that names the flag off a terminal."""
    from okrctl.cli.prompts import Prompts

    prompts = Prompts(here.terminal)
    if not here.terminal.can_prompt:
        raise UsageError(question, f"if it is right: {flag}")
    if not prompts.confirm(question, default=default):
        raise Interrupted("nothing was written")
