"""Rules of the files: where they lie, which keys they hold, and of which type the values are."""

from __future__ import annotations

from okrctl.findings import Rule

OBJECTIVE = "# goals/2026-Q4/ops/calm.yaml\n"
KPI = "# kpis/coverage.yaml\n"

UNKNOWN_KEY = Rule(
    code="OKR001",
    name="unknown-key",
    severity="error",
    summary="a key that the format does not know",
    explanation=(
        "A key with a typing error would otherwise be a goal that nobody measures: nothing that"
        " is written is passed over in silence. The message names the key that was probably meant."
    ),
    bad=OBJECTIVE + "title: Releases are calm\nkey_result:\n  quiet: Nobody is paged at night\n",
    good=OBJECTIVE + "title: Releases are calm\nkey_results:\n  quiet: Nobody is paged at night\n",
)

WRONG_TYPE = Rule(
    code="OKR002",
    name="wrong-type",
    severity="error",
    summary="a value of another type than its key needs",
    explanation=(
        "Values are never converted: a number in quotes is a text, `true` is no number, and `yes`"
        " is no truth value. So what a reviewer reads is what is measured."
    ),
    bad=OBJECTIVE + 'title: Calm\nkey_results:\n  bugs: {title: Bugs, from: "10", to: 0}\n',
    good=OBJECTIVE + "title: Calm\nkey_results:\n  bugs: {title: Bugs, from: 10, to: 0}\n",
)

NO_ADDRESS = Rule(
    code="OKR008",
    name="no-address",
    severity="error",
    summary="a path or an id that makes no address",
    explanation=(
        "The path is the identity: goals/<cycle>/<team>/<objective>.yaml, kpis/<kpi>.yaml,"
        " checkins/<cycle>/<team>/<name>.jsonl, readings/<year>/<name>.jsonl. Ids are lower-case"
        " ASCII letters and digits with single hyphens between them, at most 64. Two ids that"
        " differ in case alone, names that some systems reserve (aux, con, nul), and the names of"
        " formula functions (for a KPI) would break on somebody's machine."
    ),
    bad="# goals/2026-Q4/ops/Calm_Releases.yaml\ntitle: Releases are calm\n",
    good="# goals/2026-Q4/ops/calm-releases.yaml\ntitle: Releases are calm\n",
)

NO_PLAIN_FILE = Rule(
    code="OKR009",
    name="no-plain-file",
    severity="error",
    summary="a link, a pipe, a device or a folder in the place of a file",
    explanation=(
        "A checkout may come from a stranger, and a link can lead out of it. What is not a plain"
        " file is not opened. Git stores such things under a mode of their own, so no text can"
        " show an example."
    ),
)

PLACEHOLDER = Rule(
    code="OKR010",
    name="placeholder",
    severity="error",
    summary="a placeholder was left in",
    explanation=(
        "`TODO`, `TBD`, `FIXME`, `XXX`, `???` and `<...>` stand for something that somebody still"
        " has to write. Where a number is really not known, `unknown` says so, and progress is"
        " then none instead of wrong."
    ),
    bad=OBJECTIVE + "title: Calm\nkey_results:\n  bugs: {title: Bugs, from: 10, to: TODO}\n",
    good=OBJECTIVE + "title: Calm\nkey_results:\n  bugs: {title: Bugs, from: 10, to: 0}\n",
    rests_on='"KPIs vs OKRs - The Differences Explained" (ZOKRI): from X to Y, and a person sets Y',
)

SECRET_IN_SOURCE = Rule(
    code="OKR013",
    name="secret-in-source",
    severity="error",
    summary="a source names a host, a secret, a file or a command",
    explanation=(
        "Anybody who opens a pull request can change a goal file, so a source names a connection"
        " and nothing more: where it leads, with which secret, is bound in the operator's own"
        " configuration outside the repository. A source holds `type`, `connection`, plain values,"
        " and one flat map `params`."
    ),
    bad=KPI
    + "title: Coverage\nbetter: higher\nsource: {type: http, connection: ci,"
    + ' url: "https://ci.example/coverage"}\n',
    good=KPI
    + "title: Coverage\nbetter: higher\nsource:\n  type: http\n  connection: ci\n"
    + '  path: coverage\n  params: {month: "{period}"}\n',
)

NO_SUCH_VALUE = Rule(
    code="OKR115",
    name="no-such-value",
    severity="error",
    summary="a date that does not exist, or a number that is not finite",
    explanation="31 November is no day, and infinity is no target. Neither is rounded to one.",
    bad=OBJECTIVE + "title: Releases are calm\ndue: 2026-11-31\n",
    good=OBJECTIVE + "title: Releases are calm\ndue: 2026-11-30\n",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_KEY,
    WRONG_TYPE,
    NO_ADDRESS,
    NO_PLAIN_FILE,
    PLACEHOLDER,
    SECRET_IN_SOURCE,
    NO_SUCH_VALUE,
)
