"""The questions of `okrctl init`: what is proposed, what is asked, what the flags have said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.cycles import CALENDAR_MONTHS
from okrctl.cli.identity import git_identity, suggested_id
from okrctl.cli.prompts import Prompts, wanted
from okrctl.errors import UsageError
from okrctl.text.scaffold import Member, Outline

if TYPE_CHECKING:
    from okrctl.store.git import Git, NoHistory

PERSON = re.compile(
    r"\s*(?P<id>[^:<>\s]+)\s*(?::\s*(?P<name>[^<>]*?)\s*)?(?:<(?P<email>[^<>]*)>)?\s*"
)
ZONES = Path("/usr/share/zoneinfo"), Path("/etc/localtime")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options said; none where an option was not given."""

    organization: str | None = None
    team: str | None = None
    timezone: str | None = None
    year_start: str | None = None
    year_named: str | None = None
    checkins: str | None = None
    person: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: found on this computer and in git."""

    organization: str
    timezone: str
    member: Member
    year_start: str = "january"
    checkins: str = "weekly on friday"

    @classmethod
    def of(cls, root: Path, repository: Git | NoHistory, environ: Mapping[str, str]) -> Proposal:
        """The proposal for a folder."""
        name, email = git_identity(repository)
        member = Member(suggested_id(name.partition(" ")[0] or email), name, email)
        words = re.sub(r"[-_.\s]+", " ", root.name).strip()
        title = words if words != words.lower() else words.title()
        return cls(title or "Our organisation", local_timezone(environ), member)


def local_timezone(environ: Mapping[str, str]) -> str:
    """This computer's time zone by name; UTC where it has none."""
    from okrctl.model.calendar import is_timezone

    said = environ.get("TZ", "").lstrip(":")
    database, link = ZONES
    linked = str(link.resolve()).removeprefix(f"{database}/") if link.exists() else ""
    found = next((name for name in (said, linked) if name and is_timezone(name)), "UTC")
    return "UTC" if found in ("Etc/UTC", "Etc/Universal", "Zulu") else found


def outline_of(wishes: Wishes, proposal: Proposal, prompts: Prompts | None) -> Outline:
    """The outline of the workspace: what the options say, else what is answered or proposed."""
    asked = Asking(prompts)
    organization = asked.text(
        "Organisation", wishes.organization, proposal.organization, "--organization", wanted
    )
    timezone = asked.text(
        "Time zone      (this computer)", wishes.timezone, proposal.timezone, "--timezone", zone
    )
    year_start = asked.text(
        "Fiscal year starts in",
        wishes.year_start,
        proposal.year_start,
        "--fiscal-year-start",
        month,
    ).lower()
    year_named = ""
    if year_start != "january":
        year_named = "by " + asked.text(
            "A year is named by its (start/end)",
            wishes.year_named,
            "",
            "--fiscal-year-named",
            start_or_end,
        )
    checkins = asked.text("Check-ins", wishes.checkins, proposal.checkins, "--checkins", cadence)
    team = asked.text("First team below company  (optional)", wishes.team, "", "--team", team_name)
    return Outline(
        organization=organization,
        timezone=timezone,
        year_start=year_start,
        year_named=year_named,
        checkins=checkins,
        team=titled(team),
        team_id=slug(team),
        person=member(wishes, proposal, asked),
    )


def member(wishes: Wishes, proposal: Proposal, asked: Asking) -> Member:
    """The first person: from --person, --name and --email, else asked with git's as proposal."""
    if wishes.person or wishes.name or wishes.email:
        name = wishes.name or proposal.member.name
        email = wishes.email or proposal.member.email
        given = wishes.person or suggested_id(name.partition(" ")[0] or email)
        return Member(checked("--person", given, person_line), name, email)
    found = proposal.member
    line = f"{found.id}: {found.name} <{found.email}>" if found.email or found.name else ""
    return read_member(asked.text("You            (from git)", None, line, "--person", person_line))


def read_member(line: str) -> Member:
    """A person from `mira: Mira Öz <mira@acme.example>`; name and e-mail may be left out."""
    match = PERSON.fullmatch(line)
    return Member(match["id"], match["name"] or "", match["email"] or "") if match else Member("")


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks where a person is there, and takes what is proposed where not."""

    prompts: Prompts | None

    def text(
        self, label: str, said: str | None, proposed: str, flag: str, check: Callable[[str], str]
    ) -> str:
        """What the option said, else the answer, else the proposal; always one that passes."""
        if said is not None:
            return checked(flag, said, check)
        if self.prompts is not None:
            return self.prompts.text(label, proposed, check=check)
        return checked(flag, proposed, check)


def checked(flag: str, text: str, check: Callable[[str], str]) -> str:
    """The text; UsageError that names the option where it will not do."""
    problem = check(text)
    if problem:
        raise UsageError(f"{flag} {text}: {problem}" if text else f"{flag} is missing: {problem}")
    return text.strip()


def zone(text: str) -> str:
    """Why this is no time zone."""
    from okrctl.model.calendar import is_timezone

    return "" if is_timezone(text) else "there is no such time zone; write Europe/Berlin, or UTC"


def month(text: str) -> str:
    """Why this is no month."""
    if text.lower() in CALENDAR_MONTHS:
        return ""
    close = get_close_matches(text.lower(), CALENDAR_MONTHS, n=1)
    return f"no month{f'; did you mean {close[0]}?' if close else ', such as january'}"


def start_or_end(text: str) -> str:
    """Why this does not say what a fiscal year is named by."""
    return "" if text in ("start", "end") else "write start or end: FY2027 starts, or ends, in 2027"


def cadence(text: str) -> str:
    """Why this is no cadence."""
    from okrctl.model.cadence import CadenceError, parse

    try:
        parse(text)
    except CadenceError as error:
        return f"{error.message}; {error.help}"
    return ""


def team_name(text: str) -> str:
    """Why no team's id can be made of this; empty text is no team."""
    if not text.strip():
        return ""
    return "" if slug(text) not in ("", "company") else "a team needs letters or digits in its name"


def person_line(text: str) -> str:
    """Why this does not name a person."""
    from okrctl.model.values import is_slug

    found = read_member(text)
    if is_slug(found.id):
        return ""
    return "write an id, or  mira: Mira Öz <mira@acme.example>  (ids: a-z, 0-9, hyphens)"


def slug(text: str) -> str:
    """The id that a name suggests."""
    from okrctl.model.values import slug_of

    return slug_of(text)


def titled(text: str) -> str:
    """A name as a title: an id gets a capital letter, anything else stays as it is."""
    return text[:1].upper() + text[1:].replace("-", " ") if slug(text) == text else text
