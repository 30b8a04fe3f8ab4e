"""A bad and a good change for each class, as one reads changes: `-` before, `+` after.

The tests run them: the bad one is that change and no other, the good one is not.
"""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.changes.examples.goals import GOALS
from okrctl.changes.examples.rest import REST
from okrctl.changes.examples.targets import TARGETS

EXAMPLES: Mapping[str, tuple[str, str]] = {**TARGETS, **GOALS, **REST}
"""The bad and the good change of a class, by its name."""
