"""Edits that are drawn: a place in the company's files, another value, and what that must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from changes.edits import BUGS, CALM_GOAL, K, T

CALLS, COVERAGE = "2026-Q4/company/loved#calls", f"{T}#coverage"
LOOSER, NOTHING, RAISED = "policy-loosened", "detail-changed", "target-raised"
EASED, KPI_EASED = "target-eased", "kpi-threshold-eased"
BASELINE, WEIGHT = "baseline-changed", "weight-changed"


@dataclass(frozen=True)
class Drawn:
    """A text, another in its place, where that is, and its class: there, and on the way back."""

    old: str
    new: str
    address: str
    field: str
    there: str
    back: str


Number = tuple[str, str, str, str, str, str]
"""Before and after a number, its address and field, its class if it falls, and if it rises."""
NUMBERS: dict[Number, tuple[str, str, str]] = {
    ("to: ", "\n    stretch", BUGS, "to", RAISED, EASED): ("2", "0.1", "5.9"),
    ("from: ", "\n    to: 2", BUGS, "from", BASELINE, BASELINE): ("10", "6.1", "99"),
    ("weight: ", "\n  coverage", BUGS, "weight", WEIGHT, WEIGHT): ("1", "0.1", "9"),
    ("weight: ", "\nkey_results", T, "weight", WEIGHT, WEIGHT): ("2", "0.1", "9"),
    ("from: 63, to: ", "}", COVERAGE, "to", EASED, RAISED): ("80", "63.1", "100"),
    ("from: 90, to: ", "}", CALLS, "to", RAISED, EASED): ("40", "0", "89.9"),
    ("from: ", ", to: 40", CALLS, "from", BASELINE, BASELINE): ("90", "40.1", "999"),
    ("count: ", "}", f"{CALM_GOAL}#drills", "count", EASED, RAISED): ("6", "0.1", "60"),
    ("at_least: ", ", every", f"{T}#up", "at_least", EASED, RAISED): ("99.5", "0", "100"),
    ("healthy: {at_least: ", "}", K, "healthy", KPI_EASED, NOTHING): ("75", "70.1", "79.9"),
    ("warning: {at_least: ", "}", K, "warning", KPI_EASED, NOTHING): ("70", "0", "74.9"),
    ("target: ", "\nsupports", K, "target", KPI_EASED, NOTHING): ("80", "75.1", "100"),
    ("max_jump: ", "}", K, "expect.max_jump", NOTHING, KPI_EASED): ("15", "0.1", "99"),
}
"""Numbers of the company, and between which others they can be."""
Day = tuple[str, str, str, str, str, str]
DAYS: dict[Day, tuple[date, date]] = {
    ("due: ", "\n    weight", BUGS, "due", RAISED, "deadline-extended"):
        (date(2026, 11, 2), date(2026, 12, 31)),
    ("Every service behind a canary, due: ", ", w", f"{T}#canary", "milestones.every.due", RAISED,
     "deadline-extended"): (date(2026, 10, 1), date(2026, 12, 31)),
}  # fmt: skip
WAS = date(2026, 12, 15)
WORDS: dict[tuple[str, str, str], str] = {
    (T, "title", "title-meaning-changed"): "Customers trust every release",
    (CALM_GOAL, "title", "title-meaning-changed"): "On call is calm",
    (CALLS, "title", "title-meaning-changed"): "Calls to support",
    (K, "title", "title-meaning-changed"): "Code coverage",
    (T, "why", NOTHING): "Support spends half of its week on bugs",
    (f"{T}#talk", "zones.stretch", "metric-swapped"): "A customer talks",
    ("workspace", "strategy.growth", NOTHING): "The product sells itself",
}
PEOPLE = {"mira", "tomas", "ana"}
OWNERS: dict[tuple[str, str, str, str], str] = {
    ("owner: ", "\ncommitment", T, "owner"): "mira",
    ("owner: ", "\nkey_results:\n  pages", CALM_GOAL, "owner"): "tomas",
    ("owner: ", "}\n  drills", f"{CALM_GOAL}#pages", "owner"): "ana",
    ("owner: ", '\nunit: "%"', K, "owner"): "tomas",
}


def numbers() -> st.SearchStrategy[Drawn]:
    """A number, larger or smaller."""

    def drawn(row: tuple[Number, tuple[str, str, str]]) -> st.SearchStrategy[Drawn]:
        (before, after, address, field, falls, rises), (was, low, high) = row
        values = st.decimals(low, high, places=2).filter(lambda value: value != Decimal(was))
        return values.map(
            lambda value: Drawn(
                f"{before}{was}{after}", f"{before}{value}{after}", address, field,
                *((falls, rises) if value < Decimal(was) else (rises, falls)),
            )
        )  # fmt: skip

    return st.sampled_from(list(NUMBERS.items())).flatmap(drawn)


def days() -> st.SearchStrategy[Drawn]:
    """A day, later or earlier."""

    def drawn(row: tuple[Day, tuple[date, date]]) -> st.SearchStrategy[Drawn]:
        (before, after, address, field, falls, rises), (low, high) = row
        span = st.integers(0, (high - low).days).map(lambda count: low + timedelta(count))
        return span.filter(lambda day: day != WAS).map(
            lambda day: Drawn(
                f"{before}{WAS}{after}", f"{before}{day}{after}", address, field,
                *((falls, rises) if day < WAS else (rises, falls)),
            )
        )  # fmt: skip

    return st.sampled_from(list(DAYS.items())).flatmap(drawn)


def words() -> st.SearchStrategy[Drawn]:
    """Other words, quoted as YAML wants them."""

    def drawn(row: tuple[tuple[str, str, str], str]) -> st.SearchStrategy[Drawn]:
        (address, field, name), was = row
        letters = st.text("abcXYZ äé'#:|-0123456789", min_size=1, max_size=30)
        other = letters.map(str.strip).filter(lambda text: text and text != was)
        return other.map(
            lambda text: Drawn(was, "'" + text.replace("'", "''") + "'", address, field, name, name)
        )

    return st.sampled_from(list(WORDS.items())).flatmap(drawn)


def owners() -> st.SearchStrategy[Drawn]:
    """Somebody else."""

    def drawn(row: tuple[tuple[str, str, str, str], str]) -> st.SearchStrategy[Drawn]:
        (before, after, address, field), was = row
        return st.sampled_from(sorted(PEOPLE - {was})).map(
            lambda who: Drawn(
                f"{before}{was}{after}", f"{before}{who}{after}", address, field,
                "owner-changed", "owner-changed",
            )
        )  # fmt: skip

    return st.sampled_from(list(OWNERS.items())).flatmap(drawn)


def edits() -> st.SearchStrategy[Drawn]:
    """Any single edit."""
    return st.one_of(numbers(), days(), words(), owners())
