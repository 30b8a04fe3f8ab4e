"""The catalogue: every rule there is, wherever it is declared, by code and by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from okrctl.changes import audit_rules as of_audits
from okrctl.changes import table as of_changes
from okrctl.errors import UsageError
from okrctl.findings import Rule
from okrctl.lint.rule import LintRule
from okrctl.lint.rules import (
    alignment,
    checkins,
    closing,
    data,
    drivers,
    evidence,
    goals,
    kpis,
    people,
    proof,
    readings,
    repetition,
    results,
    silence,
    targets,
    titles,
    vocabulary,
)
from okrctl.lint.rules import linting as of_linting
from okrctl.load import rules as of_data
from okrctl.load.near import nearest
from okrctl.text import rules as of_text

FAMILIES = (
    data, alignment, repetition, titles, goals, results, evidence, targets, people, vocabulary,
    kpis, readings, drivers, checkins, proof, silence, closing,
)  # fmt: skip
"""The modules of rules that judge a valid workspace."""


@cache
def lint_rules() -> tuple[LintRule, ...]:
    """Every rule of the families, in the order of codes."""
    found = (one for family in FAMILIES for one in vars(family).values())
    return tuple(
        sorted((one for one in found if isinstance(one, LintRule)), key=lambda one: one.rule.code)
    )


@cache
def catalog() -> Mapping[str, Rule]:
    """Every rule, class of goal changes and finding of audits by its code, in their order."""
    judging = (one.rule for one in lint_rules())
    data = (of_text, of_data, of_linting, of_changes, of_audits)
    declared = (*judging, *(rule for module in data for rule in module.RULES))
    return {rule.code: rule for rule in sorted(declared, key=lambda rule: rule.code)}


def find(code_or_name: str) -> Rule:
    """The rule of that code or name; UsageError with the nearest one where there is none."""
    wanted = code_or_name.strip()
    for rule in catalog().values():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    near = near_rule(wanted)
    raise UsageError(
        f"there is no rule {code_or_name!r}",
        f"did you mean {near}?" if near else "docs/rules.md lists every code and name",
    )


def near_rule(text: str) -> str:
    """The code or name that was probably meant; empty where none is close."""
    return nearest(text, (word for rule in catalog().values() for word in (rule.code, rule.name)))
