"""Lint: every finding of a workspace that counts, from reading it and from judging it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from okrctl.findings import Edit, Finding, Fix, Severity
from okrctl.lint.catalog import lint_rules, near_rule
from okrctl.lint.judged import Phases
from okrctl.lint.select import Selection, is_known, selection
from okrctl.lint.view import View
from okrctl.load.future import future_entries
from okrctl.load.loading import Loaded
from okrctl.load.reading.holes import dotted
from okrctl.load.reading.spots import key_spot
from okrctl.load.rules import WRONG_TYPE
from okrctl.model.policy import LintPolicy
from okrctl.text.places import Path

SETTINGS_FILE = "okrctl.yaml"


def lint(  # noqa: PLR0913 - each is an option
    loaded: Loaded,
    *,
    today: date,
    as_of: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    per_file_ignores: Mapping[str, Sequence[str]] | None = None,
    severity: Mapping[str, Severity] | None = None,
) -> tuple[Finding, ...]:
    """Every finding that counts, by file, line, column and code.

    `today` says which entries lie in the future, `as_of` (else today) which cycles are over.
    Selectors and severities that are given win over the settings; UsageError for one that means
    no rule. Entities that could not be read are judged by nothing but what is wrong with them.
    """
    workspace, day = loaded.workspace, as_of or today
    chosen = selection(
        workspace.settings.lint,
        select=select,
        ignore=ignore,
        per_file_ignores=per_file_ignores,
        severity=severity,
    )
    phases = Phases(workspace, day)
    found = (
        *loaded.findings,
        *future_entries(loaded, today),
        *unknown_selectors(loaded),
        *judgements(View(workspace, loaded.places, day), chosen),
    )
    counting = (
        chosen.weighed(one)
        for one in found
        if chosen.counts(one) and phases.judges(one.rule.code, one.entity)
    )
    return tuple(sorted(counting, key=lambda one: one.order))


def judgements(view: View, chosen: Selection) -> Iterator[Finding]:
    """What the rules that count say about a workspace."""
    for one in lint_rules():
        if chosen.takes(one.rule):
            yield from one.findings(view)


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
