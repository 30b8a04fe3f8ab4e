"""Did you mean."""

from __future__ import annotations

import pytest

from okrctl.load.near import did_you_mean, listing, nearest


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("key_result", "key_results"),
        ("key-results", "key_results"),
        ("suports", "supports"),
        ("zzz", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_the_nearest_name_forgives_case_plural_and_a_slip(word: str, name: str) -> None:
    """What is too far from every name has none."""
    assert nearest(word, ["title", "key_results", "supports"]) == name


def test_a_question_is_asked_only_where_a_name_is_close() -> None:
    """Otherwise the reader is told something else."""
    assert did_you_mean("miro", ["mira"]) == "did you mean mira?"
    assert did_you_mean("q", ["mira"], "people are mira") == "people are mira"


def test_a_long_list_of_names_is_cut() -> None:
    """Messages stay on a line."""
    assert listing("abc") == "a, b, c"
    assert listing("abcdefgh", 3) == "a, b, c, …"
