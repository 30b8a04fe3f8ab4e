"""Names in a file as those of the workspace: people and teams that are known, near, or new."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrctl.cli.importing.headers import Sure
from okrctl.text.scaffold import Value

if TYPE_CHECKING:
    from okrctl.model.workspace import Workspace

NEAR = 0.85
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
SEVERAL = re.compile(r"[\n;,|]")


@dataclass
class Names:
    """People and teams, those of the workspace and those that a file adds."""

    workspace: Workspace
    people: dict[str, dict[str, Value]] = field(default_factory=dict)
    teams: dict[str, dict[str, Value]] = field(default_factory=dict)

    def person(self, text: str) -> tuple[str, Sure]:
        """The id of the first person that a cell names; a new one where nobody is near."""
        first = SEVERAL.split(text)[0].strip()
        found = EMAIL.search(first)
        email, name = (found[0] if found else ""), EMAIL.sub("", first).strip(" <>()")
        known = self._people()
        for said in (email, name, first):
            if said and said.casefold() in known:
                return known[said.casefold()], "sure"
        if email and not name and (named := self._by_local_part(email)):
            if named in self.people:
                self.people[named]["email"] = email
            return named, "likely"
        close = get_close_matches((name or email).casefold(), known, n=1, cutoff=NEAR)
        if close and not email:
            return known[close[0]], "guess"
        identifier = fresh(name or email.partition("@")[0], {*known.values(), *self._bots()})
        self.people[identifier] = {"name": name} if name else {}
        if email:
            self.people[identifier]["email"] = email
        return identifier, "likely"

    def team(self, text: str) -> tuple[str, Sure]:
        """The id of the first team that a cell names; a new one below the top if none is near."""
        first = SEVERAL.split(text)[0].strip()
        known = self._teams()
        if first.casefold() in known:
            return known[first.casefold()], "sure"
        close = get_close_matches(first.casefold(), known, n=1, cutoff=NEAR)
        if close:
            return known[close[0]], "guess"
        identifier = fresh(first, set(known.values()))
        top = next(iter(self.workspace.teams), None)
        self.teams[identifier] = {"title": first} | ({"parent": top} if top else {})
        return identifier, "likely"

    def lead(self, team: str) -> str:
        """Who leads a team; empty where nobody does."""
        known = self.workspace.settings.teams.get(team)
        new = self.teams.get(team, {})
        return str(new.get("lead", "")) or (known.lead if known else None) or ""

    def _by_local_part(self, email: str) -> str:
        """The person whose name an e-mail begins with: agnette.smith@… is Agnette Smith."""
        from okrctl.model.values import slug_of

        local = slug_of(email.partition("@")[0])
        names = {slug_of(name): identifier for name, identifier in self._people().items()}
        return names.get(local, "")

    def _people(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for identifier, person in self.workspace.settings.people.items():
            said = (identifier, person.name or "", *person.email, *person.aliases)
            known |= {each.casefold(): identifier for each in said if each}
        for identifier, new in self.people.items():
            said = (identifier, *(str(value) for value in new.values()))
            known |= {each.casefold(): identifier for each in said}
        return known

    def _bots(self) -> Collection[str]:
        return self.workspace.settings.bots

    def _teams(self) -> Mapping[str, str]:
        known = {
            name.casefold(): team for name, team in self.workspace.directory.team_names.items()
        }
        for identifier, team in self.workspace.settings.teams.items():
            known |= {team.title.casefold(): identifier} if team.title else {}
        for identifier, new in self.teams.items():
            known |= {identifier: identifier, str(new["title"]).casefold(): identifier}
        return known


def fresh(text: str, taken: Collection[str], otherwise: str = "imported") -> str:
    """An id made of a text that nothing has yet."""
    from okrctl.cli.making.names import short_id
    from okrctl.model.values import is_slug

    made = text if is_slug(text) else short_id(text)
    made = made if is_slug(made) else otherwise
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made}-{number}"
    return found
