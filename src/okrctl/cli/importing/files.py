"""Files of an import: goals as `okrctl new` writes them, okrctl.yaml grown, entries for values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from okrctl.cli.checkin.entries import Statement, about, moment, new_files, written
from okrctl.cli.context import Context, draw_id
from okrctl.cli.importing.found import Remark
from okrctl.cli.importing.plan import NewKeyResult, NewObjective, Plan
from okrctl.cli.making.key_results import in_order
from okrctl.cli.making.splicing import grown
from okrctl.cli.writing import Overlay, contents, signature
from okrctl.errors import UsageError
from okrctl.text.quoting import quote
from okrctl.text.scaffold import block, flow, objective_text, value

if TYPE_CHECKING:
    from datetime import date

    from okrctl.findings import Finding
    from okrctl.model.calendar import Cycle
    from okrctl.store.plan import EditedFile, FileChange, NewFile

SETTINGS = "okrctl.yaml"
PLACEHOLDER = "OKR010"


def goal_file(one: NewObjective) -> NewFile:
    """The file of an objective with its key results."""
    from okrctl.store.plan import NewFile

    lines = [line for kr in one.key_results for line in key_result_lines(kr)]
    whole = objective_text(one.fields, hint="") + "".join(
        f"{line}\n" for line in (["key_results:", *lines] if lines else [])
    )
    return NewFile(one.path, whole.encode())


def key_result_lines(one: NewKeyResult) -> list[str]:
    """A key result below its id: a lone sentence in short, anything else as a block."""
    if set(one.fields) == {"done_when"}:
        return [f"  {quote(one.id)}: {value(one.fields['done_when'])}"]
    return [f"  {quote(one.id)}:", *block(in_order(one.fields), "    ")]


def settings_file(here: Context, plan: Plan) -> EditedFile | None:
    """okrctl.yaml with the new teams and people; none where there are none."""
    from okrctl.store.plan import EditedFile

    added = [("people", name, new) for name, new in plan.people.items()]
    added += [("teams", name, new) for name, new in plan.teams.items()]
    if not added:
        return None
    before = here.tree.files()[SETTINGS].read()
    text = before.decode("utf-8-sig")
    for part, name, new in added:
        text = grown(SETTINGS, text, (part, name), flow(new))
    return EditedFile(SETTINGS, before, text.encode())


def entry_files(here: Context, plan: Plan, name: str) -> list[NewFile]:
    """A check-in for each value that the file gives, on today or the cycle's last day."""
    statements = [made for goal in plan.objectives for made in statements_of(here, goal, name)]
    if not statements:
        return []
    ids = [draw_id() for _ in statements]
    return list(new_files(written(statements, ids, here.who, moment(here.now))))


def statements_of(here: Context, goal: NewObjective, name: str) -> Iterator[Statement]:
    """What is said of the key results of one objective."""
    from okrctl.model.address import KeyResultAddress, ObjectiveAddress

    cycle = here.loaded.workspace.calendars.cycle(goal.cycle)
    if cycle is None:
        return
    for kr in goal.key_results:
        address = KeyResultAddress(ObjectiveAddress(goal.cycle, goal.team, goal.id), kr.id)
        day = day_of(cycle, here.today)
        true_on = None if day == here.today else day
        if kr.reported and day is not None:
            fields = {**kr.reported, "note": f"Imported from {name}"}
            yield about(address, fields, here.now, true_on)
        if kr.score is not None and here.today > cycle.last:
            graded = {"grade": kr.score, "note": f"Imported from {name}"}
            yield about(address, graded, here.now, true_on)


def day_of(cycle: Cycle, today: date) -> date | None:
    """The day on which an imported value counts as true; none before the cycle begins."""
    return None if today < cycle.first else min(today, cycle.last)


def lawful(here: Context, plan: Plan, name: str) -> tuple[Plan, list[FileChange]]:
    """The plan without what would bring an error into the workspace, and its files.

    Each error leaves out the objective whose file or entry it is in, with a remark. UsageError
    where okrctl.yaml itself could not take the new people and teams.
    """
    from okrctl.load.loading import load

    known = {signature(finding) for finding in here.loaded.findings}
    while True:
        files = files_of(here, plan, name)
        if not files:
            return plan, files
        found = load(Overlay(here.tree, contents(files))).findings
        new = [one for one in found if one.weight == "error" and signature(one) not in known]
        wrong = [one for one in new if one.rule.code != PLACEHOLDER]
        if not wrong:
            return plan, files
        for finding in {one.span.file: one for one in reversed(wrong)}.values():
            plan = without(plan, finding)


def files_of(here: Context, plan: Plan, name: str) -> list[FileChange]:
    """Every file that a plan writes."""
    if not plan.objectives:
        return []
    settings = settings_file(here, plan)
    return [
        *([settings] if settings else []),
        *map(goal_file, plan.objectives),
        *entry_files(here, plan, name),
    ]


def without(plan: Plan, finding: Finding) -> Plan:
    """The plan without the objective that a finding is in, or the values of those in its file."""
    file = finding.span.file
    remark = Remark("", file, f"left out: {finding.message} ({finding.rule.code})")
    kept = tuple(one for one in plan.objectives if one.path != file)
    if len(kept) < len(plan.objectives):
        named = next(one for one in plan.objectives if one.path == file)
        remark = replace(remark, place=f"row {named.row}", said=str(named.fields["title"]))
    elif file.startswith("checkins/"):
        kept = tuple(unreported(one) if in_folder(one, file) else one for one in kept)
        remark = replace(remark, said="current values")
    else:
        raise UsageError(
            f"nothing was written: {finding.message} ({finding.rule.code}, {finding.span})",
            finding.help or f"okrctl rule {finding.rule.code} tells more",
        )
    return replace(plan, objectives=kept, remarks=(*plan.remarks, remark))


def in_folder(one: NewObjective, file: str) -> bool:
    """Whether the entries of an objective lie in a file's folder."""
    return file.startswith(f"checkins/{one.cycle}/{one.team}/")


def unreported(one: NewObjective) -> NewObjective:
    """An objective without anything about where it stands."""
    silent = tuple(replace(kr, reported={}, score=None) for kr in one.key_results)
    return replace(one, key_results=silent)
