"""Versions of YAML files as events: created, changed, moved and removed, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from okrctl.pages.log_event import Event, Kind, in_words

if TYPE_CHECKING:
    from okrctl.pages.document import Fact
    from okrctl.text.places import Data

NUMBERS = frozenset(
    {"from", "to", "count", "change_by", "commit", "stretch", "plan", "at_least", "at_most",
     "between", "healthy", "warning", "target"}
)  # fmt: skip
"""Fields that are goalposts: where a goal starts, where it ends, and what lies between."""
WORDS = frozenset({"title", "why", "links", "link", "tags", "playbook", "glossary", "initiatives"})
"""Fields whose change leaves every number as it is."""
RESULTS = "key_results"
SHAPES = {
    "to": "{start} → {it}", "count": "0 → {it}", "change_by": "{start} by {it}",
    "at_least": "≥ {it}", "at_most": "≤ {it}", "between": "{it}",
}  # fmt: skip
"""How the goal of each shape is said."""

Row = dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file is about, with the event to fill: its address, and when, by whom and where."""

    blank: Event
    is_goal: bool = False

    def event(self, kind: Kind, field: str = "", **values: object) -> Event:
        """An event of this version."""
        filled = replace(self.blank, kind=kind, field=field)
        return replace(filled, **values)  # type: ignore[arg-type]  # fields of Event

    def of(self, key: str) -> Subject:
        """The same for one of its key results."""
        return Subject(replace(self.blank, address=f"{self.blank.address}#{key}"))


def file_events(subject: Subject, before: Data, after: Data) -> Iterator[Event]:
    """What a commit did to one file; none on one side is no file."""
    if after is None:
        yield subject.event("removed")
        return
    old, new = fields_of(before), fields_of(after)
    if before is None:
        yield subject.event("created", said=text_of(new.get("title")))
    else:
        yield from changes(subject, without_results(subject, old), without_results(subject, new))
    if subject.is_goal:
        yield from result_events(subject, fields_of(old.get(RESULTS)), fields_of(new.get(RESULTS)))


def result_events(subject: Subject, old: Row, new: Row) -> Iterator[Event]:
    """What happened to the key results of an objective; an alias says which was renamed."""
    renamed = {name: key for key, name in renames(old, new)}
    for key, value in new.items():
        was = key if key in old else next((n for n, k in renamed.items() if k == key), None)
        of_it = subject.of(key)
        if was is None:
            yield of_it.event("created", said=goal_words(shaped(value)))
            continue
        if was != key:
            yield of_it.event("moved", old=was, new=key)
        yield from changes(of_it, shaped(old[was]), shaped(value))
    for key in old.keys() - new.keys() - renamed.keys():
        yield subject.of(key).event("removed", said=goal_words(shaped(old[key])))


def renames(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    """Each key that came with the key that went whose alias it keeps."""
    for key in new.keys() - old.keys():
        aliases = shaped(new[key]).get("aliases")
        for alias in aliases if isinstance(aliases, list) else [aliases]:
            if isinstance(alias, str) and alias in old and alias not in new:
                yield key, alias
                break


def changes(subject: Subject, old: Row, new: Row) -> Iterator[Event]:
    """The fields that differ, each with what it said and what it says."""
    from okrctl.text.edit import same

    before, after = flat(old), flat(new)
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if field.partition(".")[0] != "aliases" and not same(one, other):
            yield subject.event(
                kind_of(field), field, old=cast("Fact", one), new=cast("Fact", other)
            )


def kind_of(field: str) -> Kind:
    """What the change of a field is: of a goalpost, of words alone, or of what is measured."""
    top = field.partition(".")[0]
    return "target" if top in NUMBERS else "wording" if top in WORDS else "definition"


def flat(data: Row, above: str = "") -> Row:
    """Nested mappings as dotted fields; a list is one value."""
    found: Row = {}
    for key, value in data.items():
        name = f"{above}{key}"
        found |= flat(value, f"{name}.") if isinstance(value, dict) and value else {name: value}
    return found


def shaped(value: Data) -> Row:
    """A key result as a mapping: a lone sentence is its `done_when`."""
    return {"done_when": value} if isinstance(value, str) else fields_of(value)


def fields_of(data: Data) -> Row:
    """A mapping, empty where there is none."""
    return data if isinstance(data, dict) else {}


def without_results(subject: Subject, data: Row) -> Row:
    """The fields of an objective itself."""
    return {key: value for key, value in data.items() if key != RESULTS or not subject.is_goal}


def text_of(value: Data) -> str:
    """A text on one line, empty where it is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def goal_words(fields: Mapping[str, Data]) -> str:
    """`10 → 2`, `≥ 99.5`: what a key result wants; its words where it has no numbers."""
    start = fields.get("from", "?")
    for field, words in SHAPES.items():
        if field in fields:
            return words.format(start=start, it=in_words(cast("Fact", fields[field])))
    return text_of(fields.get("title")) or text_of(fields.get("done_when"))
