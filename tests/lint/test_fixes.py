"""Fixes: an edit at a place, proved by reading the file again, and not a byte beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.linted import TODAY
from okrctl.findings import Edit, Finding, Fix, Rule, Span
from okrctl.lint.catalog import catalog
from okrctl.lint.fixes import fix, meet
from okrctl.lint.run import lint
from okrctl.text.nodes import read
from okrctl.text.ruler import Ruler
from support import Space, workspace

FILE = "goals/2026-Q4/ops/calm.yaml"
RULE = Rule("OKR999", "made-up", "error", "made up for a test")


def said(text: str, *edits: tuple[str, str], safe: bool = True) -> Finding:
    """A finding whose fix writes a new text for each old one, at its first occurrence."""
    ruler = Ruler(FILE, text)
    made = tuple(
        Edit(ruler.span(text.index(old), text.index(old) + len(old)), new) for old, new in edits
    )
    return Finding(RULE, made[0].span, "wrong", fixes=(Fix(made, "mends it", safe),))


def mended(text: str, *findings: Finding, unsafe: bool = False) -> tuple[str, int]:
    """The text after one round, and how many fixes are in it."""
    done = fix({FILE: read(text.encode(), FILE)}, findings, unsafe=unsafe)
    return done.texts.get(FILE, text), done.count


TEXT = "title: Calm  # why: see below\nowner: mra\ntags: ['on', x]\n"


def test_a_fix_changes_its_span_alone() -> None:
    """Comments, quotes and the rest stay as they are."""
    assert mended(TEXT, said(TEXT, ("mra", "mira"))) == (TEXT.replace("mra", "mira"), 1)


def test_an_unsafe_fix_is_made_when_it_is_asked_for() -> None:
    """And a safe one in any case."""
    finding = said(TEXT, ("mra", "mira"), safe=False)
    assert mended(TEXT, finding) == (TEXT, 0)
    assert mended(TEXT, finding, unsafe=True)[1] == 1


def test_the_first_fix_that_may_be_made_is_made() -> None:
    """A finding may offer an unsafe one and a safe one."""
    (unsafe,) = said(TEXT, ("mra", "ana"), safe=False).fixes
    (safe,) = said(TEXT, ("mra", "mira")).fixes
    finding = replace(said(TEXT, ("mra", "")), fixes=(unsafe, safe))
    assert "owner: mira" in mended(TEXT, finding)[0]
    assert "owner: ana" in mended(TEXT, finding, unsafe=True)[0]


def test_fixes_that_meet_are_made_one_after_the_other() -> None:
    """The second finds its place in the file as it is then."""
    first, second = said(TEXT, ("owner: mra", "owner: mira")), said(TEXT, ("mra", "ana"))
    assert mended(TEXT, first, second) == (TEXT.replace("mra", "mira"), 1)
    insertion = said(TEXT, ("tags", "tags"))
    edits = (Edit(Span(FILE, 3, 1, 3, 1), new) for new in ("a: 1\n", "b: 2\n"))
    both = [replace(insertion, fixes=(Fix((edit,), "adds", safe=True),)) for edit in edits]
    assert mended(TEXT, *both) == (TEXT.replace("tags", "a: 1\ntags"), 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mra", "[mira"),
        ("mra", "mira\ntitle: Again"),
        ("mra", "mira\n  more: x"),
        ("owner: mra\n", "owner: 'mira\n"),
        ("labels:", "why: |"),
        ("mra", "mra"),
    ],
)
def test_a_fix_that_would_break_the_file_is_left_out(old: str, new: str) -> None:
    """Errors, lost comments and values, nothing changed: the other fixes are made without it."""
    text = TEXT + "labels:\n  a: b  # kept\n"
    breaking, good = said(text, (old, new)), said(text, ("'on'", '"on"'))
    assert mended(text, breaking) == (text, 0)
    assert mended(text, breaking, good) == (text.replace("'on'", '"on"'), 1)


def test_a_file_that_cannot_be_read_is_mended_mistake_by_mistake() -> None:
    """Each round gets at least as far as the next one."""
    text = "title: %off\nwhy: %on\n"
    rounds = 0
    while True:
        space = workspace(text)
        done = fix(space.loaded.sources, space.findings, unsafe=False)
        if not done.count:
            break
        text, rounds = done.texts[FILE], rounds + 1
    assert text == 'title: "%off"\nwhy: "%on"\n'
    assert 1 <= rounds <= 2


def test_entries_are_never_edited() -> None:
    """What was said is history; a fix of an entry file is not made."""
    finding = said(TEXT, ("mra", "mira"))
    assert fix({}, [finding], unsafe=True).count == 0


def test_spans_meet_where_they_touch() -> None:
    """An insertion meets what it stands beside."""
    assert meet(Span(FILE, 1, 3, 1, 5), Span(FILE, 1, 5, 1, 5))
    assert meet(Span(FILE, 1, 1, 9, 1), Span(FILE, 2, 1, 2, 5))
    assert not meet(Span(FILE, 1, 3, 1, 5), Span(FILE, 1, 6, 1, 7))
    assert not meet(Span(FILE, 2, 1, 2, 5), Span(FILE, 1, 1, 1, 9))


BROKEN = [
    "titel: Calm releases", "title: Calm, 3% up", "owner: mra", "why: fix #12 first",
    "tags: [on, 'yes', \"a b\"]", "why: 'it''s # no comment'", "supports: [ops/clam]",
    "key_results: {bugs: {title: Bugs, 3% up, from: 10, to: 0}}",
    "key_results:\n  bugs:\n    title: Bugs\n    form: 10\n    to: 0", "pillar: %off",
    "  # okrctl: ignore[OKR205, cut-by-hsh]", "# a comment", "", "visibility: publik",
    'why: "é ü \\u2603"', "labels: {a: b, c}",
]  # fmt: skip
LINES = st.lists(
    st.tuples(st.sampled_from(BROKEN), st.sampled_from(["", "  # why", " #x", "   "])),
    min_size=1, max_size=6,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]), st.booleans())
def test_no_byte_outside_of_a_span_changes(
    lines: list[tuple[str, str]],
    end: str,
    mark: str,
    last: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever the line ends, the byte order mark, comments, quotes and indentation."""
    body = "\n".join(line + comment for line, comment in lines) + ("\n" if last else "")
    text = mark + body.replace("\n", end)
    settings = b"okrctl: 1\nstrategy: {calm: Calm}\npeople: {mira: {}}\nteams: {ops: {}}\n"
    space = Space({"okrctl.yaml": settings, FILE: text.encode()})
    findings = linted_space(space)
    for finding in findings:
        done = fix(space.loaded.sources, [finding], unsafe=True)
        if FILE in done.texts:
            assert outside(text, finding, done.texts[FILE])
    together = fix(space.loaded.sources, findings, unsafe=True)
    if FILE in together.texts:
        comments = {comment.text for comment in space.loaded.sources[FILE].comments}
        assert {"why", "a comment"} & comments <= comments_in(together.texts[FILE])
        assert together.texts[FILE].startswith(mark)


def linted_space(space: Space) -> tuple[Finding, ...]:
    """All that lint finds in a goal file."""
    return tuple(one for one in lint(space.loaded, today=TODAY) if one.span.file == FILE)


def outside(before: str, finding: Finding, after: str) -> bool:
    """Whether a text is another one but for the spans of a finding's fix."""
    edits = finding.fixes[0].edits
    ruler = Ruler(FILE, before)
    start = min(ruler.bounds(edit.span)[0] for edit in edits)
    end = max(ruler.bounds(edit.span)[1] for edit in edits)
    tail = before[end:]
    return (
        after.startswith(before[:start])
        and after.endswith(tail)
        and (len(edits) > 1 or after == before[:start] + edits[0].text + tail)
    )


def comments_in(text: str) -> set[str]:
    """The comments of a text."""
    return {comment.text for comment in read(text.encode(), FILE).comments}


FIXABLE = [rule for rule in catalog().values() if rule.bad]


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_the_fix_of_a_rule_mends_what_it_finds(rule: Rule) -> None:
    """Of every rule with a fix: applied to the page's bad example, nothing of it is left."""
    space = workspace(rule.bad)
    findings = lint(space.loaded, today=TODAY)
    done = fix(space.loaded.sources, findings, unsafe=True)
    assert bool(done.count) == any(one.fixes for one in findings)
    after = {path: text.encode() for path, text in done.texts.items()}
    left = lint(Space({**space.contents, **after}).loaded, today=TODAY)
    assert not done.count or rule.code not in [one.rule.code for one in left]
