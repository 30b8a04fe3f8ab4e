"""What goes on in the next cycle: each kind of key result as it has to start there."""

from __future__ import annotations

import pytest

from cli.console import Console
from cli.running import BEFORE, Here, entry, lines, running
from okrctl.text.nodes import read
from okrctl.text.places import plain

KINDS = """\
title: Releases are calm
why: Support spends half of its week on bugs.
commitment: committed
supports: [company/trust, company/gone, engineering/first-canary#coverage]
key_results:
  steps: {title: Steps, milestones: {one: First, two: {title: Second, due: DUE, weight: 2}}}
  count: {title: Customers who speak for us, count: 3}
  less: {title: Hours lost, unit: h, from: 40, change_by: -50%, stretch: 10}
  secret: {title: What it costs, unit: EUR, from: withheld, to: withheld, better: lower}
  unknown: {title: Lead time, unit: h, from: unknown, change_by: -50%, better: lower}
  words: {title: They say so, zones: {commit: One, target: Three}}
  guard: {title: The API stays up, at_least: 99, every: week, guardrail: true}
  report: The report is published
  done: {title: Bugs, from: 10, to: 0}
""".replace("DUE", str(BEFORE))
SAID = (
    {"kr": "ops/calm#steps", "milestone": "one", "done": True},
    {"kr": "ops/calm#count", "value": 2},
    {"kr": "ops/calm#less", "value": 30.5},
    {"kr": "ops/calm#report", "done": True},
    {"kr": "ops/calm#done", "value": 0},
)
SHEET = """\
ops:
  objectives:
    calm:
      key_results: {GRADES}
      note: Two people left
      learned: Steps
      outcome: keep
      carry: true
  learned: Ops
engineering:
  objectives:
    first-canary:
      key_results: {critical-bugs: {grade: 0, note: x}, coverage: {grade: 0.5, note: x},
        availability: {grade: 0.5, note: x}}
      learned: Canary
      outcome: change
      carry: true
  learned: Engineering
"""
TOP = "title: Customers trust us\nkey_results: {x: They say so in public}\n"
NAMES = ("steps", "count", "less", "secret", "unknown", "words", "guard", "report", "done")


@pytest.fixture
def calm(console: Console) -> dict[str, object]:
    """The file of the next cycle, as plain data, after both teams closed the past one."""
    acme = running(Here(console.folder, console.home))
    acme.write("goals/past/ops/calm.yaml", KINDS)
    for cycle in ("now", "past"):
        acme.write(
            f"goals/{cycle}/company/trust.yaml", "title: Trust\nkey_results: {x: Yes it is}\n"
        )
    acme.write("goals/past/company/gone.yaml", TOP)
    said = [entry(f"hhhhh{number}", BEFORE, **fields) for number, fields in enumerate(SAID)]  # type: ignore[arg-type]
    acme.write("checkins/past/ops/one.jsonl", lines(*said))
    acme.commit()
    grades = ", ".join(f"{name}: {{grade: 0.5, note: x}}" for name in NAMES)
    sheet = acme.home / "closing.yaml"
    sheet.write_text(SHEET.replace("GRADES", grades))
    ended = acme.okrctl("close", "past", "--from", str(sheet))
    assert ended.status == 0, ended.err
    source = read(acme.read("goals/now/ops/calm.yaml").encode(), "calm.yaml")
    data = plain(source.root)
    assert isinstance(data, dict)
    return data  # type: ignore[return-value]


def test_each_kind_starts_where_it_ended(calm: dict[str, object]) -> None:
    """Numbers from X with a gap for Y, the steps that are left, words as they are; no old date."""
    results = calm["key_results"]
    assert isinstance(results, dict)
    assert {name: str(said.get("from")) for name, said in results.items() if isinstance(said, dict)
            and said.get("to") == "TODO"} == {"count": "2", "less": "30.5"}  # fmt: skip
    left = {"two": {"title": "Second", "weight": 2}}
    assert results["steps"] == {"title": "Steps", "milestones": left}
    assert "change_by" not in results["less"]
    assert "stretch" not in results["less"]
    assert results["secret"]["to"] == "withheld"
    assert (results["unknown"]["from"], results["unknown"]["change_by"]) == ("unknown", "-50%")
    assert results["words"]["zones"] == {"commit": "One", "target": "Three"}
    assert results["guard"]["guardrail"] is True


def test_what_is_done_stays_behind(calm: dict[str, object]) -> None:
    """A sentence that came true and a number that arrived."""
    results = calm["key_results"]
    assert isinstance(results, dict)
    assert {*NAMES} - results.keys() == {"report", "done"}


def test_it_supports_what_is_there(calm: dict[str, object]) -> None:
    """A goal of the new cycle, one that goes on with it; what is over is left out."""
    assert calm["supports"] == ["company/trust", "engineering/first-canary#coverage"]
    assert (calm["commitment"], calm["continues"]) == ("committed", "past/ops/calm")
