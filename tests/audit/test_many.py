"""Long histories: what an audit asks of git does not grow with them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from audit.clone import Clone
from cli.running import Here

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def benchmark() -> ModuleType:
    """The program that measures long histories, which writes them."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        spec = importlib.util.spec_from_file_location("long_histories", BENCHMARKS / "audit.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCHMARKS))
    return module


class Started:
    """Counts the processes that this one starts, while it is switched on."""

    def __init__(self) -> None:
        self.count = 0
        self.on = False
        sys.addaudithook(self._hook)

    def _hook(self, event: str, _arguments: tuple[object, ...]) -> None:
        if self.on and event == "subprocess.Popen":
            self.count += 1

    def by(self, clone: Clone) -> int:
        """How many an audit starts, in whose history nothing is wrong."""
        self.count, self.on = 0, True
        try:
            said = clone.audit()
        finally:
            self.on = False
        assert (said["status"], said["findings"]) == (0, [])
        return self.count


@pytest.mark.parametrize("merges", [False, True])
def test_a22_as_many_processes_for_many_commits(tmp_path: Path, *, merges: bool) -> None:
    """Every file that a history has is read by a few questions in all, and entries once."""
    write, started = benchmark().build, Started()
    counts = []
    for number in (110, 220):
        folder = tmp_path / str(number)
        write(folder, number, merges=merges)
        clone = Clone(Here(folder, tmp_path))
        counts.append(started.by(clone))
    assert counts[0] == counts[1] <= 20
