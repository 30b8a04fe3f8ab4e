"""`okrctl pack` in a real repository: one file in place of many, and every figure as it was."""

from __future__ import annotations

import json

import pytest

from cli.console import Console
from cli.running import BEFORE, TODAY, Here, added, commits, entry, lines, running

PAST = "past/engineering/first-canary"
FOLDER = "checkins/past"
PACK = f"{FOLDER}/packed.jsonl"
CLOSED = entry("zzzzzzz", TODAY, team="engineering", cycle="past", closed=True)
FIRST = entry("ddddddd", BEFORE, kr="engineering/first-canary#critical-bugs", value=4)
SECOND = entry("eeeeeee", BEFORE, kr="engineering/first-canary#critical-bugs", value=3)
GRADE = entry("fffffff", BEFORE, kr="engineering/first-canary#critical-bugs", grade=0.7)


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme with a past cycle that is closed, in four files."""
    acme = running(Here(console.folder, console.home))
    acme.write(".gitattributes", "checkins/*/packed.jsonl merge=union\n")
    for name, one in (("c", FIRST), ("a", SECOND), ("d", CLOSED), ("b", GRADE)):
        acme.write(f"{FOLDER}/engineering/{name}.jsonl", lines(one))
    acme.commit()
    return acme


def figures(acme: Console) -> list[str]:
    """What every page says of the past cycle to programs, without the commit it rests on."""
    told = []
    for words in (("status", "--cycle", "past"), ("show", PAST), ("calibration",),
                  ("status", "--cycle", "past", "--as-of", str(BEFORE))):  # fmt: skip
        ended = acme.okrctl(*words, "--format", "json")
        assert ended.status == 0, ended.err
        facts = json.loads(ended.out)
        told.append(json.dumps({k: v for k, v in facts.items() if k != "commit"}))
    return told


def test_one_file_in_place_of_many_and_no_figure_changes(acme: Console) -> None:
    """One commit that adds the pack and removes its files; the lines in the order of their time."""
    before = figures(acme)
    ended = acme.okrctl("pack")
    assert ended.status == 0, ended.err
    assert acme.read(PACK) == lines(FIRST, SECOND, GRADE, CLOSED)
    names = acme.git("show", "--format=%s", "--name-status", "--no-renames").split()
    assert names[:2] == ["pack:", FOLDER]
    assert sorted(names[3::2]) == sorted(
        [PACK, *(f"{FOLDER}/engineering/{n}.jsonl" for n in "abcd")]
    )
    assert (names.count("A"), names.count("D"), commits(acme)) == (1, 4, 3)
    assert not (acme.folder / FOLDER / "engineering").exists()
    assert figures(acme) == before


def test_what_is_open_stays_as_it_is(acme: Console) -> None:
    """The running cycle and this year's readings; asked for by name, the reason is said."""
    assert acme.okrctl("pack", "past").status == 0
    again = acme.okrctl("pack")
    assert (again.status, "Nothing to pack" in again.out, commits(acme)) == (0, True, 3)
    ended = acme.okrctl("pack", "now")
    assert ended.status == 2
    assert "engineering has not closed it: okrctl close now" in ended.err
    assert "is not over" in acme.okrctl("pack", str(TODAY.year)).err
    assert "known: " in acme.okrctl("pack", "2019-Q1").err


def test_readings_of_a_year_that_is_over_are_packed(acme: Console) -> None:
    """The KPI stands as before; those of this year stay."""
    year = TODAY.year - 1
    for number in range(3):
        reading = entry(f"gggggg{number}", TODAY.replace(year=year, day=number + 1), "ci",
                        kpi="code-coverage", value=60 + number)  # fmt: skip
        acme.write(f"readings/{year}/{number}.jsonl", lines(reading))
    acme.commit()
    before = acme.okrctl("show", "kpi:code-coverage", "--format", "json").out
    assert acme.okrctl("pack", str(year)).status == 0
    assert len(acme.read(f"readings/{year}/packed.jsonl").splitlines()) == 3
    after = json.loads(acme.okrctl("show", "kpi:code-coverage", "--format", "json").out)
    assert {**after, "commit": ""} == {**json.loads(before), "commit": ""}
    assert (acme.folder / f"readings/{TODAY.year}/old.jsonl").exists()


def test_a_branch_that_still_adds_merges_and_the_next_pack_takes_it_up(acme: Console) -> None:
    """No conflict either way; the pack grows by the late entry, and by nothing else."""
    acme.git("switch", "-q", "-c", "late")
    late = entry("hhhhhhh", TODAY, re="ddddddd".ljust(13, "0"), note="It was a test")
    acme.write(f"{FOLDER}/engineering/late.jsonl", lines(late))
    acme.commit()
    acme.git("switch", "-q", "main")
    assert acme.okrctl("pack").status == 0
    acme.git("merge", "-q", "--no-edit", "late")
    assert acme.okrctl("lint", "--select", "OKR0,OKR1").status == 0
    before = figures(acme)
    assert acme.okrctl("pack").status == 0
    assert acme.read(PACK).splitlines()[-1] == lines(CLOSED).strip()
    assert set(acme.read(PACK).splitlines()) == set(
        lines(FIRST, SECOND, GRADE, CLOSED, late).splitlines()
    )
    assert figures(acme) == before


def test_two_packs_of_one_cycle_merge_as_a_union(acme: Console) -> None:
    """Both sides packed; no line is lost, and packing again gives the bytes of one pack."""
    acme.git("branch", "other")
    late = entry("hhhhhhh", TODAY, re="ddddddd".ljust(13, "0"), note="It was a test")
    acme.write(f"{FOLDER}/engineering/late.jsonl", lines(late))
    acme.commit()
    assert acme.okrctl("pack").status == 0
    whole = acme.read(PACK)
    acme.git("branch", "-m", "main", "first")
    acme.git("branch", "-m", "other", "main")
    acme.git("switch", "-q", "main")
    assert acme.okrctl("pack").status == 0
    acme.git("merge", "-q", "--no-edit", "first")
    assert set(acme.read(PACK).splitlines()) == set(whole.splitlines())
    acme.write(f"{FOLDER}/engineering/again.jsonl", lines(late))
    acme.commit()
    assert acme.okrctl("pack").status == 0
    assert acme.read(PACK) == whole


def test_it_is_done_on_the_default_branch(acme: Console) -> None:
    """Exit 3 with the command that goes there."""
    acme.git("switch", "-q", "-c", "side")
    ended = acme.okrctl("pack")
    assert (ended.status, commits(acme)) == (3, 2)
    assert "git switch main" in ended.err


def test_a_pack_is_not_undone_and_its_entries_can_be_withdrawn(acme: Console) -> None:
    """It changed no figure; a check-in inside it is withdrawn as any other."""
    assert acme.okrctl("pack").status == 0
    ended = acme.okrctl("undo", "--yes")
    assert (ended.status, commits(acme)) == (2, 3)
    assert "changed no figure" in ended.err
    assert acme.okrctl("checkin", "--void", "eeeeeee", "--yes").status == 0
    ((void,),) = added(acme).values()
    assert void["void"] == SECOND["id"]


def test_a_line_that_cannot_be_read_stops_it(acme: Console) -> None:
    """Nothing is written: what nobody understands is not moved around."""
    acme.write(f"{FOLDER}/engineering/bad.jsonl", '{"id": 3}\n{broken\n')
    acme.commit()
    before = acme.all_files()
    ended = acme.okrctl("pack")
    assert (ended.status, acme.all_files()) == (2, before)
    assert "cannot be packed" in ended.err


def test_a_dry_run_writes_nothing(acme: Console) -> None:
    """It shows the pack and the files that would go."""
    before = acme.all_files()
    ended = acme.okrctl("pack", "--dry-run")
    assert (ended.status, acme.all_files()) == (0, before)
    assert f"+++ b/{PACK}" in ended.out
    assert "--- a/checkins/past/engineering/a.jsonl" in ended.out
