"""Laws of the comparison: edits in different places add up, and their order is nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from changes.edits import EDITS, Edit
from changes.two import company, compared, edited, names


def goal(edit: Edit) -> str:
    """What an edit is of, whether it renames it or not."""
    return edit[2][1].replace("soc-2", "soc2")


@st.composite
def several(draw: st.DrawFn) -> list[Edit]:
    """Edits of different goals, KPIs and settings, which can all be made."""
    chosen = draw(st.lists(st.sampled_from(EDITS), max_size=8, unique_by=goal))
    possible: list[Edit] = []
    for edit in chosen:
        texts = edited({old: new for old, new, _ in possible}).values()
        if sum(text.count(edit[0]) for text in texts) == 1:
            possible.append(edit)
    return possible


@settings(max_examples=200, deadline=None)
@given(several())
def test_edits_add_up(edits: list[Edit]) -> None:
    """Each of them is found as if it were alone, and nothing else is."""
    found = names(compared(company(), edited({old: new for old, new, _ in edits})))
    assert sorted(found) == sorted(expected for _, _, expected in edits)


@settings(max_examples=30, deadline=None)
@given(several(), several())
def test_no_change_lies_between_a_thing_and_itself(first: list[Edit], second: list[Edit]) -> None:
    """Whatever it holds; and what one side has, only the other side can lack."""
    one = edited({old: new for old, new, _ in first})
    assert compared(one, dict(one)).changes == ()
    other = edited({old: new for old, new, _ in second})
    there, back = (names(compared(*pair)) for pair in ((one, other), (other, one)))
    fields = [{(address, field) for _, address, field in found} for found in (there, back)]
    entries = {found for found in fields[0] ^ fields[1] if found[1] == ""}
    assert fields[0] - entries == fields[1] - entries
