"""What a meeting says of each thing: where it stands, what became of it, who answers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from okrctl.changes.classify import Judged
from okrctl.measure.agenda import Section, Topic
from okrctl.measure.blockers import OpenBlocker
from okrctl.measure.charts import Movement
from okrctl.measure.forecast import Forecast, way_of
from okrctl.measure.meetings import Action
from okrctl.measure.state import GaugeState, KeyResultState
from okrctl.pages.blocks import Inline, Item, Line, Mark, Quote, Run, line
from okrctl.pages.changes import arrow
from okrctl.pages.facts import unit_of
from okrctl.pages.meeting.meeting import Meeting
from okrctl.pages.names import shortest
from okrctl.pages.numbers import ago, amount, plural, short, short_day
from okrctl.pages.rates import conf
from okrctl.pages.verdict import because
from okrctl.pages.words import HEALTH, STATES

SIGNS = {"added": "+", "removed": "-"}


def topic_item(topic: Topic, section: Section, meeting: Meeting) -> Item:
    """A key result to decide about, or to ask why: numbers, what became of it, what blocks it."""
    state = topic.state
    unit = unit_of(state, meeting.workspace)
    words = numbers(state, unit) if section == "decide" else disagreement(state)
    return Item(
        line(Mark(STATES[state.state][0])),
        shortest(state.address, meeting.workspace, meeting.as_of),
        words,
        who(meeting.workspace.owner(state.key_result), meeting, conf(state)),
        tuple(below(topic)),
    )


def numbers(state: KeyResultState, unit: str | None) -> str:
    """`10 → 0 bugs  now 8, pace 4.3`; what the verdict rests on where it is no such way."""
    way, latest = way_of(state.key_result), state.history.latest
    expected = state.judgement.expected
    if way is None or latest is None or expected is None:
        return because(state) or state.judgement.words or state.key_result.title
    start = way.target - way.length if way.rises else way.target + way.length
    pace = (start + (way.target - start) * expected).quantize(Decimal("0.1"))
    ends = f"{short(start, unit)} → {amount(way.target, unit)}"
    return f"{ends}  now {short(latest.value, unit)}, pace {short(pace.normalize() + 0, unit)}"


def disagreement(state: KeyResultState) -> str:
    """`at risk: you say 7, the trend says 0`."""
    trend = state.forecast.of_ten if isinstance(state.forecast, Forecast) else None
    return f"{state.state}: you say {state.confidence}, the trend says {trend}"


def below(topic: Topic) -> Iterator[Line | Quote]:
    """`was at risk · “Two of the five were deploys”`, and a line for each blocker."""
    parts: list[str | Inline] = []
    if topic.before is not None:
        parts += [f"was {topic.before}"]
    if "regressed" in topic.state.flags:
        parts += [" · " if parts else "", Mark("regressed"), " below its baseline"]
    if topic.note is not None:
        parts += [" · " if parts else "", f"“{topic.note.note}”"]
    if parts:
        yield line(*parts)
    yield from (blocked(one, topic.state) for one in topic.blockers)


def blocked(one: OpenBlocker, state: KeyResultState) -> Line:
    """`⚑ 15 d ago: Nobody owns the night handover (OKR504) · asked of ops: …`."""
    days = (state.history.as_of - one.first.day).days
    code = " (OKR504)" if one.too_long else ""
    asked = "".join(f" · asked of {team}: {need}" for team, need in one.asked)
    return line(Mark("blocked"), f" {ago(days)}: {one.entry.text('blocked')}{code}{asked}")


def news_items(topics: Sequence[Topic], meeting: Meeting) -> Iterator[Item]:
    """What nobody has spoken of; what of one objective has no data yet is one item."""
    silent: dict[str, list[Topic]] = {}
    for topic in topics:
        objective = str(topic.state.address.objective)
        alone = "" if topic.state.state == "no data" else str(topic.state.address)
        silent.setdefault(f"{objective} {alone}", []).append(topic)
    for group in silent.values():
        yield news_item(group, meeting)


def news_item(group: Sequence[Topic], meeting: Meeting) -> Item:
    """`fast-trials#time-to-value  stale: last check-in 16 d ago`."""
    first = group[0].state
    name = shortest(first.address, meeting.workspace, meeting.as_of)
    if len(group) > 1:
        objective = shortest(first.address.objective, meeting.workspace, meeting.as_of)
        name = f"{objective} ({plural(len(group), 'key result')})"
    owners = dict.fromkeys(meeting.workspace.owner(topic.state.key_result) for topic in group)
    said = conf(first) if len(group) == 1 else ""
    return Item(
        line(Mark(STATES[first.state][0])),
        name,
        silence(first, meeting),
        who(", ".join(owners), meeting, said),
        tuple(part for topic in group for part in below(topic)),
    )


def silence(state: KeyResultState, meeting: Meeting) -> str:
    """Since when there is no news, or that there was none yet."""
    if state.state == "stale":
        what = "reading" if state.key_result.kpi else "check-in"
        return f"stale: last {what} {ago(state.age_days or 0)}"
    cycle = meeting.workspace.cycle_of(state.address.objective)
    begun = state.history.starts
    why = state.progress.reason
    if begun > cycle.first:
        return f"no data: began {short_day(begun)}"
    return f"no data: {why}" if why else "no data yet"


def change_item(judged: Judged, meeting: Meeting) -> Item:
    """`+ support/one-voice  objective-added, supports nothing  ines`."""
    change = judged.change
    cycle = f"{meeting.workspace.calendars.current(meeting.as_of, meeting.workspace.cycles)}/"
    address = change.address.removeprefix(cycle)
    return Item(
        line(sign(change.name)),
        address.split("/", 1)[-1] if address.count("/") > 1 else address,
        ", ".join(filter(None, (change.name, told(judged, meeting)))),
        who(judged.owner, meeting),
        (Quote(judged.reason),) if judged.reason else (),
    )


def sign(name: str) -> str:
    """`+` for what is new, `-` for what is gone, `~` for what is another."""
    return SIGNS.get(name.rpartition("-")[2], "~")


def told(judged: Judged, meeting: Meeting) -> str:
    """What changed: `to: 45 → 38`; of a new objective whether it supports anything."""
    change = judged.change
    if change.name == "objective-added":
        return "" if meeting.workspace.parents.get(change.address) else "supports nothing"
    if change.name.endswith(("-added", "-removed")):
        return ""
    return f"{change.field}: {arrow(change)}" if change.field else arrow(change)


def gauge_parts(gauges: Sequence[tuple[GaugeState, Movement]]) -> tuple[str | Inline, ...]:
    """`✗ failed-deploys drifting · ▲ code-coverage, net-retention · ● 4 · ○ 1`."""
    parts: list[str | Inline] = []
    for health in HEALTH:
        mark, here = Mark(HEALTH[health][0]), [one for one in gauges if one[0].health == health]
        if not here:
            continue
        words = f" {len(here)}"
        if health in ("critical", "warning"):
            words = " " + ", ".join(moving(gauge, movement) for gauge, movement in here)
        parts += [" · " if parts else "", mark, words]
    return tuple(parts)


def moving(gauge: GaugeState, movement: Movement) -> str:
    """`failed-deploys drifting`: of the movements the one that asks for something is told."""
    return f"{gauge.id} {movement}" if movement == "drifting" else gauge.id


def action_item(action: Action, meeting: Meeting) -> Item:
    """`▲ f1z30m  Say by Thursday what it costs  due 19 Nov  sam`."""
    late = action.due is not None and action.due < meeting.as_of
    due = f"  due {short_day(action.due)}" if action.due else ""
    return Item(
        line(Mark("warn" if late else "open")),
        action.id[:6],
        f"{action.what}{due}",
        who(action.who, meeting),
    )


def not_read_out(topics: Sequence[Topic]) -> Line:
    """`Not read out  ▲ 2 at risk ● 10 on pace`: what needs nobody, counted."""
    counts = Counter(topic.state.state for topic in topics)
    parts: list[str | Inline] = []
    for name in (name for name in STATES if counts[name]):
        parts += [" ", Mark(STATES[name][0]), f" {counts[name]} {name}"]
    return line(Run("Not read out ", "quiet"), *parts) if parts else Line()


def who(owner: str, meeting: Meeting, said: str = "") -> Line:
    """`5·0  ana`: how sure, and who answers for it, below each other."""
    people = [meeting.workspace.owner(t.state.key_result) for t in (
        *meeting.agenda.decide, *meeting.agenda.why, *meeting.agenda.news)]  # fmt: skip
    wide = max(map(len, people), default=0)
    return line(f"{said}  " if said else "", owner.ljust(wide))
