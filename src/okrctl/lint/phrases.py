"""Phrases of titles: does one open with a verb of making, name a thing, join two results?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from okrctl.lint.amounts import Token, amounts, tokens
from okrctl.lint.language import Language

_WORDS_OF_A_VERB = 3


def makes(title: str, language: Language) -> str:
    """The verb of making or doing that a title opens with, in its own words; else empty.

    Where a language puts verbs last, the last word may be that verb: there a noun has a capital.
    """
    start, end = _verb_of_making(title, language)
    return title[start:end]


def thing_made(title: str, language: Language) -> str:
    """The thing that a title wants to be made, if it says nothing of what that is for; else empty.

    "Build a platform" names one; "Build a platform that developers love" goes on to say more.
    """
    (start, end), words = _verb_of_making(title, language), tokens(title)
    if start == end or any(word.text in language.purposes for word in words):
        return ""
    others = [word for word in words if word.end <= start or word.start >= end]
    thing = next(_things(others, language), None)
    return title[thing.start : thing.end] if thing else ""


def _verb_of_making(title: str, language: Language) -> tuple[int, int]:
    """Where the verb of making begins and ends; the same place twice where there is none."""
    words = _after_openers(tokens(title), language)
    for length in range(min(_WORDS_OF_A_VERB, len(words)), 0, -1):
        said, after = " ".join(word.text for word in words[:length]), words[length:]
        if said in language.making or (
            said in language.making_or_thing and _is_object(after, language)
        ):
            return words[0].start, words[length - 1].end
    if language.verb_last and len(words) > 1 and words[-1].text in language.making:
        start, end = words[-1].start, words[-1].end
        return (start, end) if title[start:end].islower() else (0, 0)
    return 0, 0


def _things(words: Sequence[Token], language: Language) -> Iterator[Token]:
    """Each thing that is the last word of its phrase: a pipeline, and no pipeline duration."""
    for at, word in enumerate(words):
        if _is_thing(word.text, language) and _ends_a_phrase(words[at + 1 :], language):
            yield word


def _ends_a_phrase(after: Sequence[Token], language: Language) -> bool:
    if not after or after[0].number:
        return True
    first = after[0].text
    is_verb = language.verb_last and first in language.making
    return is_verb or first in language.empty | language.beneficiaries or not first[0].isalpha()


def _is_thing(word: str, language: Language) -> bool:
    """Whether a word is a thing that is made; where words grow together, its end is one."""
    if word in language.things:
        return True
    ends = tuple(language.things)
    return language.verb_last and (word.endswith(ends) or word.removesuffix("s").endswith(ends))


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
    if language.verb_last and {left[-1].text, right[-1].text} <= language.change:
        return True
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
    if first.number or first.text in language.determiners | language.numbers.keys():
        return True
    phrase = list(takewhile(lambda word: word.text not in language.empty, after))
    return any(word in after[:_WORDS_OF_A_VERB] for word in _things(phrase, language))
