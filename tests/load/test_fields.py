"""Fields of objectives: keys that nobody knows, and values that are never converted."""

from __future__ import annotations

import pytest

from support import workspace


@pytest.mark.parametrize(
    ("value", "found", "help_"),
    [
        ('"40"', "the text “40”", "write 40, without quotes"),
        ("yes", "the text “yes”", "write digits, or unknown, or withheld"),
        ("1_000", "the text “1_000”", "write 1000"),
        ("012", "the text “012”", "write 12"),
        ("12:30", "the text “12:30”", "write digits, or unknown, or withheld"),
        ("1e3", "the text “1e3”", "write 1000"),
        ("+5", "the text “+5”", "write 5"),
        ("40%", "the text “40%”", "write 40"),
        ('"€ 1,200"', "the text “€ 1,200”", "write 1200"),
        (".nan", "the text “.nan”", "write digits, or unknown, or withheld"),
        (".inf", "the text “.inf”", "write digits, or unknown, or withheld"),
        ("true", "true", "write digits, without quotes or a unit"),
        ("[1]", "a list", "write digits, without quotes or a unit"),
        ("2026-10-01", "the text “2026-10-01”", "write digits, or unknown, or withheld"),
    ],
)
def test_y14_what_is_no_number_is_never_made_one(value: str, found: str, help_: str) -> None:
    """One finding that says what is read; no second one for the ambiguity."""
    space = workspace(f"title: x\nkey_results:\n  b: {{title: x, from: 1, to: {value}}}\n")
    finding = space.only_finding()
    assert space.lines == [f"3:30 OKR002 to: expected a number, found {found}"]
    assert finding.help == help_


def test_y05_a_negative_zero_is_zero() -> None:
    """-0.0 says nothing that 0 does not."""
    space = workspace("title: x\nkey_results:\n  b: {title: x, from: 1, to: -0.0}\n")
    assert space.lines == []
    assert space.workspace.objectives[0].key_results[0].goalposts()[-1].value == 0


@pytest.mark.parametrize(
    ("text", "line", "help_"),
    [
        ("titel: x", "1:1 OKR001 unknown key titel", "did you mean title?"),
        ("name: x", "1:1 OKR001 unknown key name", "did you mean title?"),
        (
            "title: x\naddress: z",
            "2:1 OKR001 unknown key address",
            "the path of the file says it",
        ),
        (
            "title: x\nzzz: z",
            "2:1 OKR001 unknown key zzz",
            (
                "keys here are title, why, owner, commitment, supports, pillar, starts, due,"
                " weight, with, cadence, draft, …"
            ),
        ),
        ("why: x", "1:1 OKR002 title is missing", "add title: …"),
        ("title:", "1:1 OKR002 title has no value", "say it in one sentence"),
        (
            "title: x\nowner: [mira]",
            "2:8 OKR002 owner: expected an id, found a list",
            "lower-case letters, digits and single hyphens, at most 64",
        ),
        (
            "title: 7",
            "1:8 OKR002 title: expected words, found the number 7",
            "put the text in quotes",
        ),
        (
            "title: x\ndraft: yes",
            "2:8 OKR002 draft: expected true or false, found the text “yes”",
            "write true",
        ),
        (
            "title: x\nweight: -1",
            "2:9 OKR002 weight: expected a weight of 0 or more, found the number -1",
            "",
        ),
        (
            "title: x\ncommitment: commited",
            "2:13 OKR002 commitment: expected aspirational or committed, found the text “commited”",
            "did you mean committed?",
        ),
        (
            "title: x\nsupports: company/trust",
            "2:11 OKR002 supports: expected a list, found the text “company/trust”",
            "write [company/trust]",
        ),
        (
            "title: x\ncadence: weakly",
            "2:10 OKR002 cadence: “weakly” is no cadence",
            "did you mean “weekly”?",
        ),
        ("title: x\nneeds: [{what: z}]", "2:9 OKR002 needs[1].team is missing", "add team: …"),
        (
            "title: x\nneeds: [{team: ops, what: z, objectiv: z}]",
            "2:30 OKR001 unknown key objectiv",
            "did you mean objective?",
        ),
        (
            "title: x\ninitiatives: {a: {title: x, status: open}}",
            (
                "2:37 OKR002 initiatives.a.status: expected todo, doing, done or dropped, found the"
                " text “open”"
            ),
            "",
        ),
        ("title: x\ntags: [TODO]", "2:8 OKR010 tags[1] is still TODO", "write it, or drop the key"),
    ],
)
def test_a_mistake_is_one_finding_at_its_place(text: str, line: str, help_: str) -> None:
    """Line and column, what is wrong, and what to do next."""
    space = workspace(f"{text}\n")
    assert space.lines == [line]
    assert space.only_finding().help == help_


@pytest.mark.parametrize("text", ["todo", "Todo lists are short", "??", "a <b> c", "TODOS", "XXL"])
def test_words_that_only_look_like_a_placeholder_are_words(text: str) -> None:
    """A placeholder is the whole value; `todo` is the status of an initiative."""
    space = workspace(f"title: x\ninitiatives: {{a: {{title: '{text}', status: todo}}}}\n")
    assert space.codes == (["OKR010"] if text == "??" else [])


@pytest.mark.parametrize("text", ["2024-02-30", "2026-11-31", "2026-13-01", "0000-01-01"])
def test_y15_a_day_that_does_not_exist_is_not_another_day(text: str) -> None:
    """OKR115 at the value."""
    assert workspace(f"title: x\ndue: {text}\n").lines == [f"2:6 OKR115 there is no {text}"]


@pytest.mark.parametrize("text", ["1.12.2026", "20261201", "2026-W48-1", "tomorrow", "2026-1-1"])
def test_y15_a_day_is_written_in_one_way(text: str) -> None:
    """OKR002 with the form."""
    finding = workspace(f"title: x\ndue: {text}\n").only_finding()
    assert (finding.rule.code, finding.help) == ("OKR002", "write it as YYYY-MM-DD")


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", "OKR014", "the file is empty"),
        (b"# later\n", "OKR014", "the file holds only comments"),
        (b"hello\n", "OKR002", "expected keys with values, found the text “hello”"),
        (b"- a\n", "OKR002", "expected keys with values, found a list"),
        (b"title: x\n---\ntitle: y\n", "OKR004", "a second document begins here"),
    ],
)
def test_y16_a_file_without_keys_says_so(content: bytes, code: str, message: str) -> None:
    """One clear finding."""
    space = workspace("title: x\n")
    contents = dict(space.contents) | {"goals/2026-Q4/ops/calm.yaml": content}
    finding = type(space)(contents).only_finding()
    assert (finding.rule.code, finding.message) == (code, message)


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_y10_line_ends_and_a_byte_order_mark_change_no_place(end: bytes) -> None:
    """Nor does a missing last line end."""
    text = b"title: x\nowner: nobody".replace(b"\n", end)
    for lead in (b"", b"\xef\xbb\xbf"):
        space = workspace("title: x\n")
        contents = dict(space.contents) | {"goals/2026-Q4/ops/calm.yaml": lead + text}
        assert type(space)(contents).lines == ["2:8 OKR111 owner: there is no person nobody"]
