"""Alike: titles that name the same thing, whatever they want of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from okrctl.lint.amounts import tokens
from okrctl.lint.language import Language
from okrctl.model.kpi import Kpi

Core = frozenset[str]
"""The words of a title that name what it is about."""

_OF_ITS_WORDS, _OF_MINE = 2 / 3, 3 / 4
"""How many words of a number's title a goal has that has no other, and the other way."""


def core(text: str, language: Language) -> Core:
    """The words of a text that name what it is about: no verb of more or less, and no number."""
    aside = (language.change, language.factors, language.numbers, language.scales)
    words = (token.text for token in tokens(text) if not token.number)
    kept = (word for word in words if not any(word in some for some in aside))
    return language.content(" ".join(kept))


def alike(goal: Core, other: Core) -> bool:
    """Whether a goal says no more than another text, but for a few words of either."""
    if not goal or not other:
        return False
    if goal <= other:
        return len(goal) / len(other) >= _OF_ITS_WORDS
    return other < goal and len(other) / len(goal) >= _OF_MINE


@dataclass(frozen=True)
class Gauges:
    """The KPIs by what they are about, looked up by a word that few of them have."""

    by_core: dict[Core, Kpi] = field(default_factory=dict)
    by_word: dict[str, list[Core]] = field(default_factory=lambda: defaultdict(list))
    by_rarest: dict[str, list[Core]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, kpis: Iterable[Kpi], language: Language) -> Gauges:
        """The KPIs by the words of their titles and ids; of equals the first."""
        gauges = cls()
        for kpi in kpis:
            for text in (kpi.title, kpi.id):
                gauges.by_core.setdefault(core(text, language), kpi)
        for words in gauges.by_core:
            for word in words:
                gauges.by_word[word].append(words)
        for words in gauges.by_core:
            if words:
                gauges.by_rarest[gauges._rarest(words)].append(words)
        return gauges

    def like(self, goal: Core) -> Iterator[Kpi]:
        """The KPIs that say the same as a goal.

        One that has all of its words has the rarest; of one that it has all words of, it has the
        rarest: nothing else is compared.
        """
        if not goal:
            return
        inside = (words for word in sorted(goal) for words in self.by_rarest.get(word, ()))
        around = self.by_word.get(self._rarest(goal), ())
        for words in (*inside, *around):
            if alike(goal, words):
                yield self.by_core[words]

    def _rarest(self, words: Core) -> str:
        return min(sorted(words), key=lambda word: len(self.by_word.get(word, ())))
