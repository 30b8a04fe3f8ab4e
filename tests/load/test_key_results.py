"""Key results: the shape says the kind, and everything wrong points at its line and column."""

from __future__ import annotations

import pytest

from okrctl.model.kinds import DoneWhen, Hold, Milestones, Move, Supporting, Zones
from support import workspace

OBJECTIVE = "title: Calm\nkey_results:\n  b: "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{title: x, from: 10, to: 0}", Move),
        ("{title: x, count: 3}", Move),
        ("{title: x, from: unknown, change_by: -50%}", Move),
        ("{title: x, from: withheld, to: withheld}", Move),
        ("{title: x, to: 30, better: lower}", Move),
        ("{title: x, at_least: 99.5, every: 2 weeks}", Hold),
        ("{title: x, between: [-2, 2]}", Hold),
        ("{title: x, milestones: {a: One service, b: {title: Two, weight: 2}}}", Milestones),
        ("The report is published", DoneWhen),
        ("{title: x, done_when: The report is published}", DoneWhen),
        ("{done_when: The report is published}", DoneWhen),
        ("{title: x, zones: {target: Three customers say so}}", Zones),
        ("{title: x, measured_by: supporting}", Supporting),
    ],
)
def test_the_shape_says_the_kind(text: str, kind: type) -> None:
    """There is no `kind:` field."""
    space = workspace(OBJECTIVE + text + "\n")
    assert space.lines == []
    assert type(space.workspace.objectives[0].key_results[0]) is kind


def test_a_sentence_is_its_own_title() -> None:
    """A key result that is a plain sentence is done when it is true."""
    space = workspace(OBJECTIVE + "The report is published\n")
    [sentence] = space.workspace.objectives[0].key_results
    assert isinstance(sentence, DoneWhen)
    assert sentence.title == sentence.done_when == "The report is published"
    assert str(sentence.address) == "2026-Q4/ops/calm#b"


@pytest.mark.parametrize(
    ("text", "line", "help_"),
    [
        (
            "{title: x, from: 1, to: 0, milestones: {a: z}}",
            "3:33 OKR101 to and milestones are both given",
            "milestones or move? keep one of them, or make two key results",
        ),
        (
            "{title: x, at_least: 1, at_most: 3}",
            "3:30 OKR101 at_least and at_most are both given",
            "write between: [LOW, HIGH]",
        ),
        (
            "{title: x}",
            "3:6 OKR101 nothing says how it is measured",
            (
                "say how it is measured: from and to, count, at_least, at_most, between,"
                " milestones, done_when, or zones"
            ),
        ),
        (
            "{title: x, from: 3, count: 5}",
            "3:33 OKR101 count and from are both given: a count starts at 0",
            "write from: and to:, or count: alone",
        ),
        (
            "{title: x, from: 3}",
            "3:6 OKR102 where it goes is missing: there is no to",
            "add to:, or to: unknown while nobody has set it",
        ),
        (
            "{title: x, to: 3}",
            "3:21 OKR102 where it starts is missing: there is no from",
            "add from:, or better: lower or higher while the baseline is not known",
        ),
        (
            "{title: x, from: 3, to: 3.0}",
            "3:30 OKR103 from and to are both 3",
            "a key result moves; a line that is held says at_least or at_most",
        ),
        (
            "{title: x, from: 3, to: 5, commit: 7}",
            "3:41 OKR104 commit 7 and to 5: out of order",
            "the way goes from, commit, to, stretch",
        ),
        (
            "{title: x, between: [9, 3]}",
            "3:26 OKR104 the lower bound 9 is above the upper 3",
            "write [3, 9]",
        ),
        (
            "{title: x, zones: {target: a, stretch: A}}",
            "3:24 OKR104 two zones say the same",
            "say what tells them apart",
        ),
        (
            "{title: x, from: 3, to: 5, better: lower}",
            "3:41 OKR105 better: lower contradicts the way it goes",
            "drop better:, from and to say it",
        ),
        (
            "{title: x, milestones: {}}",
            "3:29 OKR107 there is no milestone",
            "name at least one, as id: what is reached",
        ),
        (
            "{title: x, milestones: {a: {title: z, weight: 0}}}",
            "3:29 OKR107 the weights of the milestones total 0",
            "give at least one of them a weight",
        ),
        (
            "{title: x, from: 3, to: TODO}",
            "3:30 OKR010 to is still TODO",
            "a person sets Y: which value do you want to reach?",
        ),
        (
            "{title: x, from: 3, to: }",
            "3:26 OKR002 to has no value",
            "a person sets Y: which value do you want to reach?",
        ),
        (
            "{title: <what>, count: 3}",
            "3:14 OKR010 title is still <what>",
            "say it in one sentence",
        ),
        ("TBD", "3:6 OKR010 done_when is still TBD", "write it, or drop the key"),
        (
            "7",
            "3:6 OKR002 b: expected a sentence, or keys with values, found the number 7",
            "write when it is done, or how it is measured",
        ),
        (
            "[a, b]",
            "3:6 OKR002 expected keys with values, found a list",
            "write each as key: value",
        ),
        ("{title: x, from: 3, too: 0}", "3:26 OKR001 unknown key too", "did you mean to?"),
        ("{title: x, from: 3, target: 0}", "3:26 OKR001 unknown key target", "did you mean to?"),
        (
            "{title: x, at_least: 1, stretch: 3}",
            "3:30 OKR001 stretch does not belong to a key result of the kind hold, but to move",
            "",
        ),
        (
            "{title: x, milestones: {A: z}}",
            "3:30 OKR008 A is no id: lower-case letters, digits and single hyphens make one",
            "rename it",
        ),
        (
            "{title: x, count: 3, due: 2026-02-30}",
            "3:32 OKR115 there is no 2026-02-30",
            "",
        ),
        (
            "{title: x, from: 1, to: 5, plan: {2026-13-01: 3}}",
            "3:40 OKR115 there is no 2026-13-01",
            "",
        ),
        (
            "{title: x, from: 1, to: 5, plan: {november: 3}}",
            "3:40 OKR002 the key november: expected a date",
            "write it as YYYY-MM-DD",
        ),
        (
            '{title: x, count: 5, unit: "$"}',
            "3:33 OKR002 unit: write USD for $",
            "write %, a currency such as EUR, h, d, wk, or what is counted; / composes them",
        ),
        (
            "{title: x, at_least: 5, every: wek}",
            "3:37 OKR002 every: “wek” is no period",
            "did you mean “week”?",
        ),
        (
            "{title: x, at_least: 5, every: }",
            "3:30 OKR002 every has no value",
            "write it, or drop the key",
        ),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, line: str, help_: str) -> None:
    """One typo gives one finding, with what to do."""
    space = workspace(OBJECTIVE + text + "\n")
    assert space.lines == [line]
    assert space.only_finding().help == help_
    assert space.only_finding().entity == "2026-Q4/ops/calm#b"


def test_two_kinds_name_both_lines() -> None:
    """The second is the place, the first is related."""
    space = workspace("""
        title: Calm
        key_results:
          b:
            title: x
            from: 1
            to: 0
            milestones:
              a: z
    """)
    finding = space.only_finding()
    assert (finding.span.line, finding.span.column) == (7, 5)
    assert [(str(span), word) for span, word in finding.related] == [
        ("goals/2026-Q4/ops/calm.yaml:6:5", "to is here")
    ]


def test_key_results_are_no_list() -> None:
    """They have ids, which check-ins name."""
    space = workspace("title: x\nkey_results:\n  - One\n  - Two\n")
    assert space.lines == [
        "2:1 OKR002 key_results: expected an id for each key result, found a list"
    ]


def test_an_id_that_is_no_slug_is_refused() -> None:
    """Addresses are made of ids."""
    space = workspace("title: x\nkey_results:\n  Bugs_Found: A sentence\n")
    assert space.lines == [
        "3:3 OKR008 Bugs_Found is no id: lower-case letters, digits and single hyphens make one"
    ]


def test_one_broken_key_result_breaks_its_objective() -> None:
    """The mean of the others would be a wrong number; the address stays known."""
    space = workspace("title: x\nkey_results:\n  a: {title: x, count: 3}\n  b: {title: x, to: 3}\n")
    assert space.codes == ["OKR102"]
    assert space.workspace.objectives == ()
    assert space.workspace.broken == {"2026-Q4/ops/calm"}
