"""The pages on the format: no key of a file and no field of an entry is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrctl.model.entry import ALWAYS, FORMS
from okrctl.model.schema import NAMES, schema

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "format.md").read_text("utf-8")
POLICY = "".join((DOCS / f"{name}.md").read_text("utf-8") for name in ("lint", "review"))
"""What lint and review hold people to is told where they are."""


def keys(found: object) -> Iterator[str]:
    """Every property that a schema names, at any depth."""
    if isinstance(found, dict):
        yield from found.get("properties", {})
        for one in found.values():
            yield from keys(one)
    elif isinstance(found, list):
        for one in found:
            yield from keys(one)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_file_is_told(name: str) -> None:
    """By the schema that editors check the file with."""
    known = set(keys(schema(name)))
    told = PAGE + POLICY if name == "workspace" else PAGE
    assert known
    assert known - set(re.findall(r"\w+", told)) == set()


def test_every_field_of_an_entry_is_told() -> None:
    """In the part on entries."""
    part = PAGE.partition("\n## Entries")[2].partition("\n## ")[0]
    known = ALWAYS.union(*(form for forms in FORMS.values() for form in forms))
    assert known - set(re.findall(r"\w+", part)) == set()
