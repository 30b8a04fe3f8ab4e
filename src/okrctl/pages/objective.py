"""One objective with its key results, what carries it, what it needs, and the work on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.measure.state import ObjectiveState, State
from okrctl.model.address import ObjectiveAddress
from okrctl.model.objective import Need, Objective
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import (
    Block,
    Gap,
    Inline,
    Item,
    Line,
    Mark,
    Next,
    Note,
    Quote,
    Run,
    Stack,
    line,
)
from okrctl.pages.document import Fact
from okrctl.pages.facts import objective_facts, unit_of
from okrctl.pages.key_result import comment_quote, item
from okrctl.pages.names import shortest
from okrctl.pages.numbers import percent, short_day
from okrctl.pages.series import key_result_chart
from okrctl.pages.words import STATES, state_words


def blocks(
    state: ObjectiveState, workspace: Workspace, of: State, *, chart: bool = False
) -> tuple[Block, ...]:
    """What gets better for whom, each key result with its picture and verdict, and the rest."""
    notes = (*backers(state, workspace, of), *needs(state, workspace, of), *work(state.objective))
    return (
        Stack((head(state, last_words(state, workspace, of)),)),
        Stack(tuple(item(kr, workspace, answered=True) for kr in state.key_results)),
        *(charts(state, workspace) if chart else ()),
        Gap(),
        *notes,
        Next(next_commands(state, workspace, of)),
    )


def charts(state: ObjectiveState, workspace: Workspace) -> Iterator[Block]:
    """The series of each key result that has numbers."""
    for kr in state.key_results:
        drawn = key_result_chart(kr, unit_of(kr, workspace))
        if drawn is not None:
            yield from (Gap(), line(Run(kr.key_result.id, "strong")), drawn)


def last_words(state: ObjectiveState, workspace: Workspace, of: State) -> list[Quote]:
    """The last words on the objective as a whole, and the comments on them."""
    about = workspace.journal.about(str(state.address), of.as_of)
    noted = next((entry for entry in reversed(about) if entry.note), None)
    if noted is None:
        return []
    words = Quote(noted.note, line(f"{noted.who}, {short_day(noted.day)}"))
    thread = workspace.journal.thread(noted.id, of.as_of)
    return [words, *(comment_quote(one) for one in thread)]


def head(state: ObjectiveState, said: Sequence[Quote] = ()) -> Item:
    """The objective, where it belongs, why it matters, and what was said of it as a whole."""
    below: list[Line | Quote] = [place(state)]
    if state.objective.why:
        below.append(Quote(state.objective.why))
    if state.capped_by:
        words = f"{state.capped_by.id} is breached: at risk at best"
        below.append(line(Mark("warn"), " ", words))
    if not state.key_results:
        below.append(line("no key results yet: nobody will know when it is reached"))
    below += said
    return Item(
        Line(state_words(state.state, state.flags)),
        state.address.id,
        state.objective.title,
        line(Run(percent(state.progress), "strong")),
        tuple(below),
    )


def place(state: ObjectiveState) -> Line:
    """`2026-Q4/engineering · mira · aspirational · supports company/trust#nps`."""
    objective, address = state.objective, state.address
    words = [f"{address.cycle}/{address.team}", state.owner, objective.commitment]
    words += [f"with {', '.join(objective.shared_with)}"] if objective.shared_with else []
    words += [f"supports {', '.join(objective.supports)}"] if objective.supports else []
    words += [f"pillar {objective.pillar}"] if objective.pillar else []
    words += [] if state.grade is None else [f"graded {state.grade}"]
    return line(" · ".join(word for word in words if word))


def backers(state: ObjectiveState, workspace: Workspace, of: State) -> tuple[Note, ...]:
    """The objectives that support it or one of its key results, and where each stands."""
    parts = {str(kr.address): f" for #{kr.address.id}" for kr in state.key_results}
    lines = tuple(
        line(*standing(objective, of), via)
        for address, via in {str(state.address): "", **parts}.items()
        for objective in workspace.supporters.get(address, ())
    )
    return (Note("Backed by", lines),) if lines else ()


def standing(objective: Objective, of: State) -> tuple[str | Inline, ...]:
    """`✗ growth/fast-trials 51%`: another objective in a few words."""
    found = of.by_address.get(str(objective.address))
    name = objective.address.within_cycle
    if not isinstance(found, ObjectiveState):
        return (name,)
    return (Mark(STATES[found.state][0]), f" {name} {percent(found.progress)}")


def needs(state: ObjectiveState, workspace: Workspace, of: State) -> tuple[Note, ...]:
    """What other teams are asked for, and the objective that answers."""
    asked = state.objective.needs
    return (
        (Note("Needs", tuple(need_line(need, state, workspace, of) for need in asked)),)
        if asked
        else ()
    )


def need_line(need: Need, state: ObjectiveState, workspace: Workspace, of: State) -> Line:
    """`hr: Two developers who own long-term quality · no such objective (OKR209)`."""
    words = f"{need.team}: {need.what}"
    address = workspace.parent(need.objective, state.address.cycle) if need.objective else None
    answer = workspace.objective(address) if isinstance(address, ObjectiveAddress) else None
    if answer is None:
        return line(f"{words} · ", Run("no such objective (OKR209)", "warn"))
    return line(f"{words} · ", *standing(answer, of))


def work(objective: Objective) -> tuple[Note, ...]:
    """The initiatives: what the team does about it."""
    lines = tuple(
        line(f"{each.status}  {each.title}", f" · {each.owner}" if each.owner else "")
        for each in objective.initiatives.values()
    )
    return (Note("Work", lines),) if lines else ()


def facts(state: ObjectiveState, workspace: Workspace) -> dict[str, Fact]:
    """The objective and its key results, what carries it, what it needs, the work on it."""
    backed_by = (
        objective
        for address in (str(state.address), *(str(kr.address) for kr in state.key_results))
        for objective in workspace.supporters.get(address, ())
    )
    return {
        **objective_facts(state, workspace),
        "why": state.objective.why,
        "supported_by": [str(objective.address) for objective in backed_by],
        "needs": [
            {"team": need.team, "what": need.what, "objective": need.objective}
            for need in state.objective.needs
        ],
        "initiatives": [
            {"id": name, "title": each.title, "owner": each.owner, "status": each.status}
            for name, each in state.objective.initiatives.items()
        ],
    }


def next_commands(state: ObjectiveState, workspace: Workspace, of: State) -> tuple[str, ...]:
    """Check in on the weakest, look at it closely, change the goal."""
    name = shortest(state.address, workspace, of.as_of)
    commands = []
    if state.weakest is not None:
        weakest = shortest(state.weakest.address, workspace, of.as_of)
        asks = state.weakest.key_result.kpi is None and state.state != "closed"
        commands += [f"okrctl checkin {weakest}"] if asks else []
        commands += [f"okrctl show {weakest}"]
    return (*commands, f"okrctl explain {name}")
