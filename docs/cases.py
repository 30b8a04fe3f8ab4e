"""Writes cases.md: every case that okrctl promises to hold, and the tests that reproduce it.

The tests name a case by its id, in their own name, their words or the label of a parameter.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from command_line import table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cases.md"
ID = re.compile(r"(?<![A-Za-z0-9])([AGYREDagyred][0-2]\d)(?![0-9A-Fa-f])")

CASES: Mapping[str, Mapping[str, str]] = {
    "The history is audited": {
        "A01": "a value of a past check-in is edited",
        "A02": "a past check-in is deleted",
        "A03": "an edit that is taken back later: both commits are reported",
        "A05": "a target is lowered after the cycle began",
        "A08": "history is rewritten: seen against an anchor, else said to be unchecked",
        "A09": "an entry that is dated back",
        "A11": "somebody commits under another's name; nothing is signed",
        "A14": "a shallow clone is never called fine",
        "A17": "a squash of several people's entries",
        "A19": "a corrupt object is named",
        "A20": "figures that rest on files nobody committed",
        "A22": "thousands of check-in commits",
    },
    "A checkout of a stranger starts no program": {
        "G01": "a file system monitor of the repository's choice",
        "G02": "hooks: none when reading, all when recording",
        "G03": "text conversion, external diffs, filters, merge drivers",
        "G06": "pagers, editors, askpass and ssh programs; no prompt and no hang on a terminal",
        "G08": "a repository that belongs to somebody else",
        "G09": "a revision that looks like an option",
        "G11": "a run inside of a hook, with git's own variables set",
        "G13": "no git, too old a git, no repository",
        "G14": "no process and no open file is left behind",
    },
    "Files may hold anything": {
        "Y01": "aliases that grow without end",
        "Y02": "nesting without end",
        "Y03": "files, texts and lists without end",
        "Y04": "numbers of thousands of digits",
        "Y05": "numbers that are not finite, and minus nothing",
        "Y06": "keys that stand twice, merge keys",
        "Y07": "tags that would make objects",
        "Y09": "text that is not UTF-8",
        "Y10": "byte order marks, line ends of all systems, no last line end",
        "Y11": "control characters",
        "Y14": "values of another type than the field's, never coerced",
        "Y15": "days and times that do not exist",
        "Y16": "files that are empty, or hold something else",
        "Y19": "links out of the root, devices, pipes, folders named like files",
        "Y22": "hundreds of errors in one file",
    },
    "Output cannot lie": {
        "R01": "markup in titles and notes is printed as it stands",
        "R02": "no control character reaches a terminal",
        "R04": "closed pipes, ASCII, narrow terminals, wide and right-to-left letters",
        "R05": "annotations that a text tries to forge",
        "R07": "cells that a spreadsheet would compute",
        "R09": "JSON is strict",
    },
    "Formulas and sources": {
        "E01": "formulas that are programs",
        "E02": "formulas that would never end",
        "E03": "divisions by nothing, KPIs that are missing, units that do not fit",
        "E05": "a goal file names a host, a secret or a command",
    },
    "Nothing is lost and nothing doubled": {
        "D01": "a run is killed at any step",
        "D02": "many check in at once",
        "D03": "git's lock is held for a while, and for ever",
        "D04": "other files are staged; the file itself is half staged",
        "D05": "a merge, cherry-pick, revert, rebase or bisect is in progress",
        "D06": "a detached head, an unborn branch, bare repositories, worktrees, submodules",
        "D07": "no identity, a signature that fails, hooks that refuse",
        "D09": "a full disk, when writing and when committing",
        "D10": "a folder in which nothing may be written",
        "D11": "line ends that git converts, large file storage",
        "D15": "Ctrl-C at the prompt, in the editor, in the commit",
        "D17": "a run from a folder below, paths with spaces and any letters",
        "D18": "the same command twice",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Write the page, or say that it is stale and return 1; a case without a test fails too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a stale page")
    wanted = parser.parse_args(arguments)
    found = tests()
    missing = [case for cases in CASES.values() for case in cases if case not in found]
    if missing:
        print(f"no test names {', '.join(missing)}", file=sys.stderr)
        return 1
    text = page(found)
    if wanted.check:
        stale = not PAGE.is_file() or PAGE.read_text("utf-8") != text
        if stale:
            print("docs/cases.md is stale: run docs/cases.py", file=sys.stderr)
        return int(stale)
    PAGE.write_text(text, "utf-8")
    return 0


def tests() -> dict[str, list[str]]:
    """The test modules that name each case, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        ids = {one.upper() for one in ID.findall(file.read_text("utf-8").replace("_", " "))}
        for case in ids:
            found[case].append(file.relative_to(ROOT).as_posix())
    return found


def page(found: Mapping[str, Sequence[str]]) -> str:
    """Every case with the modules that reproduce it."""
    lines = [
        "<!-- Written by docs/cases.py. -->",
        "# Cases\n",
        "What may go wrong, and must not do harm. Each case is reproduced for real: with files,",
        "repositories, processes and terminals. `pytest -k` with a case's id runs those tests that",
        "carry it in their names. What the promises are: [trust.md](trust.md).",
    ]
    for title, cases in CASES.items():
        lines += [f"\n## {title}\n"]
        lines += table(("case", "what happens", "tests"), rows(cases, found))
    return "\n".join(lines) + "\n"


def rows(
    cases: Mapping[str, str], found: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """A row for each case."""
    for case, what in cases.items():
        where = ", ".join(f"[{path.rpartition('/')[2]}](../{path})" for path in found[case])
        yield case, what, where


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
