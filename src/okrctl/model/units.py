"""Units: percent, money, time, or anything that can be counted, and what is divided by what.

A unit is read from its text; what it measures is its `dimension`, in which `bug` and `bugs` are
one, every length of time is `s` at some scale, and what stands on both sides of a `/` is gone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

PERCENT = "%"
TIME = "s"
MOST_LETTERS = 60

SECONDS = {
    "s": 1, "min": 60, "h": 3_600, "d": 86_400, "wk": 604_800, "mo": 2_629_746, "yr": 31_556_952,
}  # fmt: skip
"""The seconds of each unit of time; a year has 365.2425 days, and a month is a twelfth of it."""

_ISO_4217 = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_ISO_4217.split())
"""ISO 4217: what is legal tender, and what was until a few years ago: old goals keep theirs."""

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₺": "TRY", "₽": "RUB"}
_SINGULARS = {"people": "person", "children": "child", "men": "man", "women": "woman"}


class UnitError(ValueError):
    """A text that is no unit, or units that cannot be added. `column` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is measured, each kind as often as it counts, in the order of the alphabet."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of units over a product of units. Nothing over nothing is a plain number."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As a file writes it; `·` joins what a formula multiplied. Empty for a plain number."""
        above = "·".join(self.over) or ("1" if self.under else "")
        return "/".join((above, *self.under))

    def __str__(self) -> str:
        """The text."""
        return self.text

    @property
    def dimension(self) -> Dimension:
        """What it measures, whatever the scale and the grammatical number."""
        over, under = Counter(map(kind_of, self.over)), Counter(map(kind_of, self.under))
        return Dimension(
            tuple(sorted((over - under).elements())), tuple(sorted((under - over).elements()))
        )

    @property
    def scale(self) -> Fraction:
        """Seconds in its unit of time; 1 where it has none. Other kinds have no scales."""
        scale = Fraction(1)
        for atom in self.over:
            scale *= SECONDS.get(atom, 1)
        for atom in self.under:
            scale /= SECONDS.get(atom, 1)
        return scale

    @property
    def is_percent(self) -> bool:
        """Whether it is percent, and not percent of something by something."""
        return self == Unit((PERCENT,))

    @property
    def is_currency(self) -> bool:
        """Whether it is money, and not money by something."""
        return len(self.over) == 1 and not self.under and self.over[0] in CURRENCIES

    @property
    def is_duration(self) -> bool:
        """Whether it is a length of time."""
        return len(self.over) == 1 and not self.under and self.over[0] in SECONDS

    def same_dimension(self, other: Unit) -> bool:
        """Whether both measure the same, if at different scales."""
        return self.dimension == other.dimension

    def addable(self, other: Unit) -> bool:
        """Whether numbers of both can be added as they are: the same thing at the same scale."""
        return self.same_dimension(other) and self.scale == other.scale

    def multiply(self, other: Unit) -> Unit:
        """The unit of a product. What stands over and under cancels where its scale is one."""
        return _cancelled((*self.over, *other.over), (*self.under, *other.under))

    def divide(self, other: Unit) -> Unit:
        """The unit of a quotient."""
        return _cancelled((*self.over, *other.under), (*self.under, *other.over))


PLAIN = Unit()
"""A number without a unit, such as the ratio of two amounts of money."""


def parse(text: str) -> Unit:
    """The unit that a text says: `%`, `EUR`, `h`, `bugs`, `EUR/people`, `bugs/mo`.

    Raises `UnitError`, with the column in the text.
    """
    if len(text) > MOST_LETTERS:
        raise UnitError(f"a unit has at most {MOST_LETTERS} characters", MOST_LETTERS + 1)
    atoms, column = [], 1
    for part in text.split("/"):
        atoms.append(_atom(part, column + len(part) - len(part.lstrip())))
        column += len(part) + 1
    return Unit((atoms[0],), tuple(atoms[1:]))


def kind_of(atom: str) -> str:
    """What one part of a unit measures: `s`, a currency, `%`, or a noun in the singular."""
    if atom in SECONDS:
        return TIME
    if atom == PERCENT or atom in CURRENCIES:
        return atom
    *before, noun = atom.split(" ")
    return " ".join((*before, _singular(noun)))


def _singular(noun: str) -> str:
    """One of what an English noun counts, near enough to know two forms of it for one."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _cancelled(over: Iterable[str], under: Iterable[str]) -> Unit:
    """A unit without what stands both over and under. `h` and `d` do not cancel: 24 would go."""
    left = list(under)
    kept = []
    for atom in over:
        match = next((other for other in left if _cancels(atom, other)), None)
        if match is None:
            kept.append(atom)
        else:
            left.remove(match)
    return Unit(tuple(kept), tuple(left))


def _cancels(atom: str, other: str) -> bool:
    return atom == other or (atom not in SECONDS and kind_of(atom) == kind_of(other))


def _atom(text: str, column: int) -> str:
    """One part of a unit, without the space around it."""
    name = unicodedata.normalize("NFC", text.strip(" "))
    if not name:
        raise UnitError("a unit is missing here", column)
    if name in _SIGNS:
        raise UnitError(f"write {_SIGNS[name]} for {name}", column)
    if name != PERCENT and not _is_noun(name):
        raise UnitError(
            f"“{name}” is no unit: write %, a currency such as EUR, one of {' '.join(SECONDS)}, "
            "or what is counted",
            column,
        )
    return name


def _is_noun(name: str) -> bool:
    """Whether it is words of letters (digits may follow), with single spaces or hyphens between."""
    words = name.replace("-", " ").split(" ")
    return name[0].isalpha() and all(
        word and all(unicodedata.category(c)[0] in "LMN" for c in word) for word in words
    )
