"""`okrctl initiative` as a whole: one status put in its place, in one commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from okrctl.cli.addresses import meant
from okrctl.cli.amending.amend import confirm, refuse_uncommitted, refuse_what_stands
from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.recording import Wishes, upstream
from okrctl.cli.checkin.telling import Story, document, message
from okrctl.cli.context import Context
from okrctl.cli.emitting import emit
from okrctl.cli.making.splicing import source_of
from okrctl.cli.moving.splices import Put, changed
from okrctl.cli.output import say
from okrctl.cli.writing import diff, tried
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.objective import Objective
    from okrctl.store.plan import EditedFile


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative: the objective whose work it is, and its id."""

    objective: Objective
    id: str

    @property
    def name(self) -> str:
        """`trusted-releases/coverage-report`."""
        return f"{self.objective.id}/{self.id}"

    @property
    def status(self) -> str:
        """Its status."""
        return self.objective.initiatives[self.id].status


def initiative(here: Context, text: str, status: str, wishes: Wishes) -> None:
    """Set the status of an initiative, in one commit."""
    work = work_named(here, text)
    new = status_named(status)
    if work.status == new:
        raise UsageError(f"{work.name} is {new} already", "nothing was written")
    refuse_what_stands(Desk(here.loaded, here.today), work.objective.address)
    file = edited(here, work, new)
    refuse_uncommitted(here, (file,))
    tried(here, (file,))
    if wishes.dry_run or here.terminal.is_tty:
        say(*diff(file))
    if not wishes.dry_run:
        confirm(here, wishes)
        record_and_tell(here, work, new, file, wishes)


def record_and_tell(here: Context, work: Work, new: str, file: EditedFile, wishes: Wishes) -> None:
    """Write the file in one commit, and say so."""
    from okrctl.pages.blocks import Run, line
    from okrctl.store.record import record

    words = f"initiative({work.name}): {work.status} → {new}"
    done = record(here.git, (file,), message("initiative", words))
    said = line(Run(work.name, "strong"), f"  {work.status} → {new}")
    told = Story(
        "initiative", (), done, (), (said,), (f"okrctl show {work.objective.id}", "okrctl undo"),
        upstream(here, done), tuple(done.files),
    )  # fmt: skip
    emit(here, document(told), wishes.formats)


def edited(here: Context, work: Work, new: str) -> EditedFile:
    """The objective's file with the status in its place, proved to change nothing else."""
    from okrctl.store.plan import EditedFile

    path = here.loaded.places.files[str(work.objective.address)]
    put = Put(("initiatives", work.id, "status"), new)
    after = changed(source_of(here, path), [put])
    return EditedFile(path, here.tree.files()[path].read(), after.encode())


def work_named(here: Context, text: str) -> Work:
    """The initiative that a text means; UsageError with the candidates, or with what is close."""
    objective, slash, name = text.rpartition("/")
    known = list(works(here, objective)) if slash else list(works(here))
    found = [work for work in known if work.id == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{text!r} may mean {' or '.join(one.name for one in found)}", "write more of it"
        )
    near = get_close_matches(text, [one.name for one in known]) or [
        one.name for one in known if one.id in get_close_matches(name, [w.id for w in known])
    ]
    guess = f"did you mean {' or '.join(near)}?" if near else "okrctl show OBJECTIVE lists its work"
    raise UsageError(f"there is no initiative {text!r}", guess)


def works(here: Context, named: str = "") -> Iterator[Work]:
    """The initiatives of the objective of that name, else of all of the command's cycle."""
    workspace = here.loaded.workspace
    address = str(meant(here, named, frozenset({"objective"}))) if named else ""
    cycle = here.cycle.name if here.cycle else ""
    for objective in workspace.objectives:
        if address in ("", str(objective.address)) and (
            address or objective.address.cycle == cycle
        ):
            yield from (Work(objective, name) for name in objective.initiatives)


def status_named(text: str) -> str:
    """The status of that name; UsageError where there is none."""
    from okrctl.model.objective import Initiative

    known: tuple[str, ...] = get_args(Initiative.model_fields["status"].annotation)
    if text in known:
        return text
    close = get_close_matches(text, known, n=1)
    guess = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(f"{text!r} is no status{guess}", f"one of: {', '.join(known)}")
