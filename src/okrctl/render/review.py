"""A review as the comment of a pull request: short enough for a forge, and nothing in it is markup.

A hidden marker lets one comment be updated. Where there is no room, the worst is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from okrctl.changes.classify import Judged, Review
from okrctl.pages.alignment import alignment_map
from okrctl.pages.changes import Between, arrow, collapsed, names_of, sides, where
from okrctl.pages.document import Graph
from okrctl.pages.review import advice, current, effect, headline, rises, told
from okrctl.render.escape import for_markdown, for_markdown_code
from okrctl.render.mermaid import flowchart

MOST = 60_000
"""Characters, and bytes: no forge takes a much longer comment."""
ROOM = 2_000
"""Kept for the head of the comment and its end."""
MOST_OF_A_CHART, MOST_EDGES = 50_000, 500
"""What forges draw of a Mermaid chart."""
SHOWN_RISES, SHOWN_FOLDED, LONGEST = 10, 100, 300


def review_comment(review: Review, between: Between, *, key: str) -> str:
    """The comment: both commits, the headline, the table worst first, and details folded."""
    weighty = [one for one in told(review) if one.severity != "info"]
    notes = [one for one in told(review) if one.severity == "info"]
    names = names_of((one.change for one in told(review)), current(review))
    head = [commits(between), "", f"### {for_markdown(headline(review))}"]
    risen = rises(review)
    head += [line for words in risen[:SHOWN_RISES] for line in ("", f"**{for_markdown(words)}**")]
    end = ["", f"<!-- okrctl-review:{key} -->"]
    why = reasons(weighty, names)
    left = MOST - ROOM - size([*head, *why, *end])
    rows = list(within(left, (row(one, names) for one in weighty)))
    left -= size(rows)
    summary = noted(notes, collapsed(one.change for one in review.judged))
    folded = details(summary, notes, names)
    if size(folded) > left:
        folded = ["", f"{summary}: run `okrctl review`"]
        left = 0
    drawn = chart(alignment_map(review), left - size(folded))
    below = (*table(rows, weighty), *why, *folded, *drawn)
    return "\n".join([*head, *below, *end]) + "\n"


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


def row(judged: Judged, names: Mapping[str, str]) -> str:
    """One row of the table."""
    what, before, after = sides(judged.change, names)
    cells = (
        judged.severity,
        f"{judged.row.name} {for_markdown_code(short(what))}",
        *(for_markdown(short(text)) for text in (before, after, effect(judged))),
        for_markdown(short(judged.owner or "–")),
    )
    return f"| {' | '.join(cells)} |"


def reasons(judged: Sequence[Judged], names: Mapping[str, str]) -> list[str]:
    """What was written down as reasons, and what would help where nothing was."""
    lines = [
        f"- {for_markdown_code(where(one.change, names))}: {for_markdown(short(one.reason))}"
        for one in judged[:SHOWN_RISES]
        if one.reason
    ]
    lines += [
        f"- {for_markdown_code(one.change.address)} is under"
        f" {for_markdown(short(', '.join(one.uses)))}"
        for one in judged[:SHOWN_RISES]
        if one.uses
    ]
    helps = [each for words in advice(judged)[:SHOWN_RISES] for each in ("", for_markdown(words))]
    return [*([""] if lines else []), *lines, *helps]


def noted(notes: Sequence[Judged], counted: str) -> str:
    """How much there is that needs no judgement: `3 of no weight, 12 entry-added`."""
    return ", ".join(filter(None, (f"{len(notes)} of no weight" if notes else "", counted)))


def details(summary: str, notes: Sequence[Judged], names: Mapping[str, str]) -> list[str]:
    """What needs no judgement, folded."""
    if not summary:
        return []
    listed = [
        f"- {one.row.name} {for_markdown_code(short(where(one.change, names)))}"
        f" {for_markdown(short(arrow(one.change)))}"
        for one in notes[:SHOWN_FOLDED]
    ]
    more = len(notes) - len(listed)
    listed += [f"- {more} more"] if more else []
    return fold(summary, listed)


def chart(graph: Graph | None, room: int) -> list[str]:
    """The alignment map, folded; where it is too large to be drawn a line says so."""
    if graph is None:
        return []
    drawn = ["```mermaid", *flowchart(graph).splitlines(), "```"]
    if len(graph.edges) > MOST_EDGES or size(drawn) > MOST_OF_A_CHART or size(drawn) > room:
        size_of = f"{len(graph.nodes)} goals, {len(graph.edges)} links"
        return ["", f"The alignment map is too large for a comment ({size_of}): run `okrctl tree`"]
    return fold("Alignment map, with what changed", drawn)


def fold(summary: str, lines: Sequence[str]) -> list[str]:
    """Lines behind a summary."""
    return ["", f"<details><summary>{summary}</summary>", "", *lines, "", "</details>"]


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
