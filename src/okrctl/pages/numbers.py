"""Numbers and days as people read them. Facts and records keep them exact.

They are made here and not by a renderer because sentences hold them: "0.35 of expected, off pace
below 0.40".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from okrctl.model.units import CURRENCIES, PERCENT, SECONDS, UnitError, kind_of, parse

NONE = "–"
"""What stands where there is no number."""

PERIODS: Mapping[str, str] = {
    "h": "an hour", "d": "a day", "wk": "a week", "mo": "a month", "yr": "a year",
}  # fmt: skip
LENGTHS: Mapping[str, str] = {"d": "days", "wk": "weeks", "mo": "months", "yr": "years"}
SCALES = ((Decimal(10**9), "B", 2), (Decimal(10**6), "M", 2), (Decimal(10**3), "K", 1))
"""Short forms of money: how much each is, its letter, and the decimals it may have."""
GROUPED_FROM = Decimal(10_000)


def percent(share: Decimal | None) -> str:
    """A share in whole percent, `42%`; never 100% before it is all."""
    if share is None:
        return NONE
    whole = rounded(share * 100, 0)
    return f"{99 if whole == 100 and share < 1 else whole}%"


def points(share: Decimal | None) -> str:
    """A gain in whole percentage points with its sign: `+5`, `0`, `-3`."""
    if share is None:
        return NONE
    whole = int(rounded(share * 100, 0))
    return f"{whole:+d}" if whole else "0"


def ratio(value: Decimal | None) -> str:
    """A ratio with two decimals, cut and not rounded: 0.698 is not yet the 0.70 of a threshold."""
    return NONE if value is None else str(value.quantize(Decimal("0.01"), ROUND_FLOOR))


def rounded(value: Decimal, places: int) -> Decimal:
    """A number rounded half up, without a negative zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def share_of_one(value: float) -> Decimal:
    """A correlation or a chance with four decimals: more than any of them is known to."""
    return Decimal(f"{value:.4f}") + 0


def number(value: Decimal) -> str:
    """A number as it was written, thousands grouped from 10,000; at most two decimals from 1 on."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places > 2:
        value = rounded(value, 2 if abs(value) >= 1 else min(places, 2 - value.adjusted()))
        places = 2
    text = f"{value:,f}" if abs(value) >= GROUPED_FROM else f"{value:f}"
    return text.rstrip("0").rstrip(".") if places and "." in text else text


def bare(value: Decimal, unit: str | None) -> str:
    """A number with its unit only where the two cannot part: `63 %`, `€412K`, else `10`."""
    if unit == "%":
        return f"{number(value)} %"
    currency = unit.partition("/")[0] if unit else ""
    return money(value, currency) if currency in CURRENCIES else number(value)


def short(value: Decimal, unit: str | None) -> str:
    """A number whose unit is said nearby: `63`, `€412K`."""
    return bare(value, unit).removesuffix(" %")


def amount(value: Decimal, unit: str | None) -> str:
    """A number with its unit: `63 %`, `€412K`, `0 bugs`, `1 a month`."""
    return f"{bare(value, unit)}{after(unit, one=abs(value) == 1)}"


def after(unit: str | None, *, one: bool = False) -> str:
    """What stands after a number for its unit, with the space before it: ` bugs`, ` a month`.

    What is counted over a period is left to the title: `6 a month`, but `5 h a week`.
    """
    if not unit or unit == "%":
        return ""
    try:
        parsed = parse(unit)
    except UnitError:
        return f" {unit}"
    above, under = parsed.over[0], parsed.under
    countable = above not in SECONDS and above not in CURRENCIES and above != PERCENT
    noun = kind_of(above) if one and countable else LENGTHS.get(above, above)
    head = "" if above in CURRENCIES else f" {noun}"
    if len(under) == 1 and under[0] in PERIODS:
        return f"{'' if countable else head} {PERIODS[under[0]]}"
    return head + "".join(f"/{part}" for part in under)


def money(value: Decimal, currency: str) -> str:
    """An amount of money with its sign: `€412K` where that is exact, else `€412,345.50`."""
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(currency, locale="en")
    lead = "-" if value < 0 else ""
    if symbol == currency:
        symbol += " "
    for scale, letter, decimals in (each for each in SCALES if abs(value) >= each[0]):
        scaled = abs(value) / scale
        if scaled == rounded(scaled, decimals):
            return f"{lead}{symbol}{number(rounded(scaled, decimals))}{letter}"
        break
    places = 0 if value == value.to_integral_value() else 2
    return f"{lead}{symbol}{rounded(abs(value), places):,f}"


def days(count: int) -> str:
    """`1 day`, `12 days`."""
    return f"{count} day" if count == 1 else f"{count} days"


def short_day(day: date) -> str:
    """`21 Nov`."""
    return f"{day.day} {day:%b}"


def long_day(day: date) -> str:
    """`21 Nov 2026`."""
    return f"{short_day(day)} {day.year}"


def ago(count: int) -> str:
    """`today`, `16 d ago`."""
    return f"{count} d ago" if count > 0 else "today"


def age(count: int | None) -> str:
    """`16d`."""
    return NONE if count is None else f"{max(count, 0)}d"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
