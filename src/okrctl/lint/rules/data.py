"""Rules of data that only a reader of words can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from okrctl.lint.numbers import ways
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.kinds import KeyResult


@rule(
    "OKR106",
    severity="warning",
    rests_on='"KPIs vs OKRs - The Differences Explained" (ZOKRI): "from 10 to ZERO"',
)
def title_says_other_numbers(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A title says "from A to B" in other numbers than from and to.

    People read the title, okrctl measures the numbers: where the two differ, a team works towards
    one goal and is measured by another. Number words count ("from 10 to ZERO"); a number that is a
    name does not (Tier 1, p99).

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        key_results:
          bugs: {title: Reduce critical bugs from 10 to ZERO, from: 10, to: 2}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Releases are calm
        key_results:
          bugs: {title: Reduce critical bugs from 10 to ZERO, from: 10, to: 0}
    """
    posts = {post.name: post.value for post in key_result.goalposts()}
    start, end = posts.get("from"), posts.get("to")
    if start is None or end is None:
        return
    unit = unit_of(key_result, view)
    said = list(ways(key_result.title, view.language))
    if not said or any(
        _agrees(a.means, start, unit) and _agrees(b.means, end, unit) for a, b in said
    ):
        return
    first, last = said[0]
    yield Problem(
        "title",
        "the title says from {first} to {last}, the key result goes from {start} to {end}",
        help="change the title or the numbers",
        first=first.text,
        last=last.text,
        start=str(start),
        end=str(end),
    )


def unit_of(key_result: KeyResult, view: View) -> str:
    """The unit of a key result: its own, else its KPI's; may be empty."""
    kpi = view.workspace.kpi(key_result.kpi) if key_result.kpi else None
    return key_result.unit or (kpi.unit if kpi else None) or ""


def _agrees(means: Callable[[Fraction, str], bool], end: Decimal | str, unit: str) -> bool:
    """Whether a number in a title can mean one end of the way; unknown and withheld can be any."""
    return not isinstance(end, Decimal) or means(Fraction(end), unit)
