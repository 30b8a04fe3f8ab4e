from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time

import pytest

from cli.console import OKRCTL, Console
from okrctl import __version__
from okrctl.cli.app import GROUPS, NAMES
from okrctl.cli.lazy import Commands


def test_the_version(console: Console) -> None:
    """`--version` prints name and version, also among other options."""
    assert console.okrctl("--version").out == f"okrctl {__version__}\n"
    assert console.okrctl("--version", "--help").out == f"okrctl {__version__}\n"


def test_help_lists_the_commands_in_groups(console: Console) -> None:
    """Every command stands under its group, in order."""
    shown = console.okrctl("--help")
    listed = re.findall(r"^  (\w+) +\S", shown.out.partition("Start:")[2], re.MULTILINE)
    assert listed[: len(NAMES)] == list(NAMES)
    assert [title for title in GROUPS if f"\n{title}:\n" in shown.out] == list(GROUPS)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_says_the_same_in_both_helps(name: str) -> None:
    """The line in the table is the first line of the command's own help."""
    line = next(lines[name] for lines in GROUPS.values() if name in lines)
    command = Commands("okrctl.cli.commands", NAMES)[name]
    assert (command.help or "").startswith(line)


def test_alone_it_is_help_outside_a_workspace(console: Console) -> None:
    """Without a workspace `okrctl` explains itself."""
    assert console.okrctl().out == console.okrctl("--help").out


def test_alone_it_is_status_inside_a_workspace(space: Console) -> None:
    """Inside a workspace `okrctl` is `okrctl status`, from a folder below as well."""
    assert (
        space.okrctl("--as-of", "2026-11-21").out
        == space.okrctl("status", "--as-of", "2026-11-21").out
    )
    assert "trusted-releases" in space.okrctl("-C", "goals", "--as-of", "2026-11-21").out


def test_an_unknown_command_names_a_near_one(console: Console) -> None:
    """A typing error is exit 2 with the command that was probably meant."""
    ended = console.okrctl("stauts")
    assert ended.status == 2
    assert "Did you mean 'status'?" in ended.err
    assert ended.out == ""


def test_shared_options_stand_before_or_behind(space: Console) -> None:
    """`-C`, `--color`, `--as-of` and `--format` mean the same on either side of the command."""
    before = space.okrctl("-C", "goals", "--format=json", "--as-of", "2026-11-20", "status")
    behind = space.okrctl("status", "-C", "goals", "--format=json", "--as-of", "2026-11-20")
    assert before == behind
    assert before.status == 0
    assert '"as_of": "2026-11-20"' in before.out


def test_shared_options_stand_before_a_command_below_a_command(space: Console) -> None:
    """`okrctl -C DIR new team` and `okrctl new -C DIR team` start in the folder."""
    for words in (("-C", "goals", "new", "team"), ("new", "-C", "goals", "team")):
        ended = space.okrctl(*words, "Data", "--dry-run")
        assert (ended.status, "data:" in ended.out) == (0, True), ended.err


def test_a_wrong_option_points_at_the_help(console: Console) -> None:
    """A usage error is exit 2 and says which help to read."""
    ended = console.okrctl("status", "--nope")
    assert ended.status == 2
    assert "--nope" in ended.err
    assert "okrctl status --help" in ended.err


def test_a_folder_that_is_not_there(console: Console) -> None:
    """`-C` into nowhere is exit 2."""
    ended = console.okrctl("-C", "nowhere", "status")
    assert ended.status == 2
    assert "no such folder" in ended.err


def test_no_workspace_says_how_to_make_one(console: Console) -> None:
    """A command that needs a workspace is exit 2 outside of one, with `okrctl init`."""
    ended = console.okrctl("status")
    assert ended.status == 2
    assert "okrctl init" in ended.err


def test_the_clock_can_be_set(space: Console) -> None:
    """OKRCTL_NOW is the instant at which a command runs."""
    ended = space.okrctl("status", "--format=json", OKRCTL_NOW="2026-10-01T22:30:00Z")
    assert '"as_of": "2026-10-02"' in ended.out, "Berlin is two hours ahead"


def test_a_clock_that_is_no_instant(space: Console) -> None:
    """OKRCTL_NOW without an offset, or in words, is exit 2 and says how to write it."""
    for wrong in ("2026-10-01", "noon"):
        ended = space.okrctl("status", OKRCTL_NOW=wrong)
        assert ended.status == 2
        assert "2026-11-21T16:00:00Z" in ended.err


def test_commands_are_completed(console: Console) -> None:
    """What the completion script calls completes commands, whatever shell the tests run in."""
    completed = console.okrctl(
        _OKRCTL_COMPLETE="complete_bash", COMP_WORDS="okrctl sta", COMP_CWORD="1"
    )
    assert completed.out.split() == ["status"]


def test_a_bug_is_one_message_and_a_file(console: Console) -> None:
    """A traceback never reaches the screen: it is in a file that the message names; exit 3."""
    program = "import sys; from okrctl.cli import errors; sys.excepthook = errors.report_bug; 1 / 0"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={**console.environ, "TMPDIR": str(console.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    (file,) = console.home.glob("okrctl-bug-*.txt")
    assert str(file) in ended.stderr
    assert "ZeroDivisionError" in file.read_text()


def test_r04_a_closed_pipe_is_quiet(console: Console) -> None:
    """`okrctl --help | true` and a closed standard output print nothing on stderr."""
    for command in (f"{OKRCTL} --help | true", f"{OKRCTL} --help >&-"):
        ended = subprocess.run(
            ["bash", "-c", command], env=console.environ, capture_output=True, check=False
        )
        assert ended.stderr == b"", command


def test_d09_a_full_disk_is_one_message(space: Console) -> None:
    """A standard output without room is exit 3, for a page as for the help."""
    for words in ("--help", "status", "lint"):
        command = f"{OKRCTL} {words} > /dev/full"
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=space.folder,
            env=space.environ,
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 3
        assert ended.stderr.decode().startswith("okrctl: cannot write")


def best(words: list[str], environ: dict[str, str]) -> float:
    """The median time of a process in seconds."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(words, env=environ, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@pytest.mark.skipif("OKRCTL_TIMES" not in os.environ, reason="times are for a quiet machine")  # noqa: TID251 - a switch of the tests
def test_start_up_times(console: Console) -> None:
    """`--version` takes 1.5 times bare Python; help is no slower than `yamllint --version`."""
    environ = console.environ
    python = best([sys.executable, "-c", "pass"], environ)
    yamllint = best([OKRCTL.replace("okrctl", "yamllint"), "--version"], environ)
    assert best([OKRCTL, "--version"], environ) <= 1.5 * python
    assert best([OKRCTL, "--help"], environ) <= yamllint
    assert best([OKRCTL, "checkin", "--help"], environ) <= yamllint
