"""Worked examples written into a workspace: objectives as drafts, KPIs to watch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.making.names import known
from okrctl.cli.making.objectives import Where, cycle_of, late_start
from okrctl.cli.output import say
from okrctl.cli.telling import say_next, tick
from okrctl.cli.writing import record_files, tried
from okrctl.errors import UsageError
from okrctl.text.scaffold import KPI_SCHEMA, MODELINE, OBJECTIVE_SCHEMA

if TYPE_CHECKING:
    from okrctl.pages.library import Example
    from okrctl.store.plan import NewFile


def write_example(here: Context, example: Example, team: str | None, *, dry_run: bool) -> None:
    """Write an example's files for a team; nothing is committed, nothing is replaced."""
    teams = here.loaded.workspace.directory.team_names
    if team is None and example.name not in teams:
        raise UsageError(
            f"there is no team {example.name}: whose are they?",
            f"okrctl examples {example.name} --write --team {next(iter(teams), 'TEAM')}",
        )
    owner = teams[known(team or example.name, teams, "team")]
    files = list(files_of(here, example, owner))
    refuse_what_is_there(here, files)
    tried(here, files)
    done = record_files(here, files, f"examples {example.name}", commit=False, dry_run=dry_run)
    if done:
        say(*(f"+ {file.path}" for file in files))
        say(f"{tick(here.terminal)} Written, nothing is committed; a draft counts nowhere")
        first = example.objectives[0].id
        say_next(here.terminal, (f"okrctl edit {owner}/{first}", "okrctl lint"))


def files_of(here: Context, example: Example, team: str) -> Iterator[NewFile]:
    """The files as they will be: cycle, team and owner filled in."""
    from okrctl.store.plan import NewFile

    cycle = cycle_of(here, Where(cycle=here.cycle_text))
    starts = late_start(here, cycle)
    lead = here.loaded.workspace.settings.teams[team].lead
    for worked in example.files:
        text = worked.text.replace(f"[{example.name}/", f"[{team}/")
        if worked.sort == "goals":
            owner = "" if lead else f"owner: {here.who}\n"
            path, schema = f"goals/{cycle.name}/{team}/{worked.id}.yaml", OBJECTIVE_SCHEMA
            begun = f"starts: {starts}\n" if starts else ""
            text = after_title(text, f"{owner}{begun}draft: true\n")
        else:
            path, schema = f"kpis/{worked.id}.yaml", KPI_SCHEMA
            text = after_title(text, f"owner: {lead or here.who}\n")
        yield NewFile(path, f"{MODELINE.format(schema=schema)}\n{text}".encode())


def after_title(text: str, lines: str) -> str:
    """A file's text with lines behind its title."""
    title, end, rest = text.partition("\n")
    return f"{title}{end}{lines}{rest}"


def refuse_what_is_there(here: Context, files: list[NewFile]) -> None:
    """UsageError where a file is there already, or a KPI of its name."""
    there = here.tree.files()
    kpis = here.loaded.workspace.directory.kpi_names
    for file in files:
        name = file.path.rpartition("/")[2].removesuffix(".yaml")
        if file.path in there or (file.path.startswith("kpis/") and name in kpis):
            raise UsageError(f"{file.path} is there already", "nothing was written")
