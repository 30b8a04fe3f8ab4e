"""The workspace file, okrctl.yaml: people, teams, calendar and policy.

Everything else leans on it, so a mistake in it does not take the rest down: what is refused is
left out, and what could then only be a consequence is not complained of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from okrctl.findings import Finding, Span
from okrctl.load.reading.records import record
from okrctl.load.reading.region import Region
from okrctl.load.reading.rhythms import cadence_problem, duration_problem
from okrctl.load.reading.settled import is_error, settled
from okrctl.load.rules import ALIGNMENT_LOOP, WRONG_TYPE
from okrctl.load.settings.aliases import twice
from okrctl.load.settings.calendars import calendar_problems, calendars
from okrctl.load.settings.includes import include_problems
from okrctl.load.settings.loops import loops
from okrctl.load.settings.names import names_of, unknown_name
from okrctl.model.calendar import Calendars
from okrctl.model.policy import Cadences, ReviewPolicy
from okrctl.model.settings import FORMAT_VERSION, Settings
from okrctl.text import nodes
from okrctl.text.places import Data, Path, plain
from okrctl.text.rules import DUPLICATE_KEY, EMPTY_FILE
from okrctl.text.tree import Node, Scalar, Source

ENTITY = "workspace"
FILE = "okrctl.yaml"
_CADENCES = ("checkin", "grace")
_WINDOWS = ("edit_window", "backdate_tolerance")


@dataclass(frozen=True, slots=True)
class SettingsResult:
    """What okrctl.yaml holds, as far as it is valid, and whether all of it is."""

    source: Source | None
    settings: Settings
    calendars: Calendars
    findings: tuple[Finding, ...]
    too_new: bool = False

    @property
    def broken(self) -> bool:
        """Whether names that it does not have may only be missing because of a mistake in it."""
        return any(map(is_error, self.findings))


def no_settings() -> SettingsResult:
    """The defaults, where a tree has no okrctl.yaml."""
    finding = Finding(
        EMPTY_FILE,
        Span(FILE),
        "there is no okrctl.yaml",
        entity=ENTITY,
        help="okrctl init writes one",
    )
    return SettingsResult(None, Settings(), Calendars(), (finding,))


def read_settings(data: bytes) -> SettingsResult:
    """The settings that the workspace file holds."""
    source = nodes.read(data, FILE)
    if source.root is None:
        return SettingsResult(source, Settings(), Calendars(), settled(source.findings, ()))
    region = Region(source.root, ENTITY)
    newer = _newer(region)
    if newer is not None:
        return SettingsResult(source, Settings(), Calendars(), (newer,), too_new=True)
    settings, findings = record(Settings, region)
    if settings is None:
        settings = _salvaged(source.root)
    unread = [*_rhythms(settings, region)]
    if unread:
        settings = _without_rhythms(settings, {finding.field for finding in unread})
    findings += [*unread, *_problems(settings, region)]
    return SettingsResult(source, settings, calendars(settings), settled(source.findings, findings))


def _newer(region: Region) -> Finding | None:
    """The one finding of a file in a format that this okrctl does not know."""
    node = region.node(("okrctl",))
    version = node.value if isinstance(node, Scalar) else None
    if not isinstance(version, int) or isinstance(version, bool) or version <= FORMAT_VERSION:
        return None
    return region.finding(
        WRONG_TYPE,
        ("okrctl",),
        "the format {version} is newer than this okrctl reads ({known})",
        help="upgrade okrctl",
        version=version,
        known=FORMAT_VERSION,
    )


def _salvaged(root: Node) -> Settings:
    """The settings without what is refused, and without what is refused then."""
    data = plain(root)
    while isinstance(data, dict):
        try:
            return Settings.model_validate(data)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False, include_context=False)
            if not all(_without(data, detail["loc"]) for detail in details):
                break
    return Settings()


def _without(data: Data, path: Path) -> bool:
    """Take out the last thing on a path that is there; whether anything was."""
    holder: dict[str, Data] | list[Data] | None = None
    last: str | int = ""
    for step in path:
        if isinstance(data, dict) and step in data:
            holder, last, data = data, step, data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            holder, last, data = data, step, data[step]
    if isinstance(holder, dict):
        del holder[str(last)]
    elif isinstance(holder, list) and isinstance(last, int):
        holder[last:] = []
    return holder is not None


def _rhythms(settings: Settings, region: Region) -> Iterator[Finding]:
    """Cadences and durations that cannot be read."""
    yield from cadence_problem(settings.cadence.checkin, region, ("cadence", "checkin"))
    yield from duration_problem(settings.cadence.grace, region, ("cadence", "grace"))
    for name in _WINDOWS:
        yield from duration_problem(getattr(settings.review, name), region, ("review", name))
    for name, team in settings.teams.items():
        yield from cadence_problem(team.cadence, region, ("teams", name, "cadence"))


def _without_rhythms(settings: Settings, fields: set[str]) -> Settings:
    """The settings with a default for each rhythm that cannot be read."""
    cadence, review = Cadences(), ReviewPolicy()
    own = {
        name: getattr(cadence, name) for name in ("checkin", "grace") if f"cadence.{name}" in fields
    }
    windows = {name: getattr(review, name) for name in _WINDOWS if f"review.{name}" in fields}
    teams = {
        name: team.model_copy(update={"cadence": None})
        if f"teams.{name}.cadence" in fields
        else team
        for name, team in settings.teams.items()
    }
    return settings.model_copy(
        update={
            "cadence": settings.cadence.model_copy(update=own),
            "review": settings.review.model_copy(update=windows),
            "teams": teams,
        }
    )


def _problems(settings: Settings, region: Region) -> Iterator[Finding]:
    """What contradicts itself in the settings although each value is of the right type."""
    yield from calendar_problems(settings, region)
    yield from _of_teams(settings, region)
    yield from _team_loops(settings, region)
    yield from _aliases(settings, region)
    yield from include_problems(settings, region)


def _of_teams(settings: Settings, region: Region) -> Iterator[Finding]:
    names = names_of(settings)
    people, teams = names.people, names.teams
    for name, team in settings.teams.items():
        path = ("teams", name)
        if team.parent is not None and team.parent not in teams:
            yield unknown_name("team", team.parent, teams, region, (*path, "parent"))
        if team.lead is not None and team.lead not in people:
            yield unknown_name("person", team.lead, people, region, (*path, "lead"))
        for index, member in enumerate(team.members):
            if member not in people:
                yield unknown_name("person", member, people, region, (*path, "members", index))


def _team_loops(settings: Settings, region: Region) -> Iterator[Finding]:
    """Teams that are above themselves."""
    above = {
        name: (team.parent,) if team.parent in settings.teams else ()
        for name, team in settings.teams.items()
    }
    for path in loops({name: tuple(filter(None, parents)) for name, parents in above.items()}):
        yield region.finding(
            ALIGNMENT_LOOP,
            ("teams", path[0], "parent"),
            "{path} is a loop of teams",
            {"path": " -> ".join(path)},
            help="say which of them is at the top",
        )


def _aliases(settings: Settings, region: Region) -> Iterator[Finding]:
    """Old names that are somebody else's."""
    for folder, members in (("people", settings.people), ("teams", settings.teams)):
        taken = {name: name for name in members}
        for name, member in members.items():
            for index, alias in enumerate(member.aliases):
                yield from twice(alias, name, region, (folder, name, "aliases", index), taken)
    for name in settings.bots.keys() & settings.people.keys():
        yield region.finding(
            DUPLICATE_KEY,
            ("bots", name),
            "{name} is a person too",
            {"name": name},
            help="give the bot another id",
            at=region.key_span(("bots", name)),
        )
