"""JSON Schema of what commands print as JSON: a data file each, beside this one.

A version only gains fields, so a schema takes fields that it does not name.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import cast

from okrctl.model.schema import Schema, reachable

DEFINITIONS = "definitions"
NAMES = tuple(
    sorted(
        name.removesuffix(".json")
        for name in (file.name for file in resources.files(__name__).iterdir())
        if name.endswith(".json") and name != f"{DEFINITIONS}.json"
    )
)
"""The outputs that have a schema, as their files are named; `okrctl.lint/1` is that of `lint`."""


def output_schema(name: str) -> Schema:
    """The schema of one output in draft 7, with the definitions that it refers to."""
    schema, definitions = _read(name), _read(DEFINITIONS)
    used = {key: definitions[key] for key in sorted(reachable(schema, definitions))}
    return {**schema, DEFINITIONS: used} if used else schema


def _read(name: str) -> Schema:
    text = resources.files(__name__).joinpath(f"{name}.json").read_text("utf-8")
    return cast("Schema", json.loads(text))
