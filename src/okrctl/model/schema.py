"""JSON Schema of the files that people write, for editors: what the models say, in draft 7.

Draft 7, since editors' YAML servers understand no later one. The keys that a path gives are left
out; a key result is one of its kinds, told apart by shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from okrctl.model.keys import WORDS
from okrctl.model.kinds import KINDS, DoneWhen
from okrctl.model.kinds.milestones import in_plain_words
from okrctl.model.kpi import Band, Kpi
from okrctl.model.objective import Objective
from okrctl.model.settings import Settings, as_eras
from okrctl.model.values import SLUG, SLUG_LENGTH, Record, one_or_more

Schema = dict[str, object]
Name = Literal["objective", "kpi", "workspace"]

NAMES: tuple[Name, ...] = ("objective", "kpi", "workspace")
DRAFT = "http://json-schema.org/draft-07/schema#"
SLUG_KEYS: Schema = {"pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_LENGTH}

BY_SHAPE: tuple[tuple[type[Record], frozenset[str]], ...] = (
    *((kind, kind.shape) for kind in KINDS),
    (Band, frozenset({"at_least", "at_most", "between"})),
)
"""Records that must hold exactly one key of a set."""


class AsWritten(GenerateJsonSchema):
    """Types as files write them: one text where a list of one is meant, a text for its title."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """What the function takes, for the functions that widen a type."""
        inner: Schema = self.generate_inner(schema["schema"])
        function: object = schema["function"]["function"]
        if function is one_or_more:
            return {"anyOf": [inner["items"], inner]}
        if function is as_eras:
            return {"anyOf": [inner["items"], inner]}
        if function is in_plain_words:
            return {"anyOf": [{"type": "string", "minLength": 1}, inner]}
        return inner

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A map; what its keys look like is said by name, as draft 7 has it."""
        found: Schema = super().dict_schema(schema)
        patterns = cast("Mapping[str, Schema]", found.pop("patternProperties", {}))
        for pattern, values in patterns.items():
            found |= {"propertyNames": {"pattern": pattern}, "additionalProperties": values}
        return found


def schema(name: Name) -> Schema:
    """The JSON Schema of an objective's, a KPI's or the workspace's file."""
    made: Mapping[Name, Callable[[], Schema]] = {
        "objective": objective_schema,
        "kpi": lambda: of_model(Kpi),
        "workspace": lambda: of_model(Settings),
    }
    found = made[name]()
    definitions = cast("Schema", found.pop("definitions"))
    used = {key: definitions[key] for key in sorted(reachable(found, definitions))}
    return {"$schema": DRAFT, "$id": f"okrctl-{name}", **found, "definitions": used}


def objective_schema() -> Schema:
    """An objective, whose key results are maps from ids to one of the kinds."""
    whole = of_model(Objective)
    definitions = cast("Schema", whole["definitions"])
    kinds: list[Schema] = [
        {"type": "string", "minLength": 1, "description": "Done when it is true."}
    ]
    for kind in KINDS:
        own = of_model(kind)
        definitions |= cast("Schema", own.pop("definitions"))
        definitions[kind.__name__] = own
        kinds.append({"$ref": f"#/definitions/{kind.__name__}"})
    properties = cast("Schema", whole["properties"])
    properties["key_results"] = {
        "type": "object",
        "propertyNames": SLUG_KEYS,
        "additionalProperties": {"anyOf": kinds},
        "description": "Key results by id: one to five prove the objective.",
    }
    return whole


def of_model(model: type[Record]) -> Schema:
    """The schema of one model in draft 7, with its definitions."""
    made = model.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=AsWritten, mode="validation"
    )
    definitions = cast("Schema", made.pop("$defs", {}))
    named = {one.__name__: one for one in subclasses(Record)}
    finished = {
        key: finish(cast("Schema", body), named.get(key)) for key, body in definitions.items()
    }
    return {**finish(made, model), "definitions": finished}


def finish(found: Schema, model: type[Record] | None) -> Schema:
    """A model's schema without the keys that a path gives, with its shape and words, in draft 7."""
    if model is None:
        return cast("Schema", draft7(found))
    properties = cast("Schema", found.get("properties", {}))
    found["properties"] = {
        key: worded(key, cast("Schema", draft7(body)))
        for key, body in properties.items()
        if key not in model.identity
    }
    optional = {*model.identity, *(["title"] if model is DoneWhen else [])}
    required = [key for key in cast("list[str]", found.pop("required", [])) if key not in optional]
    if required:
        found["required"] = required
    shape = next((keys for one, keys in BY_SHAPE if one is model), frozenset[str]())
    if shape:
        found["oneOf"] = [{"required": [key]} for key in sorted(shape)]
    return found


def worded(key: str, body: Schema) -> Schema:
    """A key's schema with what the key says, for the editor to show."""
    return {"description": WORDS[key], **body} if key in WORDS else body


def draft7(node: object) -> object:
    """A schema in draft 7: tuples as lists of items, patterns that any editor can run.

    Titles that only repeat the key are dropped, and defaults, which are the tool's business.
    """
    if isinstance(node, list):
        return [draft7(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: draft7(body) for key, body in node.items() if key not in ("title", "default")}
    if "prefixItems" in found:
        found["items"] = found.pop("prefixItems")
        found["additionalItems"] = False
    if isinstance(pattern := found.get("pattern"), str):
        bare = re.sub(r"\(\?P<\w+>", "(?:", pattern.removeprefix("^").removesuffix("$"))
        found["pattern"] = f"^{bare}$"
    return found


def subclasses(model: type[BaseModel]) -> Iterator[type[Record]]:
    """Every record there is, at any depth."""
    for one in model.__subclasses__():
        if issubclass(one, Record):
            yield one
            yield from subclasses(one)


def reachable(start: object, definitions: Mapping[str, object]) -> set[str]:
    """The definitions that a schema refers to, directly or through others."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in references(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(definitions[name])
    return found


def references(node: object) -> Iterator[str]:
    """The names of the definitions that a schema refers to directly."""
    if isinstance(node, list):
        for one in node:
            yield from references(one)
    elif isinstance(node, dict):
        for key, body in node.items():
            if key == "$ref" and isinstance(body, str):
                yield body.rpartition("/")[2]
            else:
                yield from references(body)
