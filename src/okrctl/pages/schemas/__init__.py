"""JSON Schema of what commands print as JSON: a data file each, beside this one.

A version only gains fields, so a schema takes fields that it does not name.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Literal, cast, get_args

from okrctl.model.schema import Schema, reachable

DEFINITIONS, RECORDED = "definitions", "recorded"
Action = Literal[
    "action", "align", "amend", "checkin", "close", "comment", "drop", "initiative", "minutes",
    "pack", "reading", "undo",
]  # fmt: skip
"""A command that records something and tells of it in one form, the definition `recorded`."""
RECORDING: tuple[Action, ...] = get_args(Action)
_FILES = tuple(
    name.removesuffix(".json")
    for name in (file.name for file in resources.files(__name__).iterdir())
    if name.endswith(".json") and name != f"{DEFINITIONS}.json"
)
NAMES = tuple(sorted((*_FILES, *RECORDING)))
"""The outputs that have a schema, as their files are named; `okrctl.lint/1` is that of `lint`."""


def output_schema(name: str) -> Schema:
    """The schema of one output in draft 7, with the definitions that it refers to."""
    definitions = _read(DEFINITIONS)
    schema = _recorded(name, definitions) if name in RECORDING else _read(name)
    used = {key: definitions[key] for key in sorted(reachable(schema, definitions))}
    return {**schema, DEFINITIONS: used} if used else schema


def _recorded(name: str, definitions: Schema) -> Schema:
    """The schema of a command that records something: the common one under its own name."""
    common = cast("dict[str, Schema]", definitions)[RECORDED]
    properties = cast("Schema", common["properties"])
    its = f"okrctl.{name}/1"
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": its,
        **common,
        "description": f"What `okrctl {name} --format json` prints.",
        "properties": {**properties, "schema": {"const": its}},
    }


def _read(name: str) -> Schema:
    text = resources.files(__name__).joinpath(f"{name}.json").read_text("utf-8")
    return cast("Schema", json.loads(text))
