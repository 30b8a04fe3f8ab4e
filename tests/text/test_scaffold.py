from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okrctl.text.nodes import read
from okrctl.text.places import plain
from okrctl.text.scaffold import (
    ATTRIBUTES,
    Member,
    Outline,
    Value,
    kpi_text,
    objective_text,
    with_attributes,
    workspace_text,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).map(
    lambda text: f"a {text}"
)
OUTLINE = Outline(
    "Acme, Inc.",
    Member("mira", "Mira Öz", "mira@acme.example"),
    timezone="Europe/Berlin",
    year_start="february",
    year_named="by end",
    checkins="weekly on friday",
    team="R&D: tools",
    team_id="r-d",
)


def test_a_workspace_says_what_it_was_told() -> None:
    """The text of okrctl.yaml reads back as the answers, whatever characters they hold."""
    source = read(workspace_text(OUTLINE).encode(), "okrctl.yaml")
    assert source.findings == ()
    assert plain(source.root) == {
        "okrctl": 1,
        "organization": "Acme, Inc.",
        "calendar": {
            "timezone": "Europe/Berlin",
            "fiscal_year_start": "february",
            "fiscal_year_named": "by end",
        },
        "people": {"mira": {"name": "Mira Öz", "email": "mira@acme.example"}},
        "teams": {
            "company": {"title": "Acme, Inc.", "lead": "mira"},
            "r-d": {
                "title": "R&D: tools",
                "parent": "company",
                "lead": "mira",
                "members": ["mira"],
            },
        },
        "cadence": {"checkin": "weekly on friday", "grace": "3 days"},
    }


def test_a_workspace_without_a_team_reads_too() -> None:
    """What is left out is a comment that shows how to say it."""
    text = workspace_text(Outline("Acme", Member("mira")))
    assert plain(read(text.encode(), "okrctl.yaml").root)["teams"] == {  # type: ignore[index, call-overload]
        "company": {"title": "Acme", "lead": "mira"}
    }
    assert "# engineering:" in text


@given(WORDS, WORDS)
def test_any_words_survive(title: str, why: str) -> None:
    """A title and a reason read back as they were said."""
    source = read(objective_text({"title": title, "why": why}, hint="").encode(), "o.yaml")
    assert plain(source.root) == {"title": title, "why": why}


def test_every_sort_of_value() -> None:
    """Numbers are exact, days are days, truth is true, lists and maps are in place."""
    told: dict[str, Value | None] = {
        "title": "x",
        "unit": "%",
        "target": Decimal("99.50"),
        "draft": True,
        "due": date(2026, 12, 31),
        "healthy": {"between": [1, Decimal("2.5")]},
        "why": None,
    }
    assert kpi_text(told, hint="and so on").splitlines() == [
        "# yaml-language-server: $schema=../.okrctl/kpi.schema.json",
        "title: x",
        'unit: "%"',
        "target: 99.50",
        "draft: true",
        "due: 2026-12-31",
        "healthy: {between: [1, 2.5]}",
        "# and so on",
    ]


def test_attributes_are_added_once() -> None:
    """The lines are added below what a repository has, and not again."""
    once = with_attributes("*.png binary")
    assert once.splitlines() == ["*.png binary", *ATTRIBUTES]
    assert with_attributes(once) == once
    assert with_attributes("") == "\n".join(ATTRIBUTES) + "\n"


def test_attributes_keep_line_ends() -> None:
    """A file with CRLF stays one."""
    assert with_attributes("*.png binary\r\n").count("\r\n") == len(ATTRIBUTES) + 1
