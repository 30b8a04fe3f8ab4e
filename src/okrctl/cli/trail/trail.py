"""`okrctl log`: entries and versions of files put together, and what could not be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from okrctl.cli.context import Context
from okrctl.cli.trail.entries import entry_events
from okrctl.cli.trail.goals import Subject, file_events
from okrctl.cli.trail.whose import SETTINGS, Whose
from okrctl.errors import UsageError
from okrctl.pages.log_event import FAMILIES, KINDS, Event, Kind

if TYPE_CHECKING:
    from okrctl.model.workspace import Workspace
    from okrctl.store.history import Commit
    from okrctl.store.trail import Trail, Version
    from okrctl.text.places import Data

SHORT = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """The events of a trail, newest first, and in words what could not be seen."""

    events: tuple[Event, ...]
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What turns versions of files into events."""

    workspace: Workspace
    trail: Trail
    whose: Whose

    def events(self) -> Iterator[Event]:
        """The events of every file that matters, each file followed through its moves."""
        from okrctl.store.objects import read_blobs

        wanted = list(self.wanted())
        ids = [blob for version, _ in wanted for blob in (version.before, version.after) if blob]
        blobs = read_blobs(self.trail.git, ids)
        said = {blob: data_of(data) for blob, data in blobs.items()}
        for version, address in wanted:
            subject = self.subject(version, address)
            old, new = said.get(version.before or ""), said.get(version.after or "")
            if version.old and address_of(version.old) != address_of(version.path):
                yield subject.event(
                    "moved", old=address_of(version.old), new=address_of(version.path)
                )
            for event in file_events(subject, old, new):
                yield replace(event, address=self.now(event.address))

    def wanted(self) -> Iterator[tuple[Version, str]]:
        """The versions that matter with the address that their file has today."""
        now: dict[str, str] = {}
        for version in self.trail.versions(".yaml"):
            address = now.get(version.path) or self.now(address_of(version.path))
            if version.old:
                now[version.old] = address
                now.pop(version.path, None)
            if address and self.whose.has_file(address):
                yield version, address

    def subject(self, version: Version, address: str) -> Subject:
        """The blank event of a version."""
        commit = version.commit
        at = datetime.fromisoformat(commit.authored)
        blank = Event(
            "created", at, self.workspace.calendars.local_day(at), author(self.workspace, commit),
            address, commit.sha, self.trail.pulls.get(commit.sha),
        )  # fmt: skip
        return Subject(blank, is_goal="/" in address)

    def now(self, address: str) -> str:
        """The address by which a thing goes today; its own where nothing says another."""
        directory = self.workspace.directory
        if address.startswith("kpi:"):
            return str(directory.kpi_names.get(address[4:], address))
        cycle, slash, rest = address.partition("/")
        goal, _, key = rest.partition("#")
        found = directory.goal(goal, (cycle,)).address if slash else None
        if found is None:
            return address
        keys = directory.key_results.get(str(found), {})
        return str(keys.get(key, f"{found}#{key}")) if key else str(found)


def seen(here: Context, whose: Whose) -> Seen:
    """Everything that happened to what is meant, as far as it can be seen."""
    from okrctl.store.git import NoHistory
    from okrctl.store.trail import read_trail

    workspace = here.loaded.workspace
    subjects = {
        entry.subject
        for entry in workspace.journal.entries
        if entry.kind not in ("void", "re") and whose.has_subject(entry.subject)
    }
    told = [event for event in entry_events(workspace, sorted(subjects)) if whose.has(event)]
    if isinstance(here.repository, NoHistory):
        reason = f"There is no history ({here.repository.reason}): only entries are shown"
        return Seen(in_order(told), reason)
    trail = read_trail(here.repository, here.revision or "HEAD")
    found = [event for event in Reader(workspace, trail, whose).events() if whose.has(event)]
    events = merged([*committed(here, trail, told), *with_notes(workspace, found)])
    return Seen(in_order(events), unseen(trail))


def committed(here: Context, trail: Trail, events: Sequence[Event]) -> Iterator[Event]:
    """The events of entries with the commits that added them."""
    lines = here.loaded.places.entries
    first = trail.first_commits({event.entry: lines[event.entry].file for event in events})
    for event in events:
        sha = first[event.entry].sha if event.entry in first else ""
        yield replace(event, commit=sha, pull=trail.pulls.get(sha))


def merged(events: Sequence[Event]) -> Iterator[Event]:
    """The events without changes that an amendment of the same commit tells of, with its reason."""
    amended = {
        (event.commit, event.address, event.field)
        for event in events
        if event.kind == "amended" and event.commit
    }
    for event in events:
        told = event.kind == "amended"
        if told or (event.commit, event.address, event.field) not in amended:
            yield event


def with_notes(workspace: Workspace, events: Iterable[Event]) -> Iterator[Event]:
    """The same, goals that were created with the time in their cycle at which they were."""
    for event in events:
        cycle = workspace.calendars.cycle(event.address.partition("/")[0])
        if event.kind != "created" or cycle is None or "/" not in event.address:
            yield event
        elif event.day < cycle.first:
            yield replace(event, note=f"{cycle.name} was still planned")
        else:
            words = f"day {cycle.elapsed_days(event.day)} of {cycle.days}"
            yield replace(event, note=words if event.day <= cycle.last else "after its end")


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events newest first, but comments below what they answer, the oldest first."""
    newest = sorted(events, key=lambda event: event.order, reverse=True)
    known = {event.entry for event in newest if event.entry}
    answers: dict[str, list[Event]] = defaultdict(list)
    for event in reversed(newest):
        if event.kind == "comment" and event.about in known:
            answers[event.about].append(event)
    first = (event for event in newest if event.kind != "comment" or event.about not in known)
    return tuple(each for event in first for each in with_answers(event, answers))


def with_answers(event: Event, answers: Mapping[str, Sequence[Event]]) -> Iterator[Event]:
    """An event, and the comments on it with those on them."""
    yield event
    for answer in answers.get(event.entry, ()) if event.entry else ():
        yield from with_answers(answer, answers)


def unseen(trail: Trail) -> str:
    """Why the trail is not whole; empty where it is."""
    if not trail.commits:
        return "Nothing is committed yet: only entries are shown"
    if trail.boundary:
        first = min(sha[:SHORT] for sha in trail.boundary)
        return f"This clone is shallow: nothing up to {first} can be seen · git fetch --unshallow"
    return ""


def author(workspace: Workspace, commit: Commit) -> str:
    """The person or bot with the e-mail of a commit's author, else the name that it gives."""
    settings, wanted = workspace.settings, commit.author_email.casefold()
    emails = {name: one.email for name, one in settings.people.items()}
    emails |= {name: one.email for name, one in settings.bots.items()}
    known = (name for name, those in emails.items() if wanted in map(str.casefold, those))
    return next(known, commit.author_name)


def address_of(path: str) -> str:
    """What a YAML file is about by its path; empty where that is nothing of a workspace."""
    folder, _, rest = path.removesuffix(".yaml").partition("/")
    if path == "okrctl.yaml":
        return SETTINGS
    if folder == "kpis" and rest:
        return f"kpi:{rest.rpartition('/')[2]}"
    return rest if folder == "goals" and rest.count("/") == 2 else ""


def data_of(data: bytes) -> Data:
    """What a version of a file says; nothing where it cannot be read."""
    from okrctl.text.nodes import read
    from okrctl.text.places import plain

    root = read(data, "").root
    return {} if root is None else plain(root)


def chosen(
    events: Sequence[Event], kinds: Sequence[str], since: date | None, until: date, here: Context
) -> tuple[Event, ...]:
    """The events of some kinds that were recorded since a day, and are known on another."""
    wanted = frozenset[Kind]().union(*map(kinds_of, kinds)) or frozenset(KINDS)
    local = here.loaded.workspace.calendars.local_day
    return tuple(
        event
        for event in events
        if event.kind in wanted
        and event.day <= until
        and (since is None or local(event.at) >= since)
    )


def kinds_of(text: str) -> frozenset[Kind]:
    """The kinds that a word means: one of them, or a family."""
    if text in FAMILIES:
        return FAMILIES[text]
    found = frozenset(kind for kind in KINDS if kind == text)
    if not found:
        known = ", ".join((*FAMILIES, *KINDS))
        raise UsageError(f"there is no kind {text!r} of event", f"kinds: {known}")
    return found
