"""Rules of entries: their subject, their ids, and what they correct."""

from __future__ import annotations

from okrctl.findings import Rule
from okrctl.load.rules.files import OBJECTIVE

_GOAL = (
    OBJECTIVE + "title: Releases are calm\nkey_results:\n  bugs: {title: Bugs, from: 10, to: 0}\n"
)
_ENTRIES = "# checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl\n"
_FIRST = '{"id": "7f3kq2ab9mwx4", "at": "2026-11-21T14:03:22Z", "who": "mira", '

ENTRY_SUBJECT = Rule(
    code="OKR112",
    name="entry-subject",
    severity="error",
    summary="an entry about nothing that is known, or that its subject cannot take",
    explanation=(
        "The subject is a key result, objective, KPI or team of this tree; what was dropped or"
        " deferred may be gone. A key result is reported in the words of its kind: a number, a"
        " zone, a milestone, or done. The day it was true lies in its cycle and not in the future."
    ),
    bad=_GOAL + _ENTRIES + _FIRST + '"kr": "ops/calm#bugs", "zone": "target"}\n',
    good=_GOAL + _ENTRIES + _FIRST + '"kr": "ops/calm#bugs", "value": 4}\n',
)

SAME_ID = Rule(
    code="OKR113",
    name="same-entry-id",
    severity="error",
    summary="two entries with one id and different content",
    explanation=(
        "Entries are written once. The same line twice, as a merge can leave it, counts once; a"
        " line that was changed means that history was edited. A correction is a new entry with"
        " `supersedes`."
    ),
    bad=_GOAL
    + _ENTRIES
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 4}\n'
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 1}\n',
    good=_GOAL
    + _ENTRIES
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 4}\n'
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 4}\n',
)

POINTS_NOWHERE = Rule(
    code="OKR114",
    name="points-nowhere",
    severity="error",
    summary="an entry that refers to another which is not there, or is of another subject",
    explanation=(
        "`supersedes`, `void`, `re`, `unblocked` and `supported` name an entry by its id. A"
        " correction is of the same subject, and a void is not voided: write the entry anew."
    ),
    bad=_GOAL
    + _ENTRIES
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 4, "supersedes": "0000000000000"}\n',
    good=_GOAL
    + _ENTRIES
    + _FIRST
    + '"kr": "ops/calm#bugs", "value": 4}\n'
    + '{"id": "9c1d2ab9mwx40", "at": "2026-11-21T15:00:00Z", "who": "mira",'
    + ' "kr": "ops/calm#bugs", "value": 3, "supersedes": "7f3kq2ab9mwx4"}\n',
)

RULES: tuple[Rule, ...] = (ENTRY_SUBJECT, SAME_ID, POINTS_NOWHERE)
