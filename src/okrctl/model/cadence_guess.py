"""What was probably meant by words that are no cadence, period or duration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from okrctl.model.cadence_days import WEEKDAYS

_WRITTEN_OUT = (
    (r"\b(?:biweekly|fortnightly)\b", "every 2 weeks"),
    (r"\bbimonthly\b", "every 2 months"),
    (r"\b(?:yearly|annually|every year)\b", "every 12 months"),
    (r"\b(?:weekdays|workdays|every (?:weekday|workday))\b", "daily"),
    (r"\b(?:each|once an?|once every)\b", "every"),
    (r"\bevery (?:other|second)\b", "every 2"),
    (r"\b(?:a|an|one)\b", "1"),
    (r"\b([0-9]+) ?d\b", r"\1 days"),
    (r"\b([0-9]+) ?wk?\b", r"\1 weeks"),
    (r"\b([0-9]+) ?mo?\b", r"\1 months"),
    (r"\b([0-9]+) ?yr?\b", r"\1 years"),
    (r"^([0-9]+)$", r"\1 days"),
    (r"\b([2-9]|[0-9]{2,}) (day|week|month|quarter|year)\b", r"\1 \2s"),
    (r"\b1 (day|week|month|quarter|year)s\b", r"1 \1"),
    (r" on (first|second|third|fourth|last|[0-9]+(?:st|nd|rd|th))\b", r" on the \1"),
    (r"\bon (?:the )?([23]?1)$", r"on the \1st"),
    (r"\bon (?:the )?(2?2)$", r"on the \1nd"),
    (r"\bon (?:the )?(2?3)$", r"on the \1rd"),
    (r"\bon (?:the )?([0-9]+)$", r"on the \1th"),
)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOUNS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
_KNOWN = (
    *WEEKDAYS, *_NOUNS, *_NOUNS.values(), "days", "weeks", "months", "quarters", "years",
    "every", "on", "the", "first", "second", "third", "fourth", "last",
)  # fmt: skip


def mended(words: str) -> Iterator[str]:
    """Texts that somebody who wrote `words` may have meant, the likeliest first."""
    text = " ".join(map(_weekday, words.split()))
    for number, word in enumerate(_NUMBERS, start=2):
        text = re.sub(rf"\b{word}\b", str(number), text)
    for pattern, replacement in _WRITTEN_OUT:
        text = re.sub(pattern, replacement, text)
    spelled = " ".join(map(_spelled, text.split()))
    for guess in (text, spelled):
        yield guess
        yield f"{guess}s"
        yield re.sub(r"^(\w+) (?!on )", r"\1 on ", guess)
        yield guess.removeprefix("every ")
        yield _NOUNS.get(guess, "")
        yield f"every {guess}"
        if not re.search(r"month|quarter", guess):
            yield from (f"weekly on {day}" for day in WEEKDAYS if day in guess.split())


def _weekday(word: str) -> str:
    """The weekday that a word shortens or puts in the plural, else the word itself."""
    stem = word.rstrip(".,").removesuffix("s") if len(word) > 3 else word
    return next((day for day in WEEKDAYS if len(stem) >= 3 and day.startswith(stem)), word)


def _spelled(word: str) -> str:
    """The known word that a word is nearest to, else the word itself."""
    if word in _KNOWN or not word.isalpha():
        return word
    return next(iter(get_close_matches(word, _KNOWN, n=1, cutoff=0.7)), word)
