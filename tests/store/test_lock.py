from __future__ import annotations

import subprocess
import sys

import pytest

from okrctl.store import lock
from okrctl.store.record import record
from store.place import ENTRY, Place, refused


def test_another_check_in_that_holds_our_lock_is_waited_for_and_named(
    repo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One check-in at a time in a work tree; one that never ends is named."""
    path = repo.git.git_dir / "okrctl.lock"
    program = f"""
import fcntl, time
held = open({str(path)!r}, "w")
fcntl.flock(held, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.3)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        refused(repo, match="another okrctl is recording")
        other.kill()
    assert record(repo.git, [ENTRY], "now").files == (ENTRY.path,)
