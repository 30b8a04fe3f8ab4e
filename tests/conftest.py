"""What every test can ask for."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("okrctl", deadline=None)
settings.load_profile("okrctl")  # no test is failed by a clock: machines differ, and are busy


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag rewrites golden files: `make golden`, then read the diff."""
    parser.addoption("--snapshot-update", action="store_true", help="rewrite golden files")


def pytest_configure() -> None:
    """Ctrl-C stops a test's process even where the whole run was started in the background.

    A shell without job control makes its background jobs ignore the signal, and every process
    below them inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
