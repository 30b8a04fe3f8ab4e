"""Loading: every problem of every file in one run, each mistake once, and never a traceback."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from okrctl.load.future import future_entries
from okrctl.load.loading import load
from okrctl.load.reading.settled import MOST
from okrctl.load.tree import Blob, DictTree, Held
from okrctl.store.worktree import WorkTree
from support import Space, said, workspace

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(path.parent for path in ROOT.glob("examples/*/okrctl.yaml"))


@dataclass(frozen=True)
class Blobs:
    """A tree of blobs that a test made."""

    blobs: Mapping[str, Blob]

    def files(self) -> Mapping[str, Blob]:
        """The blobs, in the order of their paths."""
        return dict(sorted(self.blobs.items()))


@dataclass(frozen=True)
class Unreadable:
    """A blob that must not be read."""

    problem: str = ""
    size: int = 0

    def read(self) -> bytes:
        """Fail the test."""
        raise AssertionError("it was read")


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_load_clean(root: Path) -> None:
    """Without a single finding."""
    loaded = load(WorkTree(root))
    assert loaded.findings == (), said(loaded.findings)
    assert loaded.workspace.objectives
    assert loaded.workspace.journal.entries


def test_all_problems_of_all_files_are_told_in_order() -> None:
    """By file, line and column; not the first one only."""
    space = workspace("""
        # goals/2026-Q4/ops/b.yaml
        title: B
        owner: nobody
        draft: 1
        why: fix #12 now
        # goals/2026-Q4/ops/a.yaml
        titel: A
        key_results:
          a: {title: x}
          b: {title: x, to: 5}
        # kpis/c.yaml
        title: C
    """)
    assert [(f.span.file[-6:], f.span.line, f.rule.code) for f in space.findings] == [
        ("a.yaml", 1, "OKR001"),
        ("a.yaml", 3, "OKR101"),
        ("a.yaml", 4, "OKR102"),
        ("b.yaml", 3, "OKR002"),
        ("b.yaml", 4, "OKR011"),
        ("c.yaml", 1, "OKR002"),
    ]


def test_a_warning_breaks_nothing() -> None:
    """An ambiguous value and a text that is cut are told, and the goal counts."""
    space = workspace("title: x\nwhy: fix #12 now\ntags: [on]\n")
    assert space.codes == ["OKR011", "OKR005"]
    assert len(space.workspace.objectives) == 1
    assert space.workspace.broken == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "title: x\ntitle: z\n",
        "title: x\nwhy: &a b\n",
        "title: x\ninitiatives: {a: {title: Ten new contributors, 3% up}}\n",
    ],
)
def test_an_error_in_the_text_breaks_the_goal(text: str) -> None:
    """What a reviewer sees would not be what is measured."""
    space = workspace(text)
    assert len(space.findings) == 1, said(space.findings)
    assert space.workspace.broken == {"2026-Q4/ops/calm"}


def test_a_folder_of_a_cycle_that_nobody_knows_keeps_its_entries_out() -> None:
    """One finding, and what refers to those entries is not unknown."""
    space = workspace("""
        # checkins/2026-Q5/company/one.jsonl
        {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "team": "company", "cycle": "2026-Q5", "learned": "x"}
        # checkins/2026-Q4/company/two.jsonl
        {"id": "0000000000001", "at": "2026-11-21T14:00:00Z", "who": "mira", "re": "0000000000000", "note": "x"}
    """)  # noqa: E501
    assert space.codes == ["OKR110"]


@pytest.mark.parametrize(
    "problem",
    ["a link, not a file", "a pipe, not a file", "a device, not a file", "a folder, not a file"],
)
def test_y19_what_is_no_plain_file_is_never_read(problem: str) -> None:
    """OKR009; its address stays known, so that nothing else is complained of."""
    tree = Blobs(
        {
            "okrctl.yaml": Held(b"teams: {ops: {}}\n"),
            "goals/2026-Q4/ops/link.yaml": Unreadable(problem),
            "goals/2026-Q4/ops/calm.yaml": Held(b"title: x\nsupports: [ops/link]\n"),
        }
    )
    [finding] = load(tree).findings
    assert (finding.rule.code, finding.message) == (
        "OKR009",
        f"goals/2026-Q4/ops/link.yaml is {problem}",
    )


def test_y19_a_workspace_file_that_is_a_link_is_one_finding() -> None:
    """Not one more for a file that is missing."""
    loaded = load(Blobs({"okrctl.yaml": Unreadable("a link, not a file")}))
    assert [finding.rule.code for finding in loaded.findings] == ["OKR009"]


@pytest.mark.parametrize(
    "path",
    ["goals/2026-Q4/ops/calm.yaml", "checkins/2026-Q4/ops/one.jsonl", "readings/2026/packed.jsonl"],
)
def test_y03_a_file_over_its_limit_is_refused_unread(path: str) -> None:
    """However large it is."""
    tree = Blobs({"okrctl.yaml": Held(b"teams: {ops: {}}\n"), path: Unreadable(size=1 << 40)})
    assert [finding.rule.code for finding in load(tree).findings] == ["OKR007"]


def test_y22_five_hundred_errors_are_listed_and_more_are_counted() -> None:
    """In the order of the file."""
    keys = "".join(f"key{number:04}: x\n" for number in range(MOST + 20))
    findings = workspace("title: x\n" + keys).findings
    assert [finding.span.line for finding in findings[:MOST]] == list(range(2, MOST + 2))
    assert [finding.message for finding in findings[MOST:]] == [
        "there are more findings in this file than these 500"
    ]


def test_p6_a_file_full_of_mistakes_costs_no_more_than_what_is_listed() -> None:
    """Guesses are made for the first few, and findings for what is shown; else this takes hours."""
    goals = {
        f"goals/2026-Q4/ops/goal-{number}.yaml": b"title: x\nkey_results: {a: One, b: Two}\n"
        for number in range(300)
    }
    keys = "".join(f"key-{number}: x\n" for number in range(9_000))
    parents = "".join(f"- ops/gaol-{number}\n" for number in range(9_000))
    lines = "".join(
        f'{{"id": "{number:013}", "at": "2026-11-21T14:00:00Z", "who": "mira",'
        f' "kr": "ops/gaol-{number}#a", "value": 1}}\n'
        for number in range(6_000)
    )
    space = Space(
        {
            "okrctl.yaml": b"people: {mira: {}}\nteams: {ops: {}}\n",
            **goals,
            "goals/2026-Q4/ops/keys.yaml": f"title: x\n{keys}".encode(),
            "goals/2026-Q4/ops/parents.yaml": f"title: x\nsupports:\n{parents}".encode(),
            "checkins/2026-Q4/ops/lines.jsonl": lines.encode(),
        }
    )
    assert len(space.findings) == 3 * (MOST + 1)
    helped = [finding for finding in space.findings if finding.help.startswith("did you mean")]
    assert 20 <= len(helped) <= 60


def test_the_collector_is_as_it_was() -> None:
    """Off while loading, and on again afterwards, also after an error."""
    assert gc.isenabled()
    load(DictTree({}))
    assert gc.isenabled()
    with pytest.raises(AssertionError):
        load(Blobs({"okrctl.yaml": Unreadable()}))
    assert gc.isenabled()


def test_sources_are_the_yaml_files_that_were_read() -> None:
    """For excerpts, suppressions and splices."""
    space = workspace("title: x  # a comment\n# kpis/a.yaml\ntitle: A\nbetter: higher\n")
    assert sorted(space.loaded.sources) == [
        "goals/2026-Q4/ops/calm.yaml",
        "kpis/a.yaml",
        "okrctl.yaml",
    ]
    [comment] = space.loaded.sources["goals/2026-Q4/ops/calm.yaml"].comments
    assert comment.text.strip() == "a comment"


def test_what_is_the_future_only_the_one_who_asks_can_say() -> None:
    """Loading has no clock."""
    space = workspace("""
        # checkins/2026-Q4/company/one.jsonl
        {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "team": "company", "cycle": "2026-Q4", "learned": "x"}
        {"id": "0000000000001", "at": "2026-11-21T14:00:00Z", "day": "2026-12-24", "who": "mira", "team": "company", "cycle": "2026-Q4", "learned": "x"}
    """)  # noqa: E501
    assert space.lines == []
    assert list(future_entries(space.loaded, date(2026, 12, 24))) == []
    [finding] = future_entries(space.loaded, date(2026, 12, 23))
    assert (finding.rule.code, finding.message) == ("OKR112", "2026-12-24 is in the future")
    assert (finding.span.line, finding.entity) == (2, "company:2026-Q4")
    assert len(list(future_entries(space.loaded, date(2026, 11, 1)))) == 2


def test_an_empty_tree_loads() -> None:
    """One finding, no goals."""
    space = Space({})
    assert space.only_finding().message == "there is no okrctl.yaml"
    assert space.workspace.objectives == ()
