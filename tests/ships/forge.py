"""A forge on this machine: comments over HTTP as GitHub and GitLab serve them, page by page."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 2
"""Comments a page, however many are asked for."""
BOT = {"type": "Bot", "id": 7}
PERSON = {"type": "User", "id": 8}


@dataclass
class Forge:
    """Its comments by id, what was asked of it, and what it refuses."""

    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    """The status for each method that is not allowed."""
    elsewhere: str = ""
    """Where it sends whoever asks for anything."""
    tokens: set[str] = field(default_factory=set)
    url: str = ""

    def says(self, body: str, who: dict[str, Any] = BOT) -> int:
        """A comment that is there already."""
        number = 41 + len(self.comments)
        self.comments[number] = {"id": number, "body": body, "user": who, "author": who}
        return number

    def bodies(self) -> list[str]:
        """What the comments say, the oldest first."""
        return [one["body"] for one in self.comments.values()]


class Handler(BaseHTTPRequestHandler):
    """Answers for a forge."""

    state: Forge

    def do_GET(self) -> None:
        """Log the question, and answer or refuse it."""
        state, parts = self.state, urlsplit(self.path)
        state.log.append((self.command, parts.path))
        state.tokens.add(self.headers.get("Authorization") or self.headers["PRIVATE-TOKEN"])
        if state.elsewhere:
            self.reply(302, {}, Location=state.elsewhere + self.path)
        elif self.command in state.refuses:
            self.reply(state.refuses[self.command], {"message": "not\naccessible"})
        elif self.command == "GET":
            self.page(parts.path, int(parse_qs(parts.query).get("page", ["1"])[0]))
        else:
            self.keep(parts.path)

    do_POST = do_PATCH = do_PUT = do_GET  # noqa: N815 - as the server looks for them

    def page(self, path: str, number: int) -> None:
        """A page of comments, with a link to the one that follows; or who asks."""
        if path.endswith("/user"):
            self.reply(200, BOT)
            return
        found = [*self.state.comments.values()][(number - 1) * PAGE :]
        follows = f'<{self.state.url}{path}?page={number + 1}>; rel="next"'
        links = {"Link": follows} if len(found) > PAGE else {}
        self.reply(200, found[:PAGE], **links)

    def keep(self, path: str) -> None:
        """A comment that is new, or another text for one."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        if self.command == "POST":
            self.state.says(body)
        else:
            self.state.comments[int(path.rpartition("/")[2])]["body"] = body
        self.reply(200, {})

    def reply(self, status: int, facts: object, **headers: str) -> None:
        """An answer as JSON."""
        data = json.dumps(facts).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing, so that the tests stay readable."""


@contextmanager
def forge() -> Iterator[Forge]:
    """A forge that listens until the test ends."""
    state = Forge()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Its", (Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
