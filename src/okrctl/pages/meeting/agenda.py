"""The agenda of a meeting, what a decision is worth most for first. `okrctl meeting`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from okrctl.measure.agenda import Section, Topic
from okrctl.measure.rhythm import check_in_cadence
from okrctl.pages.blocks import (
    Block,
    Gap,
    Heading,
    Line,
    Mark,
    Next,
    Prose,
    Quote,
    Run,
    Stack,
    line,
)
from okrctl.pages.document import Document
from okrctl.pages.header import remarks
from okrctl.pages.meeting.facts import facts, records
from okrctl.pages.meeting.meeting import Meeting
from okrctl.pages.meeting.words import (
    action_item,
    change_item,
    gauge_parts,
    news_items,
    not_read_out,
    topic_item,
)
from okrctl.pages.names import shortest
from okrctl.pages.numbers import short_day

SCHEMA = "okrctl.meeting/1"
TITLES: Mapping[Section, str] = {
    "decide": "DECIDE: off pace",
    "why": "ASK WHY: said and seen disagree by 4 or more",
    "news": "ASK FOR NEWS",
    "changed": "GOALS CHANGED",
    "gauges": "GAUGES",
    "well": "GOING WELL",
    "actions": "OPEN ACTIONS",
}
BLOCKED_TOO = "DECIDE: off pace, or blocked for long"
MOST_SAID = 3
"""So much of what goes well is read out."""
ADVERBS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "quarter": "QUARTERLY"}


def meeting_page(meeting: Meeting) -> Document:
    """The agenda with its time boxes; as Markdown the minutes to fill in."""
    return Document(SCHEMA, facts(meeting), records(meeting), tuple(blocks(meeting)))


def blocks(meeting: Meeting) -> Iterator[Block]:
    """The heading, then each section that holds anything."""
    yield Heading(header(meeting))
    if meeting.basis.uncommitted:
        count = meeting.basis.uncommitted
        yield line(Run(f"uncommitted: {count} file{'' if count == 1 else 's'}", "warn"))
    yield from remarks(meeting.basis)
    for section in meeting.sections:
        yield heading(meeting, section)
        yield from content(meeting, section)
    if not meeting.sections:
        yield Prose("There is nothing to talk about.")
    yield from minutes(meeting)
    rest = not_read_out(meeting.agenda.rest)
    if rest.runs:
        yield rest
    yield Gap()
    yield Next(next_commands(meeting))


def header(meeting: Meeting) -> Line:
    """`WEEKLY · Acme · Sat 21 Nov 2026, since Sat 14 Nov         CONF said·trend`."""
    cadence = check_in_cadence(meeting.workspace)
    often = ADVERBS[cadence.stretch] if cadence.every == 1 else "MEETING"
    settings = meeting.workspace.settings
    whose = meeting.team or settings.organization or settings.name or "Goals"
    day, since = meeting.as_of, meeting.agenda.since
    words = (
        f" · {whose} · {day:%a} {short_day(day)} {day.year}, since {since:%a} {short_day(since)}"
    )
    return line(Run(often, "strong"), words, aside=("CONF said·trend",))


def heading(meeting: Meeting, section: Section) -> Heading:
    """`1 DECIDE: off pace · 13 min`."""
    number = meeting.sections.index(section) + 1
    blocked = any(topic.state.state != "off pace" for topic in meeting.agenda.decide)
    title = BLOCKED_TOO if section == "decide" and blocked else TITLES[section]
    minutes = meeting.boxes.get(section, 0)
    box = f" · {minutes} min" if minutes else ""
    return Heading(line(Run(f"{number} {title}", "strong"), Run(box, "quiet")))


def content(meeting: Meeting, section: Section) -> Iterator[Block]:
    """What a section holds."""
    match section:
        case "decide" | "why":
            yield Stack(tuple(topic_item(t, section, meeting) for t in topics(meeting, section)))
        case "news":
            yield Stack(tuple(news_items(meeting.agenda.news, meeting)))
        case "changed":
            if meeting.unseen:
                yield Line((Mark("warn"), Run(f" {meeting.unseen}", "warn")), whole=True)
            if meeting.changed:
                yield Stack(tuple(change_item(one, meeting) for one in meeting.changed))
        case "gauges":
            yield line("  ", *gauge_parts(meeting.gauges))
        case "well":
            yield from well(meeting)
        case "actions":
            yield Stack(tuple(action_item(one, meeting) for one in meeting.agenda.open))


def topics(meeting: Meeting, section: Section) -> Sequence[Topic]:
    """The key results of a section."""
    agenda = meeting.agenda
    found = {"decide": agenda.decide, "why": agenda.why, "news": agenda.news}
    return found.get(section, ())


def well(meeting: Meeting) -> Iterator[Block]:
    """What was reached, and what somebody says goes well."""
    for topic in meeting.agenda.done:
        name = shortest(topic.state.address, meeting.workspace, meeting.as_of)
        yield line("  ", Mark("done"), f" {name}  {topic.state.key_result.title}")
    for entry in meeting.agenda.well[:MOST_SAID]:
        yield Quote(entry.text("going_well"), line(Run(entry.who, "quiet")))


def minutes(meeting: Meeting) -> Iterator[Block]:
    """What the meeting of this day decided, and who took what on; nothing before it was held."""
    agenda = meeting.agenda
    if not agenda.held:
        return
    yield Heading(line(Run("DECIDED", "strong")))
    said = [text for one in agenda.held for text in one.entry.note.splitlines() if text.strip()]
    yield from (Prose(text) for text in said)
    if agenda.taken:
        yield Stack(tuple(action_item(one, meeting) for one in agenda.taken))


def next_commands(meeting: Meeting) -> tuple[str, ...]:
    """Where the first numbers come from, the first goal, and the way to walk it."""
    found = (*meeting.agenda.decide, *meeting.agenda.why)
    names = [shortest(t.state.address, meeting.workspace, meeting.as_of) for t in found[:1]]
    team = f" --team {meeting.team}" if meeting.team else ""
    return (*(f"okrctl explain {name}" for name in names), f"okrctl meeting --start{team}",
            "okrctl blockers")  # fmt: skip
