"""Laws of the comparison: edits in different places add up, and their order is nothing."""

from __future__ import annotations

from collections import Counter
from random import Random  # noqa: TID251 - what a law draws from

from hypothesis import given, settings
from hypothesis import strategies as st

from changes.edits import EDITS, Edit
from changes.generated import Drawn, edits
from changes.layouts import laid_out
from changes.two import company, compared, edited, names
from okrctl.changes.change import Change
from okrctl.changes.files import MEANINGLESS

TEAMS = ("company", "eng", "ops")
OBJECTIVES = ("company/loved", "eng/trust", "ops/calm")


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


def made(found: list[Drawn]) -> dict[str, str]:
    """The company after edits."""
    return edited({edit.old: edit.new for edit in found})


def one_each() -> st.SearchStrategy[list[Drawn]]:
    """Generated edits of different goals."""
    return st.lists(edits(), max_size=6, unique_by=lambda edit: edit.address)


def said(changes: tuple[Change, ...]) -> Counter[tuple[object, ...]]:
    """The field of each change and what it was before and after."""
    return Counter((one.field, one.before, one.after) for one in changes)


@settings(max_examples=100, deadline=None)
@given(several())
def test_edits_add_up(edits: list[Edit]) -> None:
    """Each of them is found as if it were alone, and nothing else is."""
    found = names(compared(company(), edited({old: new for old, new, _ in edits})))
    assert sorted(found) == sorted(expected for _, _, expected in edits)


@settings(max_examples=60, deadline=None)
@given(edits())
def test_a_generated_edit_is_the_only_finding(edit: Drawn) -> None:
    """Whatever value is drawn: there by one class, and back by the class that it is that way."""
    after = made([edit])
    assert names(compared(company(), after)) == [(edit.there, edit.address, edit.field)]
    assert names(compared(after, company())) == [(edit.back, edit.address, edit.field)]


@settings(max_examples=30, deadline=None)
@given(one_each(), one_each())
def test_back_is_the_mirror(first: list[Drawn], second: list[Drawn]) -> None:
    """Of any two revisions: the same fields say the same two things the other way round."""
    one, other = made(first), made(second)
    there, back = compared(one, other), compared(other, one)
    mirrored = Counter(
        {(field, new, old): n for (field, old, new), n in said(there.changes).items()}
    )
    assert said(back.changes) == mirrored
    assert len(there.changes) == len(back.changes)


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


@settings(max_examples=40, deadline=None)
@given(st.randoms(), one_each())
def test_layout_means_nothing(random: Random, changed: list[Drawn]) -> None:
    """Comments, styles, order, folders of KPIs, files of entries: only the edits are found."""
    after = laid_out(random, made(changed))
    found = compared(company(), after)
    assert sorted(names(found)) == sorted((one.there, one.address, one.field) for one in changed)
    if not changed:
        assert {one.name for one in found.changes} <= MEANINGLESS


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(OBJECTIVES), st.sampled_from(TEAMS), st.booleans(), st.randoms()
)  # fmt: skip
def test_a_move_to_another_team_is_exactly_one_finding(
    name: str,
    team: str,
    aliased: bool,  # noqa: FBT001 - drawn
    random: Random,
) -> None:
    """With an alias or without one, laid out otherwise or not, whoever supports it."""
    old_team, _, objective = name.partition("/")
    after = company()
    text = after.pop(f"goals/2026-Q4/{name}.yaml") + (f"aliases: [{name}]\n" if aliased else "")
    after[f"goals/2026-Q4/{team}/{objective}.yaml"] = text
    found = names(compared(company(), laid_out(random, after)))
    moved = [("moved-to-team", f"2026-Q4/{team}/{objective}", "")]
    kept = [("detail-changed", f"2026-Q4/{name}", "aliases")] if aliased else []
    assert found == (moved if team != old_team else kept)
