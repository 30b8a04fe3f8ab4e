"""The rules of the linting itself. The engine raises them, so they are declared as data."""

from __future__ import annotations

from okrctl.findings import Rule

_PATH = "# goals/2026-Q4/ops/calm.yaml\n"
_STRICT = """\
# okrctl.yaml
people: {mira: {name: Mira}}
teams: {ops: {lead: mira}}
lint: {select: [OKR011, OKR9], require_reason: true}
"""

UNUSED = Rule(
    code="OKR901",
    name="unused-suppression",
    severity="warning",
    summary="a suppression silences nothing",
    explanation=(
        "A suppression that outlives its finding would hide the next one. Remove it; the history"
        " keeps its reason. One of a mandatory rule silences nothing either where the change that"
        " is judged brings it."
    ),
    bad=_PATH + "# okrctl: ignore[OKR011] nothing is cut here\ntitle: Releases are calm\n",
    good=_PATH + "title: Releases are calm\n",
)

UNKNOWN = Rule(
    code="OKR902",
    name="unknown-suppression",
    severity="warning",
    summary="a suppression that means no rule",
    explanation=(
        "`# okrctl: ignore[OKR011] reason` silences a rule on its line, on the line below, or for"
        " the entity whose key stands there; `ignore-file[...]` in the whole file. In the"
        " brackets stand codes, names, or how codes begin."
    ),
    bad=_PATH + "title: Releases are calm  # okrctl: ignore[cut-by-hsh] a ticket's number\n",
    good=_PATH + "title: Close #12 first  # okrctl: ignore[cut-by-hash] a ticket's number\n",
)

WITHOUT_REASON = Rule(
    code="OKR903",
    name="suppression-without-reason",
    severity="warning",
    summary="a suppression gives no reason, where the workspace wants one",
    explanation=(
        "With `lint: {require_reason: true}` whoever silences a rule says why, behind the"
        " brackets, so that the next reader can tell whether it still holds."
    ),
    bad=_STRICT + _PATH + "title: Close #12 first  # okrctl: ignore[OKR011]\n",
    good=_STRICT + _PATH + "title: Close #12 first  # okrctl: ignore[OKR011] a ticket's number\n",
)

LOOSENED = Rule(
    code="OKR904",
    name="lint-policy-loosened",
    severity="warning",
    summary="the change loosens what lint holds the workspace to",
    explanation=(
        "Against the base revision a rule is switched off, a severity or `fail_on` is milder, a"
        " file is left out, or the baseline has grown. Reviewers should see that beside the goals"
        " that it lets through. Mandatory rules follow the base's policy in any case. Only a run"
        " that knows a base can tell: one with `--base`, or in a pull request."
    ),
)

RULES: tuple[Rule, ...] = (UNUSED, UNKNOWN, WITHOUT_REASON, LOOSENED)
"""Every rule of the linting itself, in the order of codes."""
