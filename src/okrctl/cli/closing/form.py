"""A closing to fill in: the sheet of a cycle as YAML, with what was computed beside each gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrctl.cli.closing.cases import Case
from okrctl.cli.closing.questions import MISSING, OfObjective
from okrctl.cli.closing.sheet import computed, in_play
from okrctl.text.quoting import quote

TODO = "TODO"


def sheet(cases: Sequence[Case], cycle: str) -> Iterator[str]:
    """The lines of the sheet: `okrctl close --from` reads it back when every TODO is gone."""
    yield f"# okrctl close {cycle} --from FILE, when no {TODO} is left"
    yield "# A grade goes from 0 to 1. One far from what was computed, a promise that was missed,"
    yield "# and null, which withholds it, say why: coverage: {grade: 0.4, note: …}"
    for case in cases:
        yield f"{case.team}:"
        if case.objectives:
            yield "  objectives:"
        for one in case.objectives:
            yield from _objective(one)
        yield f"  learned: {quote(case.lesson) if case.lesson else TODO}"
        yield f"  missing:  # {MISSING}"


def _objective(one: OfObjective) -> Iterator[str]:
    objective = one.of.objective
    yield f"    {objective.id}:  # {' '.join(objective.title.split())}"
    results = in_play(one.of)
    if results:
        yield "      key_results:"
    for kr in results:
        share = computed(kr.progress.counts)
        known = f"{kr.grade:f}" if kr.grade is not None else TODO
        was = "nothing" if share is None else f"{share:f}"
        yield f"        {kr.key_result.id}: {known}  # {was} computed"
    yield f"      grade:  # of all of it; left out, it is the mean · {objective.commitment}"
    yield "      note:"
    yield f"      learned: {quote(one.lesson) if one.lesson else TODO}"
    yield f"      outcome: {TODO}  # keep, change or drop"
    if one.into:
        yield f"      carry: true  # over into {one.into}: X is where it ended, a person sets Y"
