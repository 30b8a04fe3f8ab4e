"""Phrases of titles: does one open with a verb of making, name a thing, join two results?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.lint.amounts import Token, amounts, tokens
from okrctl.lint.language import Language

_WORDS_OF_A_VERB = 3


def makes(title: str, language: Language) -> str:
    """The verb of making or doing that a title opens with, in its own words; else empty.

    Where a language puts verbs last, the last word may be that verb: there a noun has a capital.
    """
    words = _after_openers(tokens(title), language)
    for length in range(min(_WORDS_OF_A_VERB, len(words)), 0, -1):
        said = " ".join(word.text for word in words[:length])
        if said in language.making or (
            said in language.making_or_thing and _is_object(words[length:], language)
        ):
            return title[words[0].start : words[length - 1].end]
    last = title[words[-1].start : words[-1].end] if len(words) > 1 else ""
    return last if language.verb_last and last.islower() and last in language.making else ""


def thing_made(title: str, language: Language) -> str:
    """The thing to make that a title names before it says what that is for; else empty."""
    for token in tokens(title):
        if token.text in language.purposes:
            return ""
        if _is_thing(token.text, language):
            return title[token.start : token.end] if _ends_openly(title, token, language) else ""
    return ""


def _ends_openly(title: str, thing: Token, language: Language) -> bool:
    """Whether nothing behind the thing says what it is for."""
    return not any(
        token.text in language.purposes for token in tokens(title) if token.start > thing.start
    )


def _is_thing(word: str, language: Language) -> bool:
    """Whether a word is a thing that is made; where words grow together, its end is one."""
    if word in language.things:
        return True
    return language.verb_last and any(word.endswith(thing) for thing in language.things)


def is_vague(title: str, language: Language) -> bool:
    """Whether no word of a title that says anything says something one could see."""
    words = [token.text for token in tokens(title)]
    saying = [word for word in words if word not in language.empty and any(map(str.isalnum, word))]
    return bool(saying) and all(word in language.vague for word in saying)


def two_results(title: str, language: Language) -> str:
    """The word that joins two measures in a title; empty where it says one, or none."""
    found = tokens(title)
    for at, token in enumerate(found):
        if token.text in language.joins and not _is_between(found[:at], language):
            left, right = found[:at], found[at + 1 :]
            if _are_two(title, left, right, language):
                return title[token.start : token.end]
    return ""


def _is_between(before: Sequence[Token], language: Language) -> bool:
    return any(token.text in language.between for token in before)


def _are_two(title: str, left: Sequence[Token], right: Sequence[Token], language: Language) -> bool:
    """Whether both sides of a join measure something."""
    if not left or not right:
        return False
    numbers = amounts(title, language)
    amount_left = any(end <= left[-1].end for _, end in numbers)
    amount_right = any(start >= right[0].start for start, _ in numbers)
    if amount_left and amount_right:
        return not (left[-1].number and right[0].number)
    if right[0].text in language.change:
        return any(token.text in language.change | language.measures for token in left)
    return left[-1].text in language.measures and right[0].text in language.measures


def acronyms(text: str, language: Language) -> Iterator[tuple[str, int]]:
    """Each acronym that not everybody knows, and where it begins; none in a text of capitals."""
    if text.isupper():
        return
    for token in tokens(text):
        word = text[token.start : token.end]
        bare = word.removesuffix("s")
        if len(bare) > 1 and bare.isupper() and bare.isalnum() and bare[-1].isalpha():
            low = bare.casefold()
            if low not in _known(language) and bare[0].isalpha():
                yield bare, token.start


def _known(language: Language) -> frozenset[str]:
    return language.acronyms | language.empty | language.numbers.keys() | language.determiners


def _after_openers(found: Sequence[Token], language: Language) -> Sequence[Token]:
    """A title's words without what stands before its verb: `We will`."""
    for opener in sorted(language.openers, key=len, reverse=True):
        count = opener.count(" ") + 1
        if " ".join(token.text for token in found[:count]) == opener:
            return found[count:]
    return found


def _is_object(after: Sequence[Token], language: Language) -> bool:
    """Whether what follows a word that may be a verb is what it is done to."""
    if not after:
        return False
    first = after[0]
    return (
        first.number
        or first.text in language.determiners
        or first.text in language.numbers
        or first.text in language.things
    )
