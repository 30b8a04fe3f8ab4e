"""What every test can ask for."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag rewrites golden files: `make golden`, then read the diff."""
    parser.addoption("--snapshot-update", action="store_true", help="rewrite golden files")
