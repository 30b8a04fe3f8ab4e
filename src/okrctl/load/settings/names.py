"""Names: people, bots and teams, as everything else refers to them. Who left stays known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.load.near import GUESSES, did_you_mean, listing, nearest
from okrctl.load.reading.region import Region
from okrctl.load.rules import WHO
from okrctl.model.settings import Settings
from okrctl.text.places import Path


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of a person and team, and of who writes entries, with the id it stands for."""

    people: Mapping[str, str]
    teams: Mapping[str, str]
    writers: Mapping[str, str]
    """Who may write entries: people and bots."""


def names_of(settings: Settings) -> Names:
    """The names that the settings declare, aliases included."""
    people = {alias: name for name, one in settings.people.items() for alias in one.aliases}
    teams = {alias: name for name, one in settings.teams.items() for alias in one.aliases}
    people |= {name: name for name in settings.people}
    teams |= {name: name for name in settings.teams}
    return Names(people, teams, {name: name for name in settings.bots} | people)


def unknown_name(sort: str, name: str, known: Iterable[str], region: Region, path: Path) -> Finding:
    """The finding of a person or team that nobody declared."""
    all_known = list(known)
    guessed = all(not isinstance(step, int) or step < GUESSES for step in path)
    near = nearest(name, all_known) if guessed else ""
    span = region.span(path)
    folder = "people" if sort == "person" else "teams"
    help_ = f"{folder} are {listing(all_known)}" if all_known else f"add it to {folder}"
    return region.finding(
        WHO,
        path,
        "{field}: there is no " + sort + " {name}",
        help=f"did you mean {near}?" if near else help_,
        at=span,
        fixes=(Fix((Edit(span, near),), f"writes {near} for {name}"),) if near else (),
        name=name,
    )


def unknown_folder(team: str, names: Names, span: Span) -> Finding:
    """The finding of a folder whose name is no team."""
    help_ = did_you_mean(team, names.teams, f"add it to teams: {team}: {{title: …}}")
    return Finding(WHO, span, "there is no team {name}", {"name": team}, help=help_)
