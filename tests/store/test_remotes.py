from __future__ import annotations

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.store.remotes import destination, pull_request_url
from store.place import Place

GITHUB = "https://github.com/acme/okrs/compare/main...goals/mira?expand=1"
GITLAB = (
    "https://gitlab.acme.example/company/okrs/-/merge_requests/new"
    "?merge_request%5Bsource_branch%5D=goals%2Fmira"
)
BITBUCKET = "https://bitbucket.org/acme/okrs/pull-requests/new?source=goals%2Fmira"
AZURE = "https://dev.azure.com/acme/goals/_git/okrs/pullrequestcreate?sourceRef=goals%2Fmira"
URLS = [
    ("git@github.com:acme/okrs.git", GITHUB),
    ("https://github.com/acme/okrs", GITHUB),
    ("https://mira:secret@github.com/acme/okrs.git", GITHUB),
    ("ssh://git@github.com:22/acme/okrs.git", GITHUB),
    ("ssh://git@ssh.github.com:443/acme/okrs.git", GITHUB),
    ("git@gitlab.acme.example:company/okrs.git", GITLAB),
    ("https://gitlab.acme.example/company/okrs.git", GITLAB),
    ("git@bitbucket.org:acme/okrs.git", BITBUCKET),
    ("https://mira@bitbucket.org/acme/okrs.git", BITBUCKET),
    ("git@ssh.dev.azure.com:v3/acme/goals/okrs", AZURE),
    ("https://acme@dev.azure.com/acme/goals/_git/okrs", AZURE),
    ("/srv/git/okrs.git", ""),
    ("../okrs.git", ""),
    ("file:///srv/github/okrs.git", ""),
    ("https://git.acme.example/okrs.git", ""),
]


@pytest.mark.parametrize(("url", "page"), URLS, ids=[url for url, _ in URLS])
def test_a_remote_says_where_a_pull_request_is_opened(url: str, page: str) -> None:
    """Four forges in the shapes of their URLs; elsewhere nothing is guessed."""
    assert pull_request_url(url, "goals/mira", "main") == page


def test_a_branch_goes_where_it_is_followed_else_where_its_neighbour_goes(repo: Place) -> None:
    """The upstream first, then the remote of the branch beside it, then the only one there is."""
    repo.commit()
    repo.run("remote", "add", "fork", "../fork.git")
    assert destination(repo.git, "aside").words == "fork/aside"
    repo.run("remote", "add", "origin", "../origin.git")
    assert destination(repo.git, "aside").words == "origin/aside"
    repo.run("config", "branch.main.remote", "fork")
    repo.run("config", "branch.main.merge", "refs/heads/trunk")
    assert destination(repo.git, "main").words == "fork/trunk"
    assert destination(repo.git, "aside", "main").words == "fork/aside"
    repo.run("config", "branch.main.remote", ".")
    repo.run("remote", "remove", "origin")
    repo.run("remote", "add", "second", "../second.git")
    with pytest.raises(EnvironmentFault, match="not known where main is pushed to"):
        destination(repo.git, "main")
