"""A workspace to run what ships on."""

from __future__ import annotations

from cli.conftest import console, space

__all__ = ["console", "space"]
