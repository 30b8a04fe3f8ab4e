"""Baselines: what was found before is known by what it says, wherever its line goes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.linted import linted
from okrctl.errors import UsageError
from okrctl.findings import Finding
from okrctl.lint.baseline import (
    Baseline,
    baseline_of,
    parse,
    shrunk,
    unknown,
    written,
)

GOAL = "# goals/2026-Q4/ops/calm.yaml\ntitle: Calm\nwhy: fix #12\ntags: [on, on, yes]\n"


def found(text: str = GOAL) -> tuple[Finding, ...]:
    """Findings of one text: a comment that cuts, and values that may be misread."""
    return linted(text, select=["OKR005", "OKR011"])


def test_a_baseline_knows_its_findings() -> None:
    """All of them, and after any number of lines above them."""
    known = baseline_of(found())
    assert len(known) == len(found()) == 4
    assert unknown(found(), known) == ()
    assert unknown(found(GOAL.replace("title", "\n\n\ntitle")), known) == ()


def test_what_is_new_is_not_known() -> None:
    """Another text, or one more of the same."""
    known = baseline_of(found())
    (other,) = unknown(found(GOAL.replace("#12", "#13")), known)
    assert other.args["lost"] == "#13"
    more = unknown(found(GOAL.replace("yes]", "yes, on]")), known)
    assert [one.args["text"] for one in more] == ["on"]


def test_a_baseline_only_shrinks() -> None:
    """What is mended leaves it, and what is new does not enter."""
    known = baseline_of(found())
    less = shrunk(known, found(GOAL.replace("fix #12", "fix #13").replace("on, on", "on")))
    assert len(less) == 2
    assert less.by_rule() == {"OKR005": 2}
    assert shrunk(known, ()) == Baseline()


def test_a_limit_holds_for_what_it_applies_to() -> None:
    """Of mandatory rules a change's baseline knows no more than the base's."""
    known = baseline_of(found())
    mandatory = lambda one: one.rule.code == "OKR011"  # noqa: E731 - a question
    assert [one.rule.code for one in unknown(found(), known, (mandatory, Baseline()))] == ["OKR011"]
    assert unknown(found(), known, (mandatory, known)) == ()


def test_a_baseline_is_written_and_read() -> None:
    """One finding a line, in one order, whatever order they were found in."""
    known = baseline_of(found())
    text = written(known)
    assert parse(text.encode(), "lint.json") == known
    assert written(baseline_of(reversed(found()))) == text
    assert len(text.splitlines()) == 2 + len(known.known)
    assert json.loads(text)["schema"] == "okrctl.baseline/1"
    assert parse(written(Baseline()).encode(), "lint.json") == Baseline()


ROW = {"rule": "OKR011", "about": "x", "arguments": {}, "count": 1}


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "[" * 100_000, "\xff",
        '{"schema": "okrctl.baseline/2", "findings": []}',
        '{"schema": "okrctl.baseline/1"}',
        '{"schema": "okrctl.baseline/1", "findings": {}}',
        '{"schema": "okrctl.baseline/1", "findings": [1]}',
        *(json.dumps({"schema": "okrctl.baseline/1", "findings": [{**ROW, **wrong}]})
          for wrong in ({"count": 0}, {"count": "1"}, {"rule": 1}, {"about": None},
                        {"arguments": []})),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(text: str) -> None:
    """By its name, with the command that writes one, and never with its content."""
    with pytest.raises(UsageError, match=r"lint\.json is no baseline"):
        parse(text.encode("latin-1"), "lint.json")


KEYS = st.tuples(st.text(), st.text(), st.dictionaries(st.text(), st.text(), max_size=3)).map(
    lambda one: (one[0], one[1], tuple(sorted(one[2].items())))
)


@given(st.dictionaries(KEYS, st.integers(1, 9), max_size=5))
def test_any_baseline_comes_back(
    known: dict[tuple[str, str, tuple[tuple[str, str], ...]], int],
) -> None:
    """Whatever the messages quote."""
    text = written(Baseline(known))
    assert parse(text.encode("utf-8", "surrogatepass"), "x") == Baseline(known)
