"""The forms of a document for programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import NoReturn

import pytest

from okrctl.pages.document import Document, Records
from okrctl.render.formats import FORMATS, render
from okrctl.render.plain import plain
from render.pages_to_draw import PAGES


def fail(constant: str) -> NoReturn:
    """Strict JSON has no NaN and no Infinity."""
    raise AssertionError(constant)


@pytest.mark.parametrize("page", PAGES)
def test_r09_json_is_strict_and_starts_with_its_schema(page: str) -> None:
    """R09: it parses without constants, keys keep their order, the schema has a version."""
    text = render(PAGES[page](), "json")
    facts = json.loads(text, parse_constant=fail)
    assert next(iter(facts)) == "schema"
    assert facts["schema"].startswith("okrctl.")
    assert facts["schema"].endswith("/1")
    assert render(PAGES[page](), "json") == text.replace("\r", "")


@pytest.mark.parametrize("value", ["0.1", "-5", "1E+3", "0.42352941176470588235294117647058824"])
def test_r09_a_number_is_exact(value: str) -> None:
    """R09: every digit, and no exponent."""
    text = render(Document("x/1", {"n": Decimal(value)}), "json")
    assert json.loads(text, parse_float=Decimal)["n"] == Decimal(value)
    assert "E" not in text


def test_a_number_that_is_none_is_a_bug() -> None:
    """NaN never becomes JSON."""
    with pytest.raises(ValueError, match="no number"):
        render(Document("x/1", {"n": Decimal("NaN")}), "json")


def test_json_is_ascii() -> None:
    """The bytes are the same in every locale, and nothing unseen gets out."""
    text = render(Document("x/1", {"t": "Öz 客户 \u202e \x9b"}), "json")
    assert text.isascii()
    assert json.loads(text)["t"] == "Öz 客户 \u202e \x9b"


def test_json_holds_no_command_of_a_ci_runner_and_loses_nothing() -> None:
    """`##[` is written with an escape that every parser reads back."""
    text = render(Document("x/1", {"t": "###[error]x ##vso[y"}), "json")
    assert "##" not in text
    assert json.loads(text)["t"] == "###[error]x ##vso[y"


def test_empty_facts_are_short() -> None:
    """An empty list or object stays on its line."""
    text = render(Document("x/1", {"a": [], "b": {}, "c": [1]}), "json")
    assert text == '{\n  "schema": "x/1",\n  "a": [],\n  "b": {},\n  "c": [\n    1\n  ]\n}\n'


def test_tsv_has_no_header_and_every_field() -> None:
    """Address, state, flags, shares, weakest, ratio, confidence, chance, day, owner, title."""
    first = render(PAGES["status"](), "tsv").splitlines()[0]
    assert first == (
        "2026-Q4/engineering/trusted-releases\toff pace\tblocked\t0.4235\t0.5652\t0.0088\t"
        "critical-bugs\t0.3538\t3\t\t2026-11-20\tmira\tCustomers trust every release"
    )


def test_csv_has_a_header_and_reads_back() -> None:
    """As many fields a row as titles."""
    rows = list(csv.reader(io.StringIO(render(PAGES["status"](), "csv"))))
    assert rows[0][:3] == ["address", "state", "flags"]
    assert {len(row) for row in rows} == {13}


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (3, "3"), (Decimal("0.353846"), "0.3538"), (Decimal("-0.00001"), "0.0000"),
     (Decimal("1E+3"), "1000"), (date(2026, 11, 21), "2026-11-21"), ("x", "x")],
)  # fmt: skip
def test_a_cell_as_text(cell: object, text: str) -> None:
    """Fractions with four decimals at most, days in ISO, none as nothing."""
    assert plain(cell) == text  # type: ignore[arg-type]


def test_a_document_without_records_is_an_empty_table() -> None:
    """TSV has no line then."""
    assert render(Document("x/1", records=Records(("a",))), "tsv") == ""
    assert render(Document("x/1", records=Records(("a",))), "csv") == "a\n"


def test_every_form_is_there() -> None:
    """What `--format` names can be imported."""
    assert all(form.render(Document("x/1")) is not None for form in FORMATS.values())
