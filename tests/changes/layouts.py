"""The same files laid out another way: comments, spaces, styles, order, folders, line ends."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from random import Random  # noqa: TID251 - what a law draws from

from ruamel.yaml import YAML


def commented(random: Random, text: str) -> str:
    """Comments above lines and behind them, and blank lines."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines += random.choice(([], [f"{indent}# above"], [""], ["# at the margin"]))
        lines.append(random.choice((line, f"{line}  # behind", f"{line}   ")))
    return "\n".join(lines) + "\n"


def spaced(random: Random, text: str) -> str:
    """Spaces within braces and after commas."""
    return (
        text.replace("{", "{ ").replace("}", " }").replace(", ", "," + " " * random.randint(1, 4))
    )


def ended(random: Random, text: str) -> str:
    """Lines that end as on another system, or nowhere."""
    return text.replace("\n", "\r\n") if random.random() < 0.5 else text.rstrip("\n")


def reordered(random: Random, text: str) -> str:
    """Keys in another order, at the top and below key_results."""
    parts = blocks(text, "")
    random.shuffle(parts)
    return "".join(shuffled(random, part) for part in parts)


def shuffled(random: Random, part: str) -> str:
    """A block whose own blocks are in another order, where it is that of key results."""
    head, _, rest = part.partition("\n")
    if head != "key_results:":
        return part
    inner = blocks(rest, "  ")
    random.shuffle(inner)
    return head + "\n" + "".join(inner)


def blocks(text: str, indent: str) -> list[str]:
    """The lines of a text by the keys at an indent."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if not found or not line.startswith((f"{indent} ", "\n")):
            found.append("")
        found[-1] += line
    return found


def restyled(random: Random, text: str) -> str:
    """Everything in blocks, or in braces, with other quotes and widths."""
    yaml = YAML(typ="safe", pure=True)
    data = yaml.load(text)
    yaml.default_flow_style = random.choice((True, False, None))
    yaml.width = random.choice((30, 4096))
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def respaced(random: Random, text: str) -> str:
    """Entries as JSON that somebody else would have written, in another order."""
    lines = []
    for line in text.splitlines():
        pairs = list(json.loads(line).items())
        random.shuffle(pairs)
        lines.append(json.dumps(dict(pairs), separators=random.choice(((",", ":"), (", ", " : ")))))
    random.shuffle(lines)
    return "\n".join(lines) + "\n"


def relaid(random: Random, text: str) -> str:
    """YAML that was written anew, or edited by hand."""
    if random.random() < 0.3:
        return ended(random, restyled(random, text))
    for layout in (reordered, spaced, commented, ended):
        text = layout(random, text) if random.random() < 0.5 else text
    return text


def laid_out(random: Random, files: Mapping[str, str]) -> dict[str, str]:
    """Every file by some of the layouts, KPIs in other folders, entries in other files."""
    found = {}
    for path, text in files.items():
        if path.endswith(".yaml"):
            found[elsewhere(random, path)] = relaid(random, text)
        else:
            folder, _, name = path.rpartition("/")
            other = random.choice((path, f"{folder}/{name}-again.jsonl", f"{folder}/packed.jsonl"))
            found[other] = respaced(random, text)
    return found


def elsewhere(random: Random, path: str) -> str:
    """A KPI's file in another folder; any other where it is."""
    if not path.startswith("kpis/"):
        return path
    return path.replace("kpis/", random.choice(("kpis/", "kpis/sales/", "kpis/a/b/")))
