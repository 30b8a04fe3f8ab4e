"""What commands print as JSON is what their schemas say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError

import okrctl
from okrctl.lint.catalog import catalog
from okrctl.pages.document import Document
from okrctl.pages.rules import rules_page
from okrctl.pages.schema_list import schemas_page
from okrctl.pages.schemas import NAMES, RECORDING, output_schema
from okrctl.pages.sql import answer_page, tables_page
from okrctl.pages.topic import topic_page, topics_page
from okrctl.pages.topics import NAMES as TOPICS
from okrctl.pages.topics import topic
from okrctl.render.findings.formats import render as render_findings
from okrctl.render.formats import render
from pages.sample import TODAY
from render.findings.found import FILES, LINT, found, source_of
from render.pages_to_draw import PAGES

DOCUMENTS: dict[str, Callable[[], Document]] = {
    **PAGES,
    "rules": lambda: rules_page([*catalog().values()]),
    "topic": lambda: topic_page(topic("okr")),
    "schemas": lambda: schemas_page({"kpi": "A measure."}, {"status": "What is printed."}),
    "topics": lambda: topics_page(map(topic, TOPICS)),
    "sql": lambda: answer_page("select 1", ("n", "day"), [(Decimal("1.50"), TODAY), (None, 0.5)]),
    "tables": tables_page,
}
OF_RULES = ("lint", "finding", "audit", "rule", "rules", "topic", "topics")
"""Outputs whose schema names every field there is."""
SOURCE = Path(okrctl.__file__).parent
DOCUMENT = re.compile(r'"okrctl\.([a-z-]+)/\d+"')
NO_OUTPUT = frozenset({"baseline", "action"})
"""A file that is named in the same way, and what is shown before it is recorded."""
ACTION = re.compile(r'Wishes\(\s*"([a-z]+)"')
"""How a command that records something names its action."""


def checked(facts: Any) -> str:
    """The name of the schema that facts fit; fails where they do not."""
    name = str(facts["schema"]).removeprefix("okrctl.").removesuffix("/1")
    if name in NAMES:
        schema = output_schema(name)
        Draft7Validator(closed(schema) if name in OF_RULES else schema).validate(facts)
    return name


def closed(schema: Any) -> Any:
    """A schema that takes no field it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(one) for key, one in schema.items()}
    is_open = "properties" in inner and isinstance(inner.get("required"), list)
    return {**inner, "additionalProperties": False} if is_open else inner


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    """Draft 7, named after the output and its version, and complete in itself."""
    schema = output_schema(name)
    Draft7Validator.check_schema(schema)
    assert schema["$id"] == f"okrctl.{name}/1"
    used = set(json.dumps(schema).split('"#/definitions/')[1:])
    defined = schema.get("definitions", {})
    assert isinstance(defined, dict)
    assert {one.partition('"')[0] for one in used} == defined.keys()


@pytest.mark.parametrize("page", DOCUMENTS)
def test_every_page_fits_its_schema(page: str) -> None:
    """Each field is there each time, with a value of its type."""
    assert checked(json.loads(render(DOCUMENTS[page](), "json")))


def test_the_pages_prove_every_schema() -> None:
    """No schema goes unused above but those of what needs git, which test_recorded.py proves."""
    names = {checked(json.loads(render(page(), "json"))) for page in DOCUMENTS.values()}
    assert names >= {*NAMES} - {"finding", "export", *RECORDING}


def test_no_document_is_without_a_schema() -> None:
    """Every name of a document in the source is that of a schema, and the other way round."""
    sources = [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    named = {match[1] for text in sources for match in DOCUMENT.finditer(text)} - NO_OUTPUT
    actions = {match[1] for text in sources for match in ACTION.finditer(text)} | {"checkin"}
    assert actions == {*RECORDING}
    assert named | actions == {*NAMES}


def test_findings_fit() -> None:
    """A real workspace's, as an array and as lines."""
    text = render_findings(found(), source_of(LINT), "json", files=FILES)
    assert checked(json.loads(text)) == "lint"
    rows = render_findings(found(), source_of(LINT), "jsonl").splitlines()
    assert {checked(json.loads(row)) for row in rows} == {"finding"}


@pytest.mark.parametrize("lost", ["findings", "counts", "files_checked", "schema"])
def test_a_schema_misses_what_is_not_there(lost: str) -> None:
    """A field that is gone is a mistake."""
    facts = json.loads(render_findings(found(), source_of(LINT), "json"))
    del facts[lost]
    with pytest.raises(ValidationError, match=lost):
        Draft7Validator(output_schema("lint")).validate(facts)
