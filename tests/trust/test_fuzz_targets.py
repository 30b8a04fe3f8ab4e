"""The targets that are fuzzed with coverage, on what they begin with and on a few changes of it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PROGRAM = Path(__file__).parents[2] / "fuzz" / "targets.py"


def _loaded() -> ModuleType:
    """The targets as a module."""
    spec = importlib.util.spec_from_file_location("fuzz_targets", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


targets = _loaded()
WORDS = targets.vocabulary()


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """A seed of a target in which one stretch is replaced by bytes, or by a word of another."""
    seed = draw(st.sampled_from(list(targets.TARGETS[name][1]())))
    first = draw(st.integers(1, len(seed)))
    last = draw(st.integers(first, min(len(seed), first + 20)))
    return seed[:first] + draw(st.binary(max_size=8) | st.sampled_from(WORDS)) + seed[last:]


@pytest.mark.parametrize("name", ["formulas", "words"])
def test_every_seed_keeps_the_promises(name: str) -> None:
    """A target raises where a promise is broken; on its seeds it does not."""
    check, seeds = targets.TARGETS[name]
    for seed in seeds():
        check(seed)


@pytest.mark.parametrize("name", targets.TARGETS)
def test_changed_seeds_keep_the_promises(name: str) -> None:
    """What is nearly right is read or refused, and nothing is raised."""

    @settings(max_examples=40, deadline=None, database=None)
    @given(changed(name))
    def run(data: bytes) -> None:
        targets.TARGETS[name][0](data)

    run()


def test_a_target_can_fail() -> None:
    """A finding at a line that its file does not have breaks a promise."""
    loaded = targets.load(targets.DictTree({targets.GOAL: b"title: a\n\n\nnope: 1\n"}))
    beyond = max(loaded.findings, key=lambda one: one.span.line)
    with pytest.raises(AssertionError, match="of 1 lines"):
        targets.check_place(beyond, {targets.GOAL: b""})
