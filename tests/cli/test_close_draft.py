"""The draft of a closing: what is recorded goes, what another run was told stays."""

from __future__ import annotations

from pathlib import Path

from okrctl.cli.checkin.draft import Draft
from okrctl.cli.checkin.steps import let_go
from okrctl.cli.closing.questions import OfTeam


def test_the_draft_of_one_team_outlives_the_closing_of_another(tmp_path: Path) -> None:
    """Only when nobody has said anything else is the file gone."""
    draft = Draft(tmp_path / "draft.json", "mira")
    draft.answers |= {"ops": {"learned": "a"}, "hr": {"learned": "b"}, "web": {}}
    draft.keep()
    let_go(draft, ["ops", "growth"])
    assert draft.answers == {"hr": {"learned": "b"}, "web": {}}
    assert '"hr"' in draft.file.read_text()
    assert '"ops"' not in draft.file.read_text()
    let_go(draft, ["hr"])
    assert not draft.file.exists()


def test_a_team_is_asked_what_it_learned_and_the_last_what_would_be_missing() -> None:
    """In that order; a lesson that was written down before is kept by Enter."""
    asked = [one.key for one in OfTeam("ops", last=True).questions({})]
    assert asked == ["learned", "missing"]
    (learned,) = OfTeam("hr", "The tool first").questions({})
    assert (learned.keeps, bool(learned.problem(" "))) == ("The tool first", True)
