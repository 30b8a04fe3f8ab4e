"""The audit trail of anything, the newest event first. `okrctl log`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from okrctl.model.kinds import KeyResult
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Column,
    Group,
    Heading,
    Inline,
    Line,
    Mark,
    Next,
    Prose,
    Row,
    Run,
    Sparkline,
    Table,
    line,
)
from okrctl.pages.document import Cell, Document, Fact, Records
from okrctl.pages.header import Basis, rests_on
from okrctl.pages.log_event import LABELS, Event, in_words
from okrctl.pages.numbers import NONE, amount, number, plural, short, short_day

SCHEMA = "okrctl.log/1"
SHORT = 7
RECORD = (
    "day", "at", "kind", "who", "address", "field", "old", "new", "said", "confidence", "note",
    "blocked", "entry", "about", "commit", "pull_request",
)  # fmt: skip
NARROW = (
    Column("", "right"),
    Column("", opens=True),
    Column("", opens=True),
    Column("", opens=True),
    Column("", elastic=True),
)
WIDE = (*NARROW[:3], Column("", elastic=True, opens=True), *NARROW[3:])
"""With a column for what each event is about."""
ENDS = ("to", "count", "at_least", "at_most")
"""The goalposts of which it is counted how often they moved."""
LOUD = frozenset({"created", "amended", "target", "definition", "corrected", "void", "moved",
                  "removed"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Log:
    """A trail: what it is about, its events, and what could not be seen of it."""

    title: str
    events: tuple[Event, ...]
    workspace: Workspace
    as_of: date
    typed: str = ""
    """What its reader typed to mean it, which can be typed again."""
    wide: bool = False
    unseen: str = ""
    basis: Basis = field(default_factory=Basis)

    @property
    def key_result(self) -> KeyResult | None:
        """The key result that it is about, if any."""
        return self.workspace.key_result(self.title)


def log_page(log: Log) -> Document:
    """Every event with its commit; facts keep what a line has no room for."""
    facts: dict[str, Fact] = {
        "address": log.title or None,
        "as_of": log.as_of.isoformat(),
        "commit": log.basis.commit or None,
        "uncommitted_files": log.basis.uncommitted,
        "unseen": log.unseen or None,
        "events": [event_facts(event) for event in log.events],
    }
    rows = tuple(tuple(cells(event)) for event in log.events)
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks(log)))


def event_facts(event: Event) -> Mapping[str, Fact]:
    """An event with all that is known of it."""
    return {
        "day": event.day.isoformat(),
        "at": event.at.isoformat(),
        "kind": event.kind,
        "who": event.who,
        "address": event.address,
        "field": event.field or None,
        "old": event.old,
        "new": event.new,
        "said": event.said or None,
        "confidence_before": event.confidence[0],
        "confidence": event.confidence[1],
        "note": event.note or None,
        "blocked": event.blocked or None,
        "entry": event.entry or None,
        "about": event.about or None,
        "commit": event.commit or None,
        "pull_request": event.pull,
    }


def cells(event: Event) -> Iterator[Cell]:
    """An event as plain values."""
    yield from (event.day, event.at.isoformat(), event.kind, event.who, event.address, event.field)
    yield from (None if end is None else in_words(end) for end in (event.old, event.new))
    yield from (event.said, event.confidence[1], event.note, event.blocked, event.entry)
    yield from (event.about, event.commit, event.pull)


def blocks(log: Log) -> Iterator[Block]:
    """The heading, the events, what they come to, and what to type next."""
    yield Heading(header(log))
    if log.unseen:
        yield Line((Mark("warn"), Run(f" {log.unseen}", "warn")), whole=True)
    lost = sum(1 for event in log.events if not event.commit)
    if lost and not log.unseen:
        yield line(Run(f"{plural(lost, 'event')} of this is not committed yet", "quiet"))
    if not log.events:
        yield Prose("Nothing happened here, or nothing that was asked for.")
        return
    yield Table(WIDE if log.wide else NARROW, (Group(tuple(rows(log))),))
    yield from filter(None, [sums(log)])
    yield Next(tuple(commands(log)))


def header(log: Log) -> Line:
    """`2026-Q4/engineering/trusted-releases#critical-bugs · 10 → 0 bugs · 10 events`."""
    settings = log.workspace.settings
    title = log.title or settings.organization or settings.name or "Workspace"
    goal = f" · {ends(log.key_result)}" if ends(log.key_result) else ""
    seen = log.basis.uncommitted or log.basis.dated
    aside = rests_on(log.as_of, log.basis) if seen else ()
    return line(Run(title, "strong"), f"{goal} · {plural(len(log.events), 'event')}", aside=aside)


def ends(key_result: KeyResult | None) -> str:
    """`10 → 0 bugs`; empty where it has not two ends."""
    if key_result is None:
        return ""
    posts = {post.name: post.value for post in key_result.goalposts()}
    start, end = posts.get("from"), posts.get("to")
    if not isinstance(start, Decimal) or not isinstance(end, Decimal):
        return ""
    return f"{short(start, key_result.unit)} → {amount(end, key_result.unit)}"


def rows(log: Log) -> Iterator[Row]:
    """A row an event; numbers before an arrow stand below each other."""
    olds = [in_words(event.old) for event in log.events if event.is_value and event.old is not None]
    wide = max(map(len, olds), default=0)
    for place, event in enumerate(log.events):
        below = log.events[place + 1].entry if place + 1 < len(log.events) else ""
        about = (line(name_in(event.address, log)),) if log.wide else ()
        yield (
            line(short_day(event.day)),
            line(commit_words(event)),
            line(event.who),
            *about,
            label(event),
            line(*told(event, wide, event.about == below)),
        )


def name_in(address: str, log: Log) -> str:
    """The address as short as the trail allows: `#coverage` within its objective."""
    if "/" in log.title:
        return address.removeprefix(log.title) or NONE
    return address.rpartition("/")[2]


def commit_words(event: Event) -> str:
    """`4be1f02`, with the pull request where one is known; a dash for what is not committed."""
    pull = f" #{event.pull}" if event.pull is not None else ""
    return f"{event.commit[:SHORT]}{pull}" if event.commit else NONE


def label(event: Event) -> Line:
    """`check-in`, or `AMENDED` where an auditor looks."""
    text = LABELS.get(event.kind, event.kind)
    return line(Run(text, "strong" if event.kind in LOUD else "plain"))


def told(event: Event, wide: int, below: bool) -> Iterator[str | Inline]:  # noqa: FBT001 - one row
    """`7 → 8   conf 5 › 3   ⚑ No staging data`: what changed, and the words on it."""
    yield value_words(event, wide)
    before, now = event.confidence
    if now is not None and not (event.kind == "corrected" and before == now):
        yield f"   conf {now}" if before is None else f"   conf {before} › {now}"
    if event.blocked:
        yield from ("   ", Mark("blocked"), f" {in_words(event.blocked)}")
    elif event.kind in ("corrected", "void"):
        what = "the entry below" if below else event.about
        verb = "supersedes" if event.kind == "corrected" else "withdraws"
        yield f"   {verb} {what}{': ' if event.note else ''}{in_words(event.note)}"
    elif event.note and event.kind == "created":
        yield f"   {event.note}"
    elif event.note:
        yield f"   “{in_words(event.note)}”"


def value_words(event: Event, wide: int) -> str:
    """` 7 → 8`, ` to 2 → 0`, or what was said where it is no value."""
    if event.is_value:
        old = "" if event.old is None else in_words(event.old)
        return f"{old.rjust(wide)}{' → ' if old else '   '}{number_words(event.new)}"
    if event.field:
        return f" {event.field} {in_words(event.old)} → {in_words(event.new)}"
    if event.kind == "moved":
        return f" {in_words(event.old)} → {in_words(event.new)}"
    return event.said


def number_words(fact: Fact) -> str:
    """A value of a series as people read it."""
    return number(fact) if isinstance(fact, Decimal) else in_words(fact)


def sums(log: Log) -> Line | None:
    """`value █▆▆▁▁▃▆ · target raised 1× · corrected 1×`; none where there is nothing of it."""
    counts = Counter(moved(log))
    corrected = sum(1 for event in log.events if event.kind == "corrected")
    words = [f"target {word} {count}×" for word, count in sorted(counts.items())]
    words += [f"corrected {corrected}×"] if corrected else []
    values = () if log.wide else series(log.events)
    picture: tuple[str | Inline, ...] = ("value ", Sparkline(values)) if len(values) > 1 else ()
    if not (picture or words):
        return None
    return line(*picture, " · " if picture and words else "", " · ".join(words))


def series(events: Sequence[Event]) -> tuple[Decimal, ...]:
    """The values in force, the oldest first."""
    kinds = ("check-in", "reading", "corrected")
    values = (event.new for event in reversed(events) if event.is_value and event.kind in kinds)
    return tuple(value for value in values if isinstance(value, Decimal))


def moved(log: Log) -> Iterator[str]:
    """`raised` or `eased` for each time that the end of a key result was changed."""
    for event in log.events:
        if event.kind not in ("amended", "target") or event.field not in ENDS:
            continue
        goal = log.workspace.key_result(event.address)
        posts = {post.name: post.harder for post in goal.goalposts()} if goal else {}
        harder = posts.get("to" if event.field == "count" else event.field, "either")
        old, new = as_number(event.old), as_number(event.new)
        if old is not None and new is not None and harder != "either":
            yield "raised" if (new > old) == (harder == "up") else "eased"


def as_number(fact: Fact) -> Decimal | None:
    """A fact as an exact number, where it is one."""
    if isinstance(fact, bool) or not isinstance(fact, (int, Decimal)):
        return None
    return Decimal(fact)


def commands(log: Log) -> Iterator[str]:
    """Look at it as it was before the last commit, and at where its numbers come from."""
    shas = list(dict.fromkeys(event.commit for event in log.events if event.commit))
    found, name = log.title in log.workspace.by_address, log.typed or log.title
    if len(shas) > 1:
        before = f"--at {shas[1][:SHORT]}"
        yield f"okrctl show {name} {before}" if found else f"okrctl status {before}"
    yield f"okrctl explain {name}" if found else "okrctl log --kind change"
