from __future__ import annotations

import pytest

from okrctl.store.plan import Change, EditedFile, NewFile, RemovedFile, RenamedFile, changes


def test_a_rename_is_a_new_file_and_then_a_deletion() -> None:
    """Deletions come last, so that no text is ever only in memory."""
    assert changes([RenamedFile("a", "b", b"1", b"2"), NewFile("c", b"3")]) == (
        Change("b", None, b"2"),
        Change("c", None, b"3"),
        Change("a", b"1", None),
    )


def test_edits_and_removals_know_what_was_there() -> None:
    """Each change holds the bytes of both sides."""
    assert changes([RemovedFile("a", b"1"), EditedFile("b", b"1", b"2")]) == (
        Change("b", b"1", b"2"),
        Change("a", b"1", None),
    )


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a/", ".", ".git/hooks/x"]
)
def test_a_path_that_is_not_plainly_below_the_root_is_a_bug(path: str) -> None:
    """The caller makes paths from ids and dates, never from what a file says."""
    with pytest.raises(ValueError, match="no path below the root"):
        changes([NewFile(path, b"")])


def test_two_changes_of_one_path_are_a_bug() -> None:
    """They would undo each other."""
    with pytest.raises(ValueError, match="changed twice"):
        changes([NewFile("a", b""), RenamedFile("b", "a", b"", b"")])


def test_nothing_to_record_is_a_bug() -> None:
    """There is no commit without a file."""
    with pytest.raises(ValueError, match="nothing to record"):
        changes([])
