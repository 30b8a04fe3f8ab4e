"""Packing: the same entries give the same bytes, and every line stays as it was written."""

from __future__ import annotations

import json
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrctl.text.packing import PackRefused, packed

OFFSETS = ("Z", "+02:00", "-11:30")
ENTRY = st.tuples(st.integers(0, 59), st.sampled_from(OFFSETS), st.sampled_from('xé\u2028"\\'))


class Shuffles(Protocol):
    """What puts a list into another order."""

    def shuffle(self, x: list[str]) -> None:
        """Put it in another order, in place."""


def line(name: str, at: str, note: str = "x") -> str:
    """One entry as its line."""
    return json.dumps({"id": name, "at": at, "who": "mira", "kr": "a/b#c", "note": note})


@given(st.lists(ENTRY, min_size=1, max_size=9), st.integers(1, 5), st.randoms())
def test_the_same_bytes_however_the_lines_are_spread(
    drawn: list[tuple[int, str, str]], count: int, chance: Shuffles
) -> None:
    """Whatever the files, their names and order, and lines that a merge left twice."""
    entries = [
        line(f"{number:013}", f"2026-08-01T22:{minute:02}:00{offset}", note)
        for number, (minute, offset, note) in enumerate(drawn)
    ]
    shuffled = [*entries, *entries[:2]]
    chance.shuffle(shuffled)
    spread: dict[str, bytes] = {}
    for number, one in enumerate(shuffled):
        path = f"checkins/2026-Q3/ops/{(number * 7) % count}.jsonl"
        spread[path] = spread.get(path, b"") + one.encode() + b"\n"
    whole = packed({"checkins/2026-Q3/ops/all.jsonl": "\n".join(entries).encode()})
    assert packed(spread) == whole
    assert packed({"checkins/2026-Q3/packed.jsonl": whole.data}) == whole
    assert sorted(whole.data.decode().split("\n")[:-1]) == sorted(entries)
    assert whole.entries == len(entries)


def test_lines_come_in_the_order_in_which_they_were_recorded() -> None:
    """By the instant, whatever offset it is written with; then by id."""
    late, early = (
        line("b" * 13, "2026-08-02T00:30:00+02:00"),
        line("c" * 13, "2026-08-01T22:00:00Z"),
    )
    twin = line("a" * 13, "2026-08-02T00:30:00+02:00")
    whole = packed({"a.jsonl": f"{late}\n{twin}\n".encode(), "b.jsonl": f"{early}\n".encode()})
    assert whole.data.decode() == f"{early}\n{twin}\n{late}\n"


def test_a_line_stays_as_it_was_typed() -> None:
    """Spaces, escapes and decimals; only line ends and the mark at the start go."""
    typed = (
        '{"at":"2026-08-01T22:00:00Z",  "id": "7f3kq2ab9mwx4", "value": 1.50, "note": "\\u00e9"}'
    )
    whole = packed({"a.jsonl": b"\xef\xbb\xbf\r\n" + typed.encode() + b"\r\n\n"})
    assert whole.data.decode() == f"{typed}\n"


def test_one_entry_written_in_two_ways_is_one_line() -> None:
    """The same one, whichever file comes first."""
    one = '{"id": "7f3kq2ab9mwx4", "at": "2026-08-01T22:00:00Z", "value": 4}'
    two = '{"id":"7f3kq2ab9mwx4","at":"2026-08-01T22:00:00Z","value":4}'
    files = {"a.jsonl": one.encode(), "b.jsonl": two.encode()}
    assert packed(files) == packed(dict(reversed(files.items())))
    assert packed(files).entries == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"id": "7f3kq2ab9mwx4", "at": "2026-08-01T22:00:00Z", "value": 5}', "two different"),
        ("{not json}", "cannot be packed"),
        ('{"at": "2026-08-01T22:00:00Z"}', "it has no id"),
        ('{"id": "8f3kq2ab9mwx4", "at": "2026-08-01"}', "no time with an offset"),
        ('{"id": "8f3kq2ab9mwx4", "at": "August"}', "no time with an offset"),
    ],
)
def test_what_would_lose_something_is_refused(text: str, why: str) -> None:
    """A line that nobody can read, an id that means two things."""
    sound = b'{"id": "7f3kq2ab9mwx4", "at": "2026-08-01T22:00:00Z", "value": 4}\n'
    with pytest.raises(PackRefused, match=why):
        packed({"a.jsonl": sound, "b.jsonl": text.encode()})
