"""The commands by name, in groups. A command's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer

from okrctl import __version__
from okrctl.cli.lazy import CommandGroup, Commands
from okrctl.cli.shared import folder_of

GROUPS: Final = {
    "Start": {
        "init": "A workspace that lints clean, in a new or an existing repository.",
        "new": "A new objective, key result, KPI or team.",
        "mv": "Rename or move an objective, key result, KPI, team or person.",
        "edit": "Open the file of an address in the editor and check it on closing.",
        "migrate": "Raise the format version of a workspace.",
        "doctor": "Whether all that okrctl needs is well, and what to do.",
    },
    "Each week": {
        "checkin": "Say where your key results stand.",
        "reading": "Record a KPI's value, or an outside event.",
        "comment": "Answer an entry.",
        "due": "Who owes what, by team and person.",
        "blockers": "What is in the way, the oldest first, and what closes it.",
        "support": "What others ask of your team.",
        "initiative": "Say how far a piece of work has come.",
        "undo": "Show, then commit, the opposite of your last action.",
    },
    "Look": {
        "status": "Where every objective of the cycle stands.",
        "show": "One objective, key result or KPI, with all its numbers.",
        "kpis": "The KPIs of a page, leading ones first.",
        "tree": "What serves what: from the mission to the work.",
        "explain": "Where every number of a goal, a KPI or a team comes from.",
        "log": "The audit trail of anything: what happened, by whom, in which commit.",
        "calibration": "How well confidence and forecast foretold what came.",
        "sql": "A question to the tables of a workspace, in SQL.",
    },
    "Meet, plan, close": {
        "plan": "What the data say before a cycle, and drafts of its goals.",
        "litmus": "An objective read out loud, and what somebody new would ask of it.",
        "meeting": "What to talk about, by the value of a decision.",
        "action": "The open actions of meetings, and that one is done.",
        "align": "Say which goal an objective supports, in one commit.",
        "drop": "Let a key result or an objective go, with the reason, in one commit.",
        "close": "Score a cycle, say what was learned, and carry over what goes on.",
        "retro": "How a cycle ended: scores, teams, KPIs, check-ins, lessons.",
        "pack": "Join the entry files of closed cycles and of years that are over.",
    },
    "Check": {
        "amend": "Change a goal and write down why, in one commit.",
        "lint": "Check the files of a workspace.",
        "review": "What a change does to goals, the worst first.",
        "diff": "Every change of meaning between two revisions.",
        "changelog": "What changed in goals since a day or a tag.",
        "audit": "Whether the history can be trusted, and what could not be verified.",
        "rule": "What a rule means, with a bad and a good example.",
        "rules": "Every rule, or those of a code's beginning.",
        "schema": "The JSON Schema of a file or of an output.",
    },
    "Exchange": {
        "examples": "Worked objectives, key results and KPIs of a dozen functions, to copy from.",
        "import": "Goals out of a spreadsheet or Markdown, shown before anything is written.",
        "notify": "What is due, stale, blocked or off pace, told to a connection.",
        "export": "The tables of a workspace as CSV, JSON, a workbook or a dataset.",
    },
    "Learn": {
        "help": "What an OKR, a KPI, a state or an exit code is, and when to use which.",
    },
}
"""Every command, its group and its line of help; the module has the command's name."""

NAMES: Final = tuple(name for group in GROUPS.values() for name in group)


class Group(CommandGroup):
    """All commands; alone it is `status` inside a workspace and the help outside one."""

    groups = GROUPS

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Commands("okrctl.cli.commands", NAMES)

    def alone(self, leading: Sequence[str]) -> list[str]:
        """Status inside a workspace, help outside."""
        return ["status", *leading] if in_a_workspace(folder_of(leading)) else ["--help"]


def in_a_workspace(folder: str) -> bool:
    """Whether a folder or one above it holds okrctl.yaml."""
    from okrctl.cli.context import workspace_root

    return workspace_root(folder) is not None


app = typer.Typer(
    name="okrctl",
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog="okrctl alone is status inside a workspace. okrctl COMMAND --help tells more.",
)


def show_version(wanted: bool) -> None:  # noqa: FBT001 - typer passes it by position
    """Print the version and stop, where that is wanted."""
    if wanted:
        typer.echo(f"okrctl {__version__}")
        raise typer.Exit


@app.callback()
def okrctl(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=show_version),
    ] = False,
) -> None:
    """Objectives, key results and KPIs as plain text in git."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit status."""
    from okrctl.cli.errors import guarded

    command = typer.main.get_command(app)
    return guarded(lambda: command.main(list(arguments), "okrctl", standalone_mode=False))
