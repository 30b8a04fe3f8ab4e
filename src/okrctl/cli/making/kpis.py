"""A new KPI: its text and its file."""

from __future__ import annotations

from okrctl.cli.context import Context
from okrctl.cli.making.names import new_id
from okrctl.cli.prompts import Prompts
from okrctl.cli.telling import written
from okrctl.cli.writing import record_files, tried
from okrctl.text.scaffold import Value, kpi_text

BETTER = {"higher": "higher is better", "lower": "lower is better", "inside": "a band is best"}
HINTS = (
    ("healthy", "healthy: {at_least: 75}", "values that are fine"),
    ("warning", "warning: {at_least: 70}", "outside is critical"),
    ("playbook", "playbook: Below 70, what happens next?", ""),
)


def make_kpi(
    here: Context,
    what: str,
    identifier: str | None,
    said: dict[str, Value | None],
    *,
    dry_run: bool,
) -> None:
    """Write the file of a new KPI; its argument is its id, or its title."""
    from okrctl.model.values import is_slug
    from okrctl.store.plan import NewFile

    prompts = Prompts(here.terminal)
    identifier = identifier or (what if is_slug(what) else None)
    fields = dict(said)
    if fields["title"] is None:
        fields["title"] = what if not is_slug(what) else what.replace("-", " ").capitalize()
    if fields["better"] is None:
        prompts.needs("--better higher, lower or inside", "which way is better")
        fields["better"] = prompts.choice("Which way is better?", BETTER)
    taken = here.loaded.workspace.directory.kpi_names
    name = new_id(identifier, str(fields["title"]), taken, "a KPI")
    path = f"kpis/{name}.yaml"
    files = [NewFile(path, kpi_text(fields, hint=hints(fields)).encode())]
    tried(here, files)
    if record_files(here, files, f"new KPI {name}", commit=False, dry_run=dry_run):
        written(
            here, path, f"okrctl reading {name} VALUE", f"okrctl edit kpi:{name}", "okrctl lint"
        )


def hints(fields: dict[str, Value | None]) -> str:
    """Comment lines for what a KPI should still say."""
    missing = [line for key, line, _ in HINTS if fields[key] is None]
    return "\n# ".join(missing)
