"""Check-ins, corrections, withdrawals and undo in any order: what is written is what is found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from okrctl.cli.checkin.desk import Desk
from okrctl.cli.checkin.entries import Statement, moment, new_files, written
from okrctl.cli.checkin.proposing import correction, of_key_result, withdrawal
from okrctl.cli.undoing.plan import taken_back
from okrctl.model.address import KeyResultAddress, ObjectiveAddress
from okrctl.model.entry import ID_ALPHABET, Entry
from okrctl.model.journal import Journal
from support import Space, workspace

BUGS = KeyResultAddress(ObjectiveAddress("2026-Q4", "ops", "calm"), "bugs")
START = datetime(2026, 11, 21, 14, 3, 22, tzinfo=UTC)
GOALS = """
    title: Releases are calm
    key_results: {bugs: {title: Critical bugs, unit: bugs, from: 10, to: 0}}
"""
VALUES = st.decimals(-1000, 1000, places=2)
DAYS = st.integers(0, 40)


@dataclass
class Said:
    """What one entry said, and whether it should count."""

    id: str
    value: Decimal
    day_ago: int
    corrects: Said | None = None
    counts: bool = True


def ids() -> Iterator[str]:
    """Ids in an order of their own, since nothing may rest on the order of ids."""
    for number in itertools.count():
        scrambled = number * 7919 % 32**4
        digits = [ID_ALPHABET[scrambled // 32**place % 32] for place in range(4)]
        yield "".join(digits) + f"{number:09}"


class CheckIns(RuleBasedStateMachine):
    """A goal repository in memory; every step is one command within the same few seconds."""

    entries: Bundle[Said] = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.files = dict(workspace(GOALS).contents)
        self.now = START
        self.ids = ids()
        self.wrote: list[str] = []
        self.said: list[Said] = []

    @property
    def desk(self) -> Desk:
        """The desk of the next command: everything is read again."""
        return Desk(Space(self.files).loaded, START.date())

    def record(self, desk: Desk, *statements: Statement) -> list[str]:
        """The ids of the entries that a run writes."""
        self.now += timedelta(milliseconds=170)
        journal = desk.workspace.journal
        known = [entry.at for one in statements for entry in journal.history(one.address)]
        names = [next(self.ids) for _ in statements]
        at = moment(self.now, max(known, default=None))
        lines = written(statements, names, "mira", at)
        assert not desk.tried(lines).findings
        for file in new_files(lines):
            assert file.path not in self.files
            self.files[file.path] = file.data
        self.wrote += names
        return names

    @rule(target=entries, value=VALUES, ago=DAYS)
    def check_in(self, value: Decimal, ago: int) -> Said:
        """Say where it stands, today or some days late."""
        desk, day = self.desk, START.date() - timedelta(ago)
        proposal = of_key_result(desk, BUGS, {"value": value, "confidence": 5}, day, self.now)
        (name,) = self.record(desk, *proposal.statements)
        said = Said(name, value, ago)
        self.said.append(said)
        return said

    @rule(target=entries, old=entries, value=VALUES)
    def correct(self, old: Said, value: Decimal) -> Said:
        """Say it again, in place of an entry that counts."""
        desk = self.desk
        proposal = correction(desk, self.entry(desk, old), {"value": value}, None, self.now)
        (name,) = self.record(desk, *proposal.statements)
        said = Said(name, value, old.day_ago, corrects=old)
        self.said.append(said)
        return said

    @rule(old=consumes(entries))
    def withdraw(self, old: Said) -> None:
        """Take an entry back for good."""
        desk = self.desk
        proposal = withdrawal(desk, self.entry(desk, old), "", self.now)
        self.record(desk, *proposal.statements)
        old.counts = False

    @rule(old=consumes(entries), again=st.booleans())
    def undo(self, old: Said, *, again: bool) -> None:
        """Undo a check-in, and perhaps undo that."""
        desk = self.desk
        statements = list(taken_back(desk, {"id": old.id}, self.now))
        in_force = [entry.id for entry in desk.workspace.journal.about(str(BUGS))]
        assert bool(statements) == (old.id in in_force)
        if not statements:
            return
        (void,) = self.record(desk, *statements)
        old.counts = False
        if again:
            desk = self.desk
            anew = list(taken_back(desk, {"id": void}, self.now))
            (name,) = self.record(desk, *anew)
            self.said.append(Said(name, old.value, old.day_ago, corrects=old.corrects))

    def entry(self, desk: Desk, said: Said) -> Entry:
        """The entry as it was read."""
        return desk.workspace.journal.by_id[said.id]

    @invariant()
    def what_is_written_is_found(self) -> None:
        """Every entry once, none with a finding, values as they were typed."""
        space = Space(self.files)
        assert space.findings == ()
        journal = space.workspace.journal
        assert sorted(journal.by_id) == sorted(self.wrote)
        for said in self.said:
            entry = journal.by_id[said.id]
            assert entry.value == said.value
            assert (START.date() - entry.day).days == said.day_ago

    @invariant()
    def what_counts_was_said_and_not_taken_back(self) -> None:
        """A withdrawn entry never counts; of those in each other's place at most one does."""
        journal = Space(self.files).workspace.journal
        in_force = journal.about(str(BUGS))
        by_id = {said.id: said for said in self.said}
        assert all(by_id[entry.id].counts for entry in in_force)
        originals = [journal.original(entry) for entry in in_force]
        assert len(originals) == len(set(originals))
        alone = [s for s in self.said if s.counts and not s.corrects and not corrected(self, s)]
        assert {said.id for said in alone} <= {entry.id for entry in in_force}


def corrected(machine: CheckIns, said: Said) -> bool:
    """Whether anything stands, or stood, in its place."""
    return any(other.corrects is said for other in machine.said)


def test_the_journal_keeps_the_order_of_commands() -> None:
    """Of two corrections within one second the later one counts."""
    machine = CheckIns()
    old = machine.check_in(Decimal(7), 0)
    for value in (9, 4, 2, 6):
        machine.correct(old, Decimal(value))
    (entry,) = Space(machine.files).workspace.journal.about(str(BUGS))
    assert entry.value == 6
    assert isinstance(Space(machine.files).workspace.journal, Journal)


TestCheckIns = CheckIns.TestCase
TestCheckIns.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
