"""Values as people type them into an option or an answer, exact, or why they cannot be taken."""

from __future__ import annotations

import re
from decimal import Decimal

from okrctl.errors import UsageError

DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
DECIMAL_COMMA = re.compile(r"(?P<whole>-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)),(?P<part>\d+)")
GROUP = 3
MOST_DIGITS = 40
MOST_CONFIDENT = 10


def amount(text: str, flag: str = "--value") -> Decimal:
    """The number that is typed, exact; UsageError that says how to write what was meant."""
    typed = text.strip()
    if DIGITS.fullmatch(typed) and typed.isascii():
        if sum(map(str.isdigit, typed)) > MOST_DIGITS:
            raise UsageError(f"{flag}: a number of more than {MOST_DIGITS} digits", "round it")
        return Decimal(typed)
    meant = digits_meant(typed)
    help_ = f"write it in digits, without its unit: {flag} {meant or '8'}"
    raise UsageError(f"{flag} {text}: this is no number", help_)


def digits_meant(text: str) -> str:
    """The digits that somebody may have meant by a text; empty where nobody can tell."""
    from okrctl.load.reading.complaints import number_meant

    plain = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text.replace("−", "-"))
    plain = with_point(re.sub(r"^[€$£]\s*|\s*(?:%|[A-Za-z€$£]+)$", "", plain))
    return number_meant(f"0{plain}" if plain.startswith(".") else plain)


def with_point(text: str) -> str:
    """The number with a decimal point, where somebody wrote `8,5` or `1.234,5`; else the text.

    What may be grouped thousands, as in `1,234`, is left alone.
    """
    found = DECIMAL_COMMA.fullmatch(text)
    if found is None or (len(found["part"]) == GROUP and "." not in found["whole"]):
        return text
    return f"{re.sub(r'[. ]', '', found['whole'])}.{found['part']}"


def value_of(text: str, flag: str = "--value") -> tuple[Decimal, Decimal | None]:
    """The value, and the whole that it is of: `8` is 8 of nothing, `7/12` is 7 of 12."""
    part, slash, whole = text.partition("/")
    if not slash:
        return amount(text, flag), None
    value, of = amount(part, flag), amount(whole, flag)
    if of <= 0:
        raise UsageError(f"{flag} {text}: it cannot be of {of}", f"such as {flag} 7/12")
    return value, of


def share(text: str, flag: str = "--progress") -> Decimal:
    """A progress from 0 to 1, typed as `0.4` or `40%`."""
    typed = text.strip()
    number = amount(typed.removesuffix("%").strip(), flag)
    found = number / 100 if typed.endswith("%") else number
    if not 0 <= found <= 1:
        raise UsageError(f"{flag} {text}: a progress goes from 0 to 1", f"such as {flag} 40%")
    return found


def confidence(text: str, flag: str = "--confidence") -> int:
    """A confidence, a whole number from 0 to 10."""
    typed = text.strip()
    if typed.isascii() and typed.isdigit() and int(typed) <= MOST_CONFIDENT:
        return int(typed)
    raise UsageError(
        f"{flag} {text}: a confidence is a whole number from 0 to 10",
        "0 is surely not, 10 is surely: how sure are you of the target by the end?",
    )


def ask(text: str, flag: str = "--support") -> dict[str, object]:
    """What is needed from whom, typed as `ops: a masked copy`."""
    team, colon, need = (part.strip() for part in text.partition(":"))
    if not (colon and team and need):
        raise UsageError(
            f"{flag} {text}: it is not said from whom", f"such as {flag} 'ops: a masked copy'"
        )
    return {"team": team, "need": need}


def words(text: str, flag: str) -> str:
    """Words; UsageError where there are none."""
    if not text.strip():
        raise UsageError(f"{flag} says nothing", f"write it, or leave {flag} out")
    return text.strip()


def segment(texts: tuple[str, ...], flag: str = "--segment") -> dict[str, str]:
    """A segment, typed as `region=emea`."""
    found = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (equals and name and value):
            raise UsageError(f"{flag} {text}: which one?", f"such as {flag} region=emea")
        found[name] = value
    return found
