"""Near-identical wording: what a typing error is, and what is none."""

from __future__ import annotations

import pytest

from okrctl.changes.wording import near_identical


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Customers trust every release", "customers trust every release!"),
        ("Customers trust every release", "Customers trust every  relase"),
        ("Critical bug after the release", "Critical bugs after release"),
    ],
)
def test_spelling_and_forms_are_near(before: str, after: str) -> None:
    """Case, punctuation, articles, a typing error, a plural; either way round."""
    assert near_identical(before, after)
    assert near_identical(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Three references on record", "One reference on record"),
        ("Releases are secure", "Releases are insecure"),
        ("Fewer internal incidents", "Fewer external incidents"),
        ("Churn is below 5 %", "Churn is below 6 %"),
        ("Churn is below 5.1 %", "Churn is below 51 %"),
        ("The report is published", "The report is not published"),
        ("Increase revenue", "Decrease revenue"),
        ("Every team is calm", "Every team is calm on weekends"),
    ],
)
def test_another_meaning_is_not(before: str, after: str) -> None:
    """A number, a negation, an opposite, a restriction; either way round."""
    assert not near_identical(before, after)
    assert not near_identical(after, before)
