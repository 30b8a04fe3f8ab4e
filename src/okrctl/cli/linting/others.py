"""Lint beyond one workspace: references that leave it, and the workspaces that it includes."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from okrctl.cli.context import Context

if TYPE_CHECKING:
    from okrctl.findings import Finding, Span
    from okrctl.load.loading import Loaded
    from okrctl.model.elsewhere import Others


def with_others(here: Context) -> Loaded:
    """What was loaded, and what is wrong with `include` and with references that leave it.

    Only the workspaces that are referred to are read. At a revision nothing is added: what the
    others were then nobody can say.
    """
    from okrctl.load.elsewhere import elsewhere_findings, names_elsewhere

    loaded, workspace = here.loaded, here.loaded.workspace
    names = names_elsewhere(workspace)
    if here.at_text is not None or not (workspace.settings.include or names):
        return loaded
    found = [*here.organisation.findings, *elsewhere_findings(loaded, reached(here, names))]
    return dataclasses.replace(loaded, findings=(*loaded.findings, *found))


def reached(here: Context, names: tuple[str, ...]) -> Others:
    """The workspaces at hand that are named, those that they name, and so on, by name."""
    from okrctl.load.elsewhere import names_elsewhere

    organisation = here.organisation
    own = organisation.own
    found = {own: here.loaded.workspace} if own else {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        member = organisation.members.get(name)
        if member is not None and name not in found:
            found[name] = here.into(member).loaded.workspace
            waiting.extend(names_elsewhere(found[name]))
    return found


def included(here: Context) -> dict[str, Context]:
    """A context for each included workspace, by the folder that its files are shown under."""
    contexts = map(here.into, here.organisation.shown)
    return {f"{os.path.relpath(one.root, here.root)}/": one for one in contexts}


def seen_from(folder: str, finding: Finding) -> Finding:
    """A finding with its places as they are named from another folder; it has no fixes there."""

    def moved(span: Span) -> Span:
        return dataclasses.replace(span, file=f"{folder}{span.file}")

    related = tuple((moved(span), word) for span, word in finding.related)
    return dataclasses.replace(finding, span=moved(finding.span), related=related, fixes=())
