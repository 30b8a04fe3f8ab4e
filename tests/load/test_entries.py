"""Entries: which forms they take, of what type their fields are, and what they are about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from support import Space, workspace

GOALS = """\
# goals/2026-Q4/ops/calm.yaml
title: Calm
aliases: [ops/quiet]
key_results:
  bugs: {title: x, from: 10, to: 0, aliases: [errors]}
  cov: {title: x, kpi: cov, to: 4}
  soc: It is published
  z: {title: x, zones: {target: a}}
  m: {title: x, milestones: {one: a, two: b}}
  h: {title: x, at_least: 4}
  s: {title: x, measured_by: supporting}
# kpis/cov.yaml
title: Coverage
better: higher
segments: {region: [emea]}
# kpis/calc.yaml
title: Calculated
better: higher
formula: cov * 2
"""
FILE = "checkins/2026-Q4/ops/one.jsonl"
ID = "000000000000"


def entries(*bodies: str, file: str = FILE, zone: str = "UTC") -> Space:
    """A workspace with one entry a body, an hour apart, in one file."""
    lines = [
        f'{{"id": "{ID}{number:x}", "at": "2026-11-21T1{number}:00:00Z", "who": "mira", {body}}}'
        for number, body in enumerate(bodies)
    ]
    space = workspace("\n".join((GOALS + f"# {file}", *lines, "")))
    settings = space.contents["okrctl.yaml"] + f"calendar: {{timezone: {zone}}}\n".encode()
    return Space({**space.contents, "okrctl.yaml": settings})


def one(body: str, file: str = FILE) -> str:
    """The only finding of an entry, as `column CODE message`."""
    return entries(body, file=file).lines[0].removeprefix("1:")


@pytest.mark.parametrize(
    "body",
    [
        '"kr": "ops/calm#bugs", "value": 4, "of": 12, "confidence": 3, "note": "Two regressions"',
        '"kr": "2026-Q4/ops/calm#bugs", "value": 4.50, "expects": 2, "blocked": "No data"',
        '"kr": "ops/calm#bugs", "progress": 0.5, "going_well": "a", "holding_back": "b"',
        '"kr": "ops/calm#bugs", "support": [{"team": "company", "need": "A copy"}]',
        '"kr": "ops/calm#soc", "done": true, "evidence": "https://example.org"',
        '"kr": "ops/calm#z", "zone": "below", "evidence": ["a", "b"], "links": ["c"]',
        '"kr": "ops/calm#m", "milestone": "one", "done": false',
        '"kr": "ops/calm#bugs", "note": "Only words"',
        '"kr": "ops/calm#bugs", "grade": 0.75',
        '"kr": "ops/calm#bugs", "grade": null, "note": "Nobody knows"',
        '"kr": "ops/calm#bugs", "outcome": "dropped", "note": "Not worth it"',
        '"kr": "ops/calm#bugs", "field": "to", "old": 0, "new": 2, "why": "Two are not ours"',
        '"objective": "ops/calm", "confidence": 4',
        '"objective": "ops/calm", "grade": 1, "outcome": "keep", "learned": "Small is fast"',
        '"team": "ops", "cycle": "2026-Q4", "learned": "Small is fast", "closed": true',
        (
            '"team": "ops", "cycle": "2026-Q4", "meeting": "2026-11-20", "actions":'
            ' [{"id": "aaaaaaaaaaaaa", "who": "mira", "what": "Ask", "due": "2026-11-27"}]'
        ),
    ],
)
def test_every_form_of_a_check_in_is_lawful(body: str) -> None:
    """Each subject with the fields it may hold."""
    space = entries(body)
    assert space.lines == []
    assert len(space.workspace.journal.entries) == 1


@pytest.mark.parametrize(
    "body",
    [
        '"kpi": "cov", "value": 4',
        '"kpi": "kpi:cov", "value": 4, "segment": {"region": "emea"}',
        '"kpi": "cov", "event": "An outage of the network"',
        '"kpi": "calc", "field": "formula", "new": "cov", "why": "Simpler"',
    ],
)
def test_every_form_of_a_reading_is_lawful(body: str) -> None:
    """Values, segments, outside events and amendments."""
    assert entries(body, file="readings/2026/one.jsonl").lines == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('"kr": "ops/calm#bugs", "valeu": 4', "93 OKR001 unknown field valeu"),
        (
            '"kr": "ops/calm#bugs", "value": 4, "grade": 1',
            "114 OKR015 grade does not stand beside value",
        ),
        (
            '"kr": "ops/calm#bugs", "event": "x"',
            "102 OKR015 an entry about a key result does not say event",
        ),
        (
            '"kr": "ops/calm#bugs", "kpi": "cov", "value": 1',
            "100 OKR015 kr and kpi are two subjects",
        ),
        ('"value": 3', "1 OKR015 there is no subject"),
        (
            '"kr": "ops/calm#m", "milestone": "one"',
            "103 OKR015 milestone says nothing without done",
        ),
        ('"kr": "ops/calm#bugs", "of": 3', "99 OKR015 of says nothing without value"),
        (
            '"kr": "ops/calm#bugs", "value": 1, "zone": "x"',
            "113 OKR015 value and zone are two reports",
        ),
        ('"team": "ops", "closed": true', "78 OKR015 cycle is missing"),
        ('"team": "ops", "cycle": "2026-Q4"', "78 OKR015 it says nothing"),
        (
            '"objective": "ops/calm", "value": 3',
            "104 OKR015 an entry about an objective does not say value",
        ),
        (
            '"kr": "ops/calm#bugs", "field": "to", "new": 4',
            "102 OKR015 field says nothing without why",
        ),
        ('"re": "0000000000000"', "76 OKR015 it says nothing"),
    ],
)
def test_a_form_that_its_subject_does_not_allow_is_refused(body: str, line: str) -> None:
    """At the field, on its line; the line is left out."""
    assert one(body) == line
    assert entries(body).workspace.journal.entries == ()


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('"value": "4"', "value: expected a number, found the text “4”"),
        ('"value": true', "value: expected a number, found true"),
        ('"value": null', "value: expected a number, found null"),
        (
            '"confidence": 11',
            "confidence: expected a whole number from 0 to 10, found the number 11",
        ),
        (
            '"confidence": 3.5',
            "confidence: expected a whole number from 0 to 10, found the number 3.5",
        ),
        ('"progress": 40', "progress: expected a share from 0 to 1, found the number 40"),
        (
            '"grade": 0.755',
            (
                "grade: expected a grade from 0 to 1 with at most two decimals, or null,"
                " found the number 0.755"
            ),
        ),
        ('"grade": null', "a grade of null has no note"),
        ('"day": "21.11.2026"', "day: expected a day, as YYYY-MM-DD, found the text “21.11.2026”"),
        ('"note": ""', "note: expected words, found an empty text"),
        ('"evidence": []', "evidence: expected words, or a list of them, found a list"),
        ('"done": "yes"', "done: expected true or false, found the text “yes”"),
        (
            '"outcome": "gone"',
            (
                "outcome: expected dropped or deferred, or for an objective keep, change or drop,"
                " found the text “gone”"
            ),
        ),
        (
            '"unblocked": "x"',
            (
                "unblocked: expected an id of 13 characters of 0-9 a-z without i l o u,"
                " found the text “x”"
            ),
        ),
        (
            '"support": "ops"',
            (
                'support: expected a list of what is needed from whom, such as [{"team": "ops",'
                ' "need": "…"}], found the text “ops”'
            ),
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(field: str, expected: str) -> None:
    """OKR002 at the value."""
    line = one(f'"kr": "ops/calm#bugs", {field}')
    assert line == f"{93 + field.index(': ') + 2} OKR002 {expected}"


@pytest.mark.parametrize(
    ("lead", "line"),
    [
        (
            '"id": "0000000000000", "at": "2026-11-21T14:03:22", "who": "mira"',
            (
                "31 OKR002 at: expected a time with its offset, such as 2026-11-21T14:03:22Z,"
                " found the text “2026-11-21T14:03:22”"
            ),
        ),
        (
            '"id": "0000000000000", "at": "2026-02-30T14:03:22Z", "who": "mira"',
            "31 OKR115 there is no 2026-02-30T14:03:22Z",
        ),
        (
            '"id": "0000000000000", "at": "2026-11-21T14:03:22+99:99", "who": "mira"',
            "31 OKR115 there is no 2026-11-21T14:03:22+99:99",
        ),
        (
            '"id": "0000000000000", "at": "9999-12-31T23:59:59-23:59", "who": "mira"',
            "31 OKR115 there is no 9999-12-31T23:59:59-23:59",
        ),
        (
            '"id": "7F3KQ2AB9MWX4", "at": "2026-11-21T14:03:22Z", "who": "mira"',
            (
                "8 OKR002 id: expected an id of 13 characters of 0-9 a-z without i l o u,"
                " found the text “7F3KQ2AB9MWX4”"
            ),
        ),
        (
            '"id": "0000000000000", "at": "2026-11-21T14:03:22Z", "who": "mirra"',
            "62 OKR111 there is no person or bot mirra",
        ),
        ('"at": "2026-11-21T14:03:22Z"', "1 OKR015 id and who are missing"),
    ],
)
def test_y15_every_entry_has_id_time_and_writer(lead: str, line: str) -> None:
    """A time has an offset and exists; a writer is known."""
    text = GOALS + f'# {FILE}\n{{{lead}, "kr": "ops/calm#bugs", "value": 1}}\n'
    assert workspace(text).lines == [f"1:{line}"]


@pytest.mark.parametrize(
    ("body", "line", "help_"),
    [
        (
            '"kr": "ops/calm#bugs", "done": true',
            "101 OKR112 a key result of the kind move does not take done",
            "it takes progress, value",
        ),
        (
            '"kr": "ops/calm#cov", "value": 3',
            "101 OKR112 its value is the latest reading of cov",
            "write a reading: okrctl reading cov VALUE",
        ),
        (
            '"kr": "ops/calm#z", "zone": "targe"',
            "98 OKR112 it has no zone targe",
            "did you mean target?",
        ),
        (
            '"kr": "ops/calm#z", "zone": "stretch"',
            "98 OKR112 it has no zone stretch",
            "it has below, target",
        ),
        (
            '"kr": "ops/calm#m", "milestone": "three", "done": true',
            "103 OKR112 it has no milestone three",
            "it has one, two",
        ),
        (
            '"kr": "ops/calm#h", "progress": 0.3',
            "102 OKR112 a key result of the kind hold does not take progress",
            "it takes value",
        ),
        (
            '"kr": "ops/calm#s", "value": 1',
            "99 OKR112 a key result of the kind supporting does not take value",
            "it takes nothing: it is measured by others",
        ),
        (
            '"kr": "ops/calm#bug", "value": 4',
            "76 OKR112 there is no key result 2026-Q4/ops/calm#bug",
            "did you mean ops/calm#bugs?",
        ),
        (
            '"kr": "ops/calm", "value": 4',
            "76 OKR112 ops/calm is no key result",
            "write it as team/objective#key-result",
        ),
        (
            '"objective": "ops/clam", "note": "x"',
            "83 OKR112 there is no objective 2026-Q4/ops/clam",
            "did you mean ops/calm?",
        ),
        (
            '"kr": "2026-Q3/ops/calm#bugs", "value": 4',
            "76 OKR112 2026-Q3/ops/calm#bugs is of another cycle than this folder",
            "its entries lie in checkins/2026-Q3/",
        ),
        (
            '"team": "opps", "cycle": "2026-Q4", "closed": true',
            "78 OKR112 there is no team opps",
            "did you mean ops?",
        ),
        ('"kpi": "cov", "value": 4', "77 OKR112 readings lie in readings/", "move it"),
        (
            '"kr": "ops/calm#bugs", "value": 4, "day": "2027-01-02"',
            "112 OKR112 2027-01-02 lies outside 2026-Q4, which is 2026-10-01 to 2026-12-31",
            "say in day when it was true",
        ),
        (
            '"kr": "ops/calm#bugs", "support": [{"team": "opps", "need": "x"}]',
            "104 OKR111 there is no team opps",
            "did you mean ops?",
        ),
    ],
)
def test_an_entry_fits_its_subject(body: str, line: str, help_: str) -> None:
    """What nobody knows, or cannot take, is told at the field."""
    space = entries(body)
    assert space.lines == [f"1:{line}"]
    assert space.only_finding().help == help_
    assert space.only_finding().entity == f"{ID}0"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            '"kpi": "cov", "value": 4, "segment": {"region": "apac"}',
            "1:107 OKR112 cov has no segment apac",
        ),
        ('"kpi": "calc", "value": 4', "1:94 OKR112 calc is calculated, so it has no readings"),
        ('"kpi": "covv", "value": 4', "1:77 OKR112 there is no KPI covv"),
        (
            '"kr": "ops/calm#bugs", "value": 4',
            "1:76 OKR112 entries about goals lie in checkins/",
        ),
    ],
)
def test_a_reading_fits_its_kpi(body: str, line: str) -> None:
    """Its segments are declared, and what is calculated is not read."""
    assert entries(body, file="readings/2026/one.jsonl").lines == [line]


def test_a_day_that_does_not_exist_is_not_another_day() -> None:
    """OKR115 at the value."""
    assert one('"kr": "ops/calm#bugs", "day": "2026-11-31"') == "100 OKR115 there is no 2026-11-31"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            '"team": "ops", "cycle": "2026-Q4", "closed": false',
            "closed: expected true, found false",
        ),
        (
            '"team": "ops", "cycle": "2026-Q4", "meeting": "2026-11-20", "actions": [{"id": 1}]',
            (
                'actions: expected a list of actions, such as [{"id": …, "who": …, "what": …,'
                ' "due": …}], found a list'
            ),
        ),
        (
            (
                '"team": "ops", "cycle": "2026-Q4", "meeting": "2026-11-20", "actions":'
                ' [{"id": "aaaaaaaaaaaaa", "who": "mira", "what": "x", "due": "soon"}]'
            ),
            (
                'actions: expected a list of actions, such as [{"id": …, "who": …, "what": …,'
                ' "due": …}], found a list'
            ),
        ),
        (
            '"kr": "ops/calm#bugs", "value": 1, "of": 0',
            "of: expected a number above 0, found the number 0",
        ),
        (
            '"kpi": "cov", "value": 1, "segment": "emea"',
            'segment: expected the segment, such as {"region": "emea"}, found the text “emea”',
        ),
        ('"kr": {"a": 1}, "value": 1', "kr: expected words, found an object"),
    ],
)
def test_a_value_of_another_shape_is_refused(body: str, line: str) -> None:
    """Lists and objects are what their field needs, or OKR002."""
    assert one(body).partition(" ")[2] == f"OKR002 {line}"


def test_a_retrospective_lies_in_the_folder_of_its_cycle() -> None:
    """Else who reads one cycle would miss it."""
    line = one('"team": "ops", "cycle": "2026-Q3", "learned": "x"')
    assert line == "78 OKR112 ops:2026-Q3 is of another cycle than this folder"


def test_an_unknown_subject_is_told_once() -> None:
    """A renamed key result is one mistake, however many entries it has."""
    space = entries(*['"kr": "ops/calm#bug", "value": 4'] * 3)
    finding = space.only_finding()
    assert [str(span) for span, _ in finding.related] == [f"{FILE}:2:1", f"{FILE}:3:1"]


def test_what_was_dropped_keeps_its_entries() -> None:
    """The last closing entry of a subject that is gone lets it go, with all its entries."""
    space = entries(
        '"kr": "ops/gone#x", "value": 4',
        '"kr": "ops/gone#x", "outcome": "dropped", "note": "Not worth it"',
        '"kr": "ops/lost#y", "value": 4',
        '"objective": "ops/lost", "outcome": "deferred", "note": "Next quarter"',
    )
    assert space.lines == []
    assert len(space.workspace.journal.about("2026-Q4/ops/gone#x")) == 2


def test_a_finding_on_a_line_leaves_that_line_out() -> None:
    """The other lines count."""
    space = entries(
        '"kr": "ops/calm#bugs", "value": 4',
        '"kr": "ops/calm#bugs", "value": "3"',
        '"kr": "ops/calm#bugs", "value": 2',
    )
    assert space.codes == ["OKR002"]
    assert [entry.value for entry in space.workspace.journal.entries] == [4, 2]


def test_aliases_lead_to_the_full_address() -> None:
    """Of teams, objectives, key results and people."""
    space = workspace("""
        # okrctl.yaml
        people: {mira: {aliases: [mimi]}}
        teams: {ops: {lead: mimi, aliases: [operations]}}
        # goals/2026-Q4/ops/calm.yaml
        title: Calm
        aliases: [ops/quiet]
        key_results:
          bugs: {title: x, from: 10, to: 0, aliases: [errors]}
        # checkins/2026-Q4/ops/one.jsonl
        {"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mimi", "kr": "operations/quiet#errors", "value": 4}
        {"id": "0000000000001", "at": "2026-11-21T14:00:00Z", "who": "mimi", "team": "operations", "cycle": "2026-Q4", "learned": "x"}
    """)  # noqa: E501
    assert space.lines == []
    first, second = space.workspace.journal.entries
    assert (first.who, first.subject) == ("mira", "2026-Q4/ops/calm#bugs")
    assert second.subject == "ops:2026-Q4"


def test_the_day_of_an_entry_is_the_local_one() -> None:
    """14:00 in UTC is the next day in the Pacific; `day` wins over both."""
    space = entries(
        '"kr": "ops/calm#bugs", "value": 4',
        '"kr": "ops/calm#bugs", "value": 3, "day": "2026-11-01"',
        zone="Pacific/Auckland",
    )
    days = [entry.day for entry in space.workspace.journal.entries]
    assert days == [date(2026, 11, 1), date(2026, 11, 21)]
    space = entries(*['"kr": "ops/calm#bugs", "value": 4'] * 2, zone="Pacific/Kiritimati")
    assert {entry.day for entry in space.workspace.journal.entries} == {date(2026, 11, 22)}


def test_numbers_are_exact() -> None:
    """As the decimal that was typed."""
    space = entries('"kr": "ops/calm#bugs", "value": 12345678901234567890.12')
    assert space.workspace.journal.entries[0].value == Decimal("12345678901234567890.12")


def test_the_same_line_twice_counts_once() -> None:
    """As a merge can leave it; in another file too."""
    line = (
        '{"id": "0000000000000", "at": "2026-11-21T14:00:00Z", "who": "mira",'
        ' "kr": "ops/calm#bugs", "value": 4}\n'
    )
    text = GOALS + f"# {FILE}\n{line}{line}# checkins/2026-Q4/packed.jsonl\n{line}"
    space = workspace(text)
    assert space.lines == []
    assert len(space.workspace.journal.entries) == 1


def test_the_same_id_with_other_content_is_an_error() -> None:
    """OKR113, with both places; the first one counts."""
    space = entries('"kr": "ops/calm#bugs", "value": 4')
    changed = space.contents[FILE].replace(b'"value": 4', b'"value": 1')
    space = Space({**space.contents, FILE: space.contents[FILE] + changed})
    finding = space.only_finding()
    assert space.lines == [f"2:8 OKR113 {ID}0 is the id of another entry"]
    assert [str(span) for span, _ in finding.related] == [f"{FILE}:1:1"]
    assert [entry.value for entry in space.workspace.journal.entries] == [4]


def test_comments_that_answer_each_other_answer_nothing() -> None:
    """A circle of them is left out, and so is a comment on itself; a thread is lawful."""
    said = '"kr": "ops/calm#bugs", "value": 4'
    circle = entries(said, f'"re": "{ID}2", "note": "a"', f'"re": "{ID}1", "note": "b"')
    assert [row.partition(" ")[2] for row in circle.lines] == [
        f"OKR114 {ID}2 leads back to this comment",
        f"OKR114 {ID}1 leads back to this comment",
    ]
    alone = entries(said, f'"re": "{ID}1", "note": "a"')
    assert alone.lines[0].endswith(f"OKR114 {ID}1 leads back to this comment")
    thread = entries(said, f'"re": "{ID}0", "note": "a"', f'"re": "{ID}1", "note": "b"')
    assert thread.lines == []
    journal = thread.workspace.journal
    assert [one.note for one in journal.thread(f"{ID}0")] == ["a", "b"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            '"kr": "ops/calm#bugs", "value": 4, "supersedes": "zzzzzzzzzzzzz"',
            "119 OKR114 there is no entry zzzzzzzzzzzzz",
        ),
        (
            f'"kr": "ops/calm#soc", "done": true, "supersedes": "{ID}0"',
            f"120 OKR114 {ID}0 is about another subject",
        ),
        ('"void": "zzzzzzzzzzzzz"', "78 OKR114 there is no entry zzzzzzzzzzzzz"),
        ('"re": "zzzzzzzzzzzzz", "note": "x"', "76 OKR114 there is no entry zzzzzzzzzzzzz"),
        (f'"void": "{ID}1"', f"78 OKR114 {ID}1 is itself a void, which is not withdrawn"),
        (
            f'"kr": "ops/calm#bugs", "unblocked": "{ID}0"',
            f"106 OKR114 {ID}0 asks for nothing that could be closed",
        ),
        (
            '"kr": "ops/calm#bugs", "supported": "zzzzzzzzzzzzz"',
            "106 OKR114 there is no entry zzzzzzzzzzzzz",
        ),
        (
            f'"kr": "ops/calm#bugs", "value": 4, "supersedes": "{ID}2"',
            f"119 OKR114 {ID}2 supersedes itself",
        ),
        (
            '"team": "ops", "cycle": "2026-Q4", "action": "zzzzzzzzzzzzz", "done": true',
            "115 OKR114 there is no action zzzzzzzzzzzzz",
        ),
    ],
)
def test_what_refers_to_an_entry_finds_it(body: str, line: str) -> None:
    """Else OKR114, and the line is left out."""
    space = entries('"kr": "ops/calm#bugs", "value": 4', f'"void": "{ID}0"', body)
    assert space.lines == [f"3:{line}"]
    assert f"{ID}2" not in space.workspace.journal.by_id


def test_corrections_comments_and_answers_are_lawful() -> None:
    """Each names an entry of the right sort."""
    space = entries(
        '"kr": "ops/calm#bugs", "value": 4, "blocked": "No data"',
        f'"kr": "ops/calm#bugs", "value": 3, "supersedes": "{ID}0"',
        f'"kr": "ops/calm#bugs", "unblocked": "{ID}0"',
        f'"re": "{ID}0", "note": "Why?"',
        f'"void": "{ID}1"',
    )
    assert space.lines == []
    assert [entry.id[-1] for entry in space.workspace.journal.about("2026-Q4/ops/calm#bugs")] == [
        "0",
        "2",
    ]


def test_what_refers_to_a_line_that_was_left_out_is_not_complained_of() -> None:
    """One typo is one finding."""
    space = entries('"kr": "ops/calm#bugs", "value": "4"', f'"void": "{ID}0"')
    assert space.codes == ["OKR002"]


def test_lines_that_are_no_json_leave_the_others_alone() -> None:
    """OKR015 at line and column."""
    space = entries('"kr": "ops/calm#bugs", "value": 4')
    contents = {**space.contents, FILE: b'{"id": 1,}\n\n' + space.contents[FILE]}
    space = Space(contents)
    assert [line.split(" ")[1] for line in space.lines] == ["OKR015"]
    assert len(space.workspace.journal.entries) == 1
