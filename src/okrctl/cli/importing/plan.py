"""The plan of an import: goals as they will be written, and what is added to okrctl.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from okrctl.cli.importing.found import Remark
from okrctl.cli.importing.headers import Sure
from okrctl.text.scaffold import Value


@dataclass(frozen=True, slots=True)
class NewKeyResult:
    """A key result to write, how sure its shape is, and what is known of where it stands."""

    id: str
    fields: Mapping[str, Value]
    sure: Sure
    row: int
    reported: Mapping[str, object] = field(default_factory=dict)
    score: Decimal | None = None

    @property
    def title(self) -> str:
        """Its title, or the sentence that becomes true."""
        return str(self.fields.get("title") or self.fields.get("done_when") or "")


@dataclass(frozen=True, slots=True)
class NewObjective:
    """An objective to write, with its place and how sure that is."""

    cycle: str
    team: str
    id: str
    fields: Mapping[str, Value | None]
    key_results: tuple[NewKeyResult, ...]
    row: int
    sure: Sure

    @property
    def path(self) -> str:
        """Its file."""
        return f"goals/{self.cycle}/{self.team}/{self.id}.yaml"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do, and all that was not understood."""

    objectives: tuple[NewObjective, ...] = ()
    people: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    teams: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
