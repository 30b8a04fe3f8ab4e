"""What an audit of the history can find, as rules of the catalogue.

They are declared below both the audit, which finds, and lint's catalogue, which lists: neither of
the two knows the other.
"""

from __future__ import annotations

from okrctl.findings import Rule

ENTRY_CHANGED = Rule(
    code="AUD001",
    name="entry-changed",
    severity="error",
    summary="an entry was changed, deleted or renamed after it was written",
    explanation="Entries are written once: what somebody said in October still stands in December."
    " The commit that changed one is named with what the entry said before and after, and so is"
    " the commit that brings the old words back: that both cancel out makes neither unsaid.\n\n"
    "The one lawful change is `okrctl pack`, which joins files into `packed.jsonl`: the same"
    " entries, or more. Corrections are new entries: `okrctl checkin --supersedes ID`, or `--void"
    " ID`.",
)
GOAL_CHANGED = Rule(
    code="AUD002",
    name="goal-changed-late",
    severity="error",
    summary="a goal or a KPI was changed after its edit window, and nobody wrote down why",
    explanation="A target, a baseline, a unit, a direction, an owner or a weight is another than"
    " when the work began; or a KPI's formula, unit, direction or threshold is. Until"
    " `review: {edit_window: 14 days}` after a cycle's first day everything may be edited, and the"
    " last day of the window counts.\n\n"
    "An amendment entry makes it lawful, then or later: the same goal and field, with the new"
    " value, one entry for one change. `okrctl amend` writes both in one commit. What eases a goal"
    " is an error; a harder target, another owner or weight is a warning, as in `okrctl review`.",
)
HISTORY_REWRITTEN = Rule(
    code="AUD003",
    name="history-rewritten",
    severity="error",
    summary="a commit that was once part of this history is none any more",
    explanation="Whoever amends or rebases and then pushes with force leaves a history that is"
    " whole and looks as if it had always been so. Only a commit that was noted elsewhere tells:"
    " `--since-commit SHA`, a tag with `--anchor TAG`, or the commit before a push that a CI"
    " knows. Without one the report says that this was not checked.",
)
DATES = Rule(
    code="AUD004",
    name="dates-disagree",
    severity="warning",
    summary="an entry or a commit says another time than it can have been written at",
    explanation="`at` is when an entry was recorded, and lies more than"
    " `review: {backdate_tolerance: 7 days}` before or after the author's date of the commit that"
    " brought it; or a commit is older than its parent, or lies in the future. A late report needs"
    " none of that: `okrctl checkin --day` says which day it was true.",
)
WHO_IS_WHO = Rule(
    code="AUD005",
    name="not-the-author",
    severity="warning",
    summary="who an entry names, who committed it and who signed it are not the same",
    explanation="`who` is looked up in `people` and `bots` of okrctl.yaml and compared, by e-mail,"
    " with the author as the commit has it; a .mailmap changes nothing here. The committer must be"
    " the author as well, but for those that merge for others: `review: {forges: [...]}`. Where a"
    " signature was verified, its signer must be the author.",
)
SIGNATURE = Rule(
    code="AUD006",
    name="signature-missing",
    severity="error",
    summary="a commit has no signature that holds, and the policy asks for one",
    explanation="With `review: {signatures: required, signers: .okrctl/signers}` every commit that"
    " touches the workspace must be signed by somebody whom that file names, in the form of"
    " OpenSSH's allowed signers. The file is read from the anchor, or from where `--signers` says,"
    " never from the commits that it judges. OpenPGP signatures are checked against the keyring of"
    " whoever runs the audit.",
)
MERGE_CHANGED = Rule(
    code="AUD007",
    name="merge-changed",
    severity="error",
    summary="a merge says what none of the merged commits said",
    explanation="A merge is read entry by entry and field by field, not line by line: whatever"
    " both sides agree on, and whatever one side alone changed, must come out as it went in. Where"
    " both changed the same field, either may win. A change that is made in the merge itself is"
    " seen by no review, and most tools that show history leave it out.",
)
VIEW_ALTERED = Rule(
    code="AUD008",
    name="view-altered",
    severity="error",
    summary="this clone does not show the whole history, or not as it is",
    explanation="Replace refs and grafts put other commits in the place of those there are; the"
    " audit reads the objects themselves. A shallow or partial clone lacks some of them, and then"
    " nothing can be called verified: `git fetch --unshallow`, or `fetch-depth: 0` in a CI. Files"
    " that are kept out of the working tree (sparse checkout, skip-worktree, assume-unchanged) are"
    " a warning: what is measured here is not what is committed.",
)
ID_REUSED = Rule(
    code="AUD009",
    name="id-vanished",
    severity="error",
    summary="an id is gone, or stands for something else now",
    explanation="Check-ins, references and last quarter's minutes name a goal by its id. One that"
    " goes after its edit window, or has entries, leaves them pointing at nothing; one that comes"
    " back as something else makes them say what nobody said. A goal that was dropped or deferred"
    " with its reason (`okrctl drop`) may go, and `okrctl mv` leaves an alias behind.",
)
OBJECTS = Rule(
    code="AUD010",
    name="object-damaged",
    severity="error",
    summary="an object of the repository is missing or is not what its name says",
    explanation="git names everything by its content, so a changed byte shows. Where one does,"
    " nothing else can be relied on: the audit ends there, with exit status 3.",
)
UNCOMMITTED = Rule(
    code="AUD011",
    name="uncommitted",
    severity="warning",
    summary="files of the workspace differ from what is committed",
    explanation="What `okrctl status` computes here is not what the history holds, so nobody else"
    " can compute it. Files that git does not know yet count too.",
)
SQUASHED = Rule(
    code="AUD012",
    name="several-authors",
    severity="info",
    summary="one commit brought entries of several people",
    explanation="A squash merge has one author, and the entries in it have their own: `who` is the"
    " author of record. It takes the place of AUD005.",
)

RULES = (
    ENTRY_CHANGED, GOAL_CHANGED, HISTORY_REWRITTEN, DATES, WHO_IS_WHO, SIGNATURE, MERGE_CHANGED,
    VIEW_ALTERED, ID_REUSED, OBJECTS, UNCOMMITTED, SQUASHED,
)  # fmt: skip
"""Every finding of the audit, in the order of codes."""
