"""Keeps one comment of a pull or a merge request up to date, found again by its hidden marker.

    python comment.py FILE KEY

FILE is the Markdown that okrctl wrote; where it holds no marker of its own, as that of a review
does, one with KEY is put before it. Which forge it is, the variables of its CI say.

Whatever the forge answers, the job goes on: the findings are in its log and its summary already,
and a pull request from a fork has a token that may only read. A warning says what was refused.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError

MARKER = re.compile(r"<!-- okrctl-review:[A-Za-z0-9-]+ -->")
NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
SECONDS = 20
MOST_PAGES = 100
Comment = Mapping[str, Any]


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else: what follows a redirect would take the token along."""

    def redirect_request(self, *_: object) -> None:
        """None, so that the redirect itself is the answer."""


OPENER = urllib.request.build_opener(NoRedirects)


@dataclass(frozen=True)
class Forge:
    """Where the comments are, and how one of them is changed."""

    api: str
    comments: str
    """The path of all comments of the request."""
    comment: str
    """The path of one of them, below which its id stands."""
    changes: str
    """The method that changes one."""
    headers: Mapping[str, str]
    is_ours: Callable[[Comment], bool]

    def asked(self, method: str, url: str, body: str = "") -> tuple[Any, str]:
        """The answer, and the address of the page that follows it; empty where there is none."""
        if not url.startswith(f"{self.api}/"):
            raise URLError(f"{url} is not below {self.api}")
        data = json.dumps({"body": body}).encode() if body else None
        headers = {"Content-Type": "application/json", "User-Agent": "okrctl", **self.headers}
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - checked
        with OPENER.open(request, timeout=SECONDS) as answer:
            follows = NEXT.search(answer.headers.get("Link", ""))
            return json.load(answer), follows[1] if follows else ""

    def all_comments(self) -> Iterator[Comment]:
        """Every comment, page by page."""
        url = f"{self.api}{self.comments}?per_page=100"
        for _ in range(MOST_PAGES):
            found, url = self.asked("GET", url)
            yield from found
            if not url:
                return

    def keep(self, body: str, marker: str) -> None:
        """Change our comment that has the marker, wherever in it; make one where none has."""
        for one in self.all_comments():
            if marker in (one.get("body") or "") and self.is_ours(one):
                self.asked(self.changes, f"{self.api}{self.comment}/{one['id']}", body)
                return
        self.asked("POST", f"{self.api}{self.comments}", body)


def github(environ: Mapping[str, str]) -> Forge:
    """GitHub; a comment is ours when a bot made it, as the job's own token is one's."""
    issues = f"/repos/{environ['GITHUB_REPOSITORY']}/issues"
    return Forge(
        environ["GITHUB_API_URL"],
        f"{issues}/{int(environ['PULL_REQUEST'])}/comments",
        f"{issues}/comments",
        "PATCH",
        {"Authorization": f"Bearer {environ['GH_TOKEN']}", "Accept": "application/vnd.github+json"},
        lambda one: one["user"]["type"] == "Bot",
    )


def gitlab(environ: Mapping[str, str]) -> Forge:
    """GitLab; a note is ours when whoever owns the token made it."""
    request = f"/projects/{environ['CI_PROJECT_ID']}/merge_requests"
    notes = f"{request}/{int(environ['CI_MERGE_REQUEST_IID'])}/notes"
    headers = {"PRIVATE-TOKEN": environ["OKRCTL_TOKEN"]}
    api = environ["CI_API_V4_URL"]
    me, _ = Forge(api, notes, notes, "PUT", headers, bool).asked("GET", f"{api}/user")
    return Forge(api, notes, notes, "PUT", headers, lambda one: one["author"]["id"] == me["id"])


def marked(text: str, key: str) -> tuple[str, str]:
    """The text with a marker in it, and the marker: its own, which stands last, or a new one."""
    own = MARKER.findall(text)
    if own:
        return text, own[-1]
    marker = f"<!-- okrctl-review:{key} -->"
    return f"{marker}\n{text}", marker


def main(file: str, key: str) -> None:
    """Comment, or warn of why not."""
    environ = os.environ  # noqa: TID251 - a script of its own
    on_github = environ.get("GITHUB_ACTIONS") == "true"
    text = Path(file).read_text("utf-8")
    if not text.strip():
        return
    try:
        forge = github(environ) if on_github else gitlab(environ)
        forge.keep(*marked(text, key))
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        warning = "::warning::" if on_github else "warning: "
        reason = " ".join(str(error).split()) or type(error).__name__
        print(f"{warning}okrctl could not comment on this request: {reason}")  # noqa: T201 - a script


if __name__ == "__main__":
    main(*sys.argv[1:])
