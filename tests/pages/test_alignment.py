"""The alignment map of a review: goals and what they support, and which of them changed."""

from __future__ import annotations

import re

from changes.two import ACTIVE, CALM, TRUST, company, compared, edited
from okrctl.changes.classify import Review
from okrctl.pages.alignment import alignment_map
from okrctl.pages.changes import Between
from okrctl.pages.document import Graph
from okrctl.render.review import review_comment

BETWEEN = Between("a" * 40, "merge base with main", "b" * 40)
EASED = {"to: 2\n": "to: 4\n"}


def review(after: dict[str, str]) -> Review:
    """What becomes of the small company."""
    return Review(compared(company(), after), ACTIVE)


def drawn(after: dict[str, str]) -> Graph:
    """The map of a change."""
    graph = alignment_map(review(after))
    assert graph is not None
    return graph


def test_a_goal_points_to_what_it_supports_and_says_what_changed() -> None:
    """The key result that it supports is on the edge, the worst severity in its words."""
    graph = drawn(edited(EASED))
    (edge,) = graph.edges
    assert (edge.start, edge.end, edge.label) == (
        "2026-Q4/eng/trust", "2026-Q4/company/loved", "#nps",
    )  # fmt: skip
    marked = {node.address: (node.label, node.sign) for node in graph.nodes}
    assert marked["2026-Q4/eng/trust"] == (
        "eng/trust: Customers trust every release (changed, error)", "bad",
    )  # fmt: skip
    assert marked["2026-Q4/ops/calm"] == ("ops/calm: On call is calm", None)


def test_the_worst_change_of_a_goal_marks_it() -> None:
    """A note beside an error is an error."""
    graph = drawn(edited(EASED | {"status: doing": "status: done"}))
    assert [node.sign for node in graph.nodes if node.sign] == ["bad"]


def test_a_goal_that_is_gone_is_on_the_map() -> None:
    """It supports nothing any more."""
    after = company()
    del after[TRUST]
    graph = drawn(after)
    assert graph.nodes[-1].label.endswith("(changed, error, gone)")
    assert graph.edges == ()


def test_where_no_goal_changed_there_is_no_map() -> None:
    """Neither where nothing did, nor where a KPI did."""
    assert alignment_map(review(company())) is None
    assert (
        alignment_map(review(edited({"healthy: {at_least: 75}": "healthy: {at_least: 74}"})))
        is None
    )


def test_the_comment_folds_the_map() -> None:
    """As a chart that forges draw, at its end, before the marker."""
    text = review_comment(review(edited(EASED)), BETWEEN, key="goals")
    chart = text.partition("Alignment map, with what changed</summary>\n\n```mermaid\n")[2]
    assert chart.startswith("flowchart LR\n")
    assert chart.endswith("\n```\n\n</details>\n\n<!-- okrctl-review:goals -->\n")


def test_no_title_ends_the_fence() -> None:
    """What a person wrote is words in the chart."""
    hostile = '`` ``` ``` <!-- okrctl-review:x --> @all [x](y)"]'
    text = review_comment(
        review(edited(EASED | {"Customers trust every release": f"'{hostile}'"})),
        BETWEEN,
        key="goals",
    )
    assert text.count("```") == 2
    assert text.count("<!--") == 1
    assert not re.search(r"(?<!`)@all", text.partition("```mermaid")[2])


def test_a_map_that_is_too_large_is_left_out_with_a_word() -> None:
    """More links than forges draw, or more characters, or no room beside the table."""
    many = {
        CALM.replace("calm", f"calm-{number}"): company()[CALM].replace(
            "owner: tomas", f"owner: tomas\nsupports: [{parents}]"
        )
        for number in range(260)
        for parents in ["company/loved, company/loved#nps"]
    }
    text = review_comment(review(edited(EASED) | many), BETWEEN, key="goals")
    assert "mermaid" not in text
    assert "The alignment map is too large for a comment (263 goals, 521 links)" in text
    wordy = {name: many[name].replace("On call is calm", "calm " * 60) for name in [*many][:240]}
    text = review_comment(review(edited(EASED) | wordy), BETWEEN, key="goals")
    assert "(243 goals, 481 links)" in text
    assert len(text.encode()) <= 60_000
