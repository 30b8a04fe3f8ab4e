"""Selectors in okrctl.yaml that mean no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.findings import Edit, Finding, Fix, Span
from okrctl.lint.catalog import catalog, near_rule
from okrctl.lint.select import code, is_known
from okrctl.load.loading import Loaded
from okrctl.load.near import nearest
from okrctl.load.reading.holes import dotted
from okrctl.load.reading.spots import key_spot
from okrctl.load.rules import WRONG_TYPE
from okrctl.model.policy import LintPolicy
from okrctl.text.places import Path

SETTINGS_FILE = "okrctl.yaml"
OF_REVIEW = ("CHG", "AUD")
"""How the codes begin that `review:` weighs."""


def unknown_selectors(loaded: Loaded) -> Iterator[Finding]:
    """Selectors in okrctl.yaml that mean no rule."""
    source = loaded.sources.get(SETTINGS_FILE)
    if source is None or source.root is None:
        return
    settings = loaded.workspace.settings
    for path, text in _selectors(settings.lint):
        if not is_known(text):
            yield _unknown(key_spot(source.root, path), path, text, "rule", near_rule(text))
    for text in settings.review.severity:
        if not _is_of_review(text):
            path = ("review", "severity", text)
            near = nearest(text, _words_of_review())
            yield _unknown(key_spot(source.root, path), path, text, "change or audit finding", near)


def _unknown(span: Span, path: Path, text: str, what: str, near: str) -> Finding:
    return Finding(
        WRONG_TYPE,
        span,
        f"expected a {what}, found {{text}}",
        {"text": text},
        "workspace",
        dotted(path),
        help=f"did you mean {near}?" if near else "write a code, a name, or how codes begin",
        fixes=(Fix((Edit(span, near),), f"writes {near} there"),) if near else (),
    )


def _is_of_review(text: str) -> bool:
    """Whether it means a class of changes or a finding of an audit, or the beginning of codes."""
    return is_known(text) and code(text).startswith(OF_REVIEW)


def _words_of_review() -> Iterator[str]:
    for rule in catalog().values():
        if rule.code.startswith(OF_REVIEW):
            yield from (rule.code, rule.name)


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
