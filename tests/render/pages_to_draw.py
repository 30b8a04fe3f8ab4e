"""The pages that golden files and laws draw, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okrctl.findings import Finding, Rule, Span
from okrctl.load.places import Places
from okrctl.model.address import KeyResultAddress, KpiAddress, ObjectiveAddress
from okrctl.pages.card import card
from okrctl.pages.doctor import Check, doctor_page
from okrctl.pages.document import Document
from okrctl.pages.example import example_page, examples_page
from okrctl.pages.findings import findings_page
from okrctl.pages.header import Basis
from okrctl.pages.imported import (
    Imported,
    ReadColumn,
    ReadKeyResult,
    ReadObjective,
    Unread,
    imported_page,
)
from okrctl.pages.included import Included
from okrctl.pages.library import NAMES, example
from okrctl.pages.rule import rule_page
from okrctl.pages.scorecard import nothing_yet, scorecard
from pages.audited import in_order, with_findings
from pages.sample import TODAY, acme
from render.changed import CHANGED
from render.examples import EXAMPLES
from render.weekly import WEEKLY

BASIS = Basis("4be1f02")
RELEASES = ObjectiveAddress("2026-Q4", "engineering", "trusted-releases")
KINDS = ObjectiveAddress("2026-Q4", "growth", "every-kind")

DEPLOYS, RETENTION = (
    "goals/2027-Q1/engineering/calm-deploys.yaml",
    "goals/2027-Q1/growth/retention.yaml",
)
FILES = {
    DEPLOYS: "title: Deploys are calm\nowner: mira\nkey_results:\n  failed:\n"
    "    title: Deploys that fail\n    kpi: failed-deploys\n    better: lower\n"
    "    links: []\n    starts: 2027-01-01\n    from: 9\n    to: TODO\n",
    RETENTION: "# growth\ntitle: Raise net dollar retention\nowner: raj\nkey_results: {}\n"
    "supports: [company/trsut]\n",
}
PLACEHOLDER = Rule(
    "OKR010",
    "placeholder-left-in",
    "error",
    "A placeholder was left in place of a value.",
    "Somebody meant to come back to it. Until then the key result has no target, so nothing can\n"
    "be said of its progress.\n\nA person sets Y: write the value that you want to reach.",
    "key_results:\n  bugs: {title: Critical bugs, unit: bugs, from: 10, to: TODO}\n",
    "key_results:\n  bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}\n",
    "KPIs vs OKRs: The Differences Explained (ZOKRI)",
)
PARENT = Rule("OKR201", "unknown-parent", "error", "What it supports does not exist.")
COSPLAY = Rule("OKR302", "kpi-cosplay", "warning", "The objective is a KPI in disguise.")
FINDINGS = (
    Finding(
        COSPLAY,
        Span(RETENTION, 2, 8, 2, 34),
        "the objective says the same as {kpi}",
        {"kpi": "kpi:net-retention"},
        help="say what gets better for customers",
    ),
    Finding(
        PARENT,
        Span(RETENTION, 5, 12, 5, 25),
        "no objective {parent} in 2027-Q1 or 2027",
        {"parent": "company/trsut"},
        help="did you mean company/trust?",
    ),
    Finding(
        PLACEHOLDER,
        Span(DEPLOYS, 11, 9, 11, 13),
        "`to` is still TODO",
        help="a person sets Y: which failure rate do you want to reach?",
    ),
)
TRUSTED = "2026-Q4/engineering/trusted"
IMPORTED = Imported(
    "goals.xlsx",
    (("Goals", (ReadColumn("A", "Objective", "objective", "sure"),
                ReadColumn("B", "Key result Due date", "last day", "likely"),
                ReadColumn("C", "Mood", "", "sure"))),),
    (ReadObjective(5, TRUSTED, "Customers trust every release", "mira", "likely", (
        ReadKeyResult(5, f"{TRUSTED}#coverage", "Test coverage", "63 → 80 %", "74", "sure"),
        ReadKeyResult(6, f"{TRUSTED}#stars", "Stars", "3 → TODO", "", "guess"))),),
    ("people: jane: {name: Jane Roe}",),
    (Unread("F6", "viel", "no number; target left out"),),
)  # fmt: skip


def source(file: str, number: int) -> str:
    """A line of one of the files above."""
    lines = FILES.get(file, "").splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def status() -> Document:
    """The scorecard of the sample company."""
    state, workspace = acme()
    return scorecard(state, workspace, basis=BASIS)


def with_included() -> Document:
    """The same with two included workspaces: one that stands badly, one without goals."""
    state, workspace = acme()
    others = (
        Included("platform", "teams/platform", "Acme Platform", state, errors=2),
        Included("growth", "teams/growth"),
    )
    return scorecard(state, workspace, basis=BASIS, others=others)


def show(address: ObjectiveAddress | KeyResultAddress | KpiAddress) -> Document:
    """A card of the sample company."""
    state, workspace = acme()
    return card(state, workspace, address, Places(), basis=BASIS)


CHECKS = (
    Check("okrctl", "good", "0.1.0 on Python 3.11.7"),
    Check("you", "bad", "okrctl.yaml knows nobody with git's e-mail someone@elsewhere.example",
          "add below people: in okrctl.yaml the line  someone: {email: someone@elsewhere.example}"),
    Check("schemas", "warning", "editors check by other schemas: kpi",
          "okrctl schema kpi > .okrctl/kpi.schema.json"),
)  # fmt: skip

PAGES: Mapping[str, Callable[[], Document]] = {
    "status": status,
    "status-included": with_included,
    "show-objective": lambda: show(RELEASES),
    "show-every-kind": lambda: show(KINDS),
    "show-key-result": lambda: show(KeyResultAddress(RELEASES, "critical-bugs")),
    "show-kpi": lambda: show(KpiAddress("code-coverage")),
    "lint": lambda: findings_page(FINDINGS, source, files_checked=3, status=1),
    "rule": lambda: rule_page(PLACEHOLDER),
    "empty": lambda: nothing_yet(acme()[1], TODAY),
    "doctor": lambda: doctor_page(CHECKS),
    "import": lambda: imported_page(IMPORTED),
    "examples": lambda: examples_page([example(name) for name in NAMES]),
    "example": lambda: example_page(example("engineering")),
    "audit": with_findings,
    "audit-in-order": in_order,
    **EXAMPLES,
    **WEEKLY,
    **CHANGED,
}
