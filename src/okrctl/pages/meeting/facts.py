"""The agenda for programs: every section with its minutes, and a row for each thing in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrctl.changes.classify import Judged
from okrctl.measure.agenda import Topic
from okrctl.measure.meetings import Action
from okrctl.pages.changes import change_facts
from okrctl.pages.document import Cell, Fact, Records
from okrctl.pages.facts import day, gauge_facts
from okrctl.pages.meeting.meeting import Meeting
from okrctl.pages.rates import chance_of_ten

RECORD = ("section", "address", "state", "before", "confidence", "chance", "owner", "words")


def facts(meeting: Meeting) -> dict[str, Fact]:
    """Everything on the agenda, exact."""
    agenda, boxes = meeting.agenda, meeting.boxes
    return {
        "organization": meeting.workspace.settings.organization,
        "team": meeting.team or None,
        "as_of": day(meeting.as_of),
        "since": day(agenda.since),
        "commit": meeting.basis.commit or None,
        "uncommitted_files": meeting.basis.uncommitted,
        "minutes": {section: boxes.get(section, 0) for section in meeting.counts},
        "decide": [topic_facts(one, meeting) for one in agenda.decide],
        "why": [topic_facts(one, meeting) for one in agenda.why],
        "news": [topic_facts(one, meeting) for one in agenda.news],
        "changed": [judged_facts(one) for one in meeting.changed],
        "unseen": meeting.unseen or None,
        "gauges": [
            {**gauge_facts(gauge, meeting.workspace), "movement": movement}
            for gauge, movement in meeting.gauges
        ],
        "well": [
            {"address": entry.subject, "who": entry.who, "day": day(entry.day),
             "words": entry.text("going_well"), "entry": entry.id}
            for entry in agenda.well
        ],
        "done": [str(one.state.address) for one in agenda.done],
        "actions": [action_facts(one) for one in agenda.open],
        "decided": [one.entry.note for one in agenda.held if one.entry.note],
        "taken": [action_facts(one) for one in agenda.taken],
        "rest": [{"address": str(one.state.address), "state": one.state.state}
                 for one in agenda.rest],
    }  # fmt: skip


def topic_facts(topic: Topic, meeting: Meeting) -> Mapping[str, Fact]:
    """A key result on the agenda."""
    state = topic.state
    return {
        "address": str(state.address),
        "title": state.key_result.title,
        "state": state.state,
        "before": topic.before,
        "ratio": state.judgement.ratio,
        "confidence": state.confidence,
        "chance_of_ten": chance_of_ten(state),
        "age_days": state.age_days,
        "owner": meeting.workspace.owner(state.key_result) or None,
        "note": topic.note.note if topic.note else None,
        "blockers": [
            {"entry": one.first.id, "blocked": one.entry.text("blocked"), "days": one.days,
             "too_long": one.too_long}
            for one in topic.blockers
        ],
    }  # fmt: skip


def judged_facts(judged: Judged) -> Mapping[str, Fact]:
    """A change of a goal, as `okrctl review` has it."""
    return {
        **change_facts(judged.change),
        "severity": judged.severity,
        "owner": judged.owner or None,
        "reason": judged.reason or None,
    }


def action_facts(action: Action) -> Mapping[str, Fact]:
    """An action of a meeting."""
    return {
        "id": action.id,
        "who": action.who,
        "what": action.what,
        "due": day(action.due),
        "meeting": day(action.meeting.day),
        "team": action.meeting.team,
        "done": day(action.done.day) if action.done else None,
    }


def records(meeting: Meeting) -> Records:
    """A row for each thing on the agenda."""
    return Records(RECORD, tuple(rows(meeting)))


def rows(meeting: Meeting) -> Iterator[tuple[Cell, ...]]:
    """The rows, in the order of the meeting."""
    agenda = meeting.agenda
    for section, topics in (("decide", agenda.decide), ("why", agenda.why), ("news", agenda.news)):
        for topic in topics:
            state = topic.state
            yield (
                section, str(state.address), state.state, topic.before, state.confidence,
                chance_of_ten(state), meeting.workspace.owner(state.key_result),
                topic.note.note if topic.note else "",
            )  # fmt: skip
    for judged in meeting.changed:
        yield ("changed", judged.change.address, judged.change.name, None, None, None,
               judged.owner, judged.reason)  # fmt: skip
    for gauge, movement in meeting.gauges:
        yield ("gauges", f"kpi:{gauge.id}", gauge.health, None, None, None, "", movement)
    for entry in agenda.well:
        yield ("well", entry.subject, "", None, None, None, entry.who, entry.text("going_well"))
    for action in agenda.open:
        yield ("actions", action.id, "open", None, None, None, action.who, action.what)
