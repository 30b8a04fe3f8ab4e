"""The JSON Schema of a name: of a file that people write, or of what a command prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from okrctl.errors import UsageError
from okrctl.load.near import nearest
from okrctl.model import schema as of_files
from okrctl.pages import schemas as of_outputs

if TYPE_CHECKING:
    from okrctl.pages.document import Document


def schema_text(name: str) -> str:
    """The schema as JSON text; UsageError with the names where there is no such schema."""
    for known in of_files.NAMES:
        if known == name:
            return _text(of_files.schema(known))
    if name in of_outputs.NAMES:
        return _text(of_outputs.output_schema(name))
    names = (*of_files.NAMES, *of_outputs.NAMES)
    near = nearest(name, names)
    guess = f"; did you mean {near}?" if near else ""
    raise UsageError(f"there is no schema {name!r}{guess}", f"known: {', '.join(names)}")


def listed() -> Document:
    """The page of all schemas."""
    from okrctl.pages.schema_list import schemas_page

    files: dict[str, str] = {name: _says(of_files.schema(name)) for name in of_files.NAMES}
    outputs = {name: _says(of_outputs.output_schema(name)) for name in of_outputs.NAMES}
    return schemas_page(files, outputs)


def _says(schema: of_files.Schema) -> str:
    return str(schema.get("description", ""))


def _text(schema: of_files.Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
