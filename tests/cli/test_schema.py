"""`okrctl schema` and `okrctl rules`: outside a workspace too."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft7Validator

from cli.console import Console
from okrctl.lint.catalog import catalog
from okrctl.model.schema import NAMES, schema
from okrctl.pages.schemas import NAMES as OUTPUTS


@pytest.mark.parametrize("name", [*NAMES, *OUTPUTS])
def test_a_schema_is_printed(console: Console, name: str) -> None:
    """One JSON document, valid as a schema."""
    ended = console.okrctl("schema", name)
    assert (ended.status, ended.err) == (0, "")
    Draft7Validator.check_schema(json.loads(ended.out))


def test_init_writes_what_schema_prints(console: Console) -> None:
    """An editor's schema can be renewed by hand."""
    assert json.loads(console.okrctl("schema", "objective").out) == schema("objective")


def test_lint_fits_the_schema_that_is_printed(space: Console) -> None:
    """The output of one command is held to that of the other."""
    space.write("goals/2026-Q4/company/bad.yaml", "titel: A typing error\n")
    printed = json.loads(space.okrctl("schema", "lint").out)
    found = json.loads(space.okrctl("lint", "--format", "json").out)
    assert found["findings"]
    Draft7Validator(printed).validate(found)


def test_an_unknown_schema_names_a_near_one(console: Console) -> None:
    """Exit 2 with what was probably meant."""
    ended = console.okrctl("schema", "objectve")
    assert (ended.status, "did you mean objective?" in ended.err) == (2, True)


def test_rules_lists_the_catalogue(console: Console) -> None:
    """A row a rule, in the order of codes; JSON has their pages."""
    rows = console.okrctl("rules").out.splitlines()
    assert [row.split("\t")[0] for row in rows] == list(catalog())
    facts = json.loads(console.okrctl("rules", "--format", "json").out)
    assert facts["schema"] == "okrctl.rules/1"
    assert [rule["name"] for rule in facts["rules"]] == [rule.name for rule in catalog().values()]


def test_rules_takes_selectors(console: Console) -> None:
    """A family, a code, a name; an unknown one is exit 2."""
    rows = console.okrctl("rules", "OKR11", "unknown-parent").out.splitlines()
    codes = [row.split("\t")[0] for row in rows]
    assert codes == [c for c in catalog() if c.startswith("OKR11") or c == "OKR201"]
    ended = console.okrctl("rules", "unknown-parnet")
    assert (ended.status, "unknown-parent" in ended.err) == (2, True)
