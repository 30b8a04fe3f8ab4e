"""A new objective, key result, KPI or team.

Files are written, nothing is committed.
"""

COMMANDS = {
    "objective": "A new objective: what gets better, for whom.",
    "kr": "A new key result, spliced into its objective's file.",
    "kpi": "A new KPI: a gauge that is watched.",
    "team": "A new team, spliced into okrctl.yaml.",
}
"""The line of help of each command below this one."""
