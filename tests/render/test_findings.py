"""Findings in the forms of people, editors and CI."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from okrctl.findings import Edit, Finding, Fix, Rule, Severity, Span
from okrctl.render.findings import github
from okrctl.render.findings.formats import FORMS, render
from render.pages_to_draw import FINDINGS, source

FILES = ("a.yaml", "b.yaml", "c.yaml")
RULE = Rule("OKR103", "from-equals-to", "error", "It does not move.")


def lines(*texts: str) -> Callable[[str, int], str]:
    """Every file has these lines."""
    return lambda _, number: texts[number - 1] if 0 < number <= len(texts) else ""


def finding(  # noqa: PLR0913 - what a finding can be
    line: int = 1,
    column: int = 1,
    end: int | None = None,
    *,
    message: str = "from and to are both 3",
    file: str = "goals/x.yaml",
    help: str = "",  # noqa: A002
    severity: Severity = "error",
) -> Finding:
    """A finding at a place."""
    span = Span(file, line, column, line, end or column + 1)
    return Finding(RULE, span, message, help=help, severity=severity)


def test_a_finding_has_its_place_its_line_its_caret_and_its_hint() -> None:
    """The line above says what an indented line belongs to; the summary is last."""
    out = render(
        [finding(2, 5, 6, help="a key result moves")],
        lines("bugs:", "  to: 3"),
        files=["goals/x.yaml", *FILES],
        status=1,
        hints=False,
    )
    assert out.splitlines() == [
        "error OKR103 from-equals-to: from and to are both 3",
        "  goals/x.yaml:2:5",
        "   1 │ bugs:",
        "   2 │   to: 3",
        "     │     ^ a key result moves",
        "✗ 1 error in 1 of 4 files · exit 1",
    ]


def test_errors_come_before_warnings() -> None:
    """What fails comes first; within a severity the order is that of the files."""
    out = render(FINDINGS, source, files=FILES, status=1)
    assert re.findall(r"OKR\d{3}(?= \w+-)", out) == ["OKR010", "OKR201", "OKR302"]


def test_nothing_found_says_so() -> None:
    """A clean run says how many files it read."""
    assert render([], source, files=FILES) == "✓ nothing found in 3 files · exit 0\n"


def test_a_long_line_is_cut_around_the_caret() -> None:
    """The place stays in sight, with an ellipsis where the line goes on."""
    text = "title: " + "word " * 60 + "HERE" + " tail" * 40
    column = text.index("HERE") + 1
    out = render([finding(1, column, column + 4)], lines(text), files=["a.yaml"], width=80)
    shown, caret = out.splitlines()[2:4]
    assert len(shown) <= 80
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert shown.startswith("   1 │ …")
    assert shown.endswith("…")


@pytest.mark.parametrize("before", ["\ttitle: ", "标题: ", "e\u0301 🚀: ", "\u202etitle: ", "שם: "])
def test_the_caret_stands_below_its_place(before: str) -> None:
    """Tabs, wide letters, combining marks and shown characters are measured as drawn."""
    text = f"{before}TODO"
    out = render([finding(1, len(before) + 1, len(text) + 1)], lines(text), files=["a.yaml"])
    shown, caret = out.splitlines()[2:4]
    assert cell_len(shown[: shown.index("TODO")]) == cell_len(caret[: caret.index("^")])
    assert caret.count("^") == len("TODO")


def test_y10_a_byte_order_mark_moves_no_caret() -> None:
    """Y10: columns count from behind it, and it is not shown."""
    out = render([finding(1, 1, 6)], lines("\ufefftitle: x"), files=["a.yaml"])
    assert out.splitlines()[2:4] == ["   1 │ title: x", "     │ ^^^^^"]


def test_a_wide_letter_at_the_cut_moves_no_caret() -> None:
    """Half a wide letter is a space."""
    for pad in ("", "x"):
        text = pad + "客" * 60 + "TODO"
        out = render([finding(1, len(text) - 3, len(text) + 1)], lines(text), files=["a.yaml"])
        shown, caret = out.splitlines()[2:4]
        assert cell_len(shown[: shown.index("TODO")]) == cell_len(caret[: caret.index("^")])


def test_a_message_is_never_cut() -> None:
    """What is wrong can be read to its end on any screen."""
    long = "no objective " + "x" * 200
    out = render([finding(message=long, help="y" * 150)], lines("a"), files=["a.yaml"], width=40)
    assert long in out
    assert "y" * 150 in out


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    """One excerpt, one caret."""
    span = Span("goals/x.yaml", 1, 4, 3, 2)
    out = render([Finding(RULE, span, "m")], lines("abcdef", "g", "h"), files=["a.yaml"])
    assert out.splitlines()[3] == "     │    ^^^"


def test_a_file_that_cannot_be_read_has_no_excerpt() -> None:
    """The hint then stands alone."""
    out = render([finding(help="add okrctl.yaml")], lines(), files=["a.yaml"], hints=False)
    assert out.splitlines()[1:3] == ["  goals/x.yaml:1:1", "  add okrctl.yaml"]


def test_other_places_are_named() -> None:
    """A duplicate names both lines."""
    both = Finding(RULE, Span("a.yaml", 4, 1, 4, 2), "twice",
                   related=((Span("a.yaml", 2, 1, 2, 2), "the first one"),))  # fmt: skip
    assert "  a.yaml:2:1: the first one" in render([both], lines(), files=["a.yaml"])


def test_fixes_are_named_where_they_can_be_applied() -> None:
    """An unsafe fix is called that."""
    span = Span("a.yaml", 1, 1, 1, 2)
    fixed = Finding(RULE, span, "m", help="write 4", fixes=(Fix((Edit(span, "4"),), "sets 4"),))
    assert "fix" not in render([fixed], lines("3"), files=["a.yaml"])
    out = render([fixed], lines("3"), files=["a.yaml"], fixable=True)
    assert "^ write 4  (unsafe fix)" in out
    assert "1 error in 1 of 1 file, 1 unsafe fix · exit" in out


def test_concise_is_a_line_a_finding() -> None:
    """`path:line:col: CODE name message`, in the order of places."""
    out = render(FINDINGS[::-1], source, "concise")
    assert out.splitlines()[0] == (
        "goals/2027-Q1/engineering/calm-deploys.yaml:11:9: "
        "OKR010 placeholder-left-in `to` is still TODO"
    )
    assert len(out.splitlines()) == 3


def test_concise_cannot_be_a_command_of_the_runner() -> None:
    """A file may be called anything."""
    out = render([finding(file="::error::x")], lines(), "concise")
    assert not out.startswith("::")


def test_json_has_everything_a_finding_knows() -> None:
    """`okrctl.lint/1`: places, arguments, help, counts."""
    facts = json.loads(render(FINDINGS, source, "json", files=FILES))
    assert facts["schema"] == "okrctl.lint/1"
    assert facts["counts"] == {"error": 2, "warning": 1, "info": 0}
    parent = facts["findings"][1]
    assert parent["arguments"] == {"parent": "company/trsut"}
    assert (parent["line"], parent["column"], parent["end_column"]) == (5, 12, 25)


def test_github_annotates_the_place() -> None:
    """File from the root of the repository, lines, columns, title and message."""
    out = render([finding(2, 5, 6, help="move it")], lines(), "github", prefix="okrs/")
    assert out == (
        "::error file=okrs/goals/x.yaml,line=2,endLine=2,col=5,endColumn=6,"
        "title=OKR103 from-equals-to::from and to are both 3%0Amove it\n"
    )


def test_github_has_no_columns_over_several_lines() -> None:
    """GitHub refuses columns then."""
    span = Span("a.yaml", 1, 4, 3, 2)
    out = render([Finding(RULE, span, "m")], lines(), "github")
    assert out.startswith("::error file=a.yaml,line=1,endLine=3,title=")


def test_r05_a_hostile_text_is_one_annotation() -> None:
    """R05: newline, `::error`, `%0A`, comma and colon in message and path."""
    hostile = finding(message="x\n::set-env name=a::b%0A", file="a,b:c%.yaml")
    out = render([hostile], lines(), "github")
    assert out.count("\n") == 1
    assert "file=a%2Cb%3Ac%25.yaml," in out
    assert out.endswith("::x%0A::set-env name=a::b%250A\n")


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "more"),
    [(10, 10, 10, 0), (11, 3, 0, 1), (30, 25, 0, 35), (11, 0, 10, 2), (0, 0, 12, 3)],
)
def test_github_prints_the_worst_ten_of_each(
    errors: int, warnings: int, infos: int, more: int
) -> None:
    """A step shows ten of a kind; the notice about the rest is one of the ten notices."""
    found = [finding(severity="error")] * errors
    found += [finding(severity="warning")] * warnings + [finding(severity="info")] * infos
    out = render(found, lines(), "github").splitlines()
    for command in ("error", "warning", "notice"):
        assert sum(row.startswith(f"::{command}") for row in out) <= 10
    notice = [row for row in out if "more in the summary" in row]
    assert notice == ([f"::notice::{more} more in the summary"] if more else [])
    assert len(out) - len(notice) == errors + warnings + infos - more


def test_the_summary_has_every_finding_in_a_table() -> None:
    """Worst first, what a user wrote escaped."""
    found = [*FINDINGS, finding(message="a | b <img> @mira", severity="info")]
    rows = github.summary(found, files_checked=4).splitlines()
    assert rows[0] == "### okrctl: 2 errors, 1 warning, 1 note"
    assert len(rows) == 4 + len(found)
    assert "a \\| b \\<img\\> `@mira`" in rows[-1]


def test_a_clean_run_has_a_summary_too() -> None:
    """A job without findings says how much was read."""
    assert github.summary([], files_checked=4) == "### okrctl: nothing found in 4 files\n"


def test_the_summary_stays_below_what_github_takes() -> None:
    """One MiB at most, with how many more there are."""
    many = [finding(number, message="m" * 900) for number in range(1, 2000)]
    text = github.summary(many)
    assert len(text.encode()) <= 1024 * 1024
    shown = text.count("| error |")
    assert f"{len(many) - shown} more: run `okrctl lint`" in text


@pytest.mark.parametrize("form", FORMS)
def test_y22_five_hundred_findings_are_all_there(form: str) -> None:
    """Forms that are not for a step's annotations drop nothing."""
    many = [finding(number, message=f"mistake {number}!") for number in range(1, 501)]
    out = render(many, lines(*["abc"] * 500), form, files=["a.yaml"])
    told = {int(number) for number in re.findall(r"mistake (\d+)\\?!", out)}
    assert told == set(range(1, 11 if form == "github" else 501))
