from __future__ import annotations

import json
from pathlib import Path

from cli.console import Console
from okrctl.text.nodes import read
from okrctl.text.places import at, plain

YES = ("init", "--yes", "--organization", "Acme", "--person", "mira")
ENTER = "\r"


def value(console: Console, *path: str) -> object:
    """What okrctl.yaml says at a path."""
    return plain(at(read(console.read("okrctl.yaml").encode(), "okrctl.yaml").root, path))


def test_a_new_workspace_lints_clean(console: Console) -> None:
    """What `init` writes has no finding at all, in a repository as without one."""
    for place in (console, console.repository()):
        ended = place.okrctl(*YES)
        assert (ended.status, ended.err) == (0, "")
        checked = place.okrctl("lint", "--fail-on", "info")
        assert (checked.status, "nothing found" in checked.out) == (0, True), checked.out
        (place.folder / "okrctl.yaml").unlink()


def test_it_writes_and_does_not_commit(console: Console) -> None:
    """The workspace, attributes, three schemas and editor settings; git sees them as untracked."""
    console.repository()
    ended = console.okrctl(*YES, "--team", "R&D")
    assert list(console.all_files()) == [
        ".gitattributes",
        ".okrctl/kpi.schema.json",
        ".okrctl/objective.schema.json",
        ".okrctl/workspace.schema.json",
        ".vscode/settings.json",
        "okrctl.yaml",
    ]
    assert "git add okrctl.yaml .gitattributes .okrctl .vscode" in ended.out
    assert "?? okrctl.yaml" in console.git("status", "--short")
    assert value(console, "teams", "r-d", "title") == "R&D"
    for name in ("kpi", "objective", "workspace"):
        json.loads(console.read(f".okrctl/{name}.schema.json"))


def test_it_proposes_what_it_finds(console: Console) -> None:
    """Folder, computer and git give organisation, time zone and person."""
    console.repository()
    assert console.okrctl("init", "--yes").status == 0
    assert value(console, "organization") == "Acme"
    assert value(console, "calendar", "timezone") == "Europe/Berlin"
    assert value(console, "people") == {"mira": {"name": "Mira Öz", "email": "mira@acme.example"}}


def test_it_replaces_nothing(console: Console) -> None:
    """A second workspace is refused, here and below; what is there stays as it is."""
    console.okrctl(*YES)
    (console.folder / "goals").mkdir()
    before = console.all_files()
    for folder in (".", "goals"):
        ended = console.okrctl("-C", folder, *YES)
        assert ended.status == 2
        assert str(console.folder) in ended.err
    assert console.all_files() == before


def test_it_extends_what_a_repository_has(console: Console) -> None:
    """Attributes are added below the old ones; editor settings of one's own are left alone."""
    console.write(".gitattributes", "*.png binary\n")
    console.write(".vscode/settings.json", "{}")
    assert console.okrctl(*YES).status == 0
    assert console.read(".gitattributes").startswith("*.png binary\ncheckins/** text eol=lf\n")
    assert console.read(".vscode/settings.json") == "{}"


def test_nobody_to_ask(console: Console) -> None:
    """Off a terminal it asks nothing: exit 2 names the options, and nothing is written."""
    for words in (("init",), ("init", "--no-input"), ("init", "--organization", "Acme")):
        ended = console.okrctl(*words)
        assert ended.status == 2
        assert "--yes" in ended.err
    assert console.all_files() == {}


def test_what_cannot_be_is_refused(console: Console) -> None:
    """Each wrong answer names its option and what would do."""
    for option, text, words in (
        ("--timezone", "Mars/Olympus", "Europe/Berlin"),
        ("--fiscal-year-start", "febuary", "february"),
        ("--checkins", "weekly on fryday", "friday"),
        ("--person", "Mira Öz", "write an id"),
        ("--team", "!!", "letters or digits"),
    ):
        ended = console.okrctl(*YES, option, text)
        assert (ended.status, option in ended.err, words in ended.err) == (2, True, True), ended
    ended = console.okrctl(*YES, "--fiscal-year-start", "february")
    assert (ended.status, "--fiscal-year-named" in ended.err) == (2, True)
    assert console.all_files() == {}


def test_without_a_person_it_says_which_option_is_missing(console: Console) -> None:
    """Without git's e-mail somebody must say who is there."""
    ended = console.okrctl("init", "--yes")
    assert (ended.status, "--person" in ended.err) == (2, True)


def test_a_fiscal_year(console: Console) -> None:
    """A year that starts in february and has the name of its end."""
    words = ("--fiscal-year-start", "february", "--fiscal-year-named", "end")
    assert console.okrctl(*YES, *words).status == 0
    assert value(console, "calendar", "fiscal_year_named") == "by end"
    assert console.okrctl("lint").status == 0


def test_a_dry_run_writes_nothing(console: Console) -> None:
    """`--dry-run` shows the files."""
    ended = console.okrctl(*YES, "--dry-run")
    assert "organization: Acme" in ended.out
    assert console.all_files() == {}


def test_the_questions(console: Console) -> None:
    """Six questions with what was found as the proposal; the script line does the same."""
    console.repository()
    shown = console.terminal(
        "init",
        keys=[
            ("? Organisation", ENTER),
            ("? Time zone", ENTER),
            ("? Fiscal year", ENTER),
            ("? Check-ins", ENTER),
            ("? First team", f"engineering{ENTER}"),
            ("? You", ENTER),
            ("? Let git diff", ENTER),
            ("? Write these files", f"y{ENTER}"),
        ],
    )
    assert shown.status == 0, shown.out
    assert "New workspace at the root of this git repository." in shown.out
    assert "mira: Mira Öz <mira@acme.example>" in shown.out
    assert "Script  okrctl init --organization Acme --team Engineering --yes" in shown.out
    asked = console.read("okrctl.yaml")
    (console.folder / "okrctl.yaml").unlink()
    console.okrctl("init", "--organization", "Acme", "--team", "Engineering", "--yes")
    assert console.read("okrctl.yaml") == asked


def test_d15_ctrl_c_writes_nothing(console: Console) -> None:
    """Ctrl-C at a question is exit 130, and no file is there."""
    console.repository()
    shown = console.terminal("init", keys=[("? Organisation", ENTER), ("? Time zone", "\x03")])
    assert shown.status == 130
    assert "nothing was written" in shown.out
    assert console.all_files() == {}


def test_no_writes_nothing(console: Console) -> None:
    """An answer of no at the end is exit 130 too."""
    asked = ("? Organ", "? Time", "? Fiscal", "? Check", "? First")
    keys = [("? Make it a git", f"n{ENTER}"), *((question, ENTER) for question in asked)]
    keys += [("? You", f"me{ENTER}"), ("? Write these files", f"n{ENTER}")]
    assert console.terminal("init", keys=keys).status == 130
    assert console.all_files() == {}


def test_plain_questions(console: Console) -> None:
    """OKRCTL_ACCESSIBLE=1 asks line by line, with the proposal in brackets, and redraws nothing."""
    keys = [("Make it a git", "n\n"), ("Organisation [Acme]:", "\n"),
            ("Time zone", "\n"), ("Fiscal year", "\n"),
            ("Check-ins", "\n"), ("First team", "\n"), ("You", "me\n"),
            ("Write these files", "y\n")]  # fmt: skip
    shown = console.terminal("init", keys=keys, OKRCTL_ACCESSIBLE="1")
    assert shown.status == 0, shown.out
    assert value(console, "people") == {"me": {}}


def test_a_folder_below_the_root(console: Console, tmp_path: Path) -> None:
    """A workspace may be a folder of a larger repository."""
    console.repository()
    (console.folder / "okrs").mkdir()
    ended = console.okrctl("-C", "okrs", *YES)
    assert "in okrs of this git repository" in ended.out
    assert (console.folder / "okrs" / "okrctl.yaml").is_file()
    assert not (console.folder / "okrctl.yaml").exists()
    assert tmp_path in console.folder.parents


def test_the_example_is_copied_and_lints_clean_of_errors(console: Console) -> None:
    """`--example` writes the example company, and its scorecard can be seen at once."""
    ended = console.okrctl("init", "--example")
    assert ended.status == 0, ended.err
    assert (console.folder / "goals/2026-Q4/engineering/trusted-releases.yaml").is_file()
    assert console.okrctl("lint").status == 0
    status = console.okrctl("status", "--as-of", "2026-11-21")
    assert "2026-Q4/engineering/trusted-releases\toff pace\tblocked" in status.out


def test_the_example_replaces_nothing(space: Console) -> None:
    """`--example` inside a workspace is exit 2."""
    assert space.okrctl("init", "--example").status == 2
