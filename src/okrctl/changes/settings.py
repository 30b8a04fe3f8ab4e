"""What changed in okrctl.yaml: where policy asks for less, who leads a team, and all else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from okrctl.changes.change import Change, differences, said
from okrctl.changes.match import Matched
from okrctl.findings import SEVERITIES
from okrctl.model.cadence_days import due_days
from okrctl.model.cadence_words import CadenceError, parse, parse_duration

WORKSPACE = "workspace"
A_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FAIL_LEVELS = ("never", *reversed(SEVERITIES))
PRESETS = ("lenient", "default", "strict")

Milder = Callable[[object, object], bool]
"""Whether the second of two values asks for less than the first."""


def settings_changes(within: Matched) -> Iterator[Change]:
    """Every change of the workspace file."""
    for path, before, after in differences(within.base.settings, within.head.settings):
        name = _name(path, before, after)
        field = ".".join(path)
        yield Change(name, WORKSPACE, field, said(before), said(after))


def _name(path: tuple[str, ...], before: object, after: object) -> str:
    milder = next((rule for key, rule in MILDER.items() if _fits(path, key)), None)
    if milder is not None and milder(before, after):
        return "policy-loosened"
    if path[0] == "teams" and path[-1] == "lead" and len(path) == 3:
        return "owner-changed" if after else "owner-removed"
    if path[0] == "calendar" and "cycles" in path and path[-1] == "to" and _later(before, after):
        return "deadline-extended"
    return "detail-changed"


def _fits(path: tuple[str, ...], key: str) -> bool:
    return ".".join(path).startswith(key)


def _later(before: object, after: object) -> bool:
    return isinstance(before, date) and isinstance(after, date) and after > before


def _fewer(before: object, after: object) -> bool:
    return isinstance(before, tuple) and isinstance(after, tuple) and not {*before} <= {*after}


def _more(before: object, after: object) -> bool:
    return isinstance(before, tuple) and isinstance(after, tuple) and not {*after} <= {*before}


def _lower_in(order: tuple[str, ...]) -> Milder:
    return lambda before, after: (
        after in order and order.index(str(after)) < order.index(str(before))
    )


def _severity(before: object, after: object) -> bool:
    """A severity that is set to less, or set where it was not to anything but an error."""
    if after is None:
        return before == "error"
    return after != "error" if before is None else _lower_in(FAIL_LEVELS)(before, after)


def _smaller(before: object, after: object) -> bool:
    """A number from which a goal is on pace: of two, or set where the preset decided."""
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return after < before
    return True


def _longer(before: object, after: object) -> bool:
    try:
        ends = [A_YEAR[0] + parse_duration(str(words)) for words in (before, after)]
    except CadenceError:
        return True
    return ends[1] > ends[0]


def _rarer(before: object, after: object) -> bool:
    try:
        counts = [len(due_days(parse(str(words)), *A_YEAR)) for words in (before, after)]
    except CadenceError:
        return True
    return counts[1] < counts[0]


def _wider(before: object, after: object) -> bool:
    """A limit, or a pair of them, that lets more pass."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return bool(after[0] < before[0] or after[1] > before[1])
    return isinstance(before, int) and isinstance(after, int) and after > before


MILDER: Mapping[str, Milder] = {
    "adopted": lambda before, after: before is None or _later(before, after),
    "cadence.checkin": _rarer,
    "cadence.grace": _longer,
    "scoring.preset": _lower_in(PRESETS),
    "scoring.": _smaller,
    "lint.fail_on": _lower_in(FAIL_LEVELS),
    "lint.select": _fewer,
    "lint.ignore": _more,
    "lint.severity": _severity,
    "lint.per_file_ignores": lambda before, after: before is None or _more(before, after),
    "lint.mandatory": _fewer,
    "lint.require_reason": lambda before, _after: before is True,
    "lint.baseline": lambda _before, after: after is not None,
    "lint.limits": _wider,
    "lint.words.forbid": lambda _before, after: after is None,
    "review.edit_window": _longer,
    "review.fail_on": _lower_in(FAIL_LEVELS),
    "review.severity": _severity,
    "review.signatures": lambda before, _after: before == "required",
    "review.signers": lambda before, _after: before is not None,
    "review.backdate_tolerance": _longer,
    "review.forges": _more,
}
"""For each setting that asks something of people, by the beginning of its path, what is milder."""
