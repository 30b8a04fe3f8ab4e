"""A new objective: its place, its text, its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.cycles import quarter
from okrctl.cli.making.names import known, new_id
from okrctl.cli.prompts import Prompts, wanted
from okrctl.cli.telling import written
from okrctl.cli.writing import record_files, tried
from okrctl.errors import UsageError
from okrctl.text.scaffold import Value, objective_text

if TYPE_CHECKING:
    from okrctl.model.calendar import Cycle

TENTH = 10


@dataclass(frozen=True, slots=True)
class Where:
    """What was said about the place of a new objective."""

    what: str | None = None
    """An address or a title."""
    team: str | None = None
    cycle: str | None = None
    id: str | None = None


def make_objective(
    here: Context, where: Where, said: dict[str, Value | None], *, dry_run: bool
) -> None:
    """Write the file of a new objective."""
    from okrctl.store.plan import NewFile

    place, title = read_place(where)
    prompts = Prompts(here.terminal)
    team = team_of(here, place, prompts)
    cycle = cycle_of(here, place)
    fields = asked(here, {**said, "title": said["title"] or title}, team, prompts)
    fields["starts"] = late_start(here, cycle)
    goals = here.loaded.workspace.directory.goals.get(cycle.name, {})
    taken = {name.partition("/")[2] for name in goals if name.partition("/")[0] == team}
    name = new_id(place.id, str(fields["title"]), taken, "an objective")
    path = f"goals/{cycle.name}/{team}/{name}.yaml"
    hint = f"okrctl new kr {team}/{name} 'What shows it' adds a key result"
    files = [NewFile(path, objective_text(fields, hint=hint).encode())]
    tried(here, files)
    if record_files(here, files, f"new objective {team}/{name}", commit=False, dry_run=dry_run):
        written(
            here,
            path,
            f"okrctl new kr {name} 'What shows it'",
            f"okrctl edit {name}",
            "okrctl lint",
        )


def late_start(here: Context, cycle: Cycle) -> date | None:
    """Today, where more than a tenth of the cycle is gone; none leaves it to the cycle."""
    late = cycle.elapsed_days(here.today) * TENTH > cycle.days and cycle.contains(here.today)
    return here.today if late else None


def read_place(where: Where) -> tuple[Where, str | None]:
    """The place that was said, and the title, where the argument is one and no address."""
    from okrctl.model.address import parse_reference

    reference = parse_reference(where.what) if where.what and "/" in where.what else None
    if reference is None:
        return where, where.what
    for option, one, other in (("--team", where.team, reference.team),
                               ("--cycle", where.cycle, reference.cycle),
                               ("--id", where.id, reference.id)):  # fmt: skip
        if one and other and one != other:
            raise UsageError(f"{option} {one} contradicts {where.what}", f"drop {option}")
    return (
        Where(
            where.what,
            reference.team or where.team,
            reference.cycle or where.cycle,
            reference.id or where.id,
        ),
        None,
    )


def team_of(here: Context, place: Where, prompts: Prompts) -> str:
    """The team that was said, the only one there is, or the one that is chosen."""
    teams = here.loaded.workspace.settings.teams
    if place.team:
        return known(place.team, teams, "team")
    if len(teams) == 1:
        return next(iter(teams))
    prompts.needs("--team", "the team")
    order = here.loaded.workspace.teams
    return prompts.choice("Team", {name: teams[name].title or name for name in order})


def cycle_of(here: Context, place: Where) -> Cycle:
    """The cycle that was said, the current one, else this quarter."""
    calendars = here.loaded.workspace.calendars
    if place.cycle:
        cycle = calendars.cycle(place.cycle)
        if cycle is None:
            raise UsageError(f"{place.cycle!r} is no cycle", "write it as 2027-Q1, 2027-H1 or 2027")
        return cycle
    current = here.loaded.workspace.current_cycle(here.today)
    return current if current and current.contains(here.today) else quarter(calendars, here.today)


def asked(
    here: Context, said: dict[str, Value | None], team: str, prompts: Prompts
) -> dict[str, Value | None]:
    """The fields, with what is missing asked on a terminal: title, why, owner."""
    fields = dict(said)
    if fields["title"]:
        return fields
    prompts.needs("--title", "the title")
    settings = here.loaded.workspace.settings
    fields["title"] = prompts.text("What gets better, for whom?", check=wanted)
    fields["why"] = fields["why"] or prompts.text("Why does it matter?") or None
    lead = settings.teams[team].lead or ""
    owner = fields["owner"] or prompts.text(
        "Owner", lead, check=lambda name: "" if name in ("", *settings.people) else "no such person"
    )
    return {**fields, "owner": owner or None}
