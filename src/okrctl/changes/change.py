"""A change of meaning between two revisions, and how its two sides are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrctl.model.kinds.change import Change as RelativeTarget
from okrctl.model.values import Record

Value = str | Decimal | None
"""One side of a change; none where there was, or is, nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the head says differently. `name` is a class of `okrctl.changes.table`.

    `address` is what the head calls it, or what the base called it where it is gone.
    """

    name: str
    address: str
    field: str = ""
    before: Value = None
    after: Value = None
    old_address: str = ""
    """What the base calls it, where that is something else."""
    mild: str = ""
    """Why it weighs no more than information, whatever its class says; mostly empty."""
    entry: str = ""
    """The id of the entry that it is about."""

    @property
    def before_address(self) -> str:
        """What the base calls it."""
        return self.old_address or self.address

    @property
    def path(self) -> tuple[str, ...]:
        """Its field as a path."""
        return tuple(self.field.split(".")) if self.field else ()


Difference = tuple[tuple[str, ...], object, object]
"""A path, and the values there before and after; none where there is none."""


def differences(before: object, after: object, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """The smallest parts in which two values differ; order within a mapping is no difference."""
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if old is None or new is None or type(before) is not type(after):
        yield path, before, after
        return
    for name in dict.fromkeys((*old, *new)):
        yield from differences(old.get(name), new.get(name), (*path, name))


def _parts(value: object) -> Mapping[str, object] | None:
    """The parts of a value by the key that its file has for them; none where it is one thing."""
    if isinstance(value, Record):
        return dict(_fields(value))
    if isinstance(value, dict):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, tuple) and value and all(isinstance(each, Record) for each in value):
        return {str(index): part for index, part in enumerate(value)}
    return None


def _fields(record: Record) -> Iterator[tuple[str, object]]:
    for name, field in type(record).model_fields.items():
        if name not in record.identity:
            yield field.alias or name, getattr(record, name)


def said(value: object) -> Value:  # noqa: PLR0911 - one case a sort of value
    """A value as one side of a change says it; what holds nothing says nothing."""
    match value:
        case None | () | {} if not value:
            return None
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return Decimal(value)
        case date():
            return value.isoformat()
        case RelativeTarget():
            return value.text
        case Record():
            return _listing(part for _, part in _fields(value))
        case dict():
            return _listing(f"{key}: {said(part)}" for key, part in value.items())
        case tuple() | list():
            return _listing(value)
        case _:
            return str(value)


def _listing(parts: Iterable[object]) -> Value:
    words = (said(part) for part in parts)
    return ", ".join(str(word) for word in words if word is not None) or None
