"""Rules of what goals and KPIs say: kinds, ends, order, thresholds, formulas, dates and people."""

from __future__ import annotations

from okrctl.findings import Rule
from okrctl.load.rules.files import KPI, OBJECTIVE

_RESULT = OBJECTIVE + "title: Releases are calm\nkey_results:\n  bugs: {title: Critical bugs, "
_FROM_X_TO_Y = '"KPIs vs OKRs - The Differences Explained" (ZOKRI): moving from X to Y'

ONE_KIND = Rule(
    code="OKR101",
    name="one-kind",
    severity="error",
    summary="a key result of no kind, or of two",
    explanation=(
        "The shape says the kind, so exactly one of these is there: to, count or change_by;"
        " at_least, at_most or between; milestones; done_when, or a plain sentence; zones;"
        " measured_by: supporting."
    ),
    bad=_RESULT + "from: 10, to: 0, at_most: 3}\n",
    good=_RESULT + "from: 10, to: 0}\n",
)

MISSING_END = Rule(
    code="OKR102",
    name="missing-end",
    severity="error",
    summary="it is not said where a key result starts, or where it goes",
    explanation=(
        "`from` is never silently 0. Where it is not known yet, `from: unknown` says so, or"
        " `better: lower` or `higher` says which way it goes; `to: unknown` says that nobody has"
        " set the target. `count: 3` is from 0 to 3."
    ),
    bad=_RESULT + "to: 0}\n",
    good=_RESULT + "to: 0, better: lower}\n",
    rests_on=_FROM_X_TO_Y,
)

NO_WAY_TO_GO = Rule(
    code="OKR103",
    name="no-way-to-go",
    severity="error",
    summary="from equals to",
    explanation=(
        "A key result that moves has a way to go; progress on a way of length 0 is no number. A"
        " value that shall stay where it is, is held: `at_least`, `at_most` or `between`."
    ),
    bad=_RESULT + "from: 3, to: 3}\n",
    good=_RESULT + "at_most: 3}\n",
)

OUT_OF_ORDER = Rule(
    code="OKR104",
    name="out-of-order",
    severity="error",
    summary="from, commit, to and stretch do not lie one behind the other",
    explanation=(
        "The way goes from `from` over `commit` and `to` to `stretch`, up or down. The bounds of"
        " a line that is held stand lower one first; no two zones are the same words."
    ),
    bad=_RESULT + "from: 10, to: 2, stretch: 4}\n",
    good=_RESULT + "from: 10, to: 2, stretch: 0}\n",
)

CONTRADICTS_KPI = Rule(
    code="OKR105",
    name="contradicts-kpi",
    severity="error",
    summary="a KPI is named that does not exist, or contradicted in unit, direction or segment",
    explanation=(
        "A key result with `kpi:` takes unit and direction from the KPI and moves with its"
        " readings, so it cannot say otherwise. A `better:` that contradicts its own from and to"
        " is as impossible."
    ),
    bad=KPI
    + "title: Coverage\nbetter: higher\n"
    + OBJECTIVE
    + "title: Calm\nkey_results:\n  tests: {title: Tested code, kpi: coverage, from: 80, to: 63}\n",
    good=KPI
    + "title: Coverage\nbetter: higher\n"
    + OBJECTIVE
    + "title: Calm\nkey_results:\n  tests: {title: Tested code, kpi: coverage, from: 63, to: 80}\n",
    rests_on='"KPIs vs OKRs - The Differences Explained" (ZOKRI): a KPI as part of a key result',
)

WEIGHT_OR_DATE = Rule(
    code="OKR107",
    name="weight-or-date",
    severity="error",
    summary="weights that total 0, or a date outside the cycle",
    explanation=(
        "Where nothing has weight there is no mean. A goal starts and is due within its cycle, and"
        " starts before it is due; so is each milestone, and each point of a plan."
    ),
    bad=_RESULT + "from: 10, to: 0, due: 2027-03-31}\n",
    good=_RESULT + "from: 10, to: 0, due: 2026-11-30}\n",
)

THRESHOLDS = Rule(
    code="OKR108",
    name="thresholds",
    severity="error",
    summary="thresholds of a KPI that contradict each other",
    explanation=(
        "`healthy` lies inside `warning`, so that a value can be in between; both are bounded on"
        " the side that `better` says is worse. `target` is healthy, and `stretch` lies beyond it."
    ),
    bad=KPI + "title: Coverage\nbetter: higher\nhealthy: {at_least: 75}\nwarning: {at_least: 80}\n",
    good=KPI
    + "title: Coverage\nbetter: higher\nhealthy: {at_least: 75}\nwarning: {at_least: 70}\n",
)

FORMULA = Rule(
    code="OKR109",
    name="formula",
    severity="error",
    summary="a formula that cannot be calculated",
    explanation=(
        "A formula has numbers, `+ - * / ( )`, ids of KPIs, and the functions sum, mean, min, max,"
        " lag and previous over periods. A minus has a space on both sides, since ids have"
        " hyphens. It cannot need itself, and EUR and hours cannot be added."
    ),
    bad=KPI + "title: Revenue per head\nbetter: higher\nformula: revenue / headcount\n",
    good="# kpis/revenue.yaml\ntitle: Revenue\nbetter: higher\nunit: EUR\n"
    "# kpis/headcount.yaml\ntitle: People\nbetter: higher\nunit: people\n"
    + KPI
    + "title: Revenue per head\nbetter: higher\nformula: revenue / headcount\n",
)

CYCLE = Rule(
    code="OKR110",
    name="cycle",
    severity="error",
    summary="a cycle that the calendar does not know, or whose dates cannot be",
    explanation=(
        "A cycle is a year (2026), a half (2026-H2), a quarter (2026-Q4), a month (2026-11) or a"
        " week (2026-W47), or has its days under calendar: cycles:. Where the fiscal year does not"
        " start in January, fiscal_year_named says which of its two years names it: two real"
        " companies call February 2019 and February 2020 the same quarter."
    ),
    bad="# goals/2026-Q5/ops/calm.yaml\ntitle: Releases are calm\n",
    good="# goals/2026-Q4/ops/calm.yaml\ntitle: Releases are calm\n",
)

WHO = Rule(
    code="OKR111",
    name="who",
    severity="error",
    summary="a person, a bot or a team that okrctl.yaml does not know",
    explanation=(
        "Owners, leads, members and those who write entries are ids of `people` (or `bots`, for"
        " entries); teams are ids of `teams`. People who left and aliases stay valid."
    ),
    bad=OBJECTIVE + "title: Releases are calm\nowner: mirra\n",
    good=OBJECTIVE + "title: Releases are calm\nowner: mira\n",
    rests_on='"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard": ownership',
)

RULES: tuple[Rule, ...] = (
    ONE_KIND,
    MISSING_END,
    NO_WAY_TO_GO,
    OUT_OF_ORDER,
    CONTRADICTS_KPI,
    WEIGHT_OR_DATE,
    THRESHOLDS,
    FORMULA,
    CYCLE,
    WHO,
)
