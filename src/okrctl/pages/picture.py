"""What a page draws of a key result: one picture a kind."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from okrctl.measure.state import KeyResultState
from okrctl.model.kinds import DoneWhen, Move
from okrctl.model.kinds import pictures as drawn
from okrctl.model.kinds.pictures import Ladder, Relay, Sentence, Steps
from okrctl.pages import blocks
from okrctl.pages.blocks import Inline, Line, Mark, Meter, Run, Windows, line
from okrctl.pages.numbers import amount, bare, percent, short, short_day

PERIODS = frozenset({"day", "week", "month", "quarter", "year"})


def picture(state: KeyResultState, unit: str | None) -> blocks.Journey | Line:
    """The key result's own picture: a journey, a line that is held, steps, zones, a sentence."""
    seen = state.key_result.picture(state.progress, state.history)
    match seen:
        case drawn.Journey():
            return journey(state, seen, unit)
        case drawn.Line():
            return held(seen, unit)
        case Steps():
            return steps(seen)
        case Ladder():
            return ladder(seen)
        case Sentence():
            return sentence(state, seen)
        case Relay():
            return relay(seen)
        case _:
            assert_never(seen)


def journey(state: KeyResultState, seen: drawn.Journey, unit: str | None) -> blocks.Journey | Line:
    """`63 % ├███┃██──┤ 80 %  now 74, stretch 85`; words where an end is not a number."""
    start, target = seen.start, seen.target
    if not isinstance(start, Decimal) or not isinstance(target, Decimal):
        return unfinished(state, seen, unit)
    meter = Meter(state.progress.counts or Decimal(0), state.judgement.expected)
    return blocks.Journey(
        bare(start, unit), meter, amount(target, unit), line(whereabouts(seen, unit))
    )


def whereabouts(seen: drawn.Journey, unit: str | None) -> str:
    """`now 74, commit 70, stretch 85`."""
    words = ["no check-in yet" if seen.now is None else f"now {short(seen.now, unit)}"]
    words += [] if seen.commit is None else [f"commit {short(seen.commit, unit)}"]
    words += [] if seen.stretch is None else [f"stretch {short(seen.stretch, unit)}"]
    return ", ".join(words)


def unfinished(state: KeyResultState, seen: drawn.Journey, unit: str | None) -> Line:
    """`baseline unknown, was due 15 Oct`: why there is no way to draw, and what is known."""
    kr = state.key_result
    relative = isinstance(kr, Move) and kr.change_by is not None
    words = [] if isinstance(seen.start, Decimal) else [f"baseline {seen.start}"]
    words += [] if relative or isinstance(seen.target, Decimal) else [f"target {seen.target}"]
    if isinstance(kr, Move) and kr.baseline_by and not isinstance(seen.start, Decimal):
        late = state.history.as_of > kr.baseline_by
        words.append(f"{'was' if late else 'is'} due {short_day(kr.baseline_by)}")
    if isinstance(seen.start, Decimal):
        words.append(f"from {amount(seen.start, unit)}")
    if isinstance(seen.target, Decimal):
        words.append(f"to {amount(seen.target, unit)}")
    elif isinstance(kr, Move) and kr.change_by is not None:
        words.append(f"by {kr.change_by.text}")
    words += [] if seen.now is None else [f"now {amount(seen.now, unit)}"]
    return line(", ".join(words))


def held(seen: drawn.Line, unit: str | None) -> Line:
    """`≥ 99.5 %  ■■■■■■■■ 8 of 8 weeks met, now 99.62 %`."""
    count = f"{seen.met.count(True)} of {len(seen.met)} {periods(seen.every)} met"
    now = "" if seen.now is None else f", now {amount(seen.now, unit)}"
    if not seen.met:
        return line(f"{bounds(seen.low, seen.high, unit)}  no check-in yet")
    return line(f"{bounds(seen.low, seen.high, unit)}  ", Windows(seen.met), f" {count}{now}")


def periods(every: str) -> str:
    """What the periods of a line are called."""
    return f"{every}s" if every in PERIODS else "periods"


def bounds(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    """`≥ 99.5 %`, `≤ 4 h`, `10 to 20 people`."""
    if low is not None and high is not None:
        return f"{bare(low, unit)} to {amount(high, unit)}"
    if low is not None:
        return f"≥ {amount(low, unit)}"
    return "" if high is None else f"≤ {amount(high, unit)}"


def steps(seen: Steps) -> Line:
    """`✓ pilot ○ default 15 Dec`."""
    parts: list[str | Inline] = []
    for part in seen.parts:
        due = f" {short_day(part.due)}" if part.due and not part.done else ""
        parts += [" "] if parts else []
        parts += [Mark("done" if part.done else "bad" if part.late else "open")]
        parts += [f" {part.id}", Run(due, "bad" if part.late else "plain")]
    return line(*parts)


def ladder(seen: Ladder) -> Line:
    """`✓ commit ▸ ○ target ▸ ○ stretch  next: Three reference customers say so`."""
    parts: list[str | Inline] = []
    for part in seen.parts:
        parts += [" ▸ "] if parts else []
        parts += [Mark("done" if part.done else "open"), f" {part.id}"]
    ahead = next((part for part in seen.parts if not part.done), None)
    return line(*parts, f"  next: {ahead.title}" if ahead else "")


def sentence(state: KeyResultState, seen: Sentence) -> Line:
    """`✓ done` or `○ not yet`, with the words where the title is not them."""
    kr = state.key_result
    words = kr.done_when if isinstance(kr, DoneWhen) and kr.done_when != kr.title else ""
    verdict = "done" if seen.done else "not yet"
    return line(Mark("done" if seen.done else "open"), f" {verdict}", f": {words}" if words else "")


def relay(seen: Relay) -> Line:
    """`carried by engineering/trusted-releases 42% · support/got-you 63%`."""
    carried = " · ".join(
        f"{support.address.partition('/')[2]} {percent(support.progress)}"
        for support in seen.supports
    )
    return line(f"carried by {carried}" if carried else "nothing supports it yet")


def figure(state: KeyResultState) -> Line:
    """What stands at the right of a key result: its progress, or why none counts."""
    if state.state in ("dropped", "deferred"):
        return line(Run(state.state, "quiet"))
    if state.breached and state.key_result.guardrail:
        return line(Run("breached", "bad"))
    if state.key_result.guardrail:
        return line(Run("guardrail", "quiet"))
    if state.progress.share is None:
        return line(Run("left out", "quiet"))
    said = " as said" if state.progress.label == "as said" else ""
    return line(f"{percent(state.progress.share)}{said}")
