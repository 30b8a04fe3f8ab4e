"""Every form a document can take, by name. A form's module is imported when it is asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Protocol, TypedDict, Unpack, cast

from okrctl.pages.document import Document


class Look(TypedDict, total=False):
    """How a document is drawn; forms for programs take no notice of it."""

    width: int
    color: bool
    ascii_only: bool
    hints: bool
    """Whether to print what to type next."""


class Renderer(Protocol):
    """What the module of a form has."""

    def render(self, document: Document, **look: Unpack[Look]) -> str:
        """The document in this form, ending in a newline; empty where it has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A form by name, and the module that makes it."""

    name: str
    module: str

    def render(self, document: Document, **look: Unpack[Look]) -> str:
        """The document in this form."""
        renderer = cast("Renderer", importlib.import_module(self.module))
        return renderer.render(document, **look)


FORMATS: dict[str, Format] = {
    name: Format(name, f"okrctl.render.{module}")
    for name, module in {
        "table": "terminal",
        "tsv": "tsv",
        "json": "json",
        "csv": "csv",
        "md": "markdown",
    }.items()
}
"""The forms every command offers, as `--format` names them."""

GRAPHS: dict[str, Format] = {
    name: Format(name, f"okrctl.render.{name}") for name in ("mermaid", "dot")
}
"""The forms of a document that is a graph."""


CALENDARS: dict[str, Format] = {"ics": Format("ics", "okrctl.render.ics")}
"""The forms of a document with occasions."""


def forms_of(document: Document) -> dict[str, Format]:
    """Every form that a document can take."""
    graphs = {} if document.graph is None else GRAPHS
    return FORMATS | graphs | ({} if document.agenda is None else CALENDARS)


def render(document: Document, form: str = "table", **look: Unpack[Look]) -> str:
    """The document in the form of that name."""
    return forms_of(document)[form].render(document, **look)
