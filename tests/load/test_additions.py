from __future__ import annotations

import pytest

from okrctl.load.additions import added
from okrctl.load.loading import load
from okrctl.load.tree import DictTree
from support import workspace

GOALS = """
    title: Releases are calm
    key_results:
      bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}
      soc2: The report is published
    # checkins/2026-Q4/ops/old.jsonl
    {"id": "7f3kq2ab9mwx4", "at": "2026-11-13T09:00:00Z", "who": "mira", "kr": "ops/calm#bugs", "value": 7}
"""  # noqa: E501
FILE = "checkins/2026-Q4/ops/new.jsonl"
HEAD = '"id": "8f3kq2ab9mwx4", "at": "2026-11-20T09:00:00Z", "who": "mira", '
LINES = [
    '"kr": "ops/calm#bugs", "value": 6',
    '"kr": "ops/calm#bugs", "value": "6"',
    '"kr": "ops/calm#bugs", "zone": "target"',
    '"kr": "ops/calm#none", "value": 6',
    '"kr": "ops/calm#soc2", "done": true, "evidence": ["a", "b"]',
    '"kr": "ops/calm#bugs", "value": 5, "supersedes": "7f3kq2ab9mwx4"',
    '"kr": "ops/calm#soc2", "done": true, "supersedes": "7f3kq2ab9mwx4"',
    '"void": "7f3kq2ab9mwx4"',
    '"void": "9f3kq2ab9mwx4"',
    '"kr": "ops/calm#bugs", "value": 6, "day": "2026-08-01"',
    '"kr": "ops/calm#bugs", "value": 6, "support": [{"team": "nobody", "need": "x"}]',
    '"kpi": "none", "value": 6',
    "broken",
]


@pytest.mark.parametrize("line", LINES)
def test_an_addition_is_judged_as_loading_would_judge_it(line: str) -> None:
    """The same entries, the same findings at the same places, the same journal."""
    space = workspace(GOALS)
    data = f"{{{HEAD}{line}}}\n".encode()
    result = added(space.loaded, {FILE: data})
    whole = load(DictTree({**space.contents, FILE: data}))
    assert result.workspace == whole.workspace
    assert [one for one in whole.findings if one.span.file == FILE] == list(result.findings)
    assert [entry.id for entry in result.entries] == [
        entry.id for entry in whole.workspace.journal.entries if entry.id != "7f3kq2ab9mwx4"
    ]


def test_nothing_is_written_into_the_workspace_that_was_loaded() -> None:
    """It can be asked what would be as often as one likes."""
    space = workspace(GOALS)
    before = space.workspace.journal.entries
    for _ in range(2):
        added(space.loaded, {FILE: f"{{{HEAD}{LINES[0]}}}\n".encode()})
    assert space.workspace.journal.entries == before


def test_an_id_that_is_taken_is_refused_with_both_places() -> None:
    """Another content under the same id would be two truths."""
    space = workspace(GOALS)
    line = f"{{{HEAD}{LINES[0]}}}\n".replace("8f3k", "7f3k")
    (finding,) = added(space.loaded, {FILE: line.encode()}).findings
    assert finding.rule.code == "OKR113"
    assert finding.related[0][0].file == "checkins/2026-Q4/ops/old.jsonl"
