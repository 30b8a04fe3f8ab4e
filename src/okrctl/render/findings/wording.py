"""What every form says of a finding and its rule, in one line or on a page."""

from __future__ import annotations

from okrctl.findings import Finding, Rule

HOME = "https://github.com/okrctl/okrctl"


def sentence(finding: Finding) -> str:
    """What is wrong and what to do: `no objective company/trsut: did you mean company/trust?`."""
    return ": ".join(part for part in (finding.message, finding.help) if part)


def address_of(rule: Rule) -> str:
    """Where a rule's page is read."""
    return f"{HOME}/blob/main/docs/rules/{rule.code}.md"
