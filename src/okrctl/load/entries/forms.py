"""Forms of entries: which fields may stand together, decided once for each set of them.

The keys of a line decide its form. There are few sets of keys and very many lines, so the answer
is kept by the keys, and a line only has its values looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from okrctl.findings import Rule, Span
from okrctl.load.entries.values import CHECKS, Check
from okrctl.load.near import did_you_mean, listing
from okrctl.load.rules import UNKNOWN_KEY
from okrctl.model.entry import ALWAYS, FORMS, SubjectKind
from okrctl.text.rules import BAD_ENTRY_LINE

REPORTS = frozenset({"value", "of", "zone", "milestone", "done", "progress"})
"""The fields that report a key result in the words of its kind."""

REFERS = frozenset({"supersedes", "void", "re", "unblocked", "supported", "action"})
"""The fields that name another entry, or an action of a meeting."""

APART = frozenset({"id", "at", "who", "kr", "objective", "kpi", "team", "re", "void"})
"""The fields that an entry holds by themselves."""

ONE_OF = frozenset({"value", "zone", "milestone"})
NEEDED = ("id", "at", "who")
PAIRED = {
    "of": ("value",), "milestone": ("done",), "segment": ("value",), "action": ("done",),
    "actions": ("meeting",), "field": ("why", "new"), "old": ("field",), "new": ("field",),
    "why": ("field",),
}  # fmt: skip
"""Fields that say nothing without others."""

SAYS = {
    "kpi": ("value", "event", "field"),
    "re": ("note",),
    "team": ("learned", "closed", "reopened", "meeting", "action", "note"),
}
"""Of these fields an entry of that subject has at least one."""

KINDS: dict[str, SubjectKind] = {
    "kr": "kr", "objective": "objective", "kpi": "kpi", "team": "team", "re": "re", "void": "void",
}  # fmt: skip
NAMED: dict[SubjectKind, str] = {
    "kr": "a key result", "objective": "an objective", "kpi": "a KPI", "team": "a team",
    "re": "an entry", "void": "an entry that is withdrawn",
}  # fmt: skip
"""What an entry of each subject is about, in words."""
_OF_ANY_SUBJECT = ALWAYS.union(KINDS, *(form for forms in FORMS.values() for form in forms))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, and at which of its fields."""

    rule: Rule
    field: str
    template: str
    args: Mapping[str, str | int]
    help: str | Callable[[], str] = ""
    """What to do; a guess is only made where it is shown."""
    related: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What the keys of a line make of it: its subject, and what its values have to be.

    One form is itself alone, so that it can be a key of what is known of its lines.
    """

    kind: SubjectKind = "kr"
    says: tuple[str, ...] = ()
    """The fields that an entry keeps together, in their order."""
    reports: frozenset[str] = frozenset()
    checks: tuple[tuple[str, Check], ...] = ()
    refers: tuple[str, ...] = ()
    """The fields that name another entry, or an action of a meeting."""
    names_people: bool = False
    """Whether a field names a team or person beside the one who wrote it."""
    fault: Fault | None = None


@lru_cache(maxsize=4096)
def form_of(keys: tuple[str, ...]) -> Form:
    """The form of a line with these keys, or the fault in it."""
    fault = _unknown(keys) or _missing(NEEDED, keys) or _subject_fault(keys)
    if fault:
        return Form(fault=fault)
    kind = next(KINDS[key] for key in keys if key in KINDS)
    fault = _not_together(kind, keys) or _incomplete(kind, keys)
    says = tuple(key for key in keys if key not in APART)
    checks = tuple((key, CHECKS[key]) for key in keys if key in CHECKS)
    refers = tuple(key for key in keys if key in REFERS)
    names_people = "support" in keys or "actions" in keys
    return Form(kind, says, REPORTS.intersection(keys), checks, refers, names_people, fault)


def _fault(field: str, template: str, help_: str = "", /, **args: str) -> Fault:
    return Fault(BAD_ENTRY_LINE, field, template, dict(args), help_)


def _unknown(keys: Iterable[str]) -> Fault | None:
    known = _OF_ANY_SUBJECT
    key = next((key for key in keys if key not in known), None)
    if key is None:
        return None
    help_ = partial(did_you_mean, key, known.difference(keys), "put words in note")
    return Fault(UNKNOWN_KEY, key, "unknown field {field}", {"field": key[:80]}, help_)


def _missing(needed: Iterable[str], keys: tuple[str, ...]) -> Fault | None:
    missing = [key for key in needed if key not in keys]
    if not missing:
        return None
    return _fault("", "{fields} missing", "every entry has id, at and who", fields=_are(missing))


def _are(names: list[str]) -> str:
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _subject_fault(keys: tuple[str, ...]) -> Fault | None:
    subjects = [key for key in keys if key in KINDS]
    if not subjects:
        help_ = f"add one of {listing(KINDS)}"
        return _fault("", "there is no subject", help_)
    if len(subjects) > 1:
        first, second = subjects[:2]
        help_ = "write an entry for each"
        return _fault(
            second, "{first} and {second} are two subjects", help_, first=first, second=second
        )
    return None


def _not_together(kind: SubjectKind, keys: tuple[str, ...]) -> Fault | None:
    """The field that no form of this subject holds beside the others."""
    said = [key for key in keys if key not in ALWAYS and key != kind]
    forms = FORMS[kind]
    if any(form.issuperset(said) for form in forms):
        return None
    of_none = next((key for key in said if not any(key in form for form in forms)), None)
    if of_none:
        return _fault(
            of_none,
            "an entry about {kind} does not say {field}",
            field=of_none,
            kind=NAMED[kind],
        )
    form = max(forms, key=lambda form: len(form.intersection(said)))
    odd = next(key for key in said if key not in form)
    other = next(key for key in said if key in form)
    return _fault(
        odd,
        "{field} does not stand beside {other}",
        "write an entry for each",
        field=odd,
        other=other,
    )


def _incomplete(kind: SubjectKind, keys: tuple[str, ...]) -> Fault | None:
    for key in keys:
        for other in PAIRED.get(key, ()):
            if other not in keys:
                return _fault(
                    key,
                    "{field} says nothing without {other}",
                    f"add {other}",
                    field=key,
                    other=other,
                )
    reports = [key for key in keys if key in ONE_OF]
    if "done" in keys and "milestone" not in keys:
        reports.append("done")
    if len(reports) > 1:
        first, second = reports[:2]
        template, help_ = "{first} and {field} are two reports", "keep the one of its kind"
        return _fault(second, template, help_, first=first, field=second)
    if kind == "team" and "cycle" not in keys:
        return _fault(kind, "cycle is missing", "add the cycle that the team looks back on")
    said = SAYS.get(kind, ())
    if said and not any(key in keys for key in said):
        return _fault(kind, "it says nothing", f"add {' or '.join(said[:3])}")
    return None
