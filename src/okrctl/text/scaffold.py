"""Texts of new files: short, commented, and as a careful person would write them by hand.

Values are said as Python has them and written as the shortest YAML that means them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.text.quoting import quote

Value = str | int | Decimal | date | bool | Sequence["Value"] | Mapping[str, "Value"]
Fields = Mapping[str, Value | None]

WIDEST = 100
"""A line of a new file is no wider, where it can be broken."""
MODELINE = "# yaml-language-server: $schema={schema}"
OBJECTIVE_SCHEMA = "../../../.okrctl/objective.schema.json"
KPI_SCHEMA = "../.okrctl/kpi.schema.json"
ATTRIBUTES = (
    "checkins/** text eol=lf",
    "readings/** text eol=lf",
    "checkins/*/packed.jsonl merge=union",
    "readings/*/packed.jsonl merge=union",
)
"""Lines that keep entry files as they were written, and merge packs."""
MEANINGS = tuple(f"{path} diff=okrctl" for path in ("okrctl.yaml", "goals/**", "kpis/**"))
"""Lines by which git shows meanings, where its configuration names the driver."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the workspace file names them."""

    id: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a new workspace is told about its organisation."""

    organization: str
    person: Member
    timezone: str = "UTC"
    year_start: str = "january"
    year_named: str = ""
    """`by end` or `by start`; needed unless the year starts in january."""
    checkins: str = "weekly"
    team: str = ""
    """The first team below company, by its title; empty for none."""
    team_id: str = ""


def workspace_text(outline: Outline) -> str:
    """The text of okrctl.yaml for a new workspace."""
    person = outline.person
    about = {"name": person.name or None, "email": person.email or None}
    lines = [
        MODELINE.format(schema=".okrctl/workspace.schema.json"),
        "okrctl: 1                     # the version of the format",
        f"organization: {quote(outline.organization)}",
        "# mission: What the organisation is there for",
        "# strategy:                   # the pillars that connect the mission to goals",
        "#   quality: Releases are boring",
        "calendar:",
        *_calendar_lines(outline),
        "people:                       # who owns goals; git's e-mail says who checks in",
        f"  {person.id}: {flow(about)}",
        "teams:                        # the order here is the order on the screen",
        f"  company: {flow({'title': outline.organization, 'lead': person.id})}",
        *_team_lines(outline),
        f"cadence: {flow({'checkin': outline.checkins, 'grace': '3 days'})}",
    ]
    return "\n".join(lines) + "\n"


def _calendar_lines(outline: Outline) -> list[str]:
    note = "    # 2026-Q4, 2026-H2 and 2026 follow from it"
    lines = [
        f"  timezone: {quote(outline.timezone)}",
        f"  fiscal_year_start: {outline.year_start}{note}",
    ]
    if outline.year_named:
        lines.append(f"  fiscal_year_named: {outline.year_named}")
    return lines


def _team_lines(outline: Outline) -> list[str]:
    if not outline.team_id:
        return ["  # engineering: {title: Engineering, parent: company, lead: mira}"]
    lead = outline.person.id
    team = {"title": outline.team, "parent": "company", "lead": lead, "members": [lead]}
    return [f"  {outline.team_id}: {flow(team)}"]


def with_attributes(text: str, wanted: Sequence[str] = ATTRIBUTES) -> str:
    """The text of .gitattributes with the lines that entry files need, the old ones kept."""
    there = {" ".join(line.split()) for line in text.splitlines()}
    missing = [line for line in wanted if line not in there]
    end = "\r\n" if "\r\n" in text else "\n"
    start = text if not text or text.endswith("\n") else text + end
    return start + "".join(f"{line}{end}" for line in missing)


def objective_text(fields: Fields, *, hint: str) -> str:
    """The text of a new objective's file; `hint` is the line that says how to go on."""
    return _file(OBJECTIVE_SCHEMA, fields, hint)


def kpi_text(fields: Fields, *, hint: str) -> str:
    """The text of a new KPI's file."""
    return _file(KPI_SCHEMA, fields, hint)


def _file(schema: str, fields: Fields, hint: str) -> str:
    lines = [MODELINE.format(schema=schema), *nested(fields), *([f"# {hint}"] if hint else [])]
    return "\n".join(lines) + "\n"


def nested(fields: Fields, indent: str = "", widest: int = WIDEST) -> list[str]:
    """A mapping's lines in block style; a mapping inside it on one line, as far as it fits."""
    lines = []
    for key, told in fields.items():
        if told is None:
            continue
        line = f"{indent}{quote(key)}: {value(told)}"
        opens = isinstance(told, Mapping) and any(isinstance(one, Mapping) for one in told.values())
        if isinstance(told, Mapping) and told and (opens or len(line) > widest):
            lines += [f"{indent}{quote(key)}:", *nested(told, f"{indent}  ", widest)]
        elif isinstance(told, Sequence) and not isinstance(told, str) and len(line) > widest:
            lines += [f"{indent}{quote(key)}:", *(f"{indent}  - {value(one)}" for one in told)]
        else:
            lines.append(line)
    return lines


def block(fields: Fields, indent: str = "") -> list[str]:
    """A mapping's lines in block style, without what has no value."""
    return [
        f"{indent}{quote(key)}: {value(told)}" for key, told in fields.items() if told is not None
    ]


def flow(fields: Fields) -> str:
    """A mapping on one line, without what has no value."""
    told = (f"{quote(key)}: {value(one)}" for key, one in fields.items() if one is not None)
    return "{" + ", ".join(told) + "}"


def value(told: Value) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(told, str):
        return quote(told)
    if isinstance(told, Mapping):
        return flow(told)
    if isinstance(told, Sequence):
        return "[" + ", ".join(map(value, told)) + "]"
    if isinstance(told, Decimal):
        return f"{told:f}"
    return str(told).lower()
