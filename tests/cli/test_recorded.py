"""What commands print as JSON once they have recorded something is what their schemas say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from cli.console import Console
from cli.running import BEFORE, BUGS, TODAY, Here, entry, lines, running
from okrctl.pages.schemas import Action, output_schema
from pages.test_schemas import closed

COMMANDS: dict[Action, tuple[str, ...]] = {
    "checkin": ("checkin", BUGS, "--value", "9", "--note", "Two more", "--yes"),
    "reading": ("reading", "code-coverage", "75", "--yes"),
    "amend": ("amend", BUGS, "to=2", "--why", "August already had two", "--yes"),
    "align": ("align", "calm-oncall", "trusted-releases#coverage", "--yes"),
    "drop": ("drop", "calm-oncall#soc2", "--why", "Nobody asks for it", "--yes"),
    "comment": ("comment", "aaaaaaa000000", "Which two?"),
    "pack": ("pack", "past", "--yes"),
    "minutes": ("meeting", "--start", "--decision", "We stop", "--yes"),
    "undo": ("undo", "--yes"),
}


@pytest.fixture
def acme(console: Console) -> Console:
    """A workspace with a cycle that can be packed, whose last commit can be undone."""
    acme = running(Here(console.folder, console.home))
    value = entry("ddddddd", BEFORE, kr="engineering/first-canary#critical-bugs", value=7)
    closed = entry("eeeeeee", TODAY, team="engineering", cycle="past", closed=True)
    for one in (value, closed):
        acme.write(f"checkins/past/engineering/{one['id']}.jsonl", lines(one))
    acme.commit()
    said = acme.okrctl("checkin", BUGS, "--value", "8", "--note", "One more", "--yes")
    assert said.status == 0, said.err
    return acme


def fits(name: str, printed: str) -> Any:
    """The document, which fits its schema, and that names every field of it."""
    facts = json.loads(printed)
    assert facts["schema"] == f"okrctl.{name}/1"
    Draft7Validator(closed(output_schema(name))).validate(facts)
    return facts


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_recorded_fits_its_schema(acme: Console, name: Action) -> None:
    """Ids, files, the commit, and what it made of objectives."""
    ended = acme.okrctl(*COMMANDS[name], "--format", "json")
    assert ended.status == 0, ended.err
    facts = fits(name, ended.out)
    assert facts["commit"] == acme.git("rev-parse", "HEAD").strip()


def test_a_repeated_command_fits_it_too(acme: Console) -> None:
    """Nothing is recorded the second time, so there is no commit to name."""
    words = (*COMMANDS["checkin"], "--id", "zzzzzzzzzzzz1", "--format", "json")
    assert fits("checkin", acme.okrctl(*words).out)["recorded"] is True
    assert fits("checkin", acme.okrctl(*words).out)["recorded"] is False


def test_an_audit_fits_its_schema(acme: Console) -> None:
    """With a finding that names its commit, and what could not be verified."""
    path = "checkins/now/engineering/old.jsonl"
    acme.write(path, acme.read(path).replace('"value": 7', '"value": 5'))
    acme.commit()
    ended = acme.okrctl("audit", "--format", "json")
    facts = json.loads(ended.out)
    Draft7Validator(output_schema("audit")).validate(facts)
    assert facts["verdict"] == "findings"
    assert acme.git("rev-parse", "HEAD").strip() in {one["commit"] for one in facts["findings"]}
