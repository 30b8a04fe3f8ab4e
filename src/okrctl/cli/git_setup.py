"""What `okrctl init` sets up in git: a repository where there is none, and diffs of meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.output import say
from okrctl.cli.prompts import Prompts
from okrctl.cli.telling import tick
from okrctl.cli.writing import diff
from okrctl.errors import EnvironmentFault, Interrupted, UsageError
from okrctl.text.scaffold import MEANINGS, with_attributes

if TYPE_CHECKING:
    from okrctl.store.git import Git, NoHistory
    from okrctl.store.plan import FileChange

ATTRIBUTES_FILE = ".gitattributes"
QUESTION = "Let git diff say what changes mean"
UNDOING = "git config --remove-section diff.okrctl"


def offered_repository(
    here: Context, repository: Git | NoHistory, prompts: Prompts | None
) -> Git | NoHistory:
    """The repository around the folder, a new one where there is none and a person wants one."""
    from okrctl.store.git import NoHistory
    from okrctl.store.setup import make_repository

    if not isinstance(repository, NoHistory) or prompts is None:
        return repository
    if "not a git repository" not in repository.reason:
        return repository
    if not prompts.confirm("Make it a git repository"):
        return repository
    return make_repository(here.folder, here.environ)


def wants_meanings(repository: Git | NoHistory, *, said: bool, prompts: Prompts | None) -> bool:
    """Whether git is to show meanings: by the option, else by the answer where one can be asked."""
    from okrctl.store.git import NoHistory
    from okrctl.store.setup import shows_meanings

    if isinstance(repository, NoHistory):
        if said:
            raise EnvironmentFault(f"--git-diff: {repository.reason}", "git init")
        return False
    if said or prompts is None:
        return said
    return not shows_meanings(repository) and prompts.confirm(QUESTION, default=False)


def set_driver(here: Context, *, sure: bool, dry_run: bool) -> None:
    """Let git show meanings in a workspace that is there: attributes, and one setting of git."""
    from okrctl.store.record import record
    from okrctl.store.setup import COMMAND, DRIVER, show_meanings

    git = here.git
    files = attribute_changes(here)
    for file in files:
        say(*diff(file))
    say(f"git config --local {DRIVER} '{COMMAND}'")
    if dry_run:
        return
    agree(here, sure=sure)
    if files:
        record(git, files, "git shows meanings", commit=False)
    show_meanings(git)
    say(f"{tick(here.terminal)} {told(changed=bool(files))}")


def attribute_changes(here: Context) -> list[FileChange]:
    """The edit of .gitattributes; none where its lines are there."""
    from okrctl.store.plan import EditedFile, NewFile

    place = here.root / ATTRIBUTES_FILE
    before = place.read_bytes() if place.exists() else None
    after = with_attributes((before or b"").decode(errors="surrogateescape"), MEANINGS).encode(
        errors="surrogateescape"
    )
    if before is None:
        return [NewFile(ATTRIBUTES_FILE, after)]
    return [EditedFile(ATTRIBUTES_FILE, before, after)] if before != after else []


def agree(here: Context, *, sure: bool) -> None:
    """Go on where --yes or a person says so."""
    if sure:
        return
    if not here.terminal.can_prompt:
        raise UsageError("nobody can be asked here", "okrctl init --git-diff --yes")
    if not Prompts(here.terminal).confirm("Set it"):
        raise Interrupted("nothing was written")


def told(*, changed: bool) -> str:
    """What was set, and how it is taken back."""
    again = f"git add {ATTRIBUTES_FILE} · " if changed else ""
    return f"git diff says what changes of goals mean · {again}undone by {UNDOING}"
