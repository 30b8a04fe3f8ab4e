"""Laws of the comment of a review: nothing that people wrote is markup, and the worst stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from changes.two import ACTIVE, COMPANY, company, compared, edited
from okrctl.changes.classify import Review
from okrctl.pages.changes import Between
from okrctl.render.review import MOST, review_comment
from support import files

EVIL = (
    "![x](http://evil.example/a.png)", "[a](javascript:alert(1))", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!-- okrctl-review:acme -->", "-->", "</details>", "`", "```",
    "~~~", "@mira", "@acme/all", "|", "||", "\n", "\n\n# ", "\n- ", "\n> ", "\n    ", "\n---\n",
    "http://evil.example", "https://evil.example/?a=b", "www.evil.example", "_www.evil.example", "<http://evil.example>",
    "mira@evil.example", "[ref]: http://evil.example", "[ref]", "[^1]", "\\", "\\`", "&lt;b&gt;",
    "&#60;b&#62;", "**b**", "__b__", "$x$", ":tada:", "#123", "1. ", "* ", "+ ", "= ", "  \n",
    "\n|:--|\n", "```mermaid\n", "%%{init: {}}%%", "click A href", '"', "end", "\u00a0",
)  # fmt: skip
"""What means something to a renderer of Markdown, to a forge, or to Mermaid."""
LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
TEXTS = st.lists(st.sampled_from(EVIL) | st.text(LETTERS, max_size=8), min_size=1, max_size=5).map(
    "".join
)
PLACES = (
    "Customers trust every release", "Support spends half of its week on bugs",
    "Critical bugs found after release", "Every service behind a canary", "A customer talks",
    "On call is calm", "Drills held", "Put a coverage report on every change", "Revenue a head",
    "Releases are boring", "Engineering", "Customers love us", "Calls to support",
)  # fmt: skip
"""Texts of the company: of goals, key results, steps, zones, KPIs, pillars and teams."""
REASON = '{{"id":"aaaaaaaaaaab{n}","at":"2026-11-20T10:00Z","who":"mira",{rest}}}\n'
OURS = re.compile(r"<details><summary>[\w ,.–-]+</summary>|</details>|<!-- okrctl-review:acme -->")
MENTIONED = re.compile(r"@\w")
LINKED = ("http://", "https://", "www.")
"""What a forge turns into a link where it stands outside of code, unescaped."""
CODE = ("code_inline", "fence")
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def written(texts: list[str], why: str) -> dict[str, str]:
    """The company in other words, with a target that was eased for a reason and a bad week."""
    edits = {
        old: json.dumps(new, ensure_ascii=False) for old, new in zip(PLACES, texts, strict=True)
    }
    after = edited({**edits, "to: 2\n": "to: 4\n"})
    said = json.dumps(why, ensure_ascii=False)
    amended = f'"kr":"eng/trust#bugs","field":"to","old":2,"new":4,"why":{said}'
    dropped = f'"kr":"ops/calm#drills","outcome":"dropped","note":{said}'
    after["checkins/2026-Q4/eng/two.jsonl"] = REASON.format(n=1, rest=amended)
    after["checkins/2026-Q4/ops/two.jsonl"] = REASON.format(n=2, rest=dropped)
    return after


def comment(before: dict[str, str], after: dict[str, str], base_is: str = "") -> str:
    """What a review says to a forge."""
    between = Between("77f21aa" * 5, base_is, "9ac0d11" * 5)
    return review_comment(Review(compared(before, after), ACTIVE), between, key="acme")


def parts(text: str) -> Iterator[Token]:
    """Every part of a text as a renderer of CommonMark sees it."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=len(PLACES), max_size=len(PLACES)), TEXTS, TEXTS)
def test_p5_nothing_that_people_wrote_is_markup(texts: list[str], why: str, branch: str) -> None:
    """No link, image, HTML or mention; no second marker; whatever words stand where, or stood."""
    after = written(texts, why)
    for one in (comment(company(), after, branch), comment(after, company(), branch)):
        found = list(parts(one))
        assert not [part for part in found if part.type in ("link_open", "image")]
        html = "\n".join(part.content for part in found if part.type.startswith("html"))
        assert OURS.sub("", html).strip() == "", html
        plain = [part.content for part in found if part.type == "text"]
        assert not [text for text in plain if MENTIONED.search(text)]
        code = "\n".join(part.content for part in found if part.type in CODE)
        assert [one.count(start) for start in LINKED] == [code.count(start) for start in LINKED]
        assert one.count("<!-- okrctl-review:") == one.count("<!-- okrctl-review:acme -->")
        blocks = [part.content.strip() for part in found if part.type == "html_block"]
        assert blocks.count(MARKER) == 1
        assert one.endswith(f"\n{MARKER}\n")


MARKER = "<!-- okrctl-review:acme -->"
GOAL = "title: {title}\nowner: mira\nkey_results:\n  a: {{title: {side}, from: 9, to: {to}}}\n"


def many(count: int, long: int, *, later: bool) -> dict[str, str]:
    """So many objectives with titles of so many words, which later say something else."""
    word = "Evening" if later else "Morning"
    found = files(COMPANY)
    for number in range(count):
        title = f"{word} {'releases are calm ' * long}{number}"
        to = 3 if later and number % 7 == 0 else 1
        found[f"goals/2026-Q4/eng/calm-{number}.yaml"] = GOAL.format(
            title=title, side=f"{word} {'pages ' * long}", to=to
        )
    return found


@settings(max_examples=6, deadline=None)
@given(st.sampled_from((0, 1, 60, 140)), st.integers(1, 14))
def test_what_does_not_fit_is_counted_and_the_worst_is_kept(count: int, long: int) -> None:
    """At most so many characters; every error before any warning; shown and counted make all."""
    text = comment(many(count, long, later=False), many(count, long, later=True))
    assert len(text.encode()) <= MOST
    rows = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines()
            if line.startswith(("| error", "| warning"))]  # fmt: skip
    errors, warnings = (count + 6) // 7, 2 * count
    more = re.search(r"^(\d+) more: run `okrctl review`$", text, re.MULTILINE)
    assert len(rows) + int(more[1] if more else 0) == errors + warnings
    assert rows == sorted(rows)
    assert rows.count("error") == min(errors, len(rows))


def test_notes_without_room_are_counted() -> None:
    """What has no weight is left out first, and its number is still said."""
    before, after = many(250, 14, later=False), many(250, 14, later=True)
    why = {path: f"{text}why: It hurts\n" for path, text in after.items() if "/calm-" in path}
    text = comment(before, after | why)
    assert len(text.encode()) <= MOST
    assert "250 of no weight" in text


def test_long_reasons_leave_the_room_for_the_worst() -> None:
    """However long the reasons of amendments are, and in whatever letters."""
    before, after = many(70, 14, later=False), many(70, 14, later=True)
    for number in range(0, 70, 7):
        amended = f'"kr":"eng/calm-{number}#a","field":"to","old":1,"new":3,"why":"{"🚀*" * 900}"'
        path = f"checkins/2026-Q4/eng/why-{number}.jsonl"
        after[path] = REASON.format(n=number // 7, rest=amended)
    text = comment(before, after)
    assert len(text.encode()) <= MOST
    assert text.index("target-eased") < text.index("title-meaning-changed")
    assert text.count("\n- `") == 10
