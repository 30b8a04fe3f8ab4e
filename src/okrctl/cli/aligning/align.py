"""`okrctl align` as a whole: the parent found, judged, spliced in, and committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.addresses import objective_of, unknown
from okrctl.cli.checkin.acting import Action, carried_out
from okrctl.cli.checkin.recording import Wishes
from okrctl.cli.context import Context
from okrctl.cli.making.splicing import source_of
from okrctl.cli.writing import tried
from okrctl.errors import UsageError

if TYPE_CHECKING:
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress
    from okrctl.model.objective import Objective
    from okrctl.pages.blocks import Line
    from okrctl.store.plan import EditedFile

    Parent = ObjectiveAddress | KeyResultAddress

SORTS = frozenset({"objective", "key result"})


def align(here: Context, text: str, parent_text: str, wishes: Wishes) -> None:
    """Add a parent to what an objective supports, in one commit.

    UsageError with the reason where it is supported already, would close a loop, or is no goal of
    the objective's cycle or of a longer one around it that is still open.
    """
    objective = objective_of(here, text)
    parent = parent_of(here, objective, parent_text)
    if parent in here.loaded.workspace.parents[str(objective.address)]:
        raise UsageError(
            f"{objective.address} supports {parent} already", f"okrctl show {objective.address}"
        )
    name = written_name(here, objective, parent)
    file = with_parent(here, objective, name)
    tried(here, (file,))
    child = f"{objective.address.team}/{objective.id}"
    action = Action(
        f"align({objective.id}): supports {name}",
        (file,),
        seen=(told(objective, name),),
        next=("okrctl tree", f"okrctl show {child}", "okrctl undo"),
    )
    carried_out(here, action, wishes)


def parent_of(here: Context, objective: Objective, text: str) -> Parent:
    """The goal that a person means: one of the objective's cycle, or of the nearest around it.

    A goal of another cycle is found too where its cycle is written, so that the refusal can say
    what is wrong with it.
    """
    from okrctl.model.address import KpiAddress

    workspace, cycle = here.loaded.workspace, objective.address.cycle
    for name in workspace.cycles_around(cycle):
        found = workspace.directory.typed(text, name, SORTS)  # type: ignore[arg-type]
        if found.candidates:
            raise UsageError(
                f"{text!r} may mean {' or '.join(map(str, found.candidates))}", "write more of it"
            )
        if found.address is not None and not isinstance(found.address, KpiAddress):
            return found.address
    names = workspace.directory.names(cycle, SORTS)  # type: ignore[arg-type]
    raise unknown(text, names, SORTS, cycle)  # type: ignore[arg-type]


def written_name(here: Context, objective: Objective, parent: Parent) -> str:
    """The parent as the file names it: without its cycle, where that means the same."""
    short = parent.within_cycle
    meant = here.loaded.workspace.parent(short, objective.address.cycle)
    return short if meant == parent else str(parent)


def with_parent(here: Context, objective: Objective, name: str) -> EditedFile:
    """The objective's file with one more parent, proved to change nothing else."""
    from okrctl.store.plan import EditedFile
    from okrctl.text.edit import append_item, plain_with, proved
    from okrctl.text.quoting import quote

    file = here.loaded.places.files[str(objective.address)]
    source = source_of(here, file)
    parents = [*objective.supports, name]
    edits = append_item(source, ("supports",), quote(name))
    after = proved(source, edits, plain_with(source.root, ("supports",), [*parents]))
    return EditedFile(file, here.tree.files()[file].read(), after.encode())


def told(objective: Objective, name: str) -> Line:
    """`engineering/trusted-releases  supports company/trust#nps`."""
    from okrctl.pages.blocks import Run, line

    return line(Run(objective.address.within_cycle, "strong"), f"  supports {name}")
