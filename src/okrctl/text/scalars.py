"""What a plain scalar means, and where another YAML reader would take it for something else.

`true false null`, integers and decimals mean what they say; all else is text. Nothing is coerced:
where readers disagree, the value stays the text that is seen, and the ambiguity is told.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from okrctl.text.tree import Plain

MAX_DIGITS = 40
"""The most digits of a number."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")

_CONSTANTS: dict[str, Plain] = {"true": True, "false": False, "null": None, "~": None, "": None}

_WORDS = {
    **dict.fromkeys(("y", "yes", "on", "true"), "true"),
    **dict.fromkeys(("n", "no", "off", "false"), "false"),
    "null": "null",
}

_NUMBERS = (
    (re.compile(r"[-+]?(?:0o?[0-7_]+)"), "an octal number"),
    (re.compile(r"[-+]?0x[0-9a-fA-F_]+"), "a hexadecimal number"),
    (re.compile(r"[-+]?0b[01_]+"), "a binary number"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "a number in base 60"),
    (re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)[eE][-+]?[0-9]+"), "a number"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?"), "a number"),
    (re.compile(r"[-+]?\.[0-9][0-9_]*"), "a number"),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)"), "infinity"),
    (re.compile(r"\.(?:nan|NaN|NAN)"), "not a number"),
)

_MAY_BE_A_NUMBER = frozenset("+-.0123456789")
_TOO_LONG_TO_BE_A_WORD = 6


class Meaning(NamedTuple):
    """A value, what another reader may take it for (empty where all agree), and its excess."""

    value: Plain
    elsewhere: str = ""
    digits: int = 0
    """How many digits a number has that is too long to be read; its value is then its text."""


def meaning(raw: str) -> Meaning:
    """What a plain scalar means here, and elsewhere where that differs."""
    if raw in _CONSTANTS:
        return Meaning(_CONSTANTS[raw])
    if raw[0] in _MAY_BE_A_NUMBER:
        return _number(raw)
    if len(raw) < _TOO_LONG_TO_BE_A_WORD and raw in _cased(raw):
        return Meaning(raw, _WORDS.get(raw.lower(), ""))
    return Meaning(raw)


def _cased(word: str) -> tuple[str, str, str]:
    """The three ways that other readers accept a word: `yes`, `Yes`, `YES`."""
    return word.lower(), word.capitalize(), word.upper()


def _number(raw: str) -> Meaning:
    whole = _INTEGER.fullmatch(raw)
    if whole or _DECIMAL.fullmatch(raw):
        digits = len(raw) - raw.count("-") - raw.count(".")
        if digits > MAX_DIGITS:
            return Meaning(raw, digits=digits)
        return Meaning(int(raw) if whole else without_sign_of_zero(Decimal(raw)))
    for pattern, name in _NUMBERS:
        if pattern.fullmatch(raw):
            return Meaning(raw, name)
    return Meaning(raw)


def without_sign_of_zero(number: Decimal) -> Decimal:
    """The number itself, and for a negative zero the zero it equals."""
    return number or number.copy_abs()
