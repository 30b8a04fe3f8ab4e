"""Writes the pages of this folder that follow from the code; `--check` only compares them.

docs/rules.md and one page a rule from the catalogue; docs/cli.md and okrctl.1 from the command
line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from command_line import GENERATED, cli_page, table
from manual import manual

from okrctl.findings import Rule
from okrctl.lint.catalog import catalog

FOLDER = Path(__file__).resolve().parent
FAMILIES = {
    "AUD0": "Audit of the history",
    "CHG1": "Goal changes: goalposts",
    "CHG2": "Goal changes: what came, went and moved",
    "CHG3": "Goal changes: owners, alignment and wording",
    "CHG4": "Goal changes: KPIs",
    "CHG5": "Goal changes: entries",
    "CHG6": "Goal changes: policy",
    "CHG7": "Goal changes: details",
    "OKR0": "The file",
    "OKR1": "The data",
    "OKR2": "Alignment",
    "OKR3": "Goals that are worth having",
    "OKR4": "KPIs",
    "OKR5": "Check-ins and closing",
    "OKR9": "The linting itself",
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or say which of them are stale and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on stale pages")
    wanted = parser.parse_args(arguments)
    stale = stale_pages(pages())
    if wanted.check:
        for name in stale:
            print(f"docs/{name} is stale: run docs/generate.py", file=sys.stderr)
        return int(bool(stale))
    for name, text in stale.items():
        path = FOLDER / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        print(f"docs/{name}")
    return 0


def stale_pages(wanted: Mapping[str, str]) -> dict[str, str | None]:
    """The pages that differ from what is wanted, by name; none as text for one that must go."""
    there = {f"rules/{path.name}" for path in (FOLDER / "rules").glob("*.md")}
    gone: dict[str, str | None] = dict.fromkeys(sorted(there - wanted.keys()))
    return gone | {name: text for name, text in wanted.items() if written(name) != text}


def written(name: str) -> str | None:
    """The text of a page as it is, none where there is no such page."""
    path = FOLDER / name
    return path.read_text("utf-8") if path.is_file() else None


def pages() -> dict[str, str]:
    """Every generated page by its path below this folder."""
    rules = list(catalog().values())
    return {
        "rules.md": rules_page(rules),
        **{f"rules/{rule.code}.md": rule_page(rule) for rule in rules},
        "cli.md": cli_page(),
        "okrctl.1": manual(),
    }


def rules_page(rules: Sequence[Rule]) -> str:
    """Every rule in one table a family."""
    lines = [
        GENERATED,
        "# Rules\n",
        "Every rule has a code and a name; `okrctl rule` takes either and prints its page.",
        "Selectors (`--select`, `--ignore`, and the settings under `lint:`) also take the",
        "beginning of a code; the longest one that fits a rule decides.",
        "",
        "A goal is judged by all rules while its cycle is planned or active, and by those of the",
        "file and its data for ever: history does not rot. The examples are whole workspaces, but",
        "for an okrctl.yaml with the teams and people that they name where they show none; a first",
        "line `# as of` says on which day one is judged.",
    ]
    for family, of_family in groupby(rules, key=lambda rule: rule.code[:4]):
        lines += [f"\n## {FAMILIES[family]}\n"]
        lines += table(
            ("code", "name", "severity", "summary"),
            (
                (f"[{rule.code}](rules/{rule.code}.md)", rule.name, rule.severity, rule.summary)
                for rule in of_family
            ),
        )
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    """One rule: what it means, what breaks it, what keeps it, and what it rests on."""
    parts = [
        GENERATED,
        f"# {rule.code} {rule.name}\n",
        f"**{rule.severity}**: {rule.summary}.\n",
        f"{rule.explanation}\n",
    ]
    for title, text in (("Bad", rule.bad), ("Good", rule.good)):
        if text:
            language = "diff" if rule.code.startswith("CHG") else "yaml"
            parts.append(f"## {title}\n\n{fenced(text, language)}\n")
    if rule.rests_on:
        parts.append(f"Rests on {rule.rests_on}.\n")
    return "\n".join(parts)


def fenced(text: str, language: str) -> str:
    """A block of code whose characters can all be seen: what is unsafe stands as its escape."""
    seen = "".join(
        one if one.isprintable() or one == "\n" else f"\\u{ord(one):04x}" for one in text
    )
    return f"```{language}\n{seen.rstrip()}\n```"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
