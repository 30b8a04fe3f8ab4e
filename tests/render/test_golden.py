"""Golden pages at several widths and in every form; review reads their diff."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from okrctl.render.formats import forms_of, render
from render.conftest import GOLDEN
from render.pages_to_draw import PAGES

WIDTHS = (60, 80, 120)
SGR = re.compile(r"\x1b\[[0-9;]*m")
FLOWING = (
    "explain-objective", "explain-key-result", "explain-kpi", "kpis", "review", "plan", "retro",
    "litmus", "meeting",
)  # fmt: skip
COLOURED = ("status", "show-objective", "lint", "kpis")
IN_EVERY_FORM = (
    "meeting",
    "status", "status-included",
    "show-objective", "show-kpi", "lint", "rule", "empty", "kpis", "explain-key-result",
    "tree", "tree-kpis", "calibration", "due", "blockers", "support", "review", "diff",
    "changelog", "log", "since", "plan", "retro", "litmus", "audit",
)  # fmt: skip
ELSEWHERE = ("table", "ics")
"""Forms that are no golden file of this list: the screens above, and calendars, read back."""
FORMS = [
    (page, form)
    for page in IN_EVERY_FORM
    for form in forms_of(PAGES[page]())
    if form not in ELSEWHERE
]
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_on_a_terminal(page: str, width: int, golden: Golden) -> None:
    """No line but a finding's is wider than the screen; colour changes no letter."""
    document = PAGES[page]()
    plain = render(document, width=width)
    golden(f"{page}-{width}.txt", plain)
    assert page == "lint" or max(map(cell_len, plain.splitlines())) <= width
    assert not any(line.endswith(" ") for line in plain.splitlines())
    assert SGR.sub("", render(document, width=width, color=True)) == plain


@pytest.mark.parametrize("page", COLOURED)
def test_a_page_in_colour(page: str, golden: Golden) -> None:
    """Colour is on signs, words and deltas; it is the reader's own sixteen."""
    golden(f"{page}-colour.ansi", render(PAGES[page](), width=80, color=True))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_ascii(page: str, golden: Golden) -> None:
    """With --ascii there is no other character, and the page has as many lines.

    Sentences that flow may break elsewhere, since an arrow or a bound is longer in ASCII.
    """
    drawn = render(PAGES[page](), width=80, ascii_only=True)
    golden(f"{page}-ascii.txt", drawn)
    assert drawn.isascii()
    assert page in FLOWING or drawn.count("\n") == render(PAGES[page](), width=80).count("\n")


@pytest.mark.parametrize(("page", "form"), FORMS)
def test_a_page_in_every_form(page: str, form: str, golden: Golden) -> None:
    """Every document can take every form."""
    golden(f"{page}.{form}", render(PAGES[page](), form))


def test_no_golden_file_is_left_over() -> None:
    """Each file in the folder is one that a test above compares."""
    expected = {f"{page}-{width}.txt" for page in PAGES for width in WIDTHS}
    expected |= {f"{page}-ascii.txt" for page in PAGES}
    expected |= {f"{page}-colour.ansi" for page in COLOURED}
    expected |= {f"{page}.{form}" for page, form in FORMS}
    assert {path.name for path in GOLDEN.iterdir()} == expected
