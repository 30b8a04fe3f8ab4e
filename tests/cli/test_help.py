"""`okrctl help`: topics, commands, and what is neither."""

from __future__ import annotations

from cli.console import Console
from cli.running import Here


def here(console: Console) -> Here:
    """The console in this process."""
    return Here(console.folder, console.home, console.extra)


def test_a_topic_needs_no_workspace(console: Console) -> None:
    """It is read in an empty folder."""
    ended = here(console).okrctl("help", "okr-or-kpi", "--format", "table")
    assert ended.status == 0
    assert ended.out.startswith("When an OKR, when a KPI")


def test_without_a_topic_all_are_listed(console: Console) -> None:
    """One row a topic in a pipe."""
    rows = here(console).okrctl("help").out.splitlines()
    assert rows[0].split("\t")[:2] == ["okr", "What an OKR is"]


def test_a_commands_name_prints_its_help(console: Console) -> None:
    """The same as `--help`."""
    runs = here(console)
    assert runs.okrctl("help", "status").out == runs.okrctl("status", "--help").out


def test_an_unknown_topic_names_a_near_one(console: Console) -> None:
    """A topic or a command, whichever is meant."""
    ended = here(console).okrctl("help", "confidense")
    assert ended.status == 2
    assert "did you mean confidence?" in ended.err
    assert "okrctl help lists the topics" in here(console).okrctl("help", "zzz").err
