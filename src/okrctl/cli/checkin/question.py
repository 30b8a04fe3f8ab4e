"""A question of a walk, and why an answer to it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from okrctl.errors import UsageError

Answers = dict[str, str]
"""What was answered, by the name of the question, in the order of asking."""

SKIP = "-"
"""The answer that leaves a key result out of this run."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what Enter keeps."""

    key: str
    label: str
    keeps: str = ""
    sort: Literal["line", "one", "many"] = "line"
    options: Mapping[str, str] = field(default_factory=dict)
    problem: Callable[[str], str] = lambda _: ""
    """Why an answer cannot be taken; empty when it can."""


def problem_of(read: Callable[[str], object]) -> Callable[[str], str]:
    """Why a text cannot be read; it may always be the sign that skips."""

    def problem(text: str) -> str:
        if text.strip() == SKIP:
            return ""
        try:
            read(text)
        except UsageError as error:
            return error.next_step or error.message
        return ""

    return problem


def yes_or_no(text: str) -> str:
    """Why this is neither yes nor no."""
    return "" if text in ("y", "n", SKIP) else "y or n"


def anything_said(text: str) -> str:
    """Why this says nothing."""
    return "" if text.strip() else "y, n, or what blocks it now"
