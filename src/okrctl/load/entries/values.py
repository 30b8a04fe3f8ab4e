"""Values of entries: for each field what it has to be. Plain functions, since lines are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from okrctl.model.entry import ID_ALPHABET, ID_LENGTH

Check = Callable[[object], str]
"""What is wrong with a value: what was expected, or that there is no such day; else empty."""

_ALPHABET = frozenset(ID_ALPHABET)
_GRADE_DIGITS = 2
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Times outside are a mistake, and some of them have no local day."""


@lru_cache(maxsize=1 << 16)
def instant(text: str) -> datetime | None:
    """The time that ISO 8601 text with an offset says, none where it says none."""
    if len(text) < len("2026-11-21T14:03Z") or text[10] != "T" or text[4] != "-":
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    return at


@lru_cache(maxsize=1 << 14)
def day(text: str) -> date | None:
    """The day that `YYYY-MM-DD` says, none where it says none."""
    if len(text) != len("2026-11-21") or text[4] != "-" or text[7] != "-":
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _entry_id(value: object) -> str:
    if type(value) is str and len(value) == ID_LENGTH and _ALPHABET.issuperset(value):
        return ""
    return f"an id of {ID_LENGTH} characters of 0-9 a-z without i l o u"


def _at(value: object) -> str:
    if type(value) is str and instant(value) is not None:
        return ""
    return "a time with its offset, such as 2026-11-21T14:03:22Z"


def _day(value: object) -> str:
    return "" if type(value) is str and day(value) is not None else "a day, as YYYY-MM-DD"


def _text(value: object) -> str:
    return "" if type(value) is str and value and not value.isspace() else "words"


def _texts(value: object) -> str:
    listed = value if type(value) is list else [value]
    return "words, or a list of them" if not listed or any(map(_text, listed)) else ""


def _number(value: object) -> str:
    return "" if type(value) is int or type(value) is Decimal else "a number"


def _count(value: object) -> str:
    positive = (type(value) is int or type(value) is Decimal) and value > 0
    return "" if positive else "a number above 0"


def _share(value: object) -> str:
    if (type(value) is int or type(value) is Decimal) and 0 <= value <= 1:
        return ""
    return "a share from 0 to 1"


def _confidence(value: object) -> str:
    return "" if type(value) is int and 0 <= value <= 10 else "a whole number from 0 to 10"


def _grade(value: object) -> str:
    if value is None:
        return ""
    if not _share(value):
        exponent = Decimal(str(value)).as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -_GRADE_DIGITS:
            return ""
    return "a grade from 0 to 1 with at most two decimals, or null"


def _truth(value: object) -> str:
    return "" if type(value) is bool else "true or false"


def _true(value: object) -> str:
    return "" if value is True else "true"


def _outcome(value: object) -> str:
    known = ("dropped", "deferred", "keep", "change", "drop")
    return "" if value in known else "dropped or deferred, or for an objective keep, change or drop"


def _segment(value: object) -> str:
    if type(value) is dict and value and not any(map(_text, value.values())):
        return ""
    return 'the segment, such as {"region": "emea"}'


def _support(value: object) -> str:
    listed = value if type(value) is list else []
    fits = [type(one) is dict and one.keys() == {"team", "need"} for one in listed]
    if listed and all(fits) and not any(_text(text) for one in listed for text in one.values()):
        return ""
    return 'a list of what is needed from whom, such as [{"team": "ops", "need": "…"}]'


def _actions(value: object) -> str:
    listed = value if type(value) is list else []
    if listed and all(map(_is_action, listed)):
        return ""
    return 'a list of actions, such as [{"id": …, "who": …, "what": …, "due": …}]'


def _is_action(one: object) -> bool:
    if type(one) is not dict or not {"id", "who", "what"} <= one.keys() <= _ACTION:
        return False
    wrong = _entry_id(one["id"]) or _text(one["who"]) or _text(one["what"])
    return not (wrong or ("due" in one and _day(one["due"])))


_ACTION = {"id", "who", "what", "due"}

CHECKS: Mapping[str, Check] = {
    "id": _entry_id,
    "at": _at,
    "who": _text,
    "day": _day,
    "note": _text,
    "links": _texts,
    "supersedes": _entry_id,
    "kr": _text,
    "objective": _text,
    "kpi": _text,
    "team": _text,
    "cycle": _text,
    "re": _entry_id,
    "void": _entry_id,
    "value": _number,
    "of": _count,
    "zone": _text,
    "milestone": _text,
    "done": _truth,
    "progress": _share,
    "confidence": _confidence,
    "expects": _number,
    "going_well": _text,
    "holding_back": _text,
    "blocked": _text,
    "unblocked": _entry_id,
    "support": _support,
    "supported": _entry_id,
    "evidence": _texts,
    "grade": _grade,
    "outcome": _outcome,
    "learned": _texts,
    "field": _text,
    "why": _text,
    "segment": _segment,
    "event": _text,
    "closed": _true,
    "reopened": _true,
    "meeting": _day,
    "actions": _actions,
    "action": _entry_id,
}
"""For each field what its value has to be. `old` and `new` may be anything."""
