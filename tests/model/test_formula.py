"""Formulas: what is read and refused, what it comes to, its unit, and loops between formulas."""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.model.formula import (
    Call,
    Formula,
    FormulaError,
    Missing,
    Number,
    Operation,
    Reference,
    UnitError,
    evaluate,
    loop,
    meant,
    parse,
    unit_of,
)
from okrctl.model.units import Unit
from okrctl.model.units import parse as unit

SERIES: Mapping[str, tuple[int, ...]] = {
    "mrr": (1200, 1100, 1000, 800),
    "headcount": (12, 10, 10, 8),
    "orders": (7, 3, 5, 9),
    "idle": (0, 0, 0, 0),
    "2fa-logins": (50, 40, 30, 20),
}
"""The values of the latest period first."""

whole = st.integers(-999, 999)
pieces = st.sampled_from(
    ["mrr", "orders", "2fa-logins", "12", "0.5", "+", " - ", "-", "*", "/", "(", ")", ",", "sum",
     "lag", "previous", " ", "**", ".", "_", "'", "[", "é", "\x1b"]
)  # fmt: skip


def value(kpi: str, back: int) -> Decimal | Missing:
    """The value of `SERIES`, or the reason why there is none."""
    if kpi not in SERIES:
        return Missing(f"{kpi} has no reading")
    if back >= len(SERIES[kpi]):
        return Missing(f"{kpi} has no reading {back} periods ago")
    return Decimal(SERIES[kpi][back])


def refused(text: str) -> FormulaError:
    """The error that a text draws, in less than a tenth of a second."""
    begin = time.process_time()
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert time.process_time() - begin < 0.1
    return error.value


@pytest.fixture(scope="module", autouse=True)
def _grammar_is_loaded() -> None:
    """Import and grammar are paid for once, and not measured."""
    parse("1")


def test_a_formula_is_a_tree() -> None:
    """Points before dashes, from left to right, with the columns of names and signs."""
    assert parse("mrr * 12 / (headcount - 1)").tree == Operation(
        "/",
        Operation("*", Reference("mrr"), Number(Decimal(12))),
        Operation("-", Reference("headcount"), Number(Decimal(1))),
    )
    assert parse("previous(mrr)").tree == parse("lag( mrr , 1 )").tree
    assert parse("sum(mrr, 3)").tree == Call("sum", Reference("mrr"), 3)
    assert [r.column for r in parse("a + 2fa-logins / a").references] == [1, 5, 18]


def test_ids_come_once_and_in_order() -> None:
    """As a reader meets them."""
    formula = parse("sum(orders, 2) / (headcount + orders) - 2fa-logins")
    assert formula.ids == ("orders", "headcount", "2fa-logins")
    assert formula.text.startswith("sum(orders, 2)")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("mrr / headcount", "100"),
        ("mrr * 12 / headcount", "1200"),
        ("100 - orders * 2", "86"),
        ("(100 - orders) * 2", "186"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 2", "3"),
        ("-orders + 10", "3"),
        ("10 - -orders", "17"),
        ("- (orders - 2)", "-5"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("sum(orders, 3)", "15"),
        ("mean(orders, 4)", "6"),
        ("min(orders, 4)", "3"),
        ("max(orders, 4)", "9"),
        ("lag(mrr, 3)", "800"),
        ("mrr - previous(mrr)", "100"),
        ("sum(mrr / headcount, 2)", "210"),
        ("sum(lag(orders, 1), 3)", "17"),
        ("lag(sum(orders, 2), 2)", "14"),
        ("mean(sum(orders, 2), 2)", "9"),
        ("orders +\n  2fa-logins", "57"),
        ("((((orders))))", "7"),
    ],
)
def test_a_formula_is_reckoned_exactly(text: str, result: str) -> None:
    """By hand from the series above; functions take the latest periods, this one included."""
    assert evaluate(parse(text), value) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mrr / idle", "division by zero: idle is 0"),
        ("mrr / (orders - 7)", "division by zero"),
        ("idle / idle", "division by zero: idle is 0"),
        ("mrr + churn", "churn has no reading"),
        ("0 * churn", "churn has no reading"),
        ("max(churn, 2)", "churn has no reading"),
        ("sum(orders, 5)", "orders has no reading 4 periods ago"),
        ("lag(orders, 4)", "orders has no reading 4 periods ago"),
        ("mean(previous(orders), 4)", "orders has no reading 4 periods ago"),
    ],
)
def test_e03_what_is_missing_has_a_reason(text: str, reason: str) -> None:
    """A missing input and a division by zero are no value: never 0, never infinite."""
    assert evaluate(parse(text), value) == Missing(reason)


def test_e03_a_number_too_large_has_a_reason() -> None:
    """Beyond what a decimal can hold there is no value either."""
    huge = Decimal("1e999999")
    assert evaluate(parse("mrr * mrr"), lambda _kpi, _back: huge) == Missing(
        "the result is too large for a number"
    )


def test_e03_a_zero_has_no_sign() -> None:
    """The opposite of 0 is 0."""
    assert str(evaluate(parse("-idle"), value)) == "0"


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("__import__('os').system('id')", 1, "_ is in neither"),
        ("().__class__", 2, "missing before )"),
        ("(1).__class__", 4, "a point stands inside a number only"),
        ('f"{mrr}"', 2, "no text"),
        ("'mrr'", 1, "no text"),
        ("lambda: 1", 7, "only reckons"),
        ("lambda x: x", 8, "a sign is missing before x"),
        ("mrr.real", 4, "a point stands inside a number only"),
        ("mrr[0]", 4, "write lag(kpi, 1)"),
        ("{mrr}", 1, "no brackets"),
        ("mrr if orders else 1", 5, "only reckons"),
        ("mrr == orders", 5, "only reckons"),
        ("mrr := 1", 5, "only reckons"),
        ("open(mrr)", 1, "there is no function open"),
        ("mrr; orders", 4, "only reckons"),
        ("mrr\x00", 4, "U+0000 has no meaning"),
    ],
)
def test_e01_programs_are_no_formulas(text: str, column: int, message: str) -> None:
    """Attributes, subscripts, text, lambdas and calls are refused where they begin."""
    error = refused(text)
    assert message in error.message
    assert error.column == column


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("9**9**9", 3, "there is no power"),
        ("4000000**4000000", 9, "there is no power"),
        ("2 ^ 8", 3, "there is no power"),
        ('"a"*10**9', 1, "no text"),
        (" + ".join(["a"] * 20_000), 501, "at most 500 characters"),
        ("(" * 300 + "1" + ")" * 300, 501, "at most 500 characters"),
        ("(" * 300, 33, "more than 32 parentheses"),
        ("(" * 33 + "1" + ")" * 33, 33, "more than 32 parentheses"),
        ("-" * 100_000 + "1", 501, "at most 500 characters"),
        ("-" * 400 + "1", 1, "401 numbers, ids and signs, at most 100"),
        ("+".join(["a"] * 250), 1, "499 numbers, ids and signs, at most 100"),
        ("sum(sum(sum(a, 400), 400), 400)", 1, "look over too many periods"),
        ("lag(a, 401)", 1, "from 1 to 400"),
    ],
)
def test_e02_what_would_burn_the_machine_is_refused_at_once(
    text: str, column: int, message: str
) -> None:
    """Powers cannot be said; length, depth, size and reach have bounds."""
    error = refused(text)
    assert message in error.message
    assert error.column == column


def test_e02_the_bounds_themselves_are_met() -> None:
    """32 parentheses, 500 characters and 100 parts are lawful."""
    assert evaluate(parse("(" * 32 + "1" + ")" * 32), value) == 1
    assert evaluate(parse("1".ljust(500)), value) == 1
    assert evaluate(parse("-" * 99 + "1"), value) == -1
    assert evaluate(parse("+".join(["1"] * 50)), value) == 50


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("mrr -orders", 5, "a minus needs a space on both sides"),
        ("mrr- orders", 4, "a minus needs a space on both sides"),
        ("5-3", 2, "a minus needs a space on both sides"),
        ("mrr − orders", 5, "write the minus as -"),
        ("mrr × 2", 5, "write * to multiply"),
        ("mrr ÷ 2", 5, "write / to divide"),
        ("", 1, "the formula is empty"),
        (" ", 2, "the formula is empty"),
        ("mrr +", 6, "a number or a KPI is missing here"),
        ("mrr + / 2", 7, "missing before /"),
        ("+ mrr", 1, "missing before +"),
        ("* mrr", 1, "missing before *"),
        ("(mrr", 5, "a ( is not closed"),
        ("(mrr *", 7, "a number or a KPI is missing here"),
        ("mrr)", 4, "this ) closes nothing"),
        ("(mrr + )", 8, "missing before )"),
        ("mrr 2", 5, "a sign is missing before 2"),
        ("2 (mrr)", 3, "a sign is missing before ("),
        ("MRR", 1, "small letters"),
        ("new_revenue", 4, "ids have hyphens"),
        ("1_000", 2, "no separators"),
        ("1,000", 2, "between the arguments of a function only"),
        ("1e9", 1, "without an exponent"),
        ("1e-9", 1, "without an exponent"),
        (".5", 1, "such as 0.5"),
        ("5% * mrr", 2, "such as 0.05 for 5%"),
        ("mrr / 5 €", 9, "no units"),
        ("ümsatz", 1, "ü has no meaning"),
        ("a\u200b+ b", 2, "U+200B has no meaning"),
        ("sum", 1, "sum is a function: write sum(kpi, 3)"),
        ("sum(mrr)", 1, "write sum(kpi, 3)"),
        ("previous(mrr, 2)", 1, "write previous(kpi)"),
        ("max(mrr, orders)", 1, "a number of periods from 1 to 400"),
        ("max(mrr, 0)", 1, "a number of periods from 1 to 400"),
        ("sum(mrr, 1.5)", 1, "a number of periods from 1 to 400"),
        ("summ(mrr, 3)", 1, "did you mean sum?"),
    ],
)
def test_a_mistake_is_named_where_it_is(text: str, column: int, message: str) -> None:
    """With what to write instead."""
    error = refused(text)
    assert message in error.message
    assert error.column == column


def test_a_hyphen_belongs_to_an_id() -> None:
    """Without spaces it is no minus, and an unknown id says what may have been meant."""
    known = ("revenue", "costs", "net-costs", "mrr")
    assert parse("revenue-costs").ids == ("revenue-costs",)
    assert meant("revenue-costs", known) == "revenue - costs"
    assert meant("revenue-net-costs", known) == "revenue - net-costs"
    assert meant("revenue-costs-mrr", known) == "revenue - costs - mrr"
    assert meant("100-mrr", known) == "100 - mrr"
    assert meant("revenu", known) == "revenue"
    assert meant("churn", known) == ""


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("revenue / headcount", "EUR/people"),
        ("revenue * 12 / headcount", "EUR/people"),
        ("revenue - costs", "EUR"),
        ("100 - coverage", "%"),
        ("(revenue - costs) / revenue", ""),
        ("100 * costs / revenue", ""),
        ("2 * 3 + 1", ""),
        ("per-bug * bugs", "h"),
        ("sum(revenue, 3) / lag(headcount, 3)", "EUR/people"),
        ("-revenue", "EUR"),
        ("revenue + unsaid", "EUR"),
    ],
)
def test_a_formula_has_a_unit(text: str, result: str) -> None:
    """A number written out takes the unit of what it is added to, and leaves that of a product."""
    assert unit_of(parse(text), UNITS) == (unit(result) if result else Unit())


@pytest.mark.parametrize("text", ["unsaid", "revenue * unsaid", "2 * unsaid", "unknown-kpi + 1"])
def test_a_kpi_without_a_unit_leaves_none(text: str) -> None:
    """Nothing is guessed: what rests on it has no known unit."""
    assert unit_of(parse(text), UNITS) is None


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("revenue + hours", 9, "cannot add EUR and h"),
        ("2 * (revenue - hours)", 14, "cannot subtract EUR and h"),
        ("revenue + dollars", 9, "cannot add EUR and USD"),
        ("hours + waiting", 7, "cannot add h and d: give both KPIs one unit of time"),
        ("revenue / costs + hours", 17, "cannot add a plain number and h"),
        ("revenue + revenue / headcount", 9, "cannot add EUR and EUR/people"),
        ("1 + sum(revenue + coverage, 3)", 17, "cannot add EUR and %"),
    ],
)
def test_e03_unlike_things_are_not_added(text: str, column: int, message: str) -> None:
    """The error is at the sign."""
    with pytest.raises(UnitError) as error:
        unit_of(parse(text), UNITS)
    assert (error.value.message, error.value.column) == (message, column)


@pytest.mark.parametrize(
    ("formulas", "path"),
    [
        ({"a": "b + 1", "b": "c", "c": "2 * a"}, ("a", "b", "c", "a")),
        ({"x": "y", "y": "z / revenue", "z": "y"}, ("y", "z", "y")),
        ({"a": "a + 1"}, ("a", "a")),
        ({"total": "previous(total) + new"}, ("total", "total")),
        ({"a": "b + c", "b": "c", "c": "revenue"}, None),
        ({"a": "b", "c": "b"}, None),
        ({}, None),
    ],
)
def test_a_loop_is_a_path(formulas: Mapping[str, str], path: tuple[str, ...] | None) -> None:
    """Each needs the next one; its own past is no way out."""
    assert loop({kpi: parse(text) for kpi, text in formulas.items()}) == path


def test_a_long_chain_is_no_loop() -> None:
    """Ten thousand formulas, one on the other, do not go deep."""
    chain = {f"k{n}": parse(f"k{n + 1}") for n in range(10_000)}
    assert loop(chain) is None
    ring = loop(chain | {"k10000": parse("k0")})
    assert ring is not None
    assert len(ring) == 10_002


@given(a=whole, b=whole, c=whole)
def test_signs_bind_as_in_arithmetic(a: int, b: int, c: int) -> None:
    """The same as whole numbers make of it."""
    given_values = {"a": a, "b": b, "c": c}
    for text, result in [
        ("a + b * c", a + b * c),
        ("a - b - c", a - b - c),
        ("(a - b) * -c", (a - b) * -c),
        ("a - (b - c)", a - (b - c)),
    ]:
        assert evaluate(parse(text), lambda kpi, _back: Decimal(given_values[kpi])) == result


@given(values=st.lists(whole, min_size=1, max_size=20), periods=st.integers(1, 20))
def test_functions_take_the_latest_periods(values: list[int], periods: int) -> None:
    """All of them or none."""
    latest = values[:periods]
    for name, result in [("sum", sum(latest)), ("min", min(latest)), ("max", max(latest))]:
        found = evaluate(
            parse(f"{name}(a, {periods})"),
            lambda _kpi, back: Decimal(values[back]) if back < len(values) else Missing("gone"),
        )
        assert found == (result if periods <= len(values) else Missing("gone"))


@given(text=st.text(max_size=40) | st.lists(pieces, max_size=25).map("".join))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    """With a column in it or at its end, and what is a formula has a value or a reason."""
    assert reading(text) in range(1, len(text) + 2)


def reading(text: str) -> int:
    """The column of the error, 1 where there is none."""
    try:
        formula = parse(text)
    except FormulaError as error:
        return error.column
    found = evaluate(formula, value)
    assert isinstance(found, Missing) or found.is_finite()
    assert isinstance(formula, Formula)
    return 1


UNITS: Mapping[str, Unit | None] = {
    "revenue": unit("EUR"),
    "costs": unit("EUR"),
    "dollars": unit("USD"),
    "headcount": unit("people"),
    "hours": unit("h"),
    "waiting": unit("d"),
    "coverage": unit("%"),
    "bugs": unit("bugs"),
    "per-bug": unit("h/bug"),
    "unsaid": None,
}
