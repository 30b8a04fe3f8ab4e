"""What a plain scalar means."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrctl.text.scalars import Meaning, meaning


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("-12", -12),
        ("12345678901234567890", 12345678901234567890),
        ("0.10", Decimal("0.10")),
        ("-99.5", Decimal("-99.5")),
        ("12345678901234567890.12", Decimal("12345678901234567890.12")),
    ],
)
def test_constants_and_numbers(raw: str, value: object) -> None:
    """They are exact and of their own type."""
    means = meaning(raw)
    assert means == Meaning(value)  # type: ignore[arg-type]
    assert type(means.value) is type(value)


def test_y05_minus_zero_is_zero() -> None:
    """-0.0 has no sign."""
    assert str(meaning("-0.0").value) == "0.0"


@pytest.mark.parametrize(
    ("raw", "elsewhere"),
    [
        ("yes", "true"),
        ("Yes", "true"),
        ("NO", "false"),
        ("on", "true"),
        ("Off", "false"),
        ("y", "true"),
        ("N", "false"),
        ("True", "true"),
        ("FALSE", "false"),
        ("Null", "null"),
        ("010", "an octal number"),
        ("0o17", "an octal number"),
        ("0x1F", "a hexadecimal number"),
        ("0b101", "a binary number"),
        ("1_000", "a number"),
        ("1_000.5", "a number"),
        ("089", "a number"),
        ("12:30", "a number in base 60"),
        ("190:20:30.15", "a number in base 60"),
        ("1e3", "a number"),
        ("1.5E-3", "a number"),
        ("1e999", "a number"),
        (".5", "a number"),
        ("5.", "a number"),
        ("+5", "a number"),
        ("+.5", "a number"),
        ("00.5", "a number"),
        (".nan", "not a number"),
        (".inf", "infinity"),
        ("-.INF", "infinity"),
    ],
)
def test_y14_what_readers_disagree_about(raw: str, elsewhere: str) -> None:
    """It stays text, and what another reader takes it for is said."""
    assert meaning(raw) == Meaning(raw, elsewhere)


@pytest.mark.parametrize(
    "raw",
    [
        *("yEs", "yesterday", "nope", "offset", "2026-10-31", "2026-Q4", "3x", "+25%", "-50%"),
        *("<2", "1.2.3", "1,000", "10 to 20", "-", "+", ".", "...", "1:99", "e3", "1e", "0x"),
    ],
)
def test_text_that_is_text_for_all(raw: str) -> None:
    """Dates, ids and anything with more in it are no problem."""
    assert meaning(raw) == Meaning(raw)


@pytest.mark.parametrize("raw", ["1" * 41, "0." + "1" * 40, "-" + "9" * 5000])
def test_numbers_have_a_limit(raw: str) -> None:
    """More than forty digits are not read as a number."""
    means = meaning(raw)
    assert means.value == raw
    assert means.digits > 40


def test_the_longest_number_is_exact() -> None:
    """Forty digits are read."""
    assert meaning("9" * 40).value == int("9" * 40)
