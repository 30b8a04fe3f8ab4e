"""A review as the comment of a pull request: short enough for a forge, and nothing in it is markup.

A hidden marker lets one comment be updated. Where there is no room, the worst is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okrctl.changes.classify import Judged, Review
from okrctl.pages.changes import Between, arrow, collapsed, sides
from okrctl.pages.review import ADVICE, current, effect, headline, needs_reason, rises, told
from okrctl.render.escape import for_markdown, for_markdown_code

MOST = 60_000
"""Characters, and bytes: no forge takes a much longer comment."""
ROOM = 2_000
"""Kept for the head of the comment and its end."""
SHOWN_RISES, SHOWN_FOLDED, LONGEST = 10, 100, 300


def review_comment(review: Review, between: Between, *, key: str) -> str:
    """The comment: both commits, the headline, the table worst first, and details folded."""
    weighty = [one for one in told(review) if one.severity != "info"]
    notes = [one for one in told(review) if one.severity == "info"]
    head = [commits(between), "", f"### {for_markdown(headline(review))}"]
    risen = rises(review)
    head += [line for words in risen[:SHOWN_RISES] for line in ("", f"**{for_markdown(words)}**")]
    end = ["", f"<!-- okrctl-review:{key} -->"]
    left = MOST - ROOM - size([*head, *end])
    cycle = current(review)
    rows = list(within(left, (row(one, cycle) for one in weighty)))
    folded = details(notes, collapsed(one.change for one in review.judged))
    if size(rows) + size(folded) > left:
        folded = []
    return "\n".join([*head, *table(rows, weighty), *reasons(weighty), *folded, *end]) + "\n"


def commits(between: Between) -> str:
    """The first line."""
    base, head = (for_markdown_code(sha[:7]) for sha in (between.base, between.head))
    words = for_markdown(between.words)
    return words.replace(between.base[:7], base, 1).replace(
        f"head {between.head[:7]}", f"head {head}", 1
    )


def table(rows: Sequence[str], weighty: Sequence[Judged]) -> list[str]:
    """The rows there is room for, and how many more there are."""
    if not rows:
        return []
    lines = [
        "",
        "| | Change | Before | After | Effect | Owner |",
        "|:--|:--|--:|--:|:--|:--|",
        *rows,
    ]
    more = len(weighty) - len(rows)
    return [*lines, "", f"{more} more: run `okrctl review`"] if more else lines


def row(judged: Judged, cycle: str) -> str:
    """One row of the table."""
    where, before, after = sides(judged.change, cycle)
    cells = (
        judged.severity,
        f"{judged.row.name} {for_markdown_code(short(where))}",
        *(for_markdown(short(text)) for text in (before, after, effect(judged))),
        for_markdown(short(judged.owner or "–")),
    )
    return f"| {' | '.join(cells)} |"


def reasons(judged: Sequence[Judged]) -> list[str]:
    """What was written down as reasons, and what would help where nothing was."""
    lines = [
        f"- {for_markdown_code(one.change.address)}: {for_markdown(short(one.reason))}"
        for one in judged[:SHOWN_RISES]
        if one.reason
    ]
    lines += [
        f"- {for_markdown_code(one.change.address)} is under"
        f" {for_markdown(short(', '.join(one.uses)))}"
        for one in judged[:SHOWN_RISES]
        if one.uses
    ]
    advice = ["", for_markdown(ADVICE)] if needs_reason(judged) else []
    return [*([""] if lines else []), *lines, *advice]


def details(notes: Sequence[Judged], counted: str) -> list[str]:
    """What needs no judgement, folded."""
    summary = ", ".join(filter(None, (f"{len(notes)} of no weight" if notes else "", counted)))
    if not summary:
        return []
    listed = [
        f"- {one.row.name} {for_markdown_code(short(sides(one.change)[0]))}"
        f" {for_markdown(short(arrow(one.change)))}"
        for one in notes[:SHOWN_FOLDED]
    ]
    more = len(notes) - len(listed)
    listed += [f"- {more} more"] if more else []
    return ["", f"<details><summary>{summary}</summary>", "", *listed, "", "</details>"]


def short(text: str) -> str:
    """A text that does not crowd out others."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def within(room: int, lines: Iterable[str]) -> Iterable[str]:
    """The first lines that there is room for."""
    for line in lines:
        room -= size([line])
        if room < 0:
            return
        yield line


def size(lines: Iterable[str]) -> int:
    """The bytes of lines with their ends."""
    return sum(len(line.encode()) + 1 for line in lines)
