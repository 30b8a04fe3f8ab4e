"""What Acme planned: 12 teams with five objectives each, and 75 key results to report."""

from __future__ import annotations

import json

CYCLE = "2026-Q4"
LEADS = {
    "company": "ana", "engineering": "mira", "platform": "tomas", "mobile": "ines", "data": "raj",
    "security": "lena", "growth": "omar", "sales": "sofia", "marketing": "pavel",
    "support": "yuki", "people": "noor", "finance": "hugo",
}  # fmt: skip
AIMS = {
    "calm": "works without night shifts", "trust": "keeps what it promises",
    "speed": "answers within the day", "reach": "is known outside of its own corridor",
    "learn": "writes down what it finds out",
}  # fmt: skip
FRIDAYS = ("2026-10-02", "2026-10-09", "2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06",
           "2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11",
           "2026-12-18")  # fmt: skip
WITH_SIDE = {f"{team}/{team}-calm" for team in LEADS} | {
    f"company/company-{word}" for word in ("trust", "speed", "reach")
}
EXTRA = {
    "finance/finance-reach": "  per-head: {title: Revenue a head, kpi: per-head, from: 1, to: 3}\n",
    "data/data-trust": "  churn: {title: Customers who leave, kpi: churn, from: 6, to: 4}\n",
}
"""Key results that KPIs report."""
KPI = "title: {title}\nowner: {owner}\nunit: {unit}\nbetter: {better}\ncadence: monthly\n"
KPIS = {
    "kpis/revenue.yaml": KPI.format(title="Revenue", owner="hugo", unit="EUR", better="higher"),
    "kpis/heads.yaml": KPI.format(title="People", owner="noor", unit="people", better="higher"),
    "kpis/per-head.yaml": KPI.format(title="Revenue of each", owner="hugo", unit="EUR/people",
                                     better="higher") + "formula: revenue / heads\n",
    "kpis/churn.yaml": KPI.format(title="Churn", owner="raj", unit='"%"', better="lower")
                       + "healthy: {at_most: 5}\n",
}  # fmt: skip


def settings() -> str:
    """The workspace."""
    lines = ["okrctl: 1", "organization: Acme", "calendar: {timezone: UTC}", "people:"]
    lines += [
        f"  {who}: {{name: {who.title()}, email: {who}@acme.example}}" for who in LEADS.values()
    ]
    lines.append("teams:")
    for team, lead in LEADS.items():
        parent = "" if team == "company" else "parent: company, "
        lines.append(f"  {team}: {{{parent}lead: {lead}}}")
    return "\n".join(lines) + "\n"


def goal(team: str, word: str) -> str:
    """An objective: 120 points, and where it has a side to watch 240 of those."""
    name, address = team.title(), f"{team}/{team}-{word}"
    text = f"title: {name} {AIMS[word]}\nowner: {LEADS[team]}\nkey_results:\n"
    text += f"  main: {{title: What {name} does for {word}, unit: points, from: 0, to: 120}}\n"
    if address in WITH_SIDE:
        text += f"  side: {{title: What {word} costs {name}, unit: pages, from: 0, to: 240}}\n"
    return text + EXTRA.get(address, "")


def reported(team: str) -> list[str]:
    """The key results that a team reports every week."""
    return [
        f"{team}/{team}-{word}#{key}"
        for word in AIMS
        for key in ("main", "side")
        if key == "main" or f"{team}/{team}-{word}" in WITH_SIDE
    ]


def planned() -> dict[str, str]:
    """The files of the plan, with a goal of the cycle before that two teams still have to close."""
    found = {"okrctl.yaml": settings(), **KPIS}
    found |= {
        f"goals/{CYCLE}/{team}/{team}-{word}.yaml": goal(team, word)
        for team in LEADS
        for word in AIMS
    }
    for team in ("engineering", "sales"):
        found[f"goals/2026-Q3/{team}/{team}-past.yaml"] = (
            f"title: {team.title()} had a quiet summer\nowner: {LEADS[team]}\nkey_results:\n"
            f"  main: {{title: Quiet weeks of {team}, unit: weeks, from: 0, to: 12}}\n"
        )
    return found


def line(number: int, at: str, who: str, **fields: object) -> str:
    """An entry, as a line."""
    return json.dumps({"id": f"{number:06}0000000", "at": f"{at}Z", "who": who, **fields}) + "\n"
