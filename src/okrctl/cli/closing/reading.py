"""A closing from a file: every goal of a team judged, or what is missing, by its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from okrctl.cli.closing.cases import Case
from okrctl.cli.closing.questions import OfObjective
from okrctl.cli.closing.sheet import (
    OUTCOMES,
    Mark,
    Retrospective,
    Verdict,
    asks_why,
    grade_of,
    in_play,
    is_far,
)
from okrctl.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    from okrctl.text.places import Data

SHEET = "okrctl close {cycle} --sheet prints one to fill in"
OF_TEAM = ("objectives", "learned", "missing")
OF_OBJECTIVE = ("key_results", "grade", "note", "learned", "outcome", "carry")
OF_MARK = ("grade", "note")
Told = Mapping[str, "Data"]


def told_in(path: str, cases: Sequence[Case], cycle: str) -> tuple[Retrospective, ...]:
    """What a file says of each team that it names, `-` being standard input.

    UsageError with the place for what is missing, unknown or no answer; nothing is guessed.
    """
    data = mapping(plain_of(path), "the file", SHEET.format(cycle=cycle))
    known = {case.team: case for case in cases}
    refuse_unknown(data, known, "the file")
    return tuple(of_team(known[team], mapping(said, team)) for team, said in data.items())


def plain_of(path: str) -> Data:
    """The plain data of a YAML or JSON file; UsageError where it cannot be read."""
    from okrctl.text.nodes import read
    from okrctl.text.places import plain

    try:
        text = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error.strerror}") from error
    source = read(text, path)
    wrong = next((one for one in source.findings if one.rule.severity == "error"), None)
    if wrong is not None:
        raise UsageError(f"{wrong.span}: {wrong.message}", wrong.help or "mend it and try again")
    return plain(source.root)


def of_team(case: Case, data: Told) -> Retrospective:
    """What is said of a team and of each of its objectives."""
    refuse_unknown(data, OF_TEAM, case.team)
    objectives = {one.of.address.id: one for one in case.objectives}
    said = mapping(data.get("objectives") or {}, f"{case.team}.objectives")
    refuse_unknown(said, objectives, f"{case.team}.objectives")
    verdicts = tuple(
        verdict(one, mapping(said.get(name), place), place)
        for name, one in objectives.items()
        if (place := f"{case.team}.{name}")
    )
    learned = words(data, "learned", case.team)
    return Retrospective(case.team, verdicts, learned, optional(data, "missing", case.team))


def verdict(one: OfObjective, data: Told, place: str) -> Verdict:
    """What is said of an objective; each reason that its grades call for is asked for."""
    refuse_unknown(data, OF_OBJECTIVE, place)
    marks = dict(marks_of(one, mapping(data.get("key_results") or {}, place), place))
    own = None if data.get("grade") is None else number(data["grade"], f"{place}.grade")
    outcome = words(data, "outcome", place)
    if outcome not in OUTCOMES:
        raise UsageError(f"{place}.outcome is {outcome!r}", f"one of {', '.join(OUTCOMES)}")
    why = asks_why(one.of, marks, own)
    note = words(data, "note", place, why) if why else optional(data, "note", place)
    return Verdict(one.of, marks, words(data, "learned", place), outcome,
                   own, note, carries(one, data, outcome, place))  # fmt: skip


def marks_of(one: OfObjective, said: Told, place: str) -> Iterator[tuple[str, Mark]]:
    """The grade of each key result that nobody let go."""
    results = {kr.key_result.id: kr for kr in in_play(one.of)}
    refuse_unknown(said, results, f"{place}.key_results")
    for name, kr in results.items():
        if name not in said:
            raise UsageError(f"{place}: {name} has no grade", "null with a note withholds it")
        here, told = f"{place}.{name}", said[name]
        fields = told if isinstance(told, dict) else {"grade": told}
        refuse_unknown(fields, OF_MARK, here)
        grade = None if fields.get("grade") is None else number(fields["grade"], here)
        far = is_far(grade, kr.progress.counts)
        why = f"why {'none' if grade is None else f'{grade:f}'}?"
        note = words(fields, "note", here, why) if far else optional(fields, "note", here)
        yield name, Mark(grade, note)


def carries(one: OfObjective, data: Told, outcome: str, place: str) -> bool:
    """Whether it goes on in the next cycle: as said, else no."""
    said = data.get("carry", False)
    if not isinstance(said, bool):
        raise UsageError(f"{place}.carry is {said!r}", "true or false")
    if said and outcome == "drop":
        raise UsageError(f"{place} is dropped and carried over", "say keep, or carry: false")
    if said and not one.into:
        raise UsageError(f"{place} cannot be carried over: the next cycle has it, or is not known",
                         "carry: false, or --into CYCLE")  # fmt: skip
    return said


def mapping(said: Data, place: str, help_: str = "") -> Told:
    """A mapping; UsageError where there is none."""
    if not isinstance(said, dict):
        what = "is missing" if said is None else "is no mapping"
        raise UsageError(f"{place} {what}", help_ or "okrctl close --sheet shows the form")
    return said


def refuse_unknown(said: Told, known: Mapping[str, object] | Sequence[str], place: str) -> None:
    """UsageError for a key that nobody asked for."""
    odd = next((name for name in said if name not in known), None)
    if odd is not None:
        listed = ", ".join(known) or "nothing to judge"
        raise UsageError(f"{place} has {odd}, which is not asked for", f"it has {listed}")


def words(said: Told, name: str, place: str, why: str = "") -> str:
    """Words that have to be there."""
    found = optional(said, name, place)
    if not found:
        raise UsageError(f"{place}.{name} is missing{f': {why}' if why else ''}", "say it in words")
    return found


def optional(said: Told, name: str, place: str) -> str:
    """Words, empty where there are none; UsageError for a placeholder and for what is no text."""
    from okrctl.load.reading.holes import is_placeholder

    told = said.get(name)
    if told is None:
        return ""
    if not isinstance(told, str) or is_placeholder(told):
        what = "still TODO" if isinstance(told, str) else "no text"
        raise UsageError(f"{place}.{name} is {what}", "say it in words")
    return told.strip()


def number(told: Data, place: str) -> Decimal:
    """A grade."""
    if isinstance(told, bool) or not isinstance(told, (int, Decimal)):
        raise UsageError(f"{place} has no grade yet: {told}", "from 0 to 1, such as 0.65")
    return grade_of(f"{Decimal(told):f}")
