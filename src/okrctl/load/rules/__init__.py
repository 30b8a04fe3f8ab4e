"""The rules that loading raises: the file, its data, its entries, and what refers to what."""

from __future__ import annotations

from collections.abc import Mapping

from okrctl.findings import Rule
from okrctl.load.rules import alignment, entries, files, goals, includes
from okrctl.load.rules.alignment import ALIGNMENT_LOOP, PARENT_NOT_ABOVE, UNKNOWN_PARENT
from okrctl.load.rules.entries import ENTRY_SUBJECT, POINTS_NOWHERE, SAME_ID
from okrctl.load.rules.files import (
    NO_ADDRESS,
    NO_PLAIN_FILE,
    NO_SUCH_VALUE,
    PLACEHOLDER,
    SECRET_IN_SOURCE,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from okrctl.load.rules.goals import (
    CONTRADICTS_KPI,
    CYCLE,
    FORMULA,
    MISSING_END,
    NO_WAY_TO_GO,
    ONE_KIND,
    OUT_OF_ORDER,
    THRESHOLDS,
    WEIGHT_OR_DATE,
    WHO,
)
from okrctl.load.rules.includes import NOTHING_INCLUDED, UNFIT_INCLUDE

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*files.RULES, *goals.RULES, *entries.RULES, *alignment.RULES, *includes.RULES),
        key=lambda rule: rule.code,
    )
)
"""Every rule of this floor, in the order of codes."""

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
"""The rules by code, for problems that the model names by code."""

__all__ = [
    "ALIGNMENT_LOOP",
    "BY_CODE",
    "CONTRADICTS_KPI",
    "CYCLE",
    "ENTRY_SUBJECT",
    "FORMULA",
    "MISSING_END",
    "NOTHING_INCLUDED",
    "NO_ADDRESS",
    "NO_PLAIN_FILE",
    "NO_SUCH_VALUE",
    "NO_WAY_TO_GO",
    "ONE_KIND",
    "OUT_OF_ORDER",
    "PARENT_NOT_ABOVE",
    "PLACEHOLDER",
    "POINTS_NOWHERE",
    "RULES",
    "SAME_ID",
    "SECRET_IN_SOURCE",
    "THRESHOLDS",
    "UNFIT_INCLUDE",
    "UNKNOWN_KEY",
    "UNKNOWN_PARENT",
    "WEIGHT_OR_DATE",
    "WHO",
    "WRONG_TYPE",
]
