"""What the options of a check-in say, as the fields of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from okrctl.cli.checkin.values import amount, ask, confidence, share, value_of, words

Fields = dict[str, object]
"""Fields of an entry under the names that its line will have."""

REPORTS = ("value", "of", "zone", "milestone", "done", "progress")
"""The fields that report a key result in the words of its kind."""

FLAGS: Mapping[str, str] = {
    "value": "--value", "of": "--value", "zone": "--zone", "milestone": "--milestone",
    "done": "--done", "progress": "--progress", "expects": "--expects",
}  # fmt: skip
"""The option that says each field, where it is not plainly `--` and its name."""


@dataclass(frozen=True, slots=True)
class Saying:
    """The options of a check-in as they were typed; none where an option was not given."""

    value: str | None = None
    zone: str | None = None
    milestone: tuple[str, ...] = ()
    done: bool | None = None
    progress: str | None = None
    confidence: str | None = None
    expects: str | None = None
    note: str | None = None
    going_well: str | None = None
    holding_back: str | None = None
    blocked: str | None = None
    unblocked: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    supported: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    link: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return any(getattr(self, field.name) not in (None, ()) for field in fields(self))


def flag_of(field: str) -> str:
    """The option that says a field."""
    return FLAGS.get(field, f"--{field.replace('_', '-')}")


def fields_of(saying: Saying) -> Fields:
    """The fields that the options say, in the order of a line; UsageError where one cannot be.

    Several milestones, or entries that are closed, stand in one list.
    """
    return dict(_report(saying)) | dict(_outlook(saying)) | dict(_words(saying))


def _report(saying: Saying) -> Iterator[tuple[str, object]]:
    if saying.value is not None:
        value, of = value_of(saying.value)
        yield "value", value
        if of is not None:
            yield "of", of
    if saying.zone is not None:
        yield "zone", words(saying.zone, "--zone")
    if saying.milestone:
        yield "milestone", [words(name, "--milestone") for name in saying.milestone]
    if saying.done is not None or saying.milestone:
        yield "done", saying.done is not False
    if saying.progress is not None:
        yield "progress", share(saying.progress)


def _outlook(saying: Saying) -> Iterator[tuple[str, object]]:
    if saying.confidence is not None:
        yield "confidence", confidence(saying.confidence)
    if saying.expects is not None:
        yield "expects", amount(saying.expects, "--expects")


def _words(saying: Saying) -> Iterator[tuple[str, object]]:
    for name in ("note", "going_well", "holding_back", "blocked"):
        text = getattr(saying, name)
        if text is not None:
            yield name, words(text, flag_of(name))
    if saying.unblocked:
        yield "unblocked", [words(text, "--unblocked") for text in saying.unblocked]
    if saying.support:
        yield "support", [ask(text) for text in saying.support]
    if saying.supported:
        yield "supported", [words(text, "--supported") for text in saying.supported]
    if saying.evidence:
        listed = [words(text, "--evidence") for text in saying.evidence]
        yield "evidence", listed[0] if len(listed) == 1 else listed
    if saying.link:
        yield "links", [words(text, "--link") for text in saying.link]
