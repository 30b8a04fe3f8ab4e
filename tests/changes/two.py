"""Two revisions of one small company: the second is the first with texts put in place of others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okrctl.changes.classify import Judged, Review
from okrctl.changes.compare import Comparison, compare
from okrctl.changes.entries import Recorded
from okrctl.load.loading import Loaded, load
from okrctl.load.tree import DictTree
from support import files

ACTIVE = date(2026, 11, 21)
PLANNED = date(2026, 10, 15)
"""The last day of the edit window of 2026-Q4."""
TRUST = "goals/2026-Q4/eng/trust.yaml"
CALM = "goals/2026-Q4/ops/calm.yaml"
COMPANY = """\
# okrctl.yaml
okrctl: 1
strategy: {quality: Releases are boring, growth: The product sells itself}
calendar: {timezone: UTC, cycles: {launch: {from: 2026-09-15, to: 2026-11-30}}}
people: {mira: {name: Mira}, tomas: {name: Tomas}, ana: {name: Ana}}
teams:
  company: {title: Acme, lead: ana}
  eng: {title: Engineering, parent: company, lead: mira, members: [mira, tomas]}
  ops: {parent: company, lead: tomas}
cadence: {checkin: weekly, grace: 3 days}
scoring: {preset: default}
review: {edit_window: 14 days}
# goals/2026-Q4/company/loved.yaml
title: Customers love us
owner: ana
key_results:
  nps: {title: They recommend us, unit: points, from: 30, to: 45}
  calls: {title: Calls to support, unit: calls, from: 90, to: 40}
# goals/2026-Q4/eng/trust.yaml
title: Customers trust every release
why: Support spends half of its week on bugs
owner: mira
commitment: committed
supports: [company/loved#nps]
pillar: quality
weight: 2
key_results:
  bugs:
    title: Critical bugs found after release
    unit: bugs
    from: 10
    to: 2
    stretch: 0
    plan: {2026-11-01: 6}
    due: 2026-12-15
    weight: 1
  coverage: {title: The live code is covered, kpi: code-coverage, from: 63, to: 80}
  up: {title: The service stays up, unit: "%", at_least: 99.5, every: week, guardrail: true}
  canary:
    title: Canary deploys reach every service
    milestones:
      pilot: {title: One service behind a canary, due: 2026-10-31}
      every: {title: Every service behind a canary, due: 2026-12-15, weight: 2}
  soc2: The security report is published
  talk: {title: They say so, zones: {target: Three references on record, stretch: A customer talks}}
  lead: {title: Time to production, unit: h, from: unknown, change_by: -50%, better: lower}
  half: {title: Noise at night, unit: pages, from: 40, change_by: -50%}
initiatives:
  report: {title: Put a coverage report on every change, status: doing}
# goals/2026-Q4/ops/calm.yaml
title: On call is calm
owner: tomas
key_results:
  pages: {title: Pages at night, unit: pages, from: 20, to: 5, owner: ana}
  drills: {title: Drills held, unit: drills, count: 6}
# kpis/code-coverage.yaml
title: Code coverage
owner: tomas
unit: "%"
better: higher
cadence: weekly
healthy: {at_least: 75}
warning: {at_least: 70}
target: 80
supports: [company/loved]
expect: {min: 0, max: 100, max_jump: 15}
segments: {service: [billing, search]}
source: {type: json, connection: ci, select: total}
# kpis/mrr.yaml
title: Monthly revenue
unit: EUR
better: higher
owner: ana
cadence: monthly
# kpis/heads.yaml
title: People
unit: people
better: higher
owner: ana
cadence: monthly
# kpis/per-head.yaml
title: Revenue a head
unit: EUR/people
better: higher
owner: ana
cadence: monthly
formula: mrr / heads
# checkins/2026-Q4/eng/one.jsonl
{"id":"aaaaaaaaaaaa1", "at":"2026-11-06T10:00Z", "who":"mira", "kr": "eng/trust#bugs", "value": 8}
{"id":"aaaaaaaaaaaa2", "at":"2026-11-13T10:00Z", "who":"mira", "kr": "eng/trust#bugs", "value": 6}
# checkins/2026-Q4/ops/one.jsonl
{"id":"aaaaaaaaaaaa3", "at":"2026-11-13T10:00Z", "who":"tomas", "kr": "ops/calm#pages", "value": 18}
# readings/2026/one.jsonl
{"id":"aaaaaaaaaaaa4", "at":"2026-11-13T10:00Z", "who":"tomas", "kpi": "code-coverage", "value": 70}
"""


def side(contents: Mapping[str, str]) -> Loaded:
    """What a tree of these files holds."""
    return load(DictTree({path: text.encode() for path, text in contents.items()}))


def company() -> dict[str, str]:
    """The files of the first revision."""
    return files(COMPANY)


def edited(edits: Mapping[str, str], start: Mapping[str, str] | None = None) -> dict[str, str]:
    """The files with each text, which stands in them once, in place of another."""
    changed = dict(start or company())
    for old, new in edits.items():
        (path,) = (path for path, text in changed.items() if old in text)
        assert changed[path].count(old) == 1, f"{old!r} stands more than once in {path}"
        changed[path] = changed[path].replace(old, new)
    return changed


def compared(
    before: Mapping[str, str], after: Mapping[str, str], recorded: Recorded | None = None
) -> Comparison:
    """The comparison of two trees."""
    return compare(side(before), side(after), recorded or Recorded())


def names(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Class, address and field of each change that means something."""
    return [(one.name, one.address, one.field) for one in comparison.meaningful]


def review(edits: Mapping[str, str], day: date = ACTIVE) -> tuple[Judged, ...]:
    """What a review says of edits, on a day."""
    return Review(compared(company(), edited(edits)), day).judged


def added(path: str, *lines: str) -> dict[str, str]:
    """The files of the first revision and one more."""
    return company() | {path: "".join(f"{line}\n" for line in lines)}
