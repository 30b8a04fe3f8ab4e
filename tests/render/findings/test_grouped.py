from __future__ import annotations

from okrctl.render.findings.formats import render
from render.findings.found import finding, lines


def test_findings_stand_below_their_file() -> None:
    """Files in the order of their paths, lines in theirs, places aligned, the summary last."""
    found = [finding(12, 5), finding(3, 1, severity="warning"), finding(file="goals/a.yaml")]
    out = render(found, lines(), "grouped", files=["a", "b", "c"], status=1, hints=False)
    assert out.splitlines() == [
        "goals/a.yaml",
        "  1:1  error OKR103 from-equals-to: from and to are both 3",
        "",
        "goals/x.yaml",
        "  3:1   warning OKR103 from-equals-to: from and to are both 3",
        "  12:5  error OKR103 from-equals-to: from and to are both 3",
        "",
        "✗ 2 errors, 1 warning in 2 of 3 files · exit 1",
    ]


def test_a_message_is_never_cut() -> None:
    """What is wrong can be read to its end on any screen."""
    long = "no objective " + "x" * 200
    assert long in render([finding(message=long)], lines(), "grouped", width=40)


def test_nothing_found_says_so() -> None:
    """A clean run says how many files it read."""
    out = render([], lines(), "grouped", files=["a", "b", "c"])
    assert out == "✓ nothing found in 3 files · exit 0\n"
