"""Golden pages: text files that one flag, `--snapshot-update`, rewrites and a reviewer reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name, or write it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--snapshot-update"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text("utf-8"), f"{name} differs: make golden rewrites it"

    return compare
