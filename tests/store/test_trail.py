from __future__ import annotations

import pytest

from okrctl.store.trail import pull_of, read_trail
from store.place import Place


def number_of(place: Place, revision: str) -> int | None:
    """The pull request that brought a commit."""
    sha = place.run("rev-parse", revision).strip()
    return read_trail(place.git).pulls.get(sha)


def grown(place: Place, name: str) -> None:
    """One more commit on the branch that is out."""
    place.write(f"kpis/{name}.yaml", f"title: {name}\n")
    place.run("add", "-A")
    place.run("commit", "-q", "-m", name)
    place.run("tag", name)


def merged(place: Place, branch: str, message: str) -> None:
    """A branch merged into the one that is out, with a merge commit."""
    place.run("merge", "-q", "--no-ff", "-m", message, branch)


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #8 from a/b", 8),
        ("Eased (#31)", 31),
        ("Eased (#31)\n\nbody", 31),
        ("Eased, as said in (#31) before", None),
        ("Eased\n\nReverts (#31)", None),
        ("fix #31", None),
    ],
)
def test_messages_that_name_a_pull_request(message: str, number: int | None) -> None:
    """Only in the places where a forge writes it."""
    assert pull_of(message) == number


def test_a_merge_claims_what_it_brought_and_nothing_else(repo: Place) -> None:
    """Not the main line, not what was merged before; a merge within keeps its own."""
    main = repo.run("symbolic-ref", "--short", "HEAD").strip()
    repo.run("switch", "-q", "-c", "outer")
    grown(repo, "first")
    repo.run("switch", "-q", "-c", "inner")
    grown(repo, "second")
    repo.run("switch", "-q", "outer")
    grown(repo, "third")
    merged(repo, "inner", "Merge pull request #2 from inner")
    repo.run("switch", "-q", main)
    grown(repo, "fourth")
    merged(repo, "outer", "Merge pull request #1 from outer")
    grown(repo, "fifth")
    found = {
        name: number_of(repo, name) for name in ("first", "second", "third", "fourth", "fifth")
    }
    assert found == {"first": 1, "second": 2, "third": 1, "fourth": None, "fifth": None}
    assert number_of(repo, "HEAD~1") == 1


def test_what_moved_within_a_commit_is_one_version(repo: Place) -> None:
    """The same bytes under another path; a file that merely came beside one that went is new."""
    text = "title: Coverage\nunit: '%'\nbetter: higher\n"
    repo.write("kpis/a.yaml", text)
    repo.write("kpis/b.yaml", "title: B\n")
    repo.commit()
    repo.run("mv", "kpis/a.yaml", "kpis/c.yaml")
    repo.run("rm", "-q", "kpis/b.yaml")
    repo.write("kpis/d.yaml", "name: nothing alike\nof: it\n")
    repo.commit()
    newest = [one for one in read_trail(repo.git).versions(".yaml") if one.path != "okrctl.yaml"]
    found = {(one.old, one.path, one.after is None) for one in newest[:3]}
    assert found == {
        ("kpis/a.yaml", "kpis/c.yaml", False),
        ("", "kpis/d.yaml", False),
        ("", "kpis/b.yaml", True),
    }
