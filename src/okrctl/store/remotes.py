"""Where a branch is pushed to, and where on its forge a pull request is opened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from okrctl.errors import EnvironmentFault
from okrctl.store.beside import settings
from okrctl.store.git import Git

_HEADS = "refs/heads/"
_URL = re.compile(r"(?P<scheme>[a-z+]+)://(?:[^@/]*@)?(?P<host>[^/:]+)(?::\d+)?/(?P<path>.+)")
_SCP = re.compile(r"(?:[^@/]+@)?(?P<host>[^/:]+):(?!//)(?P<path>.+)")


@dataclass(frozen=True, slots=True)
class Destination:
    """A branch of a remote."""

    remote: str
    name: str
    url: str

    @property
    def tracking(self) -> str:
        """The ref under which it is known here, as last fetched."""
        return f"refs/remotes/{self.remote}/{self.name}"

    @property
    def words(self) -> str:
        """`origin/main`."""
        return f"{self.remote}/{self.name}"


def destination(git: Git, branch: str, beside: str | None = None) -> Destination:
    """Where a branch is pushed to; EnvironmentFault where no remote is known.

    That is what it follows, else its own name at the remote that `beside`, another branch, follows,
    at the only remote, or at `origin`.
    """
    known = settings(git)
    urls = {
        name.removeprefix("remote.").removesuffix(".url"): values[-1]
        for name, values in known.items()
        if name.startswith("remote.") and name.endswith(".url")
    }
    remote = _last(known, f"branch.{branch}.remote")
    merge = _last(known, f"branch.{branch}.merge")
    if remote in urls and merge.startswith(_HEADS):
        return Destination(remote, merge.removeprefix(_HEADS), urls[remote])
    candidates = (
        _last(known, f"branch.{beside}.remote"),
        _last(known, "remote.pushdefault"),
        *(urls if len(urls) == 1 else ("origin",)),
    )
    for name in candidates:
        if name in urls:
            return Destination(name, branch, urls[name])
    raise EnvironmentFault(
        f"it is not known where {branch} is pushed to",
        "git remote add origin URL, or leave --push out",
    )


def _last(known: Mapping[str, Sequence[str]], name: str) -> str:
    return known.get(name, [""])[-1]


def pull_request_url(url: str, branch: str, base: str = "") -> str:
    """The page on which a pull request of a branch is opened; empty for a forge that is not known.

    `base` is the branch that it goes to. Nobody's name or password of the URL is in it.
    """
    found = _URL.fullmatch(url) or _SCP.fullmatch(url)
    if found is None or found.groupdict().get("scheme") == "file":
        return ""
    host = found["host"].lower().removeprefix("ssh.")
    path = found["path"].strip("/").removesuffix(".git")
    name = quote(branch, safe="/")
    if host == "dev.azure.com" or host.endswith(".visualstudio.com"):
        return _azure(host, path, quote(branch, safe=""))
    at = f"https://{host}/{quote(path)}"
    if host == "bitbucket.org":
        return f"{at}/pull-requests/new?source={quote(branch, safe='')}"
    if "gitlab" in host:
        source = quote("merge_request[source_branch]")
        return f"{at}/-/merge_requests/new?{source}={quote(branch, safe='')}"
    if "github" in host:
        compared = f"{quote(base, safe='/')}...{name}" if base else name
        return f"{at}/compare/{compared}?expand=1"
    return ""


def _azure(host: str, path: str, branch: str) -> str:
    """`v3/org/project/repo` is how it names a repository over SSH."""
    parts = path.split("/")
    if parts[0] == "v3" and len(parts) == 4:
        _, organization, project, repository = parts
        path = f"{organization}/{project}/_git/{repository}"
        host = "dev.azure.com"
    return f"https://{host}/{quote(path, safe='/%')}/pullrequestcreate?sourceRef={branch}"
