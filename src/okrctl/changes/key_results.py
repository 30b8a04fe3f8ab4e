"""What changed in a key result: its goalposts by its kind's own word, and all its other fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from okrctl.changes.change import Change
from okrctl.changes.fields import (
    Comparison,
    Two,
    aliases,
    compared,
    details,
    due,
    owner,
    plainly,
    reworded,
    starts,
    weight,
    wording,
)
from okrctl.changes.match import Matched
from okrctl.model.kinds import KeyResult, Move
from okrctl.model.kinds.base import Goalpost
from okrctl.model.kinds.milestones import Milestone
from okrctl.model.kinds.move import along
from okrctl.model.kpi import Kpi
from okrctl.model.values import Unsaid

FOUND = "it was not known before"
NOTHING: Comparison = lambda _two, _field: iter(())  # noqa: E731 - a row of the table


def key_result_changes(within: Matched, before: KeyResult, after: KeyResult) -> Iterator[Change]:
    """Every change of one key result."""
    two = Two(within, before, after)
    if type(before) is not type(after):
        yield two.change("metric-swapped", "", before.kind, after.kind)
        yield from compared(two, FIELDS | dict.fromkeys(_own(before) | _own(after), NOTHING))
        return
    yield from _posts(two, before, after)
    yield from compared(two, FIELDS)


def _own(key_result: KeyResult) -> set[str]:
    """The attributes that only its kind has."""
    return set(type(key_result).model_fields) - set(KeyResult.model_fields)


def _posts(two: Two, before: KeyResult, after: KeyResult) -> Iterator[Change]:
    if isinstance(before, Move) and isinstance(after, Move):
        old, new = _rises(two.within.base.kpi, before), _rises(two.within.head.kpi, after)
        if old is not None and new is not None and old != new:
            yield two.change("direction-flipped", _target_key(after), *map(_way, (before, after)))
            return
    old_posts = {post.name: post for post in before.goalposts()}
    new_posts = {post.name: post for post in after.goalposts()}
    for name in dict.fromkeys((*old_posts, *new_posts)):
        if name != "to" or not _follows(before, after):
            yield from _post(two, name, old_posts.get(name), new_posts.get(name))


def _follows(before: KeyResult, after: KeyResult) -> bool:
    """Whether the target is relative and says what it said, so that only its baseline moved."""
    if not isinstance(before, Move) or not isinstance(after, Move):
        return False
    return before.change_by is not None and before.change_by == after.change_by


def _post(two: Two, name: str, old: Goalpost | None, new: Goalpost | None) -> Iterator[Change]:
    before, after = (post.value if post else None for post in (old, new))
    if before == after:
        return
    key = _key(two.after, name)
    mild = FOUND if isinstance(before, Unsaid) and isinstance(after, Decimal) else ""
    if name == "from":
        yield two.change("baseline-changed", key, before, after, mild=mild)
    elif _is_words(before) or _is_words(after):
        yield from reworded(two, key, before, after, "metric-swapped")
    else:
        harder = _harder(two, new or old)
        raised = _is_harder(before, after, harder)
        yield two.change("target-raised" if raised else "target-eased", key, before, after,
                         mild=mild)  # fmt: skip


def _is_words(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Unsaid)


def _is_harder(before: object, after: object, harder: str) -> bool:
    """Whether a post asks for more; what is said now and was not does, and not the other way."""
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return (harder == "up" and after > before) or (harder == "down" and after < before)
    return isinstance(after, Decimal)


def _harder(two: Two, post: Goalpost | None) -> str:
    if post is None or post.harder != "either":
        return post.harder if post else "either"
    rises = _rises(two.within.head.kpi, two.after) if isinstance(two.after, Move) else None
    return "either" if rises is None else "up" if rises else "down"


def _rises(kpi_of: Callable[[str], Kpi | None], move: Move) -> bool | None:
    """Whether higher is better, by its KPI where its own numbers do not say."""
    if move.rises is not None or move.kpi is None:
        return move.rises
    kpi = kpi_of(move.kpi)
    return {"higher": True, "lower": False}.get(kpi.better) if kpi else None


def _way(move: Move) -> str:
    return f"{move.baseline} to {move.target}"


def _key(after: object, name: str) -> str:
    """The key under which a file says a post."""
    if name == "to" and isinstance(after, Move):
        return _target_key(after)
    if name in ("at_least", "at_most") and getattr(after, "between", None):
        return "between"
    return f"zones.{name}" if hasattr(after, "zones") else name


def _target_key(move: Move) -> str:
    return next(iter(move.shape & move.model_fields_set), "to")


def _title(two: Two, field: str) -> Iterator[Change]:
    """The title, where it is not the sentence that becomes true: that is told as such."""
    goals = (two.before, two.after)
    if not all(getattr(goal, "done_when", None) == goal.title for goal in goals):
        yield from wording()(two, field)


def _unit(two: Two, field: str) -> Iterator[Change]:
    """What its number counts; a KPI that came or went brought its own unit."""
    before, after = two.values("kpi")
    if (before is None) == (after is None):
        yield from plainly("unit-changed")(two, field)


def _better(two: Two, field: str) -> Iterator[Change]:
    """Which way is better, where the ends do not say: a flip is told with the posts."""
    before, after = two.values(field)
    if None in (before, after):
        yield from details(two, field)


def _plan(two: Two, field: str) -> Iterator[Change]:
    """The path between its ends: eased where it lies lower on some day."""
    before, after = two.before, two.after
    if not isinstance(before, Move) or not isinstance(after, Move) or before.plan == after.plan:
        return
    days = sorted({*before.plan, *after.plan})
    old, new = _path(two.within, before), _path(two.within, after)
    eased = not old or not new or any(along(new, day) < along(old, day) for day in map(_at, days))
    name = "plan-eased" if eased else "detail-changed"
    yield two.change(name, field, before.plan, after.plan)


def _path(within: Matched, move: Move) -> list[tuple[Decimal, Decimal]]:
    """The points of a plan as days and shares of the way of the head; none without both ends."""
    start, target = move.baseline, move.target
    if not isinstance(start, Decimal) or not isinstance(target, Decimal):
        return []
    space = within.head if within.head.key_result(move.address) is move else within.base
    points = {space.starts(move): start, space.due(move): target} | dict(move.plan)
    sign = 1 if target > start else -1
    return [(_at(day), sign * value) for day, value in sorted(points.items())]


def _at(day: date) -> Decimal:
    return Decimal(day.toordinal())


def _guardrail(two: Two, field: str) -> Iterator[Change]:
    before, after = two.values(field)
    if before and not after:
        yield two.change("guardrail-removed", field, before, after)
    elif after and not before:
        yield two.change("weight-changed", field, before, after)


def _milestones(two: Two, field: str) -> Iterator[Change]:
    """Steps that went, came, weigh otherwise, have more or less time, or say something else."""
    before, after = two.values(field)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    for name in dict.fromkeys((*before, *after)):
        yield from _step(two, f"{field}.{name}", before.get(name), after.get(name))


def _step(two: Two, path: str, old: Milestone | None, new: Milestone | None) -> Iterator[Change]:
    if old is None or new is None:
        name = "target-raised" if old is None else "target-eased"
        yield two.change(name, path, old.title if old else None, new.title if new else None)
        return
    yield from reworded(two, f"{path}.title", old.title, new.title, "metric-swapped")
    if old.weight != new.weight:
        yield two.change("weight-changed", f"{path}.weight", old.weight, new.weight)
    if old.due != new.due:
        later = (new.due or date.max) > (old.due or date.max)
        name = "deadline-extended" if later else "target-raised"
        yield two.change(name, f"{path}.due", old.due, new.due)


POSTS = ("start", "to", "count", "change_by", "commit", "stretch", "at_least", "at_most",
         "between", "zones")  # fmt: skip
"""Attributes that goalposts speak for."""
FIELDS: dict[str, Comparison] = {
    "title": _title,
    "owner": owner,
    "weight": weight,
    "starts": starts,
    "due": due,
    "unit": _unit,
    "kpi": plainly("metric-swapped"),
    "segment": plainly("metric-swapped"),
    "every": plainly("metric-swapped"),
    "done_when": wording("metric-swapped"),
    "guardrail": _guardrail,
    "plan": _plan,
    "better": _better,
    "milestones": _milestones,
    "aliases": aliases,
    **dict.fromkeys(POSTS, NOTHING),
}
