"""Examples of goals that come, go and move, and of who answers for them."""

from __future__ import annotations

from okrctl.changes.examples.targets import ADDED, GOAL, HEAD, KEPT, PAGES

DRILLS = "  drills: {title: Drills held, unit: drills, count: 6}\n"
TITLE, OWNER = "title: Nobody dreads being on call\n", "owner: mira\n"
FILE = " # goals/2026-Q4/ops/calm.yaml\n"
BODY = f"key_results:\n{PAGES}"
LOVED = """\
 # goals/2026-Q4/company/loved.yaml
 title: Customers love us
 owner: ana
 key_results:
   nps: {title: They recommend us, unit: points, from: 30, to: 45}
   calls: {title: Calls to support, unit: calls, from: 90, to: 40}
"""
PILLARS = """\
 # okrctl.yaml
 okrctl: 1
 strategy: {quality: Releases are boring, growth: It sells itself}
 people: {mira: {}, ana: {}}
 teams: {company: {lead: ana}, ops: {lead: mira, parent: company}}
"""


def each(sign: str, text: str) -> str:
    """Every line of a text with a sign before it."""
    return "".join(f"{sign}{line}\n" for line in text.splitlines())


def supports(old: str, new: str) -> str:
    """A goal that supports something else."""
    return f"{LOVED}{HEAD}{old}{new} key_results:\n {PAGES}"


WHOLE = f"{TITLE}{OWNER}{BODY}"
OPS = FILE.strip(" ")
ENG = OPS.replace("ops", "eng")
NEEDS_TEAMS = """\
 # okrctl.yaml
 okrctl: 1
 people: {mira: {}}
 teams: {company: {lead: mira}, ops: {parent: company}, eng: {parent: company}}
"""
GOALS = {
    "key-result-removed": (f"{KEPT}-{DRILLS}", f"{KEPT} {DRILLS}{ADDED}"),
    "key-result-added": (f"{KEPT}+{DRILLS}", KEPT + ADDED),
    "objective-removed": (NEEDS_TEAMS + each("-", OPS + WHOLE), KEPT + ADDED),
    "objective-added": (NEEDS_TEAMS + each("+", OPS + WHOLE), KEPT + ADDED),
    "id-changed": (
        f"{GOAL}-{PAGES}+{PAGES.replace('  pages:', '  nights:')}",
        f"{GOAL}-{PAGES}+{PAGES.replace('  pages: {', '  nights: {aliases: [pages], ')}",
    ),
    "moved-to-team": (
        NEEDS_TEAMS + each("-", OPS + WHOLE) + each("+", ENG + WHOLE),
        KEPT + ADDED,
    ),
    "owner-changed": (
        f"{FILE} {TITLE}-owner: mira\n+owner: ana\n key_results:\n {PAGES}",
        f"{FILE} {TITLE} owner: mira\n+why: Tired people make mistakes\n key_results:\n {PAGES}",
    ),
    "owner-removed": (
        NEEDS_TEAMS + f"{FILE} {TITLE}-owner: mira\n key_results:\n {PAGES}",
        PILLARS + f"{FILE} {TITLE}-owner: mira\n key_results:\n {PAGES}",
    ),
    "pillar-changed": (
        f"{PILLARS}{HEAD}-pillar: quality\n+pillar: growth\n key_results:\n {PAGES}",
        f"{PILLARS}{HEAD} pillar: quality\n+tags: [nights]\n key_results:\n {PAGES}",
    ),
    "alignment-changed": (
        supports("-supports: [company/loved#nps]\n", "+supports: [company/loved#calls]\n"),
        supports(" supports: [company/loved#nps]\n", "+tags: [nights]\n"),
    ),
    "alignment-removed": (
        supports("-supports: [company/loved#nps]\n", ""),
        supports("-supports: [company/loved#nps]\n", "+supports: [company/loved#calls]\n"),
    ),
    "title-meaning-changed": (
        f"{FILE}-{TITLE}+title: Nobody is on call\n {OWNER} key_results:\n {PAGES}",
        f"{FILE} {TITLE} {OWNER}+why: Tired people make mistakes\n key_results:\n {PAGES}",
    ),
}
