"""Checks of the workspace: its format, its findings, and what was written for git and editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from okrctl.cli.context import Context
from okrctl.errors import EnvironmentFault
from okrctl.pages.doctor import Check
from okrctl.pages.numbers import plural


def workspace(here: Context) -> Iterator[Check]:
    """Everything below the folder with okrctl.yaml."""
    yield goals(here)
    yield attributes(here.root)
    yield schemas(here.root)
    yield from draft(here.root)


def goals(here: Context) -> Check:
    """Whether the files can be read, and of which format they are."""
    from okrctl.model.settings import FORMAT_VERSION

    try:
        loaded = here.loaded
    except EnvironmentFault as fault:
        return Check("workspace", "bad", fault.message, fault.next_step or "")
    broken = sum(1 for one in loaded.findings if one.rule.severity == "error")
    if broken:
        errors = plural(broken, "error")
        return Check("workspace", "bad", f"{errors} in the files of {here.root}", "okrctl lint")
    space = loaded.workspace
    many = f"{plural(len(space.objectives), 'objective')}, {plural(len(space.kpis), 'KPI')}"
    return Check("workspace", "good", f"format {FORMAT_VERSION}, {many}, in {here.root}")


def attributes(root: Path) -> Check:
    """Whether git keeps line ends and joins packs as entries need it."""
    from okrctl.text.scaffold import with_attributes

    text = text_of(root / ".gitattributes")
    missing = with_attributes(text).removeprefix(text).split("\n")
    lines = [line.strip() for line in missing if line.strip()]
    if lines:
        return Check(
            "attributes", "warning",
            f"entries may conflict: .gitattributes lacks {plural(len(lines), 'line')}",
            f"add to .gitattributes: {' · '.join(lines)}",
        )  # fmt: skip
    return Check("attributes", "good", ".gitattributes keeps line ends and joins packs")


def schemas(root: Path) -> Check:
    """Whether editors check against the schemas of this okrctl."""
    from okrctl.model.schema import NAMES, schema

    stale = []
    for name in NAMES:
        try:
            kept = json.loads(text_of(root / f".okrctl/{name}.schema.json"))
        except ValueError:
            kept = None
        if kept != json.loads(json.dumps(schema(name))):
            stale.append(name)
    if stale:
        return Check(
            "schemas", "warning", f"editors check by other schemas: {', '.join(stale)}",
            f"mkdir -p .okrctl; for it in {' '.join(stale)}; do"
            " okrctl schema $it > .okrctl/$it.schema.json; done",
        )  # fmt: skip
    return Check("schemas", "good", "editors check by the schemas of this okrctl")


def draft(root: Path) -> Iterator[Check]:
    """Answers of a walk that was stopped."""
    from okrctl.cli.checkin.draft import kept_draft

    kept = kept_draft(root)
    if kept is not None and kept.said:
        yield Check(
            "draft", "warning", f"{kept.said} answered and not recorded", "okrctl checkin --resume"
        )


def text_of(file: Path) -> str:
    """The text of a file, empty where there is none that could be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
