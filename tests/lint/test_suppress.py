"""Suppressions: where a comment silences a rule, where it cannot, and what is wrong with it."""

from __future__ import annotations

import pytest

from lint.linted import TODAY, linted
from okrctl.findings import Finding
from okrctl.lint.baseline import Baseline, baseline_of
from okrctl.lint.run import Base, Terms, judge
from okrctl.model.policy import LintPolicy
from okrctl.text.edit import splice
from support import said, workspace

GOAL = "# goals/2026-Q4/ops/calm.yaml\n"
CUT = ["OKR011", "OKR9"]
"""What most tests select: a rule at the line of a comment, and the rules of suppressions."""


def found(text: str, select: list[str] = CUT, **more: object) -> list[str]:
    """The findings of a text as `line:column CODE message`."""
    return lines(linted(text, select=select, **more))


def lines(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as `line:column CODE message`."""
    return [f"{f.span.line}:{f.span.column} {f.rule.code} {f.message}" for f in findings]


@pytest.mark.parametrize(
    "text",
    [
        "title: Close #12 first  # okrctl: ignore[OKR011] a ticket\n",
        "# okrctl: ignore[OKR011] a ticket\ntitle: Close #12 first\n",
        "# okrctl: ignore[cut-by-hash] a ticket\n# said twice\ntitle: Close #12 first\n",
        "# okrctl: ignore-file[OKR0] old\nwhy: Calm\ntitle: Close #12 first\n",
        "why: Calm\ntitle: Close #12 first\n# okrctl: ignore-file[Cut-By-Hash]: old\n",
        "title: Close #12 first  #okrctl:ignore[okr011,OKR011]\n",
        "title: Close #12 first  # a note # okrctl: ignore[OKR011] a ticket\n",
    ],
)  # fmt: skip
def test_a_suppression_silences_what_it_names(text: str) -> None:
    """On its line, on the next one, for the file; by code, name, or the beginning of a code."""
    assert found(GOAL + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "title: Calm\nwhy: fix #12  # okrctl: ignore[OKR205] another rule\n",
        "title: Calm\n# okrctl: ignore[OKR011] a line between\n\nwhy: fix #12\n",
        "title: Calm\ntags: [a]  # okrctl: ignore[OKR011] not alone\nwhy: fix #12\n",
        "title: Calm\n# ignore[OKR011] not ours\nwhy: fix #12\n",
        'title: "# okrctl: ignore[OKR011] a text"\nwhy: fix #12\n',
    ],
)
def test_and_nothing_else(text: str) -> None:
    """Another rule, another line, or no comment at all."""
    assert any("OKR011" in line for line in found(GOAL + text))


def test_the_key_line_of_an_entity_counts_for_all_of_it() -> None:
    """Wherever in a key result the finding stands, and for no other key result."""
    text = GOAL + (
        "title: Calm releases\n"
        "key_results:\n"
        "  bugs:  # okrctl: ignore[title-says-other-numbers] agreed\n"
        "    unit: bugs\n"
        "    title: Bugs from 10 to 3\n"
        "    from: 10\n"
        "    to: 0\n"
        "  more: {title: Bugs from 9 to 3, from: 10, to: 0}\n"
    )
    assert [line[:11] for line in found(text, ["OKR106", "OKR9"])] == ["8:17 OKR106"]


def test_the_first_line_of_a_file_counts_for_its_objective() -> None:
    """The first key stands for the objective as a whole, as an objective has no key of its own."""
    settings = "# okrctl.yaml\nstrategy: {calm: Calm}\nteams: {ops: {}}\n"
    text = settings + GOAL + "tags: [x]  COMMENT\ntitle: Calm\n"
    assert [line[:10] for line in found(text.replace("COMMENT", ""), ["OKR205", "OKR9"])] == [
        "1:1 OKR205"
    ]
    text = text.replace("COMMENT", "# okrctl: ignore[no-pillar] new")
    assert found(text, ["OKR205", "OKR9"]) == []


def test_the_key_line_of_a_long_text_counts_for_all_its_lines() -> None:
    """A text of several lines has no room for a comment of its own."""
    text = GOAL + "title: Calm\nwhy: |{}\n  One\n  two \u200b three\n"
    assert found(text.format(""), ["OKR006", "OKR9"]) != []
    assert found(text.format("  # okrctl: ignore[OKR006] pasted"), ["OKR006", "OKR9"]) == []


def test_okrctl_yaml_has_places_of_its_own() -> None:
    """A comment on its first line does not count for the whole file."""
    text = "# okrctl.yaml\nokrctl: 1  # okrctl: ignore[OKR002] no\nlint: {select: [OKR9, nil]}\n"
    assert "2:25" not in str(found(text, ["OKR002", "OKR9"]))
    assert any("OKR002" in line for line in found(text, ["OKR002", "OKR9"]))


def test_a_suppression_of_nothing_is_told() -> None:
    """By each rule that it silences in vain, with the edit that removes it."""
    text = "title: Calm\nwhy: fix #12  # okrctl: ignore[OKR011, OKR205] because\n"
    everything = ["OKR011", "OKR205", "OKR9"]
    (finding,) = linted(GOAL + text, select=everything)
    assert lines((finding,)) == ["2:40 OKR901 nothing to silence here for OKR205"]
    (fix,) = finding.fixes
    assert fix.safe
    assert splice(text, fix.edits) == text.replace(", OKR205", "")


@pytest.mark.parametrize(
    ("before", "after", "safe"),
    [
        ("title: Calm  # okrctl: ignore[OKR011]\n", "title: Calm\n", True),
        ("title: Calm  # okrctl: ignore[OKR011] because\n", "title: Calm\n", False),
        ("# okrctl: ignore[OKR011]\r\ntitle: Calm\r\n", "title: Calm\r\n", True),
        ("\ufeff# okrctl: ignore[OKR011]\ntitle: Calm\n", "\ufefftitle: Calm\n", True),
        ("title: Calm\n  # okrctl: ignore[OKR011]", "title: Calm\n", True),
        ("title: Calm  # mine # okrctl: ignore[OKR011]\n", "title: Calm  # mine\n", True),
    ],
)
def test_the_whole_of_it_goes(before: str, after: str, safe: bool) -> None:  # noqa: FBT001 - a column
    """With its blanks or its line; a reason that a person wrote goes by no safe fix."""
    (finding,) = linted(GOAL + before, select=CUT)
    (fix,) = finding.fixes
    assert (splice(before, fix.edits), fix.safe) == (after, safe)


def test_what_was_not_looked_for_is_not_missed() -> None:
    """A rule that is not selected, a file that cannot be read whole, a cycle that is over."""
    text = "title: Calm  # okrctl: ignore[OKR011] because\n"
    assert found(GOAL + text, ["OKR9"]) == []
    assert found(GOAL + text, ["OKR9", "OKR0"], ignore=["OKR011"]) == []
    assert found(GOAL + text + "titel: x\n", ["OKR0", "OKR9"])[0].startswith("2:1 OKR001")
    assert len(found(GOAL + text + "titel: x\n", ["OKR0", "OKR9"])) == 1
    past = text.replace("OKR011", "OKR205")
    assert found(f"# goals/2025-Q1/ops/calm.yaml\n{past}", ["OKR9", "OKR205"]) == []


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("ignore[cut-by-hsh] x", "there is no rule cut-by-hsh", "did you mean cut-by-hash?"),
        ("ignore[weather] x", "there is no rule weather", "okrctl rules lists every code and name"),
        ("ignore", "this suppression names no rule", "write ignore[RULE] or ignore-file[RULE]"),
        ("ignore[]", "this suppression names no rule", "write ignore[RULE]"),
        ("ignore OKR011", "this suppression names no rule", "write ignore[RULE]"),
        ("ingore[OKR011]", "this suppression names no rule", "write ignore[RULE]"),
        ("ignore_file[OKR011]", "this suppression names no rule", "write ignore[RULE]"),
    ],
)
def test_a_suppression_of_no_rule_is_told(comment: str, message: str, help_: str) -> None:
    """With what was probably meant; and it silences nothing."""
    text = f"{GOAL}title: Calm\n# okrctl: {comment}\nwhy: fix #12\n"
    findings = linted(text, select=CUT)
    assert [f.rule.code for f in findings] == ["OKR902", "OKR011"], said(findings)
    assert findings[0].message == message
    assert findings[0].help.startswith(help_)


def test_a_reason_is_asked_for_where_the_workspace_wants_one() -> None:
    """And not where it does not."""
    settings = "# okrctl.yaml\nteams: {{ops: {{}}}}\nlint: {{require_reason: {}}}\n"
    text = GOAL + "title: Calm\nwhy: fix #12  # okrctl: ignore[OKR011]\n"
    assert found(settings.format("false") + text) == []
    (line,) = found(settings.format("true") + text)
    assert line == "2:15 OKR903 this suppression gives no reason"
    assert found(settings.format("true") + text.replace("]\n", "]: a ticket\n")) == []


def test_no_ignores_counts_everything() -> None:
    """Comments, `ignore` and files that are left out."""
    settings = (
        "# okrctl.yaml\nteams: {ops: {}}\n"
        'lint: {ignore: [OKR005], per_file_ignores: {"goals/**": [OKR011]}}\n'
    )
    text = GOAL + "title: Calm\ntags: [on]  # okrctl: ignore[OKR902] x\nwhy: fix #12\n"
    loaded = workspace(settings + text).loaded
    shown = judge(loaded, Terms(TODAY, no_ignores=True)).kept
    assert {one.rule.code for one in shown} >= {"OKR005", "OKR011"}
    hidden = judge(loaded, Terms(TODAY)).kept
    assert not {one.rule.code for one in hidden} & {"OKR005", "OKR011"}


MANDATORY = LintPolicy(mandatory=("OKR0",))
TICKET = GOAL + "title: Calm\nwhy: fix #12  # okrctl: ignore[OKR011] a ticket\n"


def test_a_change_cannot_silence_a_mandatory_rule_for_itself() -> None:
    """The finding stays, and a second one says why the comment does nothing."""
    result = judge(workspace(TICKET).loaded, Terms(TODAY, base=Base(MANDATORY)))
    shown = [line for line in lines(result.kept) if "OKR011" in line]
    assert len(shown) == 2
    assert shown[0].startswith("2:10 OKR011 the # cuts the text")
    assert shown[1] == (
        "2:32 OKR901 OKR011 is mandatory here, the change that is judged cannot silence it"
    )
    assert not any("OKR901 nothing" in line for line in lines(result.kept))


def test_what_the_base_silences_stays_silent() -> None:
    """The very same finding, wherever its line has gone."""
    before = judge(workspace(TICKET).loaded, Terms(TODAY))
    base = Base(MANDATORY, silenced=baseline_of(before.silenced))
    moved = TICKET.replace("title: Calm\n", "title: Calm\n\n\ntags: [a]\n")
    assert "OKR011" not in str(lines(judge(workspace(moved).loaded, Terms(TODAY, base=base)).kept))
    other = TICKET.replace("#12", "#13")
    assert "OKR011" in str(lines(judge(workspace(other).loaded, Terms(TODAY, base=base)).kept))


def test_other_rules_can_be_silenced_in_a_change() -> None:
    """Only mandatory ones are the base's."""
    base = Base(LintPolicy(mandatory=("OKR1",)), silenced=Baseline())
    assert "OKR011" not in str(lines(judge(workspace(TICKET).loaded, Terms(TODAY, base=base)).kept))
