"""The worked example of the method page is what the package computes."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from okrctl.measure.agenda import Section, time_boxes
from okrctl.measure.measure import measure
from okrctl.measure.state import KeyResultState, ObjectiveState, State
from support import workspace

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")
SECTION = PAGE.partition("## Worked example: progress, roll-up and pace")[2].partition("\n## ")[0]
TOLD = "–"


@cache
def state() -> State:
    """The example's files, measured on the day that heads its table."""
    text = SECTION.partition("```yaml\n")[2].partition("```")[0]
    found = re.search(r"\| on (\d{4}-\d{2}-\d{2}) \|", SECTION)
    assert found is not None
    space = workspace(text)
    assert space.codes == []
    return measure(space.workspace, date.fromisoformat(found[1]))


def rows() -> list[list[str]]:
    """The rows of the table: address, how, progress, expected, ratio, state."""
    lines = [line for line in SECTION.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def shown(value: Decimal | None) -> str:
    """A number with three decimals, half up; a dash for none."""
    return TOLD if value is None else str(value.quantize(Decimal("0.001"), ROUND_HALF_UP))


def figures(found: ObjectiveState | KeyResultState) -> list[str]:
    """What the table says of a key result, or of an objective and its weakest key result."""
    if isinstance(found, KeyResultState):
        judged = found.judgement
        by_time = judged.by != "confidence"
        return [shown(found.progress.share), shown(judged.expected if by_time else None),
                shown(judged.ratio), found.state]  # fmt: skip
    assert found.weakest is not None
    return [shown(found.progress), shown(found.expected), shown(found.weakest.judgement.ratio),
            found.state]  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0].strip("`"))
def test_a_row_is_recomputed(row: list[str]) -> None:
    """Progress, expected, ratio and state are those of the page."""
    address, _, *told = row
    assert figures(state().by_address[f"2026-Q4/{address.strip('`')}"]) == told


def test_every_kind_has_its_row() -> None:
    """The example leaves no kind of key result out."""
    kinds = {
        found.key_result.kind
        for found in state().by_address.values()
        if isinstance(found, KeyResultState)
    }
    assert kinds == {"move", "hold", "milestones", "done when", "zones", "supporting"}
    assert len(rows()) == len(state().by_address) - 1, "all but web/steady itself"


def test_the_time_boxes_are_recomputed() -> None:
    """The minutes of a meeting are those of the page, and come to thirty."""
    table = re.findall(r"^\| (\w+) \| (\d+) \| \d+ \| [\d.]+ \| (\d+) \|$", PAGE, re.MULTILINE)
    counts = {cast("Section", section): int(things) for section, things, _ in table}
    told = {section: int(minutes) for section, _, minutes in table}
    assert time_boxes(counts, 30) == told
    assert sum(told.values()) == 30
