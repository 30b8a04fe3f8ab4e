"""Writes docs/wording.md: how often the rules of goals are right; `--check` only compares it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from lint.labelled import (  # noqa: E402 - found in tests
    HELD_OUT,
    OF_WORDS,
    Count,
    Labelled,
    counts,
    labelled,
    public,
)
from okrctl.lint.catalog import catalog  # noqa: E402 - the same

PAGE = Path(__file__).with_suffix(".md")
HEAD = """\
<!-- Written by docs/wording.py. -->

# How often the rules of goals are right

Rules that read words guess. So they warn or inform and never fail a run by themselves, and they
are counted. *Precision* is the share of what a rule says that is right, *recall* the share of what
it should say that it does.

The first table flatters, the second does not: read the second for what to expect of your goals.
Both are small, and who wrote the labels wrote the rules.
"""
TUNED = """\
[A hundred goals](../tests/corpus/labelled.yaml), half of them good, were labelled by hand with the
rules that should speak of each before the rules were written. The lists of words were then tuned on
them, so this table says that the rules do what was meant, and not how they do elsewhere. One label
was corrected afterwards: a count without a stretch, which OKR315 asks for.
"""
HELD = """\
[More titles](../tests/corpus/held-out.yaml) were written and labelled once the rules stood, and
nothing was changed because of them. Only the rules that read nothing but a title are counted.
"""


def main(arguments: Sequence[str]) -> int:
    """Write the page, or say that it is stale and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a stale page")
    wanted = parser.parse_args(arguments)
    text = page()
    if PAGE.is_file() and PAGE.read_text("utf-8") == text:
        return 0
    if wanted.check:
        print("docs/wording.md is stale: run docs/wording.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, "utf-8")
    print("docs/wording.md")
    return 0


def page() -> str:
    """The page as it should be."""
    tuned, held = labelled(), labelled(HELD_OUT, OF_WORDS)
    lines = [HEAD, "## The hundred that the rules were tuned on", "", TUNED, *table(tuned)]
    lines += ["", "## Titles that the rules had never seen", "", HELD, *table(held)]
    lines += ["", "## Fifty goals in the shapes of public lists", "", *of_public()]
    return "\n".join(lines) + "\n"


def table(found: Sequence[Labelled]) -> Iterator[str]:
    """Every rule's numbers, and each goal of which one was wrong."""
    yield "| rule | right | wrong | missed | precision | recall |"
    yield "| :-- | --: | --: | --: | --: | --: |"
    yield from (row(code, count) for code, count in counts(found).items())
    good = [one for one in found if not one.expected]
    warned = sum(one.weight == "warning" for goal in good for one in goal.findings)
    yield ""
    yield f"Of {len(found)} titles {len(good)} are good; warnings on those: {warned}."
    yield ""
    yield from mistakes(found)


def row(code: str, count: Count) -> str:
    """One rule's line of the table."""
    name = f"[{code} {catalog()[code].name}](rules/{code}.md)"
    shares = " | ".join(percent(share) for share in (count.precision, count.recall))
    return f"| {name} | {count.right} | {count.wrong} | {count.missed} | {shares} |"


def percent(share: float | None) -> str:
    """A share in percent; a dash where there is none."""
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def mistakes(found: Sequence[Labelled]) -> Iterator[str]:
    """Each goal of which something was said wrongly, or not said."""
    for one in found:
        for code in sorted(one.expected - one.said):
            yield f"- “{one.title}” is missed by {code}"
        for code in sorted(one.said - one.expected):
            yield f"- “{one.title}” draws {code} and should not"


def of_public() -> Iterator[str]:
    """What lint says of the corpus, by rule, and how many warnings that makes a goal."""
    objectives, found = public()
    warnings = sum(one.weight == "warning" for one in found)
    yield f"All rules together draw {warnings} warnings from the {objectives} objectives of"
    yield "[the corpus](../tests/corpus/README.md) that are still judged. By rule of this family:"
    yield ""
    of_family = (one.rule for one in found if one.rule.code.startswith("OKR3"))
    for rule, times in sorted(Counter(of_family).items(), key=lambda pair: pair[0].code):
        yield f"- {rule.code} {rule.name} ({rule.severity}): {times}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
