"""A hundred goals with the rules that should speak of each, and what lint does say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lint.linted import TODAY
from okrctl.findings import Finding
from okrctl.lint.judged import Phases
from okrctl.lint.run import lint
from okrctl.load.loading import load
from okrctl.load.tree import DictTree
from support import files, workspace

CORPUS = Path(__file__).parents[1] / "corpus"
LABELLED, HELD_OUT = CORPUS / "labelled.yaml", CORPUS / "held-out.yaml"
PUBLIC = CORPUS / "public"
OF_WORDS = ("OKR301", "OKR303", "OKR307", "OKR308", "OKR320")
"""Rules that read nothing but a title."""
_WORKSPACE = re.compile(r"^--- (\w+)\n", re.MULTILINE)
_LABEL = re.compile(r"# (?:good|bad: (?P<codes>OKR\d{3}(?: OKR\d{3})*))$")
_TITLE = re.compile(r"^(?:title: |  (?P<id>[a-z-]+): \{title: )(?P<title>.*)")


@dataclass(frozen=True)
class Labelled:
    """A goal, what should be said of it, and what is."""

    address: str
    title: str
    expected: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def said(self) -> frozenset[str]:
        """The codes of this family that speak of it."""
        return frozenset(one.rule.code for one in self.findings)


@dataclass(frozen=True)
class Count:
    """How often a rule spoke rightly, wrongly, and not although it should have."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of what it says that is right; none where it says nothing."""
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """The share of what it should say that it does; none where there is nothing to say."""
        there = self.right + self.missed
        return self.right / there if there else None


@cache
def labelled(file: Path = LABELLED, select: tuple[str, ...] = ("OKR3",)) -> tuple[Labelled, ...]:
    """Every goal of a file, in its order, as some rules judge it."""
    _, *parts = _WORKSPACE.split(file.read_text("utf-8"))
    return tuple(one for text in parts[1::2] for one in _of_workspace(text, select))


def counts(found: Sequence[Labelled]) -> Mapping[str, Count]:
    """How every rule that speaks or should have spoken does, by its code."""
    codes = sorted({code for one in found for code in one.expected | one.said})
    return {
        code: Count(
            sum(code in one.expected & one.said for one in found),
            sum(code in one.said - one.expected for one in found),
            sum(code in one.expected - one.said for one in found),
        )
        for code in codes
    }


@cache
def public() -> tuple[int, tuple[Finding, ...]]:
    """How many objectives of the corpus are judged on the day, and all that is said of them."""
    files = (path for path in PUBLIC.rglob("*") if path.suffix in {".yaml", ".jsonl"})
    tree = {path.relative_to(PUBLIC).as_posix(): path.read_bytes() for path in files}
    loaded = load(DictTree(tree))
    phases = Phases(loaded.workspace, TODAY)
    judged = (phases.judges("OKR301", str(one.address)) for one in loaded.workspace.objectives)
    return sum(judged), lint(loaded, today=TODAY)


def _of_workspace(text: str, select: Sequence[str]) -> Iterator[Labelled]:
    """The goals of one workspace; each finding belongs to the goal that it is about."""
    loaded = workspace(text).loaded
    assert all(one.weight != "error" for one in loaded.findings), loaded.findings
    found = lint(loaded, today=TODAY, select=select)
    for path, content in files(text).items():
        address = path.removeprefix("goals/").removesuffix(".yaml")
        for line in content.splitlines():
            label, title = _LABEL.search(line), _TITLE.search(line)
            if label and title:
                goal = f"{address}#{title['id']}" if title["id"] else address
                about = tuple(one for one in found if one.entity == goal)
                words = _words(title["title"])
                yield Labelled(goal, words, frozenset((label["codes"] or "").split()), about)


def _words(rest_of_line: str) -> str:
    """A title without the label, and the fields of a key result behind it."""
    text = rest_of_line.partition("  # ")[0]
    return re.sub(r", (?:unit|kpi|from|to|count|done_when|milestones|at_\w+): .*", "", text)
