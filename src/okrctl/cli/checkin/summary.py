"""Entries in a few words: the subject of their commit, what else is worth saying, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Written
from okrctl.cli.checkin.sending import Sent

if TYPE_CHECKING:
    from okrctl.model.address import Address
    from okrctl.store.record import Recorded


def subject_of(desk: Desk, entries: Sequence[Written], action: str) -> str:
    """`checkin(trusted-releases#critical-bugs): 7 → 8, confidence 3`, or how many of which."""
    addresses = list(dict.fromkeys(one.statement.address for one in entries))
    results = [address for address in addresses if "#" in address]
    if len(results or addresses) == 1:
        name = short(results[0] if results else addresses[0])
        numbers_first = sorted(entries, key=lambda one: "value" not in one.entry)
        said = (in_words(desk, one) for one in numbers_first)
        words = ", ".join(dict.fromkeys(filter(None, said)))
        return f"{action}({name}): {words}" if words else f"{action}({name})"
    if results:
        teams = list(dict.fromkeys(address.split("/")[1] for address in results))
        return f"{action}: {len(results)} key results of {listed(teams)}"
    return f"{action}: {len(entries)} of {listed([short(address) for address in addresses])}"


def short(address: str) -> str:
    """An address as screens name it: `trusted-releases#coverage`, `code-coverage`."""
    return address.removeprefix("kpi:").rpartition("/")[2]


def listed(names: Sequence[str]) -> str:
    """`ops`, `ops and web`, `ops, web and 3 more`."""
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def in_words(desk: Desk, one: Written) -> str:
    """What an entry says, in a few words; no words of a person, since a subject is one line."""
    fields = one.entry
    return ", ".join(_words(fields, last_value(desk, one)))


def _words(fields: Mapping[str, object], before: Decimal | None) -> Iterator[str]:
    if "void" in fields:
        yield f"{fields['void']} withdrawn"
    value = fields.get("value")
    if isinstance(value, Decimal):
        now = f"{value:f}" + (f" of {fields['of']:f}" if "of" in fields else "")
        same = before is not None and before == value
        yield now if before is None else f"{now} again" if same else f"{before:f} → {now}"
    if "event" in fields:
        yield "an event"
    if "zone" in fields:
        yield f"zone {fields['zone']}"
    if "milestone" in fields:
        yield f"{fields['milestone']} {'done' if fields.get('done') else 'open again'}"
    elif "done" in fields:
        yield "done" if fields["done"] else "not done"
    if "progress" in fields:
        yield f"progress {fields['progress']}"
    if "confidence" in fields:
        yield f"confidence {fields['confidence']}"
    yield from (word for name, word in (("blocked", "blocked"), ("unblocked", "unblocked"))
                if name in fields)  # fmt: skip
    if "supersedes" in fields:
        yield f"corrects {fields['supersedes']}"


def last_value(desk: Desk, one: Written) -> Decimal | None:
    """The last number in force about the same subject, of the same segment."""
    known = desk.workspace.journal.about(one.statement.address)
    segment = one.entry.get("segment") or {}
    values = [
        entry.value
        for entry in known
        if entry.value is not None
        and (entry.fields.get("segment") or {}) == segment
        and entry.id != one.entry.get("supersedes")
    ]
    return values[-1] if values else None


def next_commands(
    desk: Desk, entries: Sequence[Written], done: Recorded, sent: Sent
) -> tuple[str, ...]:
    """Look at it, take it back, send it on."""
    if sent.branch:
        return (sent.send_with,) if sent.send_with and not (sent.pushed or sent.failed) else ()
    look = list(dict.fromkeys(name_of(desk, one) for one in entries))
    shown = f"okrctl show {look[0]}" if len(look) == 1 else "okrctl status"
    if done.commit is None:
        return (shown, f"git add {' '.join(done.files)}")
    push = ("git push",) if done.behind is not None and not (sent.pushed or sent.failed) else ()
    return (shown, "okrctl undo", *push)


def name_of(desk: Desk, one: Written) -> str:
    """The name by which the goal of an entry, or its KPI, can be shown."""
    from okrctl.model.address import KpiAddress
    from okrctl.pages.names import shortest

    address: Address | None = None
    found = desk.workspace.by_address.get(one.statement.address)
    if found is not None:
        address = getattr(found.address, "objective", found.address)
    if address is None or isinstance(address, KpiAddress):
        return one.statement.address
    return shortest(address, desk.workspace, desk.today)
