from __future__ import annotations

import re

from okrctl.render.findings.formats import render
from render.findings.found import finding, lines

COMMAND = re.compile(r"##vso\[task\.logissue ((?:[a-z]+=[^;\]\r\n]*;)+)\]([^\r\n]*)")
ESCAPES = (("%3B", ";"), ("%5D", "]"), ("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%"))


def unescaped(text: str) -> str:
    """A text as the agent reads it."""
    for escape, meant in ESCAPES:
        text = text.replace(escape, meant)
    return text


def commands(text: str) -> list[tuple[dict[str, str], str]]:
    """The properties and the message of each line, as the agent reads them."""
    read = []
    for row in text.splitlines():
        match = COMMAND.fullmatch(row)
        assert match, row
        pairs = (pair.split("=", 1) for pair in match[1].rstrip(";").split(";"))
        properties = {name: unescaped(value) for name, value in pairs}
        read.append((properties, unescaped(match[2])))
    return read


def test_an_issue_has_its_place_its_code_and_its_message() -> None:
    """The path is that of the repository."""
    text = render([finding(2, 5, help="move it")], lines(), "azure", prefix="okrs/")
    assert text == (
        "##vso[task.logissue type=error;sourcepath=okrs/goals/x.yaml;linenumber=2;columnnumber=5;"
        "code=OKR103;]from and to are both 3: move it\n"
    )


def test_r05_a_hostile_text_is_one_command() -> None:
    """R05: `]`, `;`, `%` and newlines in path and message are read back as they were."""
    message, path = "x\n##vso[task.complete]%0A;] %AZP25", "a;b]c%25.yaml"
    ((properties, said),) = commands(
        render([finding(message=message, file=path)], lines(), "azure")
    )
    assert properties["sourcepath"] == path
    assert said == message.replace("##vso[", "#\\x23vso[")


def test_an_information_is_a_line_of_the_log() -> None:
    """Azure has no level for it, and a warning would say too much."""
    found = [finding(1, severity="warning"), finding(2, severity="info", file="::error::x")]
    first, second = render(found, lines(), "azure").splitlines()
    assert first.startswith("\\x3a:error")
    assert commands(second)[0][0]["type"] == "warning"
