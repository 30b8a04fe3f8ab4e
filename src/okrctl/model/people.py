"""The organisation: people, bots and teams, as the workspace file declares them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from okrctl.model.values import Day, Record, Slug, Slugs, Text, TextOrTexts, one_or_more


class Person(Record):
    """Somebody who owns goals and writes entries. Who left stays valid in history."""

    name: Text | None = None
    email: TextOrTexts = ()
    left: Day | None = None
    aliases: Slugs = ()


class Bot(Record):
    """A program that writes readings."""

    name: Text | None = None
    email: TextOrTexts = ()


class Team(Record):
    """A team. Its lead owns what names no owner; parents order the screen."""

    title: Text | None = None
    parent: Slug | None = None
    lead: Slug | None = None
    members: Slugs = ()
    kpi_page: Slugs = ()
    cadence: Text | None = None
    aliases: Annotated[tuple[Slug, ...], BeforeValidator(one_or_more)] = ()
