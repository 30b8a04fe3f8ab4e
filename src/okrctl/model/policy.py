"""Settings as a value that is passed: scoring thresholds, what lint and review hold people to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from okrctl.findings import Severity
from okrctl.model.values import Amount, Record, Text, Texts, listed

FailOn = Literal["error", "warning", "info", "never"]
Preset = Literal["default", "strict", "lenient"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which share of the expected progress a goal is on pace, and from which at risk."""

    on_pace: Decimal
    at_risk: Decimal


COMMITTED = Thresholds(Decimal("0.95"), Decimal("0.75"))
ASPIRATIONAL = Thresholds(Decimal("0.70"), Decimal("0.40"))


class Scoring(Record):
    """How pace is judged: a preset, or any two numbers of one's own."""

    preset: Preset = "default"
    on_pace: Amount | None = None
    at_risk: Amount | None = None

    def thresholds(self, *, committed: bool) -> Thresholds:
        """The two thresholds for a committed or an aspirational objective."""
        standard = {
            "default": COMMITTED if committed else ASPIRATIONAL,
            "strict": COMMITTED,
            "lenient": ASPIRATIONAL,
        }[self.preset]
        return Thresholds(
            standard.on_pace if self.on_pace is None else self.on_pace,
            standard.at_risk if self.at_risk is None else self.at_risk,
        )


Pair = Annotated[tuple[int, int], BeforeValidator(listed)]


class Limits(Record):
    """How much is too much, for the rules that count."""

    objectives_per_team: int = 3
    objectives_at_top: int = 5
    key_results: Pair = (2, 5)
    title_words: int = 18
    kpi_page: Pair = (5, 10)


class Words(Record):
    """The language of the wording rules, and the workspace's own words."""

    language: Text = "en"
    forbid: dict[Text, Text] = Field(default_factory=dict)
    replace: dict[Text, Text] = Field(default_factory=dict)


class LintPolicy(Record):
    """What `okrctl lint` runs and what fails it. Selectors are codes, names or prefixes."""

    fail_on: FailOn = "error"
    select: Texts = ("OKR",)
    ignore: Texts = ()
    severity: dict[Text, Severity] = Field(default_factory=dict)
    per_file_ignores: dict[Text, Texts] = Field(default_factory=dict)
    mandatory: Texts = ("OKR0", "OKR1", "OKR2")
    require_reason: bool = False
    baseline: Text | None = None
    limits: Limits = Limits.model_construct()
    words: Words = Words.model_construct()


class ReviewPolicy(Record):
    """What `okrctl review` and `okrctl audit` hold goal changes to."""

    edit_window: Text = "14 days"
    fail_on: FailOn = "error"
    severity: dict[Text, Severity] = Field(default_factory=dict)
    signatures: Literal["none", "required"] = "none"
    signers: Text | None = None
    backdate_tolerance: Text = "7 days"
    forges: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ("noreply@github.com",)


class Cadences(Record):
    """When a check-in is due, and how long silence is excused after that."""

    checkin: Text = "weekly"
    grace: Text = "3 days"
