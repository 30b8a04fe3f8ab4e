"""What fits on a screen, what leaves first, and what lines up."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from okrctl.pages.blocks import (
    Column,
    Gap,
    Group,
    Heading,
    Item,
    Journey,
    Line,
    Mark,
    Meter,
    Next,
    Note,
    Prose,
    Quote,
    Run,
    Stack,
    Table,
    Windows,
    line,
)
from okrctl.pages.document import Document
from okrctl.pages.scorecard import scorecard
from okrctl.render.formats import render
from okrctl.render.glyphs import Glyphs, plain_ascii
from okrctl.render.terminal.cells import cut, start_of
from pages.sample import acme, adds_up, entry, key_result, objective, stands
from render.pages_to_draw import PAGES, status


def drawn(*blocks: object, width: int = 80, **look: bool) -> list[str]:
    """The lines of a page of these blocks."""
    document = Document("x/1", blocks=blocks)  # type: ignore[arg-type]
    return render(document, "table", width=width, **look).splitlines()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (120, []),
        (119, ["OWNER"]),
        (99, ["OWNER", "TITLE"]),
        (80, ["OWNER", "TITLE"]),
        (72, ["OWNER", "TITLE", "CONF"]),
        (60, ["OWNER", "TITLE", "CONF", "WEAKEST", "RATIO"]),
        (48, ["OWNER", "TITLE", "CONF", "WEAKEST", "RATIO", "WEEK"]),
        (40, ["OWNER", "TITLE", "CONF", "WEAKEST", "RATIO", "WEEK", "PACE"]),
    ],
)
def test_columns_leave_in_their_order(width: int, gone: list[str]) -> None:
    """Narrower than 80: first CONF, then WEAKEST with RATIO, WEEK, the bar."""
    titles = next(row for row in render(status(), width=width).splitlines() if "STATE" in row)
    every = ["STATE", "OBJECTIVE", "TITLE", "OWNER", "PACE", "NOW", "WEEK", "WEAKEST", "RATIO",
             "CONF", "AGE"]  # fmt: skip
    assert [title for title in every if title not in titles] == sorted(gone, key=every.index)


def test_r04_columns_line_up_whatever_the_script() -> None:
    """R04: Chinese, Hebrew, an emoji and a combining mark; every line ends at the same cell."""
    states = []
    for title in ("客户在第一次联系时", "כל שחרור", "ship 🚀 it", "Cafe\u0301", "plain"):
        goal = objective("growth/goal", title, owner="lena")
        kr = key_result(goal, "kr", title, unit="%", **{"from": 0, "to": 10})
        states.append(adds_up(goal, stands(kr, entry("x", value=kr.target))))
    state, workspace = acme(*states)
    rows = render(scorecard(state, workspace), width=120).splitlines()
    assert {cell_len(row) for row in rows if row.endswith("0d")} == {cell_len(rows[3])}


@pytest.mark.parametrize("width", [20, 1])
@pytest.mark.parametrize("page", [page for page in PAGES if page != "lint"])
def test_r04_a_tiny_screen_cuts_and_never_fails(page: str, width: int) -> None:
    """R04: 20 columns, even 1; only a line that says a verdict or a warning stays whole."""
    document = PAGES[page]()
    whole = [row for block in document.blocks if isinstance(block, Line) and block.whole
             for row in drawn(block, width=width)]  # fmt: skip
    rows = [row for row in render(document, width=width).splitlines() if row not in whole]
    assert max(map(cell_len, rows)) <= max(width, 20 if page in ("rule", "empty") else width)


def test_a_long_id_is_cut_and_no_column_leaves_for_it() -> None:
    """At 80 the elastic columns shrink instead."""
    goal = objective("growth/" + "long-" * 11 + "name", "t", owner="lena")
    kr = key_result(goal, "very-" * 8 + "weak", "t", unit="%", **{"from": 0, "to": 10})
    state, workspace = acme(adds_up(goal, stands(kr, entry("x", value=kr.target, confidence=8))))
    rows = render(scorecard(state, workspace), width=80).splitlines()
    assert "CONF" in rows[3]
    assert "very-very-" in rows[5]
    assert rows[5].count("…") == 2
    assert cell_len(rows[5]) <= 80


def test_what_stands_aside_is_at_the_edge() -> None:
    """At the right of the page, or below where there is no room."""
    heading = Heading(line("left", aside=("right",)))
    assert drawn(heading) == ["left" + " " * 71 + "right"]
    assert drawn(heading, width=8) == ["left", "right"]


def test_a_table_wider_than_a_page_moves_the_edge() -> None:
    """What stands aside ends where the table ends."""
    table = Table((Column("A"),), (Group(((line("x" * 90),),)),))
    assert drawn(Heading(line("l", aside=("r",))), table, width=120)[0] == "l" + " " * 88 + "r"


def test_next_commands_drop_from_the_end() -> None:
    """A command is never cut in the middle while another one is shown."""
    commands = ("okrctl show a", "okrctl checkin a", "okrctl lint")
    assert drawn(Next(commands)) == ["Next  okrctl show a · okrctl checkin a · okrctl lint"]
    assert drawn(Next(commands), width=40) == ["Next  okrctl show a · okrctl checkin a"]
    assert drawn(Next(commands), width=20) == ["Next  okrctl show a"]


def test_hints_can_be_left_out_with_the_gap_before_them() -> None:
    """Off a terminal nothing is suggested."""
    assert drawn(line("x"), Gap(), Next(("okrctl lint",)), hints=False) == ["x"]


def test_labels_are_aligned() -> None:
    """A label of several lines is said once."""
    rows = drawn(Note("Needs", (line("a"), line("b"))), Next(("c",)))
    assert rows == ["Needs  a", "       b", "Next   c"]


def test_next_stands_beside_short_labels() -> None:
    """The widest label is its own, so that it is not glued to its first command."""
    assert drawn(Note("One", (line("a"),)), Next(("okrctl status",))) == [
        "One   a", "Next  okrctl status",
    ]  # fmt: skip


def test_journeys_begin_below_each_other() -> None:
    """The starts of all journeys of a page are aligned right."""
    meter = Meter(__import__("decimal").Decimal("0.5"))
    items = [
        Item(line("s"), name, "", line(), (Journey(start, meter, "9"),))
        for name, start in (("a", "63 %"), ("b", "10"))
    ]
    rows = drawn(Stack(tuple(items)))
    assert rows[1].index("├") == rows[3].index("├")
    assert rows[3].startswith("    10 ├")


@pytest.mark.parametrize(
    ("done", "expected", "bar"),
    [
        ("0", "0.565", "░░░░░┃░░░░"),
        ("0.40", "0.565", "████░┃░░░░"),
        ("0.4235", "0.565", "████▏┃░░░░"),
        ("0.17", "0.565", "█▋░░░┃░░░░"),
        ("0.63", "0.565", "█████┃▎░░░"),
        ("1", "0.565", "█████┃████"),
        ("1.4", "1", "█████████┃"),
        ("-0.2", "0", "┃░░░░░░░░░"),
    ],
)
def test_a_bar_shows_what_is_done_and_what_is_expected(done: str, expected: str, bar: str) -> None:
    """It fills by eighths of a cell, from 0 to 1 whatever lies beyond."""
    from decimal import Decimal

    assert Glyphs().bar(Meter(Decimal(done), Decimal(expected)), 10) == bar


def test_a_bar_in_ascii() -> None:
    """No part of a cell, and the mark is a stroke."""
    from decimal import Decimal

    meter = Meter(Decimal("0.4235"), Decimal("0.565"))
    assert Glyphs(ascii_only=True).bar(meter, 10) == "####.|...."


def test_very_old_periods_are_left_out() -> None:
    """A year of weeks shows the latest half, and that there was more."""
    squares = Glyphs().windows(Windows((False,) * 30 + (True,) * 22))
    assert squares == "…" + "□" * 4 + "■" * 22


def test_ascii_keeps_what_it_cannot_draw() -> None:
    """Accents go, typography is plain, other letters are shown by number."""
    assert plain_ascii("Öz – “ok” € 客") == 'Oz - "ok" EUR  \\u5ba2'


def test_every_sign_has_its_own_shape() -> None:
    """Colour is never the only difference between signs that can stand in the same place."""
    signs = ("good", "warn", "bad", "stale", "nothing", "early", "unknown", "done", "closed", "out")
    for ascii_only in (False, True):
        shapes = [Glyphs(ascii_only).sign(sign)[0] for sign in signs]  # type: ignore[arg-type]
        assert len(set(shapes)) == len(signs)


def test_prose_quotes_and_notes_flow() -> None:
    """What somebody wrote is read to its end, on lines that fit."""
    for block in (Prose("word " * 40), Quote("word " * 40), Note("N", (line("word " * 40),))):
        rows = drawn(block)
        assert len(rows) > 1
        assert sum(row.count("word") for row in rows) == 40
        assert max(map(len, rows)) <= 80


def test_words_without_spaces_flow_too() -> None:
    """Chinese has no spaces; a line is broken between letters, and none is lost."""
    rows = drawn(Quote("客户" * 60))
    assert "".join(rows) == "“" + "客户" * 60 + "”"
    assert max(map(cell_len, rows)) <= 80


def test_an_empty_page_is_empty() -> None:
    """No block, no line."""
    assert drawn() == []


def test_a_sign_has_its_colour_and_text_has_none() -> None:
    """Off pace is bold magenta."""
    text = render(Document("x/1", blocks=(Line((Mark("bad"), Run(" plain"))),)), color=True)
    assert text == "\x1b[1;35m✗\x1b[0m plain\n"


def test_a_letter_is_not_parted_from_its_marks() -> None:
    """Cutting leaves a whole letter and no half of a wide one."""
    assert start_of("e\u0301e\u0301e\u0301", 2) == "e\u0301e\u0301"
    assert start_of("客户", 3) == "客"
    assert cut((("客户客户", "plain"),), 6, "…") == (("客户", "plain"), ("…", "plain"))
