"""Sources: where a KPI's readings come from, as far as a file that anybody can change may say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrctl.findings import Finding
from okrctl.load.reading.complaints import found
from okrctl.load.reading.region import Region
from okrctl.load.rules import SECRET_IN_SOURCE, WRONG_TYPE
from okrctl.model.values import is_slug
from okrctl.text.places import Path, key_text
from okrctl.text.tree import Mapping, Node, Scalar

NEEDED = ("type", "connection")

_ELSEWHERE = re.compile(
    r"(?:.*[-_])?(?:ur[li]s?|hosts?|hostname|base|endpoint|server|address|domain|port|proxy|dsn"
    r"|command|cmd|exec|shell|script|program|args?|argv|run|files?|folder|directory|env(?:ironment)?"
    r"|secrets?|tokens?|passwords?|passwd|pass|auth(?:orization)?|bearer|credentials?|headers?"
    r"|cookies?|users?|username|login|sql|api[-_]?keys?|keys?)",
    re.IGNORECASE,
)
"""Keys that would say where to connect, with which secret, or what to run."""

_LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[\\/~]|(?:.*/)?\.\.(?:/|\Z)|[^/\s]+@[^/\s]+\Z")
_SECRET = re.compile(
    r"(?:bearer|basic) \S+|gh[pousr]_\w+|github_pat_\w+|glpat-\S+|xox[a-z]-\S+|sk[-_]\S{16,}"
    r"|AKIA[0-9A-Z]{16}|eyJ[\w-]+\.[\w-]+\.\S*|-----BEGIN .*|\$\(.*|`.*`|\$\{.*",
    re.IGNORECASE | re.DOTALL,
)
"""Values that are an address, leave the connection, or look like a secret or a command."""

_HELP = "bind it to the connection's name, in the operator's own configuration"


def source_problems(node: Mapping, region: Region) -> Iterator[Finding]:
    """Everything in a source that a connection has to say, or that is not flat."""
    written = [key_text(key) for key, _ in node.pairs]
    for key, value in node.pairs:
        yield from _pair(key_text(key), value, ("source", key_text(key)), region)
    for needed in NEEDED:
        if needed not in written and not any(map(_ELSEWHERE.fullmatch, written)):
            yield region.finding(
                WRONG_TYPE,
                ("source", needed),
                "{field} is missing",
                help=f"add {needed}: …",
                at=region.key_span(("source",)),
            )


def _pair(key: str, value: Node, path: Path, region: Region) -> Iterator[Finding]:
    if key == "params" and isinstance(value, Mapping):
        for name, inner in value.pairs:
            yield from _pair(key_text(name), inner, (*path, key_text(name)), region)
    elif _ELSEWHERE.fullmatch(key):
        yield region.finding(
            SECRET_IN_SOURCE,
            path,
            "a source names a connection, and no {key}",
            help=_HELP,
            at=region.key_span(path),
            key=key,
        )
    elif not isinstance(value, Scalar) or value.value is None:
        yield region.finding(
            WRONG_TYPE,
            path,
            "{field}: expected a plain value, found {found}",
            help="only params holds keys, and each of them one value",
            found=found(value),
        )
    elif isinstance(value.value, str):
        yield from _text(key, value.value, path, region)


def _text(key: str, text: str, path: Path, region: Region) -> Iterator[Finding]:
    if _SECRET.fullmatch(text.strip()):
        what = "looks like a secret or a command"
    elif _LEADS_OUT.match(text.strip()):
        what = "leads out of the connection"
    elif key == "connection" and not is_slug(text):
        what = "is no name of a connection"
    else:
        return
    yield region.finding(SECRET_IN_SOURCE, path, "{field} {what}", help=_HELP, what=what)
