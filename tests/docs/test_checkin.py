"""The page on checking in: its columns are all there are, and its three examples say the same."""

from __future__ import annotations

import re
from pathlib import Path

from okrctl.cli.batch.columns import COLUMNS, Said, said_by
from okrctl.cli.batch.file import rows_of

PAGE = (Path(__file__).parents[2] / "docs" / "checkin.md").read_text("utf-8")


def test_every_column_is_on_the_page() -> None:
    """In its table, and no other."""
    table = PAGE.partition("| column | holds |")[2].partition("\n\n")[0]
    firsts = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(firsts))) == sorted(COLUMNS)


def test_the_three_examples_say_the_same(tmp_path: Path) -> None:
    """Each is taken as it is printed."""
    told = []
    for form in ("csv", "yaml", "json"):
        (text,) = re.findall(rf"```{form}\n(.*?)```", PAGE, re.DOTALL)
        file = tmp_path / f"friday.{form}"
        file.write_text(text, "utf-8")
        read = rows_of(str(file))
        assert not read.problems
        said = [said_by(row) for row in read.rows]
        assert all(isinstance(one, Said) and not wrong for one, wrong in said)
        told.append([(one.subject, one.saying) for one, _ in said if one])
    assert told[0] == told[1] == told[2]
