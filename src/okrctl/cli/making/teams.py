"""A new team, spliced into okrctl.yaml."""

from __future__ import annotations

from okrctl.cli.context import Context
from okrctl.cli.making.names import known, new_id
from okrctl.cli.making.splicing import spliced
from okrctl.cli.telling import written
from okrctl.cli.writing import record_files, tried
from okrctl.text.scaffold import Value, flow

FILE = "okrctl.yaml"
TOP = "company"


def make_team(
    here: Context,
    what: str,
    identifier: str | None,
    said: dict[str, Value | None],
    *,
    dry_run: bool,
) -> None:
    """Add a team to okrctl.yaml; its argument is its id, or its title."""
    from okrctl.model.values import is_slug

    directory = here.loaded.workspace.directory
    people = here.loaded.workspace.settings.people
    fields = dict(said)
    title = str(fields["title"] or (what.replace("-", " ").capitalize() if is_slug(what) else what))
    identifier = identifier or (what if is_slug(what) else None)
    name = new_id(identifier, title, directory.team_names, "a team")
    parent = fields["parent"] or (TOP if TOP in directory.teams else None)
    fields |= {
        "title": title,
        "parent": parent and known(str(parent), directory.teams, "team"),
        "lead": fields["lead"] and known(str(fields["lead"]), people, "person"),
    }
    files = [spliced(here, FILE, ("teams", name), flow(fields))]
    tried(here, files)
    if record_files(here, files, f"new team {name}", commit=False, dry_run=dry_run):
        written(here, FILE, f"okrctl new objective --team {name}", "okrctl lint")
