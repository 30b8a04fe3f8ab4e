"""The workspace file, okrctl.yaml, as it is written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from okrctl.model.people import Bot, Person, Team
from okrctl.model.policy import Cadences, LintPolicy, ReviewPolicy, Scoring
from okrctl.model.values import Day, Record, Slug, Text, Texts

Month = Literal[
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip

FORMAT_VERSION = 1


class CustomCycle(Record):
    """A cycle that does not follow from the calendar."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class CalendarSettings(Record):
    """How the organisation cuts its time."""

    since: Day | None = None
    timezone: Text = "UTC"
    fiscal_year_start: Month = "january"
    fiscal_year_named: Literal["by end", "by start"] | None = None
    cycles: dict[Text, CustomCycle] = Field(default_factory=dict)
    default: Text | None = None


def as_eras(value: object) -> object:
    """One calendar, or a list of them, as a tuple."""
    return (
        (value,) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value
    )


class Settings(Record):
    """The organisation, its people and teams, its calendar and its policy."""

    okrctl: int = FORMAT_VERSION
    name: Slug | None = None
    organization: Text | None = None
    vision: Text | None = None
    mission: Text | None = None
    strategy: dict[Slug, Text] = Field(default_factory=dict)
    adopted: Day | None = None
    calendar: Annotated[tuple[CalendarSettings, ...], BeforeValidator(as_eras)] = (
        CalendarSettings.model_construct(),
    )
    people: dict[Slug, Person] = Field(default_factory=dict)
    bots: dict[Slug, Bot] = Field(default_factory=dict)
    teams: dict[Slug, Team] = Field(default_factory=dict)
    cadence: Cadences = Cadences.model_construct()
    scoring: Scoring = Scoring.model_construct()
    glossary: dict[Text, Text] = Field(default_factory=dict)
    include: Texts = ()
    lint: LintPolicy = LintPolicy.model_construct()
    review: ReviewPolicy = ReviewPolicy.model_construct()
