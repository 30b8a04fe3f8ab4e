"""`okrctl plan --write`: an objective whose key results move gauges from where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrctl.cli.addresses import kpi_of
from okrctl.cli.context import Context
from okrctl.cli.making.names import known, new_id
from okrctl.cli.telling import written
from okrctl.cli.writing import record_files, tried
from okrctl.errors import UsageError
from okrctl.text.scaffold import Value, objective_text

if TYPE_CHECKING:
    from okrctl.measure.planning import Draft, Planning

PLACEHOLDER = frozenset({"OKR010"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says of the new objective."""

    name: str
    """`team/id`, or `team` alone."""
    title: str | None = None
    why: str | None = None
    kpis: Sequence[str] = ()
    """The KPIs that its key results move; none means those that ask for a goal."""


def write(here: Context, found: Planning, wanted: Wanted, *, dry_run: bool) -> None:
    """Write the file of an objective with a gap for each Y, and commit nothing."""
    from okrctl.store.plan import NewFile

    team, name = place_of(here, found, wanted)
    drafts = drafts_of(here, found, wanted, team)
    path = f"goals/{found.cycle.name}/{team}/{name}.yaml"
    hint = "a person sets each TODO; okrctl lint names them"
    text = objective_text(fields_of(wanted, title_of(here, wanted, name), drafts), hint=hint)
    files = [NewFile(path, text.encode())]
    tried(here, files, fine=PLACEHOLDER)
    if record_files(here, files, f"plan {team}/{name}", commit=False, dry_run=dry_run):
        address = f"{found.cycle.name}/{team}/{name}"
        written(here, path, f"okrctl edit {address}", f"okrctl lint {path}")


def place_of(here: Context, found: Planning, wanted: Wanted) -> tuple[str, str]:
    """The team and the id of the new objective; UsageError where it is taken or unknown."""
    workspace = here.loaded.workspace
    said, _, name = wanted.name.partition("/")
    team = known(said, workspace.settings.teams, "team")
    goals = workspace.directory.goals.get(found.cycle.name, {})
    taken = {goal.partition("/")[2] for goal in goals if goal.partition("/")[0] == team}
    if not name and not wanted.title:
        raise UsageError(
            f"--write {wanted.name}: what is the objective called?",
            f"--write {team}/its-id, or --title 'What gets better, for whom'",
        )
    return team, new_id(name or None, wanted.title or "", taken, "an objective")


def drafts_of(here: Context, found: Planning, wanted: Wanted, team: str) -> tuple[Draft, ...]:
    """The key results to draft; UsageError where nothing asks for one, or a KPI has no value."""
    from okrctl.measure.gauges import Gauges
    from okrctl.measure.planning import draft_of

    workspace = here.loaded.workspace
    if not wanted.kpis:
        drafts = found.drafts.get(team, ())
        if not drafts:
            others = ", ".join(found.drafts)
            raise UsageError(
                f"no gauge of {team} asks for a goal",
                "name the KPIs to move: --kpi ID"
                + (f"; drafts there are for {others}" if others else ""),
            )
        return drafts
    gauges = Gauges(workspace, found.as_of)
    chosen = []
    for text in wanted.kpis:
        kpi = workspace.kpi(kpi_of(here, text).id)
        draft = draft_of(kpi, gauges) if kpi else None
        if draft is None:
            raise UsageError(f"kpi:{text} has no value yet", f"okrctl reading {text} VALUE")
        chosen.append(draft)
    return tuple(chosen)


def title_of(here: Context, wanted: Wanted, name: str) -> str:
    """The title that is said, or asked on a terminal; elsewhere the words of the id."""
    from okrctl.cli.prompts import Prompts
    from okrctl.cli.prompts import wanted as needed

    words = name.replace("-", " ")
    proposed = f"{words[0].upper()}{words[1:]}"
    if wanted.title or not here.terminal.can_prompt:
        return wanted.title or proposed
    return Prompts(here.terminal).text("What gets better, for whom?", proposed, check=needed)


def fields_of(wanted: Wanted, title: str, drafts: Sequence[Draft]) -> dict[str, Value | None]:
    """The fields of the file: its words, and each KPI from its latest reading to a gap."""
    from okrctl.pages.plan import fields

    reasons = dict.fromkeys(one.kpi.why for one in drafts if one.kpi.why)
    pillars = dict.fromkeys(one.kpi.pillar for one in drafts if one.kpi.pillar)
    return {
        "title": title,
        "why": wanted.why or next(iter(reasons), None),
        "pillar": next(iter(pillars), None),
        "key_results": {one.kpi.id: fields(one) for one in drafts},
    }
