"""Examples of KPIs, entries and settings that change, and of what means nothing."""

from __future__ import annotations

from okrctl.changes.examples.goals import PILLARS
from okrctl.changes.examples.targets import ADDED, GOAL, HEAD, KEPT, PAGES

KPI_HEAD = """\
 # kpis/coverage.yaml
 title: Code coverage
 owner: mira
"""
KPI = f"""\
{KPI_HEAD} unit: "%"
 better: higher
 cadence: weekly
"""
USED = f"{GOAL}   covered: {{title: The live code is covered, kpi: coverage, from: 63, to: 80}}\n"
WHY = "+why: Uncovered code is where release bugs hide\n"
PARTS = """\
 # kpis/mrr.yaml
 title: Monthly revenue
 owner: mira
 unit: EUR
 better: higher
 cadence: monthly
 # kpis/heads.yaml
 title: People
 owner: mira
 unit: people
 better: higher
 cadence: monthly
 # kpis/per-head.yaml
 title: Revenue a head
 owner: mira
 unit: EUR/people
 better: higher
 cadence: monthly
"""
SPLIT = "segments: {service: [billing%s]}\n"
READ = "source: {type: json, connection: ci, select: %s}\n"
ENTRIES = " # checkins/2026-Q4/ops/one.jsonl\n"
ENTRY = (
    '{"id": "aaaaaaaaaaaa%s", "at": "2026-11-13T10:00:00Z", "who": "mira", "kr": "ops/calm#pages",'
    " %s}\n"
)
SAID = ENTRY % (1, '"value": 18')
BETTER, JUMPED = (ENTRY % (2, f'"value": {value}') for value in (15, 4))
WITHDRAWN = (
    '{"id": "aaaaaaaaaaaa2", "at": "2026-11-14T10:00:00Z", "who": "mira",'
    ' "void": "aaaaaaaaaaaa1"}\n'
)
GRADED, NEAR = (
    ENTRY % (2, f'"grade": {grade}, "note": "As the pager says"') for grade in (0.9, 0.2)
)
CLOSED = (
    '{"id": "aaaaaaaaaaaa%s", "at": "2027-01-04T10:00:00Z", "who": "mira", "team": "ops",'
    ' "cycle": "2026-Q4", "%s": true}\n'
)
SETTINGS = f"{PILLARS}%s{KEPT}"
KPI_BODY = KPI.partition("\n")[2]
NEW_KPI = KPI.replace("\n ", "\n+").replace(" #", "+#", 1)
GONE_KPI = NEW_KPI.replace("\n+", "\n-").replace("+#", "-#", 1)
REST = {
    "kpi-formula-changed": (
        f"{PARTS}-formula: mrr / heads\n+formula: mrr / heads / 2\n",
        f"{PARTS} formula: mrr / heads\n+why: It pays for all of us\n",
    ),
    "kpi-unit-changed": (
        f'{KPI_HEAD}-unit: "%"\n+unit: lines\n better: higher\n cadence: weekly\n',
        KPI + WHY,
    ),
    "kpi-direction-changed": (
        f'{KPI_HEAD} unit: "%"\n-better: higher\n+better: lower\n cadence: weekly\n',
        KPI + WHY,
    ),
    "kpi-threshold-eased": (
        f"{KPI}-healthy: {{at_least: 75}}\n+healthy: {{at_least: 70}}\n{USED}",
        f"{KPI}-healthy: {{at_least: 75}}\n+healthy: {{at_least: 78}}\n{USED}",
    ),
    "kpi-source-changed": (f"{KPI}-{READ % 'total'}+{READ % 'lines'}{USED}", KPI + WHY + USED),
    "kpi-cadence-changed": (
        f'{KPI_HEAD} unit: "%"\n better: higher\n-cadence: weekly\n+cadence: monthly\n{USED}',
        KPI + WHY + USED,
    ),
    "kpi-segment-changed": (
        f"{KPI}-{SPLIT % ', search'}+{SPLIT % ''}{USED}",
        f"{KPI} {SPLIT % ', search'}{WHY}{USED}",
    ),
    "kpi-removed": (GONE_KPI + USED, KPI + WHY + USED),
    "kpi-added": (NEW_KPI + KEPT, KPI + WHY + KEPT),
    "entry-edited": (
        f"{KEPT}{ENTRIES}-{SAID}+{SAID.replace('18', '15')}",
        f"{KEPT}{ENTRIES} {SAID}+{BETTER}",
    ),
    "entry-deleted": (
        f"{KEPT}{ENTRIES}-{SAID}",
        f"{KEPT}{ENTRIES} {SAID}+{WITHDRAWN}",
    ),
    "entry-added": (KEPT + ADDED, f"{HEAD}+tags: [nights]\n key_results:\n {PAGES}"),
    "value-jump": (
        f"{KEPT}{ENTRIES} {SAID}+{JUMPED}",
        f"{KEPT}{ENTRIES} {SAID}+{BETTER}",
    ),
    "score-overridden": (
        f"{KEPT}{ENTRIES} {SAID}+{GRADED}",
        f"{KEPT}{ENTRIES} {SAID}+{NEAR}",
    ),
    "cycle-reopened": (
        f"{KEPT}{ENTRIES} {CLOSED % (1, 'closed')}+{CLOSED % (2, 'reopened')}",
        f"{KEPT}{ENTRIES}+{CLOSED % (1, 'closed')}",
    ),
    "policy-loosened": (
        SETTINGS % "-review: {edit_window: 14 days}\n+review: {edit_window: 30 days}\n",
        SETTINGS % "-review: {edit_window: 14 days}\n+review: {edit_window: 7 days}\n",
    ),
    "moved": (
        f"-# kpis/coverage.yaml\n+# kpis/quality/coverage.yaml\n{KPI_BODY}",
        KPI + WHY,
    ),
    "reordered": (
        f"{HEAD}-tags: [nights]\n why: Tired people quit\n+tags: [nights]\n key_results:\n {PAGES}",
        f"{HEAD} why: Tired people make mistakes\n+tags: [nights]\n key_results:\n {PAGES}",
    ),
    "format-only": (
        f"{HEAD}+# since the second outage\n key_results:\n {PAGES}",
        f"{HEAD}+why: Since the second outage\n key_results:\n {PAGES}",
    ),
    "detail-changed": (
        f"{HEAD}-why: Tired people quit\n+why: Tired people make mistakes\n key_results:\n {PAGES}",
        f"{HEAD}+# why: Tired people make mistakes\n key_results:\n {PAGES}",
    ),
    "not-compared": (
        f"{HEAD}-key_results:\n+key_result:\n {PAGES}",
        KEPT + ADDED,
    ),
}
