"""When files came: by the author's date of the commit that added them."""

from __future__ import annotations

from okrctl.store.additions import first_authored
from store.place import Place

ONE, TWO = "checkins/2026-Q4/ops/one.jsonl", "readings/2026/two ü.jsonl"


def tip(repo: Place) -> str:
    """The commit that HEAD is."""
    return repo.run("rev-parse", "HEAD").strip()


def added(repo: Place, day: str, *paths: str) -> None:
    """Commit new files as of a day."""
    for path in paths:
        repo.write(path, "{}\n")
    repo.run("add", "-A")
    repo.run("commit", "-q", "-m", day, f"--date={day}T10:00:00+02:00")


def test_each_new_file_has_the_day_of_its_commit(repo: Place) -> None:
    """Between two commits and below the folders; a later edit makes it no later."""
    base = tip(repo)
    added(repo, "2026-11-01", ONE, "goals/2026-Q4/ops/new.yaml")
    added(repo, "2026-11-08", TWO)
    repo.write(ONE, "{}\n{}\n")
    repo.run("commit", "-q", "-a", "-m", "more")
    found = first_authored(repo.git, base, tip(repo), "checkins", "readings")
    said = {path: when.isoformat() for path, when in found.items()}
    assert said == {ONE: "2026-11-01T10:00:00+02:00", TWO: "2026-11-08T10:00:00+02:00"}
    assert first_authored(repo.git, tip(repo), tip(repo), "checkins") == {}


def test_a_file_that_came_twice_has_its_first_day(repo: Place) -> None:
    """Deleting it and adding it again makes it no younger."""
    base = tip(repo)
    added(repo, "2026-11-01", ONE)
    repo.run("rm", "-q", ONE)
    repo.run("commit", "-q", "-m", "gone")
    added(repo, "2026-11-20", ONE)
    found = first_authored(repo.git, base, tip(repo), "checkins")
    assert [when.day for when in found.values()] == [1]
