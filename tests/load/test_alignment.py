"""Alignment: parents that are not there, loops, and what is not above."""

from __future__ import annotations

import pytest

from okrctl.load.settings.loops import loops
from support import workspace

TREE = """\
# goals/2026-Q4/company/trust.yaml
title: Customers trust us
key_results:
  nps: {title: NPS, from: 10, to: 30}
# goals/2026/company/calm.yaml
title: A calm year
# goals/2026-Q3/ops/old.yaml
title: Last quarter
# goals/2027-Q1/ops/next.yaml
title: Next quarter
# goals/2026-11/ops/month.yaml
title: One month
"""
GOAL = "# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\n"


@pytest.mark.parametrize(
    "parent",
    [
        "company/trust",
        "company/trust#nps",
        "company/calm",
        "2026/company/calm",
        "2026-Q4/company/trust#nps",
        "platform//2026-Q4/search/fast",
    ],
)
def test_a_parent_is_of_this_cycle_or_a_longer_one_around_it(parent: str) -> None:
    """With or without its cycle; another workspace is not judged from here."""
    assert workspace(f"{TREE}{GOAL}supports: ['{parent}']\n").lines == []


@pytest.mark.parametrize(
    ("parent", "line", "help_"),
    [
        ("company/trusst", "OKR201 there is no company/trusst", "did you mean company/trust?"),
        (
            "company/trust#npc",
            "OKR201 there is no company/trust#npc",
            "did you mean company/trust#nps?",
        ),
        (
            "2026-Q4/company/trusst",
            "OKR201 there is no 2026-Q4/company/trusst",
            "did you mean 2026-Q4/company/trust?",
        ),
        ("trust", "OKR201 there is no trust", ("write it as team/objective, or team/objective"
         "#key-result")),
        ("web/x", "OKR201 there is no web/x", "there is company/trust, ops/calm, company/calm"),
        (
            "ops/old",
            "OKR203 2026-Q3/ops/old is in 2026-Q3, which ended before",
            "support a goal of this cycle, or of a longer one around it",
        ),
        (
            "2027-Q1/ops/next",
            "OKR203 2027-Q1/ops/next is in 2027-Q1, a later cycle",
            "support a goal of this cycle, or of a longer one around it",
        ),
        (
            "ops/month",
            "OKR203 2026-11/ops/month is in 2026-11, a shorter cycle",
            "support a goal of this cycle, or of a longer one around it",
        ),
        (
            "ops/calm",
            "OKR202 2026-Q4/ops/calm -> 2026-Q4/ops/calm is a loop",
            "say which of them is above, and drop the other",
        ),
    ],
)  # fmt: skip
def test_any_other_parent_is_one_finding(parent: str, line: str, help_: str) -> None:
    """At the item of the list."""
    space = workspace(f"{TREE}{GOAL}supports: ['{parent}']\n")
    assert space.lines == [f"2:12 {line}"]
    assert space.only_finding().help == help_


def test_a_close_name_comes_as_an_unsafe_fix() -> None:
    """It says what it changes."""
    finding = workspace(f"{TREE}{GOAL}supports: [company/trusst]\n").only_finding()
    [fix] = finding.fixes
    assert (fix.safe, fix.says) == (False, "writes company/trust there")
    assert [(str(edit.span), edit.text) for edit in fix.edits] == [
        ("goals/2026-Q4/ops/calm.yaml:2:12", "company/trust")
    ]


def test_a_parent_whose_cycle_is_closed_is_not_supported_any_more() -> None:
    """Until it is reopened."""
    closed = (
        TREE + GOAL + "supports: [company/calm]\n# checkins/2026/company/one.jsonl\n"
        '{"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "team": "company",'
        ' "cycle": "2026", "closed": true}\n'
    )
    assert workspace(closed).lines == [
        "2:12 OKR203 2026/company/calm is in 2026, which its team has closed"
    ]
    reopened = (
        '{"id": "0000000000001", "at": "2026-11-22T14:00:00Z", "who": "mira", "team": "company",'
        ' "cycle": "2026", "reopened": true}\n'
    )
    assert workspace(closed + reopened).lines == []


def test_a_team_that_closes_first_breaks_nobody_in_the_same_cycle() -> None:
    """Teams close one after the other; what supported a goal of the cycle did so to its end."""
    closed = (
        TREE + "# goals/2026-Q4/company/top.yaml\ntitle: Top\n" + GOAL + "supports: [company/top]\n"
        "# checkins/2026-Q4/company/one.jsonl\n"
        '{"id": "0000000000000", "at": "2027-01-04T14:00:00Z", "who": "mira", "team": "company",'
        ' "cycle": "2026-Q4", "closed": true}\n'
    )
    assert workspace(closed).lines == []


def test_a_loop_is_printed_as_a_path_once() -> None:
    """At one of its goals, over objectives and key results alike."""
    space = workspace("""
        # goals/2026-Q4/ops/a.yaml
        title: A
        supports: [ops/b]
        # goals/2026-Q4/ops/b.yaml
        title: B
        supports: [ops/c#kr]
        # goals/2026-Q4/ops/c.yaml
        title: C
        supports: [ops/a]
        key_results: {kr: {title: x, measured_by: supporting}}
    """)
    assert space.lines == [
        "2:12 OKR202 2026-Q4/ops/a -> 2026-Q4/ops/b -> 2026-Q4/ops/c -> 2026-Q4/ops/a is a loop"
    ]


def test_a_long_chain_is_walked_without_recursion() -> None:
    """Ten thousand goals, one above the other, are no loop; closed, they are one."""
    chain = {str(number): (str(number + 1),) for number in range(10_000)}
    assert list(loops(chain)) == []
    assert [len(path) for path in loops({**chain, "10000": ("0",)})] == [10_002]


def test_a_kpi_supports_a_goal_of_any_cycle() -> None:
    """Unknown in all of them is the error."""
    kpi = "# kpis/a.yaml\ntitle: A\nbetter: higher\nsupports: [ops/old, company/trust#nps]\n"
    assert workspace(TREE + kpi).lines == []
    assert workspace(TREE + kpi.replace("ops/old", "ops/olden")).lines == [
        "3:12 OKR201 there is no ops/olden"
    ]


def test_a_broken_parent_stays_known() -> None:
    """By its address, its aliases, and whatever key result is named."""
    space = workspace("""
        # goals/2026-Q4/company/trust.yaml
        titel: Trust
        aliases: [company/old]
        # goals/2026-Q4/ops/calm.yaml
        title: Calm
        supports: [company/trust, company/trust#nps, company/old]
        # checkins/2026-Q4/company/one.jsonl
        {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira", "kr": "company/trust#nps", "value": 4}
    """)  # noqa: E501
    assert space.codes == ["OKR001"]
    assert space.workspace.broken == {"2026-Q4/company/trust", "2026-Q4/company/old"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("owner: mirra", "2:8 OKR111 owner: there is no person mirra"),
        ("with: [opps]", "2:8 OKR111 with[1]: there is no team opps"),
        (
            "needs: [{team: hr, what: x}]",
            "2:16 OKR111 needs[1].team: there is no team hr",
        ),
        (
            "initiatives: {a: {title: x, owner: tomaz}}",
            "2:36 OKR111 initiatives.a.owner: there is no person tomaz",
        ),
        (
            "initiatives: {a: {title: x, key_results: [bugs]}}",
            "2:43 OKR201 this objective has no key result bugs",
        ),
        ("pillar: quality", "2:9 OKR201 there is no pillar quality"),
        ("continues: 2026-Q3/ops/older", "2:12 OKR201 there is no 2026-Q3/ops/older"),
        (
            "due: 2027-01-01",
            "2:6 OKR107 2027-01-01 lies outside 2026-Q4, which is 2026-10-01 to 2026-12-31",
        ),
        (
            "starts: 2026-12-02\ndue: 2026-12-01",
            "2:9 OKR107 it starts on 2026-12-02, after it is due on 2026-12-01",
        ),
        (
            "key_results: {a: {title: x, count: 3, due: 2027-01-01}}",
            "2:44 OKR107 2027-01-01 lies outside 2026-Q4, which is 2026-10-01 to 2026-12-31",
        ),
        (
            "key_results: {a: {title: x, milestones: {m: {title: x, due: 2025-01-01}}}}",
            "2:61 OKR107 2025-01-01 lies outside 2026-Q4, which is 2026-10-01 to 2026-12-31",
        ),
        (
            "key_results: {a: {title: x, count: 3, plan: {2027-05-01: 2}}}",
            "2:46 OKR107 2027-05-01 lies outside 2026-Q4, which is 2026-10-01 to 2026-12-31",
        ),
        ("aliases: [old]", None),
        (
            "aliases: [ops/calm]",
            "2:11 OKR003 the alias 2026-Q4/ops/calm is a name of 2026-Q4/ops/calm",
        ),
        (
            "aliases: [company/trust]",
            "2:11 OKR003 the alias 2026-Q4/company/trust is a name of 2026-Q4/company/trust",
        ),
        (
            "aliases: ['a#b']",
            "2:11 OKR008 a#b is no address of an objective",
        ),
        (
            "key_results: {a: {title: x, count: 3, aliases: [b]}, b: A sentence}",
            "2:49 OKR003 the alias b is a name of b",
        ),
    ],
)
def test_what_an_objective_names_is_there(text: str, line: str | None) -> None:
    """People, teams, pillars, key results, days and old names."""
    assert workspace(f"{TREE}{GOAL}{text}\n").lines == ([line] if line else [])


def test_a_parent_in_a_cycle_that_nobody_knows_is_one_mistake() -> None:
    """The folder is told, and what leans on it is not."""
    goal = GOAL + "supports: [2026-Q5/ops/x]\n# goals/2026-Q5/ops/x.yaml\ntitle: x\n"
    assert workspace(goal).lines == ["1:1 OKR110 there is no cycle 2026-Q5"]


def test_people_who_left_and_aliases_stay_valid() -> None:
    """History does not rot."""
    space = workspace("""
        # okrctl.yaml
        people: {mira: {left: 2020-01-01, aliases: [mimi]}}
        teams: {ops: {lead: mimi, aliases: [operations]}}
        # goals/2026-Q4/operations/calm.yaml
        title: Calm
        owner: mimi
        with: [operations]
    """)
    assert space.lines == []


def test_a_folder_that_is_no_team_or_no_cycle_is_told_once() -> None:
    """At the first of its files."""
    space = workspace("""
        # okrctl.yaml
        teams: {ops: {}}
        # goals/2026-Q4/opps/a.yaml
        title: A
        # goals/2026-Q4/opps/b.yaml
        title: B
        # goals/2026-Q5/ops/c.yaml
        title: C
        # goals/2026-Q5/ops/d.yaml
        title: D
        supports: [ops/c]
    """)
    assert [(f.rule.code, f.span.file, f.message, f.help) for f in space.findings] == [
        ("OKR111", "goals/2026-Q4/opps/a.yaml", "there is no team opps", "did you mean ops?"),
        ("OKR110", "goals/2026-Q5/ops/c.yaml", "there is no cycle 2026-Q5",
         "did you mean 2026-Q4?"),
    ]  # fmt: skip
