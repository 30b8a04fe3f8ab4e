"""Writes the pages of this folder that follow from the code; `--check` only compares them.

docs/rules.md and one page a rule from the catalogue, docs/cli.md from the command line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from okrctl.cli import shared
from okrctl.cli.app import GROUPS, app
from okrctl.errors import EnvironmentFault, Interrupted, OkrctlError, UsageError
from okrctl.findings import Rule
from okrctl.lint.catalog import catalog

if TYPE_CHECKING:
    from typer._click import Command, Parameter

FOLDER = Path(__file__).resolve().parent
FAMILIES = {
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
STOPS: tuple[type[OkrctlError], ...] = (UsageError, EnvironmentFault, Interrupted)
GENERATED = "<!-- Written by docs/generate.py. -->\n"


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
            parts.append(f"## {title}\n\n{fenced(text)}\n")
    if rule.rests_on:
        parts.append(f"Rests on {rule.rests_on}.\n")
    return "\n".join(parts)


def cli_page() -> str:
    """Every command with its arguments and options, the options of all, and the exit statuses."""
    commands: Any = typer.main.get_command(app)
    lines = [
        GENERATED,
        "# The command line\n",
        "`okrctl` alone is `status` inside a workspace and its help outside one. The options of",
        "[every command](#options-of-every-command) may stand before the command as well.",
    ]
    for title, names in GROUPS.items():
        lines += [f"\n## {title}"]
        for name in names:
            lines += command_section(commands.commands[name], name)
    lines += ["\n## Options of every command\n", *options_table(shared.parameters())]
    lines += ["\n## Exit statuses\n", *table(("status", "meaning"), statuses())]
    return "\n".join(lines) + "\n"


def command_section(command: Command, name: str) -> Iterator[str]:
    """A command's usage, what it does and its options; the commands below it after that."""
    context: Any = command.make_context(f"okrctl {name}", [], resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"\n### okrctl {name}\n"
    yield f"```\nokrctl {name} {usage}\n```\n"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    common = {one.name for one in shared.parameters()}
    own = [one for one in command.params if one.name not in common]
    if own:
        yield ""
        yield from options_table(own)
    below: Mapping[str, Command] = getattr(command, "commands", {})
    for word in below:
        yield from command_section(below[word], f"{name} {word}")


def options_table(parameters: Sequence[Parameter]) -> Iterator[str]:
    """Arguments and options with what they mean."""
    rows = (
        (f"`{spelled(one)}`", getattr(one, "help", None) or "")
        for one in parameters
        if not getattr(one, "hidden", False)
    )
    yield from table(("option", "meaning"), rows)


def spelled(parameter: Parameter) -> str:
    """How an argument or option is typed."""
    form: Any = parameter
    context: Any = None
    metavar = form.make_metavar(ctx=context) if form.param_type_name == "argument" else ""
    if metavar:
        return str(metavar)
    names = ", ".join((*form.opts, *form.secondary_opts))
    return names if form.is_flag else f"{names} {form.metavar or choices(form)}".strip()


def choices(option: Any) -> str:
    """The values that an option takes, or what sort of value it is."""
    known = getattr(option.type, "choices", None)
    return "|".join(map(str, known)) if known else str(option.type.name).upper()


def statuses() -> Iterator[tuple[str, str]]:
    """Every exit status with its meaning."""
    yield "0", "fine"
    yield "1", "findings at or above `--fail-on`"
    for stop in STOPS:
        sentence = " ".join((stop.__doc__ or "").split()).partition(": exit status")[0]
        yield str(stop.status), sentence[:1].lower() + sentence[1:]


def table(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table; what would end a cell is escaped."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def fenced(text: str) -> str:
    """A block of code whose characters can all be seen: what is unsafe stands as its escape."""
    seen = "".join(
        one if one.isprintable() or one == "\n" else f"\\u{ord(one):04x}" for one in text
    )
    return f"```yaml\n{seen.rstrip()}\n```"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
