from __future__ import annotations

import json

import pytest

from cli.console import Console

ON = ("--as-of", "2026-11-21")
TRUSTED = "2026-Q4/engineering/trusted-releases"


def test_a_pipe_gets_tsv_and_a_terminal_a_table(space: Console) -> None:
    """The same command is a row of fields in a pipe, and a screen with what to type next."""
    piped = space.okrctl("status", *ON)
    assert piped.out.split("\t")[0] == TRUSTED
    shown = space.terminal("status", *ON)
    assert "Acme 2026-Q4" in shown.out
    assert "\nNext  okrctl show trusted-releases" in shown.out


def test_formats_and_files(space: Console) -> None:
    """One format may go to standard output; the others go to their files."""
    ended = space.okrctl(
        "status", *ON, "--format", "json", "--format", "md:s.md", "--format=csv:s.csv"
    )
    assert json.loads(ended.out)["schema"] == "okrctl.status/1"
    assert "trusted-releases" in space.read("s.md")
    assert space.read("s.csv").startswith("address,")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "jsn"), "did you mean json?"),
        (("--format", "json", "--format", "csv"), "two formats"),
        (("--format", "json:"), "the file is missing"),
        (("--team", "enginering"), "did you mean engineering?"),
        (("--owner", "mirra"), "did you mean mira?"),
        (("--state", "of pace"), "did you mean 'off pace'?"),
        (("--cycle", "2026-Q7"), "no cycle"),
        (("--as-of", "someday"), "no day"),
    ],
)
def test_what_cannot_be_is_refused(space: Console, words: tuple[str, ...], message: str) -> None:
    """Exit 2, with what was probably meant."""
    ended = space.okrctl("status", *words)
    assert (ended.status, ended.out, message in ended.err) == (2, "", True), ended


def test_filters(space: Console) -> None:
    """Team, owner, state, and what is mine by git's e-mail, by --who and by OKRCTL_PERSON."""

    def shows(*words: str, **extra: str) -> bool:
        ended = space.okrctl("status", *ON, *words, **extra)
        assert (ended.status, ended.err) == (0, "")
        return TRUSTED in ended.out

    assert shows("--team", "engineering", "--owner", "mira", "--state", "no-data")
    assert not shows("--team", "company")
    assert not shows("--state", "done")
    assert shows("--mine")
    assert not shows("--mine", "--who", "tomas")
    assert not shows("--mine", OKRCTL_PERSON="tomas")


def test_an_unknown_person_gets_the_line_to_add(space: Console) -> None:
    """Git's e-mail that no person has is exit 2, with the line for okrctl.yaml."""
    space.git("config", "user.email", "lena@acme.example")
    ended = space.okrctl("status", "--mine")
    assert ended.status == 2
    assert "lena: {email: lena@acme.example}" in ended.err


def test_a20_uncommitted_files_are_counted(space: Console) -> None:
    """A page over uncommitted edits says so, with the commit it started from."""
    head = space.git("rev-parse", "HEAD")[:7]
    assert head in space.okrctl("status", *ON, "--format", "table").out
    space.write("goals/2026-Q4/company/new.yaml", "title: A new thing\n")
    assert "uncommitted: 1 file" in space.okrctl("status", *ON, "--format", "table").out


def test_g13_without_git(space: Console) -> None:
    """Without a repository, and without git at all, status works and names no commit."""
    ended = space.okrctl("status", *ON, PATH="/nowhere")
    assert (ended.status, TRUSTED in ended.out) == (0, True)
    assert (
        json.loads(space.okrctl("status", "--format", "json", PATH="/nowhere").out)["commit"]
        is None
    )


def test_r04_the_terminal_decides_the_look(space: Console) -> None:
    """ASCII by flag, setting and encoding; colour by flag and setting; none in a pipe."""
    table = ("status", *ON, "--format", "table")
    for ascii_only in (
        space.okrctl(*table, "--ascii"),
        space.okrctl(*table, OKRCTL_ASCII="1"),
        space.okrctl(*table, PYTHONIOENCODING="ascii"),
    ):
        assert ascii_only.out.isascii()
    assert "\x1b" not in space.okrctl(*table).out
    assert "\x1b" in space.okrctl(*table, "--color", "always").out
    assert "\x1b" in space.okrctl(*table, FORCE_COLOR="1").out
    assert "\x1b" not in space.okrctl(*table, FORCE_COLOR="0").out
    assert "\x1b" not in space.okrctl(*table, FORCE_COLOR="1", NO_COLOR="1").out


def test_a_long_page_goes_through_the_pager(space: Console) -> None:
    """Above one screenful OKRCTL_PAGER shows it; a short page is printed."""
    pager = space.write("pager.sh", "#!/bin/sh\necho paged; cat > /dev/null\n")
    pager.chmod(0o755)
    command = ("show", "trusted-releases", *ON)
    short = space.terminal(*command, OKRCTL_PAGER=str(pager))
    assert "paged" not in short.out
    long = space.terminal(*command, OKRCTL_PAGER=str(pager), LINES="5")
    assert long.out == "paged"
    assert "Customers trust" in space.terminal(*command, OKRCTL_PAGER="/nowhere", LINES="5").out


def test_show(space: Console) -> None:
    """Any unambiguous tail of an address is enough; a file and a key result have their cards."""
    for name in (TRUSTED, "engineering/trusted-releases", "trusted-releases", "critical-bugs"):
        ended = space.okrctl("show", name, *ON, "--format", "table")
        assert (ended.status, "Critical bugs" in ended.out) == (0, True)
    ended = space.okrctl("show", "criticalbugs")
    assert (ended.status, "did you mean critical-bugs" in ended.err) == (2, True)


def test_an_ambiguous_address_lists_the_candidates(space: Console) -> None:
    """Two key results of one name ask for more of the address."""
    text = space.read("goals/2026-Q4/engineering/trusted-releases.yaml")
    space.write("goals/2026-Q4/company/trust.yaml", text)
    ended = space.okrctl("show", "critical-bugs")
    assert ended.status == 2
    assert f"{TRUSTED}#critical-bugs" in ended.err
    assert "2026-Q4/company/trust#critical-bugs" in ended.err


def test_what_is_broken_is_said(space: Console) -> None:
    """Errors in the files are named on the page, and the card of a broken file says how to look."""
    space.write("goals/2026-Q4/company/bad.yaml", "titel: x\n")
    assert "1 error in the files" in space.okrctl("status", *ON, "--format", "table").out
    ended = space.okrctl("show", "company/bad")
    assert (ended.status, "okrctl lint goals/2026-Q4/company/bad.yaml" in ended.err) == (2, True)


def test_hostile_text_stays_text(space: Console) -> None:
    """An escape sequence in an argument or an address is shown, never sent to the terminal."""
    for words in (("show", "\x1b]52;c;x\x07"), ("status", "--team", "\x1b[2J"), ("\x1b[2J",)):
        ended = space.okrctl(*words)
        assert ended.status == 2
        assert "\x1b" not in ended.err + ended.out
