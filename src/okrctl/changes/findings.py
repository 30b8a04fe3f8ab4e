"""Changes as findings, so that every form of output that findings have is one of changes too."""

from __future__ import annotations

from okrctl.changes.change import Change
from okrctl.changes.classify import Judged
from okrctl.changes.compare import Comparison
from okrctl.findings import Finding, Span


def finding(judged: Judged, within: Comparison) -> Finding:
    """A change as a finding at the place that the head has for it, else that of the base."""
    change = judged.change
    args = {"before": _text(change.before), "after": _text(change.after)}
    template = "{before} → {after}"
    if not args["before"] or not args["after"]:
        template = "{after}" if args["after"] else "was {before}"
    where = f"{change.address}{' ' if change.field else ''}{change.field}"
    effect = _effect(judged)
    return Finding(
        judged.row.rule,
        span(change, within),
        "{where}: " + template + ("; {effect}" if effect else ""),
        {"where": where, **args, **({"effect": effect} if effect else {})},
        change.address,
        change.field,
        help=_help(judged),
        severity=judged.severity,
    )


def span(change: Change, within: Comparison) -> Span:
    """Where the change stands: an entry's line, or the field; in the base where it is gone."""
    address = change.address
    for side, name in ((within.head, address), (within.base, change.before_address)):
        if change.entry and (found := side.places.entries.get(change.entry)):
            return found
        if not change.entry and name.partition("#")[0] in side.places.files:
            return side.places.span(name, *change.path)
    return Span("okrctl.yaml")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _effect(judged: Judged) -> str:
    shift = judged.shift
    if shift is None or not shift.moved or shift.before is None or shift.after is None:
        return ""
    before, after = (round(share, 2) for share in (shift.before, shift.after))
    return f"{before} → {after} without new progress" if before != after else ""


def _help(judged: Judged) -> str:
    if judged.reason:
        return f"reason: {judged.reason}"
    if judged.uses:
        return f"under {', '.join(judged.uses)}"
    return "okrctl amend says why" if judged.severity == "error" and not judged.change.entry else ""
