"""The rule of evidence: what is said in words is shown by something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.entry import Entry
from okrctl.model.kinds import KeyResult

_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule(
    "OKR505",
    severity="warning",
    rests_on=f"{_DASHBOARD}: as long as you can point to real conversations",
)
def reached_without_evidence(key_result: KeyResult, view: View) -> Iterator[Problem]:
    """A zone, a milestone or a done is said, and nothing shows it.

    What is not measured by a number is a matter of opinion until somebody points to something: a
    link, or a sentence about what a customer said. A later check-in may bring it too.

    Bad:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          owner: The night handover has one named owner
          pages: {title: Pages that wake somebody, from: 41, to: 12}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#owner", "done": true}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}

    Good:
        # goals/2026-Q4/ops/calm.yaml
        title: Nobody dreads being on call
        why: Two of six asked to leave the rota in September.
        key_results:
          owner: The night handover has one named owner
          pages: {title: Pages that wake somebody, from: 41, to: 12}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "8f3kq2ab9mwx4", "at": "2026-11-20T14:03:22Z", "who": "mira", "kr": "ops/calm#owner", "done": true, "evidence": "Tomas signed for it on Monday"}
        {"id": "9f3kq2ab9mwx4", "at": "2026-11-20T14:03:23Z", "who": "mira", "kr": "ops/calm#pages", "value": 20}
    """  # noqa: E501 - an entry is one line
    if view.measured.key_result(key_result) is None:
        return
    for entry, what in _unproven(key_result, view):
        if entry.day >= view.measured.adopted:
            yield Problem(
                entry,
                "{what} is said, and nothing shows it",
                help=f"show it: okrctl checkin {key_result.address.within_cycle} --evidence …",
                what=what,
            )


def _unproven(key_result: KeyResult, view: View) -> Iterator[tuple[Entry, str]]:
    """Entries that say something is reached which no evidence shows, then or later, and what."""
    journal, zones = view.workspace.journal, tuple(key_result.choices("zone"))
    reached: tuple[str, ...] = ()
    claims: dict[str, Entry] = {}
    for entry in journal.about(str(key_result.address), view.today):
        now = _reached_by(entry, zones, reached)
        claims = {what: of for what, of in claims.items() if what in now}
        claims |= {what: entry for what in now if what not in reached}
        reached = now
        if _shows(entry) or any(map(_shows, journal.comments(entry.id))):
            claims = {}
    said = {entry.id: (entry, what) for what, entry in claims.items()}
    yield from said.values()


def _reached_by(entry: Entry, zones: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """What is reached once an entry is said: zones from the lowest, milestones, or the whole."""
    zone = entry.text("zone")
    if zone in zones:
        return tuple(f"zone {name}" for name in zones[1 : zones.index(zone) + 1])
    if not entry.has("done"):
        return before
    what = entry.text("milestone") or "done"
    others = tuple(name for name in before if name != what)
    return (*others, what) if entry.fields["done"] else others


def _shows(entry: Entry) -> bool:
    """Whether an entry points to something."""
    return entry.has("evidence") or entry.has("links")
