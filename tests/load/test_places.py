"""Places: where each field stands, without a second parse."""

from __future__ import annotations

import pytest

from support import workspace

SPACE = workspace("""
    # goals/2026-Q4/ops/calm.yaml
    title: Calm
    supports: [company/trust, company/calm]
    key_results:
      bugs:
        title: Bugs
        from: 10
        to: 0
      soc: It is published
    # kpis/cov.yaml
    title: Coverage
    better: higher
    # checkins/2026-Q4/ops/one.jsonl
    {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "team": "ops", "cycle": "2026-Q4", "learned": "x"}
    {"id": "0000000000001", "at": "2026-11-21T14:00:00Z", "who": "mira", "team": "ops", "cycle": "2026-Q4", "learned": "y"}
""")  # noqa: E501
GOAL = "2026-Q4/ops/calm"


@pytest.mark.parametrize(
    ("address", "path", "place"),
    [
        (GOAL, ("title",), "1:8-1:12"),
        (GOAL, ("supports", "1"), "2:27-2:39"),
        (GOAL, (), "1:1-1:6"),
        (GOAL, ("owner",), "1:1-1:6"),
        (GOAL, ("key_results",), "3:1-3:12"),
        (GOAL, ("key_results", "bugs", "to"), "7:9-7:10"),
        (f"{GOAL}#bugs", (), "4:3-4:7"),
        (f"{GOAL}#bugs", ("to",), "7:9-7:10"),
        (f"{GOAL}#bugs", ("stretch",), "4:3-4:7"),
        (f"{GOAL}#soc", (), "8:3-8:6"),
        (f"{GOAL}#soc", ("title",), "8:3-8:6"),
    ],
)
def test_a_field_stands_at_its_value_or_at_what_is_around_it(
    address: str, path: tuple[str, ...], place: str
) -> None:
    """A block stands at its key, an entity at its first line or its key."""
    span = SPACE.loaded.places.span(address, *path)
    assert f"{span.line}:{span.column}-{span.end_line}:{span.end_column}" == place
    assert span.file == "goals/2026-Q4/ops/calm.yaml"


def test_the_workspace_file_is_an_entity_too() -> None:
    """Its address is `workspace`."""
    span = SPACE.loaded.places.span("workspace", "teams", "ops", "lead")
    assert span.file == "okrctl.yaml"
    assert SPACE.loaded.places.files == {
        "workspace": "okrctl.yaml",
        GOAL: "goals/2026-Q4/ops/calm.yaml",
        "kpi:cov": "kpis/cov.yaml",
    }


def test_what_has_no_file_stands_in_the_workspace_file() -> None:
    """So that every message has a place."""
    assert str(SPACE.loaded.places.span("2026-Q4/ops/none", "title")) == "okrctl.yaml:1:1"


def test_an_entry_stands_on_its_line() -> None:
    """By its id."""
    entries = SPACE.loaded.places.entries
    assert {name: (span.file, span.line) for name, span in entries.items()} == {
        "0000000000000": ("checkins/2026-Q4/ops/one.jsonl", 1),
        "0000000000001": ("checkins/2026-Q4/ops/one.jsonl", 2),
    }
    assert len(entries) == 2


def test_places_are_a_mapping_of_every_field() -> None:
    """Each key that is listed can be looked up, a key result under both of its names."""
    fields = SPACE.loaded.places.fields
    keys = list(fields)
    assert (GOAL, ("key_results", "bugs", "to")) in keys
    assert (f"{GOAL}#bugs", ("to",)) in keys
    assert ("kpi:cov", ("better",)) in keys
    assert len(fields) == len(keys)
    assert all(fields[key].file for key in keys)
    assert (GOAL, ("nothing",)) not in fields
    assert ("2026-Q4/ops/none", ()) not in fields
