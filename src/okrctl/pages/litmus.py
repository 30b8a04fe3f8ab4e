"""An objective read out loud, and the questions of somebody new. `okrctl litmus`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from okrctl.findings import Finding
from okrctl.measure.moves import kpis_of
from okrctl.measure.state import KeyResultState, ObjectiveState
from okrctl.model.kinds.pictures import Journey
from okrctl.model.objective import Objective
from okrctl.model.workspace import Workspace
from okrctl.pages.blocks import Block, Gap, Heading, Mark, Next, Note, Prose, Run, line
from okrctl.pages.document import Document, Fact, Records
from okrctl.pages.facts import unit_of
from okrctl.pages.numbers import amount, bare

SCHEMA = "okrctl.litmus/1"
RECORD = ("question", "answered", "answer")
OUT_LOUD = "Read it out loud to somebody new. Would they know in under 30 seconds why it matters?"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, and what the files answer; where they do not, what is missing."""

    question: str
    words: str
    found: bool = True


def litmus_page(
    state: ObjectiveState, workspace: Workspace, asked: Sequence[Finding] = ()
) -> Document:
    """The sentence, the questions with what the files answer, and what lint asks besides."""
    objective = state.objective
    told = tuple(answers(state, workspace))
    facts: dict[str, Fact] = {
        "address": str(objective.address),
        "sentence": sentence(state, workspace),
        "questions": [
            {"question": one.question, "answered": one.found, "answer": one.words} for one in told
        ],
        "findings": [
            {"code": one.rule.code, "name": one.rule.name, "message": one.message, "help": one.help}
            for one in asked
        ],
    }
    rows = tuple((one.question, "yes" if one.found else "no", one.words) for one in told)
    name = objective.address.within_cycle
    blocks: list[Block] = [
        Heading(line(Run(name, "strong"), f" · {objective.address.cycle}")),
        Prose(sentence(state, workspace)),
        Gap(),
        Prose(OUT_LOUD),
        *(block for one in told for block in shown(one)),
    ]
    if asked:
        blocks += [Gap(), line(Run("LINT ASKS", "strong"))]
        blocks += [Note(one.rule.code, (line(one.message),)) for one in asked]
    blocks.append(Next((f"okrctl show {objective.address}", f"okrctl edit {objective.address}")))
    return Document(SCHEMA, facts, Records(RECORD, rows), tuple(blocks))


def shown(one: Answer) -> Iterator[Block]:
    """The question with its sign, and the answer below it."""
    sign = Mark("done" if one.found else "open")
    yield line(sign, " ", Run(one.question, "strong"))
    yield Prose(one.words)


def sentence(state: ObjectiveState, workspace: Workspace) -> str:
    """We will OBJECTIVE, as measured by KEY RESULTS, after "OKRs vs. KPIs" (Lucid)."""
    title = state.objective.title.rstrip(".")
    opens = title[:1].lower() + title[1:] if title[1:2].islower() else title
    results = [kr for kr in state.key_results if not kr.left_out]
    if not results:
        return f"We will “{opens}”, and nothing says how anybody would know."
    measures = [f"({n}) {measured(kr, workspace)}" for n, kr in enumerate(results, 1)]
    return f"We will “{opens}”, as measured by {'; '.join(measures)}."


def measured(kr: KeyResultState, workspace: Workspace) -> str:
    """`critical bugs found after release, from 10 to 0 bugs`."""
    title = kr.key_result.title.rstrip(".")
    words = title[:1].lower() + title[1:] if title[1:2].islower() else title
    seen = kr.key_result.picture(kr.progress, kr.history)
    if not isinstance(seen, Journey):
        return words
    unit = unit_of(kr, workspace)
    start = bare(seen.start, unit) if isinstance(seen.start, Decimal) else seen.start
    change = getattr(kr.key_result, "change_by", None)
    if change is not None and not isinstance(seen.target, Decimal):
        return f"{words}, by {change.text} from where it turns out to be"
    end = amount(seen.target, unit) if isinstance(seen.target, Decimal) else seen.target
    return f"{words}, from {start or 'unknown'} to {end or 'unknown'}"


def answers(state: ObjectiveState, workspace: Workspace) -> Iterator[Answer]:
    """What somebody new asks of a goal, and what its file says to it."""
    objective = state.objective
    yield said("Why does it matter?", objective.why, "the file has no why (OKR304)")
    yield said("Who answers for it?", state.owner, "it has no owner")
    yield said("What does it serve?", serves(objective, workspace),
               "it supports nothing, and no pillar: okrctl align says what it is for")  # fmt: skip
    yield kpis(objective, workspace)
    yield said("What would tell us that we hit the numbers and hurt something else?",
               guarded(state), "no guardrail, and nothing is held")  # fmt: skip
    yield said("What happens first?", first(objective), "no initiative is open")
    yield Answer("What would be missing if we hit all of it and still felt that we were losing?",
                 "ask it in the team; no file can answer", found=False)  # fmt: skip


def said(question: str, words: str | None, missing: str) -> Answer:
    """An answer, or what is missing for one."""
    return Answer(question, words or missing, bool(words))


def serves(objective: Objective, workspace: Workspace) -> str:
    """What it supports and the words of its pillar."""
    parents = workspace.parents.get(str(objective.address), ())
    names = []
    for parent in parents:
        found = workspace.by_address.get(str(parent))
        title = f" ({found.title})" if found else ""
        names.append(f"{parent.within_cycle}{title}")
    words = workspace.settings.strategy.get(objective.pillar or "")
    return "; ".join([*names, *([f"pillar {objective.pillar}: {words}"] if words else [])])


def kpis(objective: Objective, workspace: Workspace) -> Answer:
    """The KPIs that it is to move, each with the decision that it serves."""
    question = "Which gauges does it move, and is it clear how?"
    found = kpis_of([objective], workspace)
    if not found:
        return Answer(question, "none: no key result and no KPI says so", found=False)
    words = "; ".join(f"{kpi.id}: {kpi.why or 'its file has no why'}" for kpi in found)
    return Answer(question, words, all(kpi.why for kpi in found))


def guarded(state: ObjectiveState) -> str:
    """The guardrails and the lines that are held."""
    kept = (kr.key_result for kr in state.key_results
            if kr.key_result.guardrail or kr.key_result.windowed)  # fmt: skip
    return "; ".join(kr.title for kr in kept)


def first(objective: Objective) -> str:
    """The work that is under way, else what is to do."""
    work = objective.initiatives.values()
    doing = [one.title for one in work if one.status == "doing"]
    return "; ".join(doing or [one.title for one in work if one.status == "todo"])
