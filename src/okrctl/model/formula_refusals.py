"""Why a text is no formula, in plain words, by what stands where the grammar gave up."""

from __future__ import annotations

import re

from okrctl.model.formula_tree import FormulaError

_WRONG = (
    (r"\*|\^", "there is no power: multiply as often as needed"),
    (r"/", "a number or a KPI is missing before /"),
    (r"\+", "a number or a KPI is missing before +"),
    (r"-", "a minus needs a space on both sides, because ids have hyphens"),
    (r"[−–—]", "write the minus as -"),
    (r"[×·]", "write * to multiply"),
    (r"÷", "write / to divide"),
    (r"[\"'`“”‘’]", "a formula holds numbers and ids, no text"),
    (r"\.[0-9]", "write a number with a digit before the point, such as 0.5"),
    (r"\.", "a point stands inside a number only"),
    (r"[\[\]{}]", "there are no brackets but ( ); for a period before, write lag(kpi, 1)"),
    (r"[<>=!&|~?:;@]|(?:if|and|or|not|in)\b", "a formula only reckons: + - * / and ( )"),
    (r"_", "ids have hyphens and numbers have no separators: _ is in neither"),
    (r"%", "write percent as a number, such as 0.05 for 5%"),
    (r"[€$£¥]", "a formula has no units: those are in `unit` of each KPI"),
    (r"[A-Z]", "ids are written in small letters"),
    (r",", "a comma stands between the arguments of a function only"),
    (r"\(", "a sign is missing before ("),
)
_WORD = re.compile(r"[a-z0-9.-]+")


def refusal(text: str, at: int) -> FormulaError:
    """The error for a text that the grammar cannot go on with at `at`."""
    return FormulaError(_message(text, at), at + 1)


def _message(text: str, at: int) -> str:
    """What is wrong there, and what to write instead."""
    before, rest = text[:at], text[at:]
    if not rest.strip():
        return _at_the_end(before)
    if rest[0] == ")":
        unopened = before.count("(") <= before.count(")")
        return "this ) closes nothing" if unopened else "a number or a KPI is missing before )"
    if rest[0] == "*" and not before.rstrip().endswith("*"):
        return "a number or a KPI is missing before *"
    return next((says for wrong, says in _WRONG if re.match(wrong, rest)), "") or _unknown(rest)


def _at_the_end(before: str) -> str:
    if not before.strip():
        return "the formula is empty"
    unclosed = before.count("(") > before.count(")")
    if unclosed and re.search(r"[a-z0-9)]\s*$", before):
        return "a ( is not closed"
    return "a number or a KPI is missing here"


def _unknown(rest: str) -> str:
    word = _WORD.match(rest)
    if word:
        return f"a sign is missing before {word[0]}"
    shown = rest[0] if rest[0].isprintable() else f"U+{ord(rest[0]):04X}"
    return f"{shown} has no meaning in a formula"
