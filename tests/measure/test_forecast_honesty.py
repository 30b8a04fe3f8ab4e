"""The promise of the forecast, on fewer runs than the benchmark and with the same program."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "forecast_honesty.py"
RUNS = 1000
PROMISED = 0.75


def _loaded() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("forecast_honesty", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


honesty = _loaded()
BENCH = honesty.Bench(RUNS, seed=11)


@pytest.mark.parametrize("kind", honesty.KINDS)
def test_the_interval_holds_the_outcome(kind: str) -> None:
    """In at least 75 of 100 runs at mid-cycle, and is narrower than last value + mean change."""
    runs = honesty.runs_of(BENCH, kind, honesty.KINDS[kind], honesty.MID_QUARTER)
    ours = honesty.kept(honesty.okrctl, runs)
    theirs = honesty.kept(honesty.METHODS["last value + mean change"], runs)
    assert ours.share >= PROMISED
    assert ours.width < theirs.width


def test_the_interval_holds_what_looks_real() -> None:
    """The examples' own readings, resampled and as they are."""
    series = honesty.example_series()
    resampled = honesty.runs_of(BENCH, "examples", honesty.resampled(series), 7)
    assert honesty.kept(honesty.okrctl, resampled).share >= PROMISED
    as_they_are = honesty.as_they_are(series, 13)
    assert len(as_they_are) > 100
    assert honesty.kept(honesty.okrctl, as_they_are).share >= PROMISED


def test_the_check_can_fail() -> None:
    """A straight line holds less than half of the outcomes of steps."""
    runs = honesty.runs_of(BENCH, "steps", honesty.steps, honesty.MID_QUARTER)
    assert honesty.kept(honesty.METHODS["straight line"], runs).share < 0.5


def test_the_same_seed_gives_the_same_table() -> None:
    """To the digit; another seed gives another."""
    few = [honesty.by_points(honesty.Bench(20, seed)) for seed in (1, 1, 2)]
    assert few[0] == few[1] != few[2]


def test_the_program_prints_every_section(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Markdown tables, with the seed they come from."""
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), "--runs", "20", "--seed", "3"])
    honesty.main()
    printed = capsys.readouterr().out
    assert printed.startswith("20 runs, seed 3")
    assert printed.count("| --- |") == len(honesty.SECTIONS)
