"""Symbols and bars, in Unicode and in ASCII."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from okrctl.pages.blocks import Gauge, Meter, Role, Sign, Sparkline, Windows

SIGNS: Mapping[Sign, tuple[str, str, Role]] = {
    "good": ("●", "o", "good"),
    "warn": ("▲", "!", "warn"),
    "bad": ("✗", "x", "bad"),
    "stale": ("~", "~", "quiet"),
    "nothing": ("○", ".", "quiet"),
    "early": ("…", "-", "quiet"),
    "unknown": ("?", "?", "quiet"),
    "done": ("✓", "v", "good"),
    "closed": ("■", "#", "plain"),
    "out": ("–", "_", "quiet"),
    "open": ("○", ".", "plain"),
    "blocked": ("⚑", "B", "flag"),
    "regressed": ("↓", "R", "flag"),
    "now": ("◆", "@", "strong"),
    "target": ("┃", "|", "plain"),
    "critical zone": ("░", "x", "quiet"),
    "warning zone": ("·", "!", "quiet"),
    "healthy zone": ("─", "=", "quiet"),
}
"""Each symbol, its ASCII form, and its role."""

EIGHTHS = " ▏▎▍▌▋▊▉"
HEIGHTS, ASCII_HEIGHTS = "▁▂▃▄▅▆▇█", "12345678"
MOST_WINDOWS = 26

ASCII = str.maketrans(
    {
        "·": "-", "→": "->", "–": "-", "—": "-", "−": "-", "…": "...", "‘": "'", "’": "'",
        "“": '"', "”": '"', "„": '"', "┃": "|", "│": "|", "▸": ">", "≥": ">=", "≤": "<=",
        "×": "x", "€": "EUR ", "£": "GBP ", "¥": "JPY ", "\u00a0": " ", "✓": "v", "✗": "x",
        "─": "-", "◂": "<", "›": ">",
    }
)  # fmt: skip
"""Typography that has a plain form."""


def plain_ascii(text: str) -> str:
    r"""The text in ASCII: plain typography, letters without accents, the rest as `\u4e2d`."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(ASCII))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.encode("ascii", "backslashreplace").decode("ascii")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """How things are drawn: with all of Unicode, or in ASCII alone."""

    ascii_only: bool = False

    @property
    def ellipsis(self) -> str:
        """What shows that a text was cut."""
        return "..." if self.ascii_only else "…"

    def text(self, safe: str) -> str:
        """A safe text as it can be drawn."""
        return plain_ascii(safe) if self.ascii_only else safe

    def sign(self, sign: Sign) -> tuple[str, Role]:
        """A symbol and its role."""
        glyph, letter, role = SIGNS[sign]
        return (letter if self.ascii_only else glyph, role)

    def bar(self, meter: Meter, length: int, track: str = "░") -> str:
        """A bar of so many cells: what is done, the rest, and the mark of what is expected."""
        eighths = int(min(max(meter.done, Decimal(0)), Decimal(1)) * length * 8)
        full, part = divmod(eighths, 8)
        if self.ascii_only:
            bar = list("#" * full + ("-" if track == "─" else ".") * (length - full))
        else:
            bar = list("█" * full + (EIGHTHS[part] if part else "") + track * length)[:length]
        if meter.expected is not None:
            at = int(min(max(meter.expected, Decimal(0)), Decimal(1)) * length)
            bar[min(at, length - 1)] = "|" if self.ascii_only else "┃"
        return "".join(bar)

    def gauge(self, gauge: Gauge, length: int) -> str:
        """A scale of so many cells: each shows the zone of its middle, the target, or the value."""
        middles = [Decimal(2 * n + 1) / (2 * length) for n in range(length if gauge.zones else 0)]
        signs: list[Sign] = [
            next((zone for end, zone in gauge.zones if middle <= end), gauge.zones[-1][1])
            for middle in middles
        ]
        if signs and gauge.target is not None:
            signs[cell(gauge.target, length)] = "target"
        if signs and gauge.now is not None:
            signs[now_cell(gauge.now, gauge.target, length)] = "now"
        return "".join(self.sign(sign)[0] for sign in signs)

    def sparkline(self, sparkline: Sparkline) -> str:
        """A column a value, from the lowest to the highest of them; a gap is empty."""
        known = [value for value in sparkline.values if value is not None]
        heights = ASCII_HEIGHTS if self.ascii_only else HEIGHTS
        low, span = min(known, default=Decimal(0)), max(known, default=0) - min(known, default=0)
        return "".join(
            " "
            if value is None
            else heights[cell((value - low) / span, len(heights)) if span else 0]
            for value in sparkline.values
        )

    def windows(self, windows: Windows) -> str:
        """A square a period, the latest last; very old ones are left out."""
        kept, missed = ("#", ".") if self.ascii_only else ("■", "□")
        latest = windows.kept[-MOST_WINDOWS:]
        squares = "".join(kept if met else missed for met in latest)
        return squares if len(latest) == len(windows.kept) else self.ellipsis + squares


def cell(share: Decimal, length: int) -> int:
    """The cell of so many in which a share of 0 to 1 lies."""
    return min(max(int(share * length), 0), length - 1)


def now_cell(now: Decimal, target: Decimal | None, length: int) -> int:
    """The cell of a value; it stands on its target only when it is there, else beside it."""
    at = cell(now, length)
    if target is None or now == target or at != cell(target, length):
        return at
    beside = at - 1 if now < target else at + 1
    return beside if 0 <= beside < length else at
