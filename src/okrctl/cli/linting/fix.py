"""`okrctl lint --fix` and `--diff`: the edits of findings, in rounds, until none is left."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from okrctl.cli.context import Context
from okrctl.cli.linting.check import Checked, check, terms
from okrctl.cli.linting.wanted import Wanted
from okrctl.cli.output import note, say, write
from okrctl.cli.writing import Overlay, diff
from okrctl.errors import UsageError
from okrctl.pages.numbers import plural

MOST_ROUNDS = 20
"""Fixes that meet are made in turn; two that take back each other end here."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The new texts of files, how many fixes are in them, and what is found in them."""

    texts: Mapping[str, str]
    count: int
    checked: Checked


def mend(here: Context, wanted: Wanted) -> Mended:
    """The files below the paths with every fix that may be made. Nothing is written."""
    from okrctl.lint.fixes import fix

    on, texts, count = terms(here, wanted), dict[str, str](), 0
    checked = check(here, wanted, on)
    now = here
    for _ in range(MOST_ROUNDS):
        done = fix(now.loaded.sources, checked.found, unsafe=wanted.unsafe_fixes)
        if not done.count:
            break
        texts.update(done.texts)
        count += done.count
        contents = {path: text.encode() for path, text in texts.items()}
        now = dataclasses.replace(here, part=Overlay(here.tree, contents))
        checked = check(now, wanted, on)
    changed = {path: text for path, text in texts.items() if text != _text(here, path)}
    return Mended(changed, count, checked)


def put(here: Context, wanted: Wanted, mended: Mended) -> bool:
    """Put the fixes where they belong; whether what is left is to be reported as well.

    That is the files. A diff goes to standard output, and so does a text that came from standard
    input: then nothing else does.
    """
    from okrctl.store.plan import EditedFile
    from okrctl.store.record import record

    files = [
        EditedFile(path, _text(here, path).encode(), text.encode())
        for path, text in mended.texts.items()
    ]
    what = f"{plural(mended.count, 'fix', 'fixes')} in {plural(len(files), 'file')}"
    if wanted.diff:
        for file in files:
            say(*diff(file))
        note(f"{what}, nothing is written")
        return False
    if wanted.reads_stdin:
        write("".join(mended.texts.values()) or _only_text(here, wanted))
        note(what)
        return False
    if files:
        record(here.repository, files, "lint: fixes", commit=False)
        note(f"{what}, nothing is committed")
    return True


def _text(here: Context, path: str) -> str:
    return here.loaded.sources[path].text


def _only_text(here: Context, wanted: Wanted) -> str:
    """Standard input as it came; UsageError where it could not be put out as it came."""
    from okrctl.cli.linting.files import below_paths

    is_it = below_paths(here, wanted)
    data = next(blob.read() for path, blob in here.tree.files().items() if is_it(path))
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8, so nothing in it can be fixed") from None
