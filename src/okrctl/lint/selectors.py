"""Selectors in okrctl.yaml that mean no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.findings import Edit, Finding, Fix
from okrctl.lint.catalog import near_rule
from okrctl.lint.select import is_known
from okrctl.load.loading import Loaded
from okrctl.load.reading.holes import dotted
from okrctl.load.reading.spots import key_spot
from okrctl.load.rules import WRONG_TYPE
from okrctl.model.policy import LintPolicy
from okrctl.text.places import Path

SETTINGS_FILE = "okrctl.yaml"


def unknown_selectors(loaded: Loaded) -> Iterator[Finding]:
    """Selectors in okrctl.yaml that mean no rule."""
    source = loaded.sources.get(SETTINGS_FILE)
    if source is None or source.root is None:
        return
    for path, text in _selectors(loaded.workspace.settings.lint):
        if is_known(text):
            continue
        span, near = key_spot(source.root, path), near_rule(text)
        yield Finding(
            WRONG_TYPE,
            span,
            "expected a rule, found {text}",
            {"text": text},
            "workspace",
            dotted(path),
            help=f"did you mean {near}?" if near else "write a code, a name, or how codes begin",
            fixes=(Fix((Edit(span, near),), f"writes {near} there"),) if near else (),
        )


def _selectors(policy: LintPolicy) -> Iterator[tuple[Path, str]]:
    """Every selector of the settings with its place."""
    lists: list[tuple[Path, Sequence[str]]] = [
        (("select",), policy.select),
        (("ignore",), policy.ignore),
        (("mandatory",), policy.mandatory),
    ]
    lists += [(("per_file_ignores", path), of) for path, of in policy.per_file_ignores.items()]
    for steps, texts in lists:
        for index, text in enumerate(texts):
            yield ("lint", *steps, index), text
    for text in policy.severity:
        yield ("lint", "severity", text), text
