"""Questions to tables in DuckDB see those tables and nothing else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from okrctl.errors import UsageError
from okrctl.pages.tables.everything import FORMS
from okrctl.pages.tables.table import Column, Table
from okrctl.store.database import ask


@pytest.mark.parametrize(
    "question",
    [
        "select * from read_csv('secret.csv')",
        "select * from read_text('/etc/passwd')",
        "select * from 'secret.csv'",
        "select * from glob('*')",
        "copy states to 'stolen.csv'",
        "attach 'stolen.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "drop table states",
        "insert into states select * from states",
        "create table more (a int)",
        "export database 'stolen'",
        "pragma database_list",
        "select 1; select 2",
        "selekt",
        "",
    ],
)
def test_a_question_reads_its_tables_and_nothing_else(
    question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file, no extension, no setting, no change, and only one question at a time."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(UsageError):
        ask(FORMS, question)
    assert [one.name for one in tmp_path.iterdir()] == ["secret.csv"]


def test_what_is_asked_is_exact() -> None:
    """Nine decimals are kept, a tenth is rounded, and a sum of tenths is no float."""
    rows = tuple((Decimal(text),) for text in ("0.1", "0.2", "1.0000000005", "-7.123456789"))
    table = Table("t", (Column("n", "number"),), rows)
    assert ask([table], "select sum(n) from t where n in (0.1, 0.2)")[1] == [(Decimal("0.3"),)]
    assert ask([table], "select n from t order by n")[1] == [
        (Decimal("-7.123456789"),), (Decimal("0.1"),), (Decimal("0.2"),), (Decimal("1.000000000"),),
    ]  # fmt: skip


def test_texts_arrive_as_they_are() -> None:
    """Quotes, line ends, controls and what looks like a number stay what they were."""
    texts = ('"\\', "a\nb\tc", "\x00\x1b", "007", "NULL", "'; drop table t; --", "ñ\u202e")
    table = Table("t", (Column("s", "text"),), tuple((text,) for text in texts))
    assert {row[0] for row in ask([table], "select s from t")[1]} == set(texts)
