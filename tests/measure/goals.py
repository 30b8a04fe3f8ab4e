"""What is measured of a workspace in text, in few words.

Beyond what `support` reads, an entry may leave out its id and who wrote it, and name only a day.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from textwrap import dedent

from okrctl.findings import Finding
from okrctl.measure.measure import measure
from okrctl.measure.state import KeyResultState, ObjectiveState, State
from okrctl.model.entry import ID_ALPHABET
from okrctl.model.workspace import Workspace
from support import said, workspace

WEEKLY = """\
# okrctl.yaml
okrctl: 1
people: {mira: {name: Mira}}
teams: {ops: {lead: mira}}
cadence: {checkin: weekly on friday, grace: 3 days}
"""

_BARE_DAY = re.compile(r'"at": "(\d{4}-\d{2}-\d{2})"')


@dataclass(frozen=True)
class Measured:
    """A state, asked in the short names of a test."""

    state: State

    def key_result(self, tail: str) -> KeyResultState:
        """The key result whose address ends so."""
        found = [s for s in self.state.by_address.values() if isinstance(s, KeyResultState)]
        return next(one for one in found if str(one.address).endswith(tail))

    def objective(self, tail: str) -> ObjectiveState:
        """The objective whose address ends so."""
        found = [s for s in self.state.by_address.values() if isinstance(s, ObjectiveState)]
        return next(one for one in found if str(one.address).endswith(f"/{tail}"))


def measured(text: str, as_of: str, cycle: str | None = None, wrong: str = "") -> Measured:
    """What is measured of a workspace in text on a day."""
    read = workspace_of(text, wrong)
    chosen = read.calendars.cycle(cycle) if cycle else None
    return Measured(measure(read, date.fromisoformat(as_of), chosen))


def workspace_of(text: str, wrong: str = "") -> Workspace:
    """The workspace of a text in which nothing is wrong but these codes."""
    space = workspace("\n".join(map(_whole, enumerate(dedent(text).splitlines()))))
    codes = [finding.rule.code for finding in errors(space.findings)]
    assert codes == wrong.split(), said(errors(space.findings))
    return space.workspace


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those findings that make something not count."""
    return tuple(one for one in findings if one.weight == "error")


def _whole(numbered: tuple[int, str]) -> str:
    """A line; an entry gets an id and an author where it has none, and its day noon."""
    number, line = numbered
    if not line.startswith('{"'):
        return line
    line = _BARE_DAY.sub(r'"at": "\1T12:00:00Z"', line)
    more = [] if '"id"' in line else [f'"id": "{entry_id(number)}"']
    more += [] if '"who"' in line else ['"who": "mira"']
    return "{" + ", ".join([*more, line[1:]])


def entry_id(number: int) -> str:
    """The id of an entry of that number: later numbers have later ids."""
    digits = ""
    while len(digits) < 13:
        number, digit = divmod(number, len(ID_ALPHABET))
        digits = ID_ALPHABET[digit] + digits
    return digits


def key_result(
    shape: str, *checkins: str, as_of: str = "2026-11-21", more: str = WEEKLY, wrong: str = ""
) -> KeyResultState:
    """The state of one key result, `from: 10, to: 0`, of which was said `2026-11-13 value=7`.

    `more` are further files; without them check-ins are due weekly on friday.
    """
    return measured(text_of(shape, *checkins, more=more), as_of, wrong=wrong).key_result("#it")


def text_of(shape: str, *checkins: str, more: str = WEEKLY) -> str:
    """A workspace with one key result."""
    pairs = (checkin.partition(" ") for checkin in checkins)
    lines = [f'{{"at": "{day}", "kr": "ops/calm#it", {fields(said)}}}' for day, _, said in pairs]
    titled = shape if shape.startswith("title:") else f"title: It moves, {shape}"
    body = f"{{{titled}}}" if ":" in shape else shape
    return "\n".join([
        dedent(more), "# goals/2026-Q4/ops/calm.yaml", "title: Releases are calm", "owner: mira",
        "key_results:", f"  it: {body}", "# checkins/2026-Q4/ops/one.jsonl", *lines, "",
    ])  # fmt: skip


def fields(text: str) -> str:
    """`value=7 confidence=8` as the inside of a JSON object; what is no number is a text."""
    pairs = (pair.partition("=") for pair in text.split())
    return ", ".join(f'"{name}": {_json(value)}' for name, _, value in pairs)


def _json(value: str) -> str:
    return value if re.fullmatch(r"-?[\d.]+|true|false", value) else json.dumps(value)
