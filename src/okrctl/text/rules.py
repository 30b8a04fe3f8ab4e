"""The rules of reading text: what can be wrong with a file before anything is known of goals."""

from __future__ import annotations

from okrctl.findings import Rule

_PATH = "# goals/2026-Q4/ops/calm.yaml\n"

DOES_NOT_PARSE = Rule(
    code="OKR000",
    name="does-not-parse",
    severity="error",
    summary="the file is no YAML that can be read",
    explanation=(
        "Nothing below the place shown can be understood, so nothing of the file counts. The"
        " usual causes are a text that holds `: ` and is not quoted, a missing space after a"
        " colon, a tab, a quote or bracket that is not closed, or a line that is indented"
        " differently from its neighbours."
    ),
    bad=_PATH + "title: Calm releases: no more late nights\n",
    good=_PATH + 'title: "Calm releases: no more late nights"\n',
)

DUPLICATE_KEY = Rule(
    code="OKR003",
    name="duplicate-key",
    severity="error",
    summary="a key or an id occurs twice",
    explanation=(
        "Most readers keep the last of two equal keys and say nothing, so one of the two values"
        ' would be lost. Keys are text: `1` and `"1"` are the same key.'
    ),
    bad=_PATH + "title: Calm releases\nowner: mira\ntitle: Calmer releases\n",
    good=_PATH + "title: Calm releases\nowner: mira\n",
)

BEYOND_PLAIN_YAML = Rule(
    code="OKR004",
    name="anchors-tags-directives",
    severity="error",
    summary="anchors, aliases, merge keys, tags, directives or several documents",
    explanation=(
        "These make a value depend on a place elsewhere in the file, or on the program that reads"
        " it; a reviewer cannot see what is meant, and a few lines can grow without end. A text"
        " that begins with `*`, `&` or `!` is put in quotes."
    ),
    bad=_PATH + "title: &name Calm releases\nwhy: *name\n",
    good=_PATH + "title: Calm releases\nwhy: Nobody works at night\n",
)

AMBIGUOUS_SCALAR = Rule(
    code="OKR005",
    name="ambiguous-scalar",
    severity="warning",
    summary="a value that YAML readers disagree about",
    explanation=(
        "`yes`, `on`, `1_000`, `010`, `12:30` or `1e3` is text to one reader and a truth value or"
        " a number to another. okrctl reads true, false, null, integers and decimals, and"
        " everything else as text. Quotes say that text is meant."
    ),
    bad=_PATH + "title: Calm releases\ntags: [on, 12:30]\n",
    good=_PATH + 'title: Calm releases\ntags: ["on", "12:30"]\n',
)

UNSAFE_CHARACTER = Rule(
    code="OKR006",
    name="unsafe-character",
    severity="error",
    summary="not UTF-8, or a control, bidirectional or zero-width character",
    explanation=(
        "What a reviewer sees must be what is in the file. Characters that are not seen, that"
        " turn the direction of reading, or that steer a terminal are refused, also where an"
        " escape in double quotes makes them. Joiners inside emoji, and in scripts that need"
        " them, are lawful."
    ),
    bad=_PATH + "title: Calm \u202eseasaeler\n",
    good=_PATH + "title: Calm releases\n",
)

OVER_A_LIMIT = Rule(
    code="OKR007",
    name="over-a-limit",
    severity="error",
    summary="the file is larger, deeper or longer than okrctl reads",
    explanation=(
        "A YAML file is at most 1 MiB, nested at most 32 deep, with at most 20,000 values and"
        " numbers of at most 40 digits. An entry file is at most 1 MiB, a pack 256 MiB, and a"
        " line 64 KiB. So a file from a stranger cannot keep a machine busy."
    ),
    bad=_PATH + "title: Calm releases\ntags: " + "[" * 32 + "]" * 32 + "\n",
    good=_PATH + "title: Calm releases\ntags: [calm]\n",
)

CUT_BY_HASH = Rule(
    code="OKR011",
    name="cut-by-hash",
    severity="warning",
    summary="a `#` that touches the next word cuts a text short",
    explanation=(
        "After a space, `#` begins a comment: `fix #12 first` is read as `fix`. Quotes keep the"
        " text; a space after the `#` says that a comment is meant."
    ),
    bad=_PATH + "title: Close #12 before the release\n",
    good=_PATH + 'title: "Close #12 before the release"  # the oldest ticket\n',
)

BROKEN_TEXT = Rule(
    code="OKR012",
    name="broken-by-comma",
    severity="error",
    summary="a comma, a bare `%` or an address broke a text that is not quoted",
    explanation=(
        "Inside `{ }` a comma begins the next key, so the rest of a sentence becomes a key"
        " without a value. A text cannot begin with `%`, and an address with `://` inside `{ }`"
        " or `[ ]` is refused by some YAML readers. Quotes mend all three."
    ),
    bad=_PATH + "title: Calm\nkey_results:\n  r: {title: Active contributors, 3% up, count: 3}\n",
    good=_PATH
    + 'title: Calm\nkey_results:\n  r: {title: "Active contributors, 3% up", count: 3}\n',
)

EMPTY_FILE = Rule(
    code="OKR014",
    name="empty-file",
    severity="error",
    summary="the file holds nothing, or only comments",
    explanation="An empty file is a goal that nobody can read. Write its title, or delete it.",
    bad=_PATH + "# to be written\n",
    good=_PATH + "title: Calm releases\n",
)

BAD_ENTRY_LINE = Rule(
    code="OKR015",
    name="bad-entry-line",
    severity="error",
    summary="an entry line that is no strict JSON object, or of a form its subject does not allow",
    explanation=(
        "An entry is one JSON object on one line, in UTF-8, with each key once and numbers as"
        " plain decimals: no comments, no trailing comma, no `NaN`, no exponent. The other lines"
        " of the file count."
    ),
    bad=(
        "# checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl\n"
        '{"id": "7f3kq2ab9mwx4", "value": 8,}\n'
    ),
    good=(
        _PATH
        + "title: Calm releases\nkey_results:\n  bugs: {title: Bugs, from: 10, to: 0}\n"
        + "# checkins/2026-Q4/ops/20261121T140322Z-mira-7f3kq2.jsonl\n"
        + '{"id": "7f3kq2ab9mwx4", "at": "2026-11-21T14:03:22Z", "who": "mira",'
        + ' "kr": "ops/calm#bugs", "value": 8}\n'
    ),
)

RULES: tuple[Rule, ...] = (
    DOES_NOT_PARSE,
    DUPLICATE_KEY,
    BEYOND_PLAIN_YAML,
    AMBIGUOUS_SCALAR,
    UNSAFE_CHARACTER,
    OVER_A_LIMIT,
    CUT_BY_HASH,
    BROKEN_TEXT,
    EMPTY_FILE,
    BAD_ENTRY_LINE,
)
"""Every rule of this floor, in the order of codes."""
