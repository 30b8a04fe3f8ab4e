"""A quarter of a company, and what reviewers and auditors must be told of it: that, and no more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from ruamel.yaml import YAML

from cli.running import Here
from okrctl.cli.context import context
from okrctl.cli.reviewing.revisions import Revisions
from okrctl.cli.reviewing.sides import both
from okrctl.cli.shared import Shared
from okrctl.store.revision import revision_tree
from quarter.company import LEADS, planned, reported
from quarter.repository import Quarter, built
from quarter.story import NOW, PLANNED, told

EXPECTED = YAML(typ="safe").load(Path(__file__).with_name("expected.yaml"))
COUNTED = ("entry-added", "moved")
"""Classes that a review of the whole quarter only counts."""


@cache
def quarter() -> Quarter:
    """The repository, built once for all tests, which only read it."""
    folder = Path(mkdtemp(prefix="okrctl-quarter-"))
    return built(folder, Here(folder, folder).environ)


def facts(*words: str, **extra: str) -> Any:
    """What a command says as JSON, in the week after the last check-in."""
    here = Here(quarter().folder, quarter().folder)
    ended = here.okrctl(*words, "--format", "json", **{"OKRCTL_NOW": NOW, **extra})
    assert ended.status in (0, 1), ended.err
    return json.loads(ended.out)


def rows(found: list[Mapping[str, Any]]) -> Counter[tuple[object, ...]]:
    """Changes as the table has them: severity, class, address, field, before, after."""
    names = ("severity", "name", "address", "field", "before", "after")
    return Counter(tuple(short(one[name]) for name in names) for one in found)


def short(value: object) -> object:
    """A value as the table has it; addresses lie in 2026-Q4."""
    is_address = isinstance(value, str) and value.startswith("2026-Q4/")
    return value.removeprefix("2026-Q4/") if is_address and isinstance(value, str) else value


def wanted(listed: list[list[object]]) -> Counter[tuple[object, ...]]:
    """Rows of the table."""
    return Counter(tuple(short(value) for value in row) for row in listed)


def test_the_quarter_is_as_large_as_a_company() -> None:
    """Sixty goals of twelve teams, nine hundred check-ins, and the same commits every time."""
    goals = [path for path in planned() if path.startswith("goals/2026-Q4/")]
    assert (len(goals), len(LEADS), len([*map(reported, LEADS)])) == (60, 12, 12)
    story = told()
    assert story.checkins == 900
    assert story.stream == quarter().story.stream


def test_review_of_the_quarter_tells_that_and_no_more() -> None:
    """Every change since the plan, with its weight; what is many is as many as it is."""
    expected = EXPECTED["whole"]
    found = facts("review", f"{quarter().commits[PLANNED]}..HEAD")
    counts = Counter(one["name"] for one in found["changes"])
    assert {name: counts[name] for name in COUNTED} == expected["counted"]
    assert rows([one for one in found["changes"] if one["name"] not in COUNTED]) == wanted(
        expected["changes"]
    )
    scores = {short(one["address"]): [one["before"], one["after"]] for one in found["scores"]}
    assert scores.keys() == expected["scores"].keys()
    for address, pair in expected["scores"].items():
        assert [round(one, 4) for one in scores[address]] == pair, address


def test_every_pull_request_is_one_of_the_table() -> None:
    """So that none is forgotten below."""
    assert quarter().story.pulls.keys() == EXPECTED["pulls"].keys()


@pytest.mark.parametrize("label", EXPECTED["pulls"])
def test_review_of_a_pull_request_tells_that_and_no_more(label: str) -> None:
    """On the day of its merge, which in the edit window weighs nothing."""
    merge = quarter().commits[label]
    found = facts("review", f"{merge}^1..{merge}", "--as-of", quarter().story.pulls[label])
    assert rows(found["changes"]) == wanted(EXPECTED["pulls"][label])


@pytest.mark.parametrize("label", ["clean", "packed", "fiddled..restored", "planned"])
def test_what_is_lawful_is_no_finding(label: str) -> None:
    """Two edits that were merged, packed entries, and what was put back as it was."""
    first, _, last = label.rpartition("..")
    base = f"{quarter().commits[first or last]}^"
    found = facts("review", f"{base}..{quarter().commits[last]}")
    assert {one["severity"] for one in found["changes"]} <= {"info"}


def test_audit_of_the_quarter_tells_that_and_no_more() -> None:
    """Every finding at its commit, by its code, weight and goal, with what was and is."""
    report = facts("audit")
    left = [(one, quarter().label(one["commit"])) for one in report["findings"]]
    for code, severity, address, label, says in EXPECTED["audit"]:
        fitting = [
            (one, at)
            for one, at in left
            if (one["code"], one["severity"], at) == (code, severity, label)
            and address in (None, short(one["entity"]))
            and says in one["message"]
        ]
        assert len(fitting) == 1, (code, address, label, fitting)
        left.remove(fitting[0])
    assert left == []
    assert report["verdict"] == "findings"
    assert [one["what"] for one in report["not_verified"]] == [
        "whether history was rewritten", "signatures",
    ]  # fmt: skip


@pytest.mark.parametrize("since", ["early-merge", "restored", "clean"])
def test_audit_since_a_head_tells_what_came_after(since: str) -> None:
    """What the last audit had seen is not told again, and the history is verified as its own."""
    report = facts("audit", "--since-commit", quarter().commits[since])
    after = quarter().story.labels[quarter().story.mark(since) :]
    told = Counter(quarter().label(one["commit"]) for one in report["findings"])
    assert told == Counter(row[3] for row in EXPECTED["audit"] if row[3] in after)
    assert "whether history was rewritten" not in [one["what"] for one in report["not_verified"]]


def test_only_what_differs_is_parsed_again() -> None:
    """Of all goals and KPIs the head has those anew whose blobs are not the base's."""
    here = context(Shared(directory=str(quarter().folder)))
    ends = (quarter().commits[PLANNED], quarter().commits["transferred-merge"])
    base, head = both(here, Revisions(ends[0], "", ends[1]))
    blobs = [
        {path: one.blob for path, one in revision_tree(here.git, end).listed.items()}
        for end in ends
    ]
    goals = [path for path in head.sources if path.startswith(("goals/", "kpis/"))]
    anew = {path for path in goals if head.sources[path] is not base.sources.get(path)}
    assert anew == {path for path in goals if blobs[0].get(path) != blobs[1][path]}
    assert (len(goals), len(anew)) == (66, 21)
