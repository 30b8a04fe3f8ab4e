"""Where `okrctl edit` opens a file, and what it says when the file is closed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from okrctl.cli.addresses import meant
from okrctl.cli.context import Context
from okrctl.cli.linting.check import check as lint
from okrctl.cli.linting.reporting import report
from okrctl.cli.linting.wanted import Wanted

if TYPE_CHECKING:
    from okrctl.findings import Span

WORKSPACE = "okrctl.yaml"


def place_of(here: Context, text: str) -> Span:
    """The file and line of an address; a path of a file of the workspace is meant as it stands."""
    from okrctl.findings import Span
    from okrctl.model.address import KeyResultAddress

    if text in here.tree.files():
        return Span(text)
    address = meant(here, text, valid=False)
    if isinstance(address, KeyResultAddress):
        return here.loaded.places.span(str(address))
    return Span(here.loaded.places.files[str(address)])


def check(here: Context, file: str) -> int:
    """Check a file as it is now, print what was found in it, and give the exit status."""
    again = dataclasses.replace(here)
    checked = lint(again, Wanted())
    own = tuple(one for one in checked.shown if one.span.file == file)
    report(again, dataclasses.replace(checked, shown=own, files=(file,)), [])
    return int(any(one.weight == "error" for one in own))
