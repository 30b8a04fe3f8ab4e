"""`okrctl align`: a parent spliced into a goal, or the reason why it cannot be one."""

from __future__ import annotations

import pytest

from cli.console import Console
from cli.running import GOALS, TODAY, Here, commits, running

GOAL = f"{GOALS}/trusted-releases.yaml"
QUARTER = f"goals/{TODAY.year}-H2/ops/small.yaml"
TOP = "title: Customers trust us\nkey_results:\n  nps: {title: They say so, from: 31, to: 45}\n"


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme in the middle of its cycle, with a goal of the company above and one of a long past."""
    acme = running(Here(console.folder, console.home))
    acme.write("goals/now/company/trust.yaml", TOP)
    acme.write(f"goals/{TODAY.year}/company/calm.yaml", TOP)
    acme.write(QUARTER, f"supports: [company/other]\n{TOP}")
    acme.write(f"goals/{TODAY.year}/company/other.yaml", TOP)
    acme.write(f"goals/{TODAY.year + 1}/company/later.yaml", TOP)
    acme.commit()
    return acme


def test_the_parent_is_added_and_nothing_else_changes(acme: Console) -> None:
    """One line more in the file, one commit that holds that file alone; undo takes it back."""
    before = acme.read(GOAL)
    ended = acme.okrctl("align", "trusted-releases", "trust#nps")
    assert ended.status == 0, ended.err
    assert acme.read(GOAL) == before + "supports: [company/trust#nps]\n"
    assert acme.git("show", "--format=%s", "--name-only").split("\n\n") == [
        "align(trusted-releases): supports company/trust#nps",
        f"{GOAL}\n",
    ]
    assert acme.okrctl("undo", "--yes").status == 0
    assert acme.read(GOAL) == before


def test_a_second_parent_joins_the_first_and_may_be_of_a_longer_cycle(acme: Console) -> None:
    """The list grows in its own style; the cycle is left out where it follows."""
    acme.okrctl("align", f"{TODAY.year}-H2/ops/small", "calm", "--yes")
    assert "supports: [company/other, company/calm]" in acme.read(QUARTER)


@pytest.mark.parametrize(
    ("child", "parent", "why"),
    [
        ("trusted-releases", "calm-oncall", "is a loop"),
        ("trusted-releases", "trusted-releases", "is a loop"),
        ("trusted-releases", "past/engineering/first-canary", "ended before"),
        ("trusted-releases", f"{TODAY.year + 1}/company/later", "a later cycle"),
        (f"{TODAY.year}/company/calm", f"{TODAY.year}-H2/ops/small", "a shorter cycle"),
        ("calm-oncall", "engineering/trusted-releases", "already"),
        ("trusted-releases", "company/trsut", "did you mean company/trust"),
    ],
)
def test_what_is_not_above_is_refused_with_the_reason(
    acme: Console, child: str, parent: str, why: str
) -> None:
    """Exit 2, and not a byte is written."""
    before = acme.all_files()
    ended = acme.okrctl("align", child, parent)
    assert (ended.status, acme.all_files(), commits(acme)) == (2, before, 2)
    assert why in ended.err


def test_a_dry_run_shows_the_line_and_no_commit_leaves_it_in_the_tree(acme: Console) -> None:
    """The diff and nothing else; then the file and no commit."""
    ended = acme.okrctl("align", "trusted-releases", "trust", "--dry-run")
    assert "+supports: [company/trust]" in ended.out
    assert "supports" not in acme.read(GOAL)
    assert acme.okrctl("align", "trusted-releases", "trust", "--no-commit").status == 0
    assert (commits(acme), "supports: [company/trust]" in acme.read(GOAL)) == (2, True)


def test_a_file_that_differs_from_the_commit_is_refused(acme: Console) -> None:
    """Somebody's half-done edit would be committed with it."""
    acme.write(GOAL, acme.read(GOAL) + "tags: [mine]\n")
    ended = acme.okrctl("align", "trusted-releases", "trust")
    assert (ended.status, commits(acme)) == (3, 2)
