"""What `okrctl init` asks, proposes and writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.context import Context, workspace_root
from okrctl.cli.cycles import CALENDAR_MONTHS, quarter
from okrctl.cli.git_setup import offered_repository, told, wants_meanings
from okrctl.cli.interview import Proposal, Wishes, outline_of
from okrctl.cli.output import say
from okrctl.cli.prompts import Prompts
from okrctl.cli.shell import shell_line
from okrctl.cli.telling import tick
from okrctl.errors import Interrupted, UsageError
from okrctl.text.scaffold import ATTRIBUTES, MEANINGS, Outline, with_attributes, workspace_text

if TYPE_CHECKING:
    from okrctl.store.git import Git, NoHistory
    from okrctl.store.plan import FileChange

EDITOR_SETTINGS = {
    "yaml.schemas": {
        ".okrctl/workspace.schema.json": "okrctl.yaml",
        ".okrctl/objective.schema.json": "goals/*/*/*.yaml",
        ".okrctl/kpi.schema.json": "kpis/**/*.yaml",
    }
}
EDITOR_FILE = ".vscode/settings.json"


@dataclass(frozen=True, slots=True)
class Start:
    """The files of a new workspace, and what each is for."""

    root: Path
    outline: Outline
    files: Mapping[str, str]
    says: Mapping[str, str]


def start(
    here: Context, wishes: Wishes, *, sure: bool, dry_run: bool, git_diff: bool = False
) -> None:
    """Ask what is not said, show the files, and write them; nothing is committed or replaced."""
    from okrctl.store.git import NoHistory, open_repository
    from okrctl.store.setup import show_meanings

    root = here.folder
    refuse_a_second(root)
    repository = open_repository(root, here.environ)
    prompts = Prompts(here.terminal)
    if not (sure or dry_run or here.terminal.can_prompt):
        raise UsageError(
            "nobody can be asked here", "okrctl init --organization NAME --team NAME --yes"
        )
    say(introduction(root, repository))
    asking = None if sure or dry_run else prompts
    repository = offered_repository(here, repository, asking)
    proposal = Proposal.of(root, repository, here.environ)
    outline = outline_of(wishes, proposal, asking)
    meanings = wants_meanings(repository, said=git_diff, prompts=asking)
    made = Start(root, outline, files_of(root, outline, meanings=meanings), SAYS)
    preview(made)
    if dry_run:
        show_files(made)
        return
    if not sure:
        confirm(made, prompts)
    write(made, repository)
    conclude(made, here, repository)
    if meanings and not isinstance(repository, NoHistory):
        show_meanings(repository)
        say(f"  {told(changed=False)}")
    if here.terminal.is_tty:
        say(f"Script  {script(outline, proposal, git_diff=meanings)}")
        say("Next    okrctl new objective · okrctl lint · okrctl --install-completion")


def refuse_a_second(root: Path) -> None:
    """UsageError where a workspace is here already, or around here."""
    there = workspace_root(root)
    if there == root:
        raise UsageError(f"there is a workspace in {root} already", "okrctl status")
    if there is not None:
        raise UsageError(
            f"{root} is inside the workspace at {there}",
            "okrctl new team adds a team to it; -C DIR makes a workspace elsewhere",
        )


def introduction(root: Path, repository: Git | NoHistory) -> str:
    """Where the new workspace will be."""
    from okrctl.store.git import NoHistory

    if isinstance(repository, NoHistory):
        where = f"in {root}, which is not in a git repository yet"
    elif repository.prefix:
        where = f"in {repository.prefix.rstrip('/')} of this git repository"
    else:
        where = "at the root of this git repository"
    return f"No okrctl.yaml here or above. New workspace {where}."


SAYS: Mapping[str, str] = {
    "okrctl.yaml": "the workspace",
    ".gitattributes": "LF endings, packs merge",
    ".okrctl/": "3 schemas, so that editors check while you type",
    EDITOR_FILE: "which schema is for which file",
}


def files_of(root: Path, outline: Outline, *, meanings: bool = False) -> dict[str, str]:
    """The text of each file to write, by path below the root."""
    from okrctl.model.schema import NAMES, schema

    files = {
        "okrctl.yaml": workspace_text(outline),
        ".gitattributes": with_attributes(
            text_of(root / ".gitattributes"), (*ATTRIBUTES, *(MEANINGS if meanings else ()))
        ),
    }
    for name in NAMES:
        text = json.dumps(schema(name), indent=2, ensure_ascii=False)
        files[f".okrctl/{name}.schema.json"] = f"{text}\n"
    if not (root / EDITOR_FILE).exists():
        files[EDITOR_FILE] = json.dumps(EDITOR_SETTINGS, indent=2) + "\n"
    return files


def text_of(place: Path) -> str:
    """What a file holds, empty where it is not there."""
    try:
        return place.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{place.name} cannot be read: {error}", "mend it, then try again"
        ) from None


def preview(made: Start) -> None:
    """Print what would be written, and what each file is for."""
    folders = {path.partition("/")[0] + "/" if path.startswith(".okrctl/") else path: None
               for path in made.files}  # fmt: skip
    say(*(f"+ {path:<22} {made.says[path]}" for path in folders))


def show_files(made: Start) -> None:
    """Print the text of every file but the schemas, which are long and the tool's own."""
    for path, text in made.files.items():
        if not path.startswith(".okrctl/"):
            say("", f"--- {path}", *text.splitlines())


def confirm(made: Start, prompts: Prompts) -> None:
    """Go on when the person says yes; Interrupted when not."""
    check = "" if prompts.terminal.accessible else "  (Y/n/show)"
    while True:
        answer = prompts.text(f"Write these files{check}").lower()
        if answer.startswith("s"):
            show_files(made)
        elif answer in ("", "y", "yes"):
            return
        elif answer.startswith("n"):
            raise Interrupted("nothing was written")


def write(made: Start, repository: Git | NoHistory) -> None:
    """Write all files or none."""
    from okrctl.store.record import record

    record(repository, list(changes(made)), "start a goal repository", commit=False)


def changes(made: Start) -> Iterator[FileChange]:
    """Each file as new, or as an edit of what is there."""
    from okrctl.store.plan import EditedFile, NewFile

    for path, text in made.files.items():
        place = made.root / path
        before = place.read_bytes() if place.exists() else None
        if before is None:
            yield NewFile(path, text.encode())
        elif before != text.encode():
            yield EditedFile(path, before, text.encode())


def conclude(made: Start, here: Context, repository: Git | NoHistory) -> None:
    """Say what was done, and which day it is."""
    from okrctl.store.git import NoHistory

    no_git = isinstance(repository, NoHistory)
    paths = "okrctl.yaml .gitattributes .okrctl" + (" .vscode" if EDITOR_FILE in made.files else "")
    git = f"{'git init && ' if no_git else ''}git add {paths}"
    say(f"{tick(here.terminal)} Written, not committed: {git}")
    say(f"  {today_line(made.outline, here)} No goals yet, so nothing is due.")


def today_line(outline: Outline, here: Context) -> str:
    """Which day of which quarter today is."""
    from okrctl.model.calendar import Calendar, Calendars

    named = {"by start": "start", "by end": "end"}.get(outline.year_named)
    calendar = Calendar(
        outline.timezone,
        CALENDAR_MONTHS.index(outline.year_start) + 1,
        "start" if named == "start" else "end" if named == "end" else None,
    )
    calendars = Calendars((calendar,))
    today = calendars.local_day(here.now)
    cycle = quarter(calendars, today)
    return f"Today is day {cycle.elapsed_days(today)} of {cycle.days} of {cycle.name}."


def script(outline: Outline, proposal: Proposal, *, git_diff: bool) -> str:
    """The command line that does the same without asking: what differs from the proposal."""
    person, known = outline.person, proposal.member
    year_start = "" if outline.year_start == proposal.year_start else outline.year_start
    said = {
        "--organization": outline.organization,
        "--team": outline.team,
        "--timezone": "" if outline.timezone == proposal.timezone else outline.timezone,
        "--fiscal-year-start": year_start,
        "--fiscal-year-named": outline.year_named.removeprefix("by "),
        "--checkins": "" if outline.checkins == proposal.checkins else outline.checkins,
        "--person": "" if person.id == known.id else person.id,
        "--name": "" if person.name == known.name else person.name,
        "--email": "" if person.email == known.email else person.email,
    }
    return shell_line("okrctl init", said, *(("--git-diff",) if git_diff else ()), "--yes")
