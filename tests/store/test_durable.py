from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.plan import EditedFile, NewFile
from okrctl.store.record import record
from store.driver import said_by, start
from store.place import ENTRY, GOAL, Place, environment, names_of

FULL = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def small_disk(folder: Place) -> Iterator[Place]:
    """A repository on a disk of 600 kB."""
    mounted = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(folder.root)]
    if subprocess.run(mounted, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not mount a tmpfs")
    try:
        folder.run("init", "-q", "--template=")
        folder.commit(**{"okrctl.yaml": "okrctl: 1\n", GOAL: "title: Releases are calm\n"})
        yield folder
    finally:
        subprocess.run(["umount", str(folder.root)], check=True)


def fill(root: Path, leave: int) -> None:
    """Fill the disk up to `leave` free blocks of 4 kB."""
    with (root / ".git/filler").open("wb") as filler:
        free = os.statvfs(root).f_bavail - leave
        filler.write(b"x" * 4096 * free)


@FULL
@pytest.mark.parametrize("leave", range(16))
def test_d09_a_full_disk_leaves_all_as_before_or_the_whole_check_in(
    small_disk: Place, leave: int
) -> None:
    """Whichever write finds no space: the check-in is whole, or nothing of it is left."""
    before = small_disk.everything()
    fill(small_disk.root, leave)
    edit = EditedFile(GOAL, b"title: Releases are calm\n", b"title: Ours\n" * 300)
    entry = NewFile(ENTRY.path, b"x" * 5000)
    try:
        record(small_disk.git, [entry, edit], "is there space?")
    except EnvironmentFault as fault:
        words = f"{fault.message} {fault.output}"
        (small_disk.root / ".git/filler").unlink()
    else:
        words = ""
    if words:
        assert "No space left" in words or "Out of diskspace" in words
        assert small_disk.everything() == before
    else:
        assert names_of(small_disk) == [f"A {entry.path}", f"M {GOAL}"]
    assert small_disk.is_settled()


# Root without the two rights that let it pass over permissions: the interpreter, wherever it is
# installed, stays readable.
BOUND_BY_PERMISSIONS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def guarded_repo() -> Iterator[Place]:
    """A repository on a plain disk, whose permissions hold."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        place = Place(Path(name) / "acme", environment(Path(name) / "home"))
        place.root.mkdir()
        place.run("init", "-q")
        place.commit(**{GOAL: "title: Releases are calm\n", "kpis/old.yaml": "title: Old\n"})
        yield place
        subprocess.run(["chmod", "-R", "u+w", name], check=True)


@pytest.mark.parametrize("what", [".", ".git", "goals"])
def test_d10_where_nothing_may_be_written_reading_works_and_recording_is_exit_3(
    guarded_repo: Place, what: str
) -> None:
    """A read-only tree, git folder or folder of goals: status is fine, a check-in is refused."""
    before = guarded_repo.everything()
    subprocess.run(["chmod", "-R", "a-w", str(guarded_repo.root / what)], check=True)
    user = BOUND_BY_PERMISSIONS if os.geteuid() == 0 else ()
    said = said_by(start(guarded_repo, *user))
    assert said.startswith("3 ")
    assert "Permission denied" in said
    assert said_by(start(guarded_repo, *user, read="all")) == "1 []"
    assert guarded_repo.everything() == before


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_without_hard_links_a_new_file_is_still_created_exclusively(
    repo: Place, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """On a file system without hard links the name is taken by an exclusive create."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", no_links)
    record(repo.git, [ENTRY], "no links")
    assert names_of(repo) == [f"A {ENTRY.path}"]

    def take_the_name(step: str) -> None:
        if step.startswith("written"):
            repo.write("kpis/a.yaml", "theirs\n")

    with pytest.raises(EnvironmentFault, match="exists already"):
        record(repo.git, [NewFile("kpis/a.yaml", b"ours")], "never", at_step=take_the_name)
    assert (repo.root / "kpis/a.yaml").read_text() == "theirs\n"
    assert repo.is_settled()


def test_what_cannot_be_read_is_named_and_does_not_stop_the_reading(guarded_repo: Place) -> None:
    """A file and a folder without permission are problems of theirs; the rest is listed."""
    guarded_repo.write("kpis/closed.yaml", "title: Closed\n")
    guarded_repo.write("readings/2026/a.jsonl", "{}\n")
    subprocess.run(
        ["chmod", "0", "kpis/closed.yaml", "readings"], cwd=guarded_repo.root, check=True
    )
    user = BOUND_BY_PERMISSIONS if os.geteuid() == 0 else ()
    said = said_by(start(guarded_repo, *user, list="all"))
    subprocess.run(["chmod", "700", "readings"], cwd=guarded_repo.root, check=True)
    assert said.splitlines() == [
        f"{GOAL}: ",
        "kpis/closed.yaml: a file that cannot be read (permission denied)",
        "kpis/old.yaml: ",
        "readings: a folder that cannot be read (Permission denied)",
    ]
