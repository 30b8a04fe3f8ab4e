"""`okrctl notify`: shown by default, sent to a real server where it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from cli.console import Console
from cli.running import BUGS, Here, running

HOSTILE = "@everyone <!channel> [x](javascript:1)"


class Inbox(HTTPServer):
    """A server that keeps what is posted to it, and answers with a status."""

    got: list[dict[str, Any]]
    answer: int = 200

    @property
    def url(self) -> str:
        """Its address, as a connection has it."""
        return f"json://127.0.0.1:{self.server_port}/hook"


class Keeps(BaseHTTPRequestHandler):
    """Keeps each message."""

    server: Inbox

    def do_POST(self) -> None:
        """Read a message and answer."""
        length = int(self.headers["Content-Length"])
        self.server.got.append(json.loads(self.rfile.read(length)))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: a test is quiet."""


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A server on a free port."""
    with Inbox(("127.0.0.1", 0), Keeps) as server:
        server.got = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def acme(console: Console) -> Console:
    """Acme, where somebody is blocked and says so in hostile words."""
    space = running(Here(console.folder, console.home))
    ended = space.okrctl(
        "checkin", BUGS, "--value", "9", "--blocked", HOSTILE, "--note", "x", "--yes"
    )
    assert ended.status == 0, ended.err
    return space


def bind(acme: Console, text: str) -> None:
    """Write the user's connections."""
    file = acme.home / "okrctl" / "connections.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def test_nothing_is_sent_unless_it_is_asked(acme: Console, inbox: Inbox) -> None:
    """The message is shown; its lines are rows for programs."""
    bind(acme, f"chat: {{url: '{inbox.url}'}}\n")
    page = acme.okrctl("notify", "chat", "--format", "table")
    assert (page.status, page.err, inbox.got) == (0, "", [])
    assert page.out.startswith("Acme, 24 Nov: ")
    rows = acme.okrctl("notify", "--kind", "blocked").out.splitlines()
    assert [row.split("\t")[:3] for row in rows] == [["blocked", f"now/engineering/{BUGS}", "mira"]]


def test_it_is_sent_as_plain_text(acme: Console, inbox: Inbox) -> None:
    """Once, with nobody mentioned and nothing marked up by what people wrote."""
    bind(acme, f"chat: {{url: '{inbox.url}'}}\n")
    ended = acme.okrctl("notify", "chat", "--kind", "blocked", "--kind", "off-pace", "--send")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("✓ Sent to chat: Acme, 24 Nov: 1 blocked")
    (message,) = inbox.got
    assert message["title"].startswith("Acme, 24 Nov: 1 blocked")
    assert "critical-bugs" in message["message"]
    assert "@everyone" not in message["message"]
    assert "<!" not in message["message"]


def test_markdown_is_escaped_as_markdown(acme: Console, inbox: Inbox) -> None:
    """Words stay words in the medium that has markup."""
    bind(acme, "chat: {url: {environment: CHAT}, medium: markdown}\n")
    ended = acme.okrctl("notify", "chat", "--kind", "blocked", "--send", CHAT=inbox.url)
    assert ended.status == 0, ended.err
    (message,) = inbox.got
    assert "`@everyone`" in message["message"]
    assert r"\[x\]\(javascript:1\)" in message["message"]


def test_a_server_that_refuses_is_no_success(acme: Console, inbox: Inbox) -> None:
    """Exit 3; nothing of the address is printed."""
    (acme.home / "okrctl").mkdir()
    (acme.home / "okrctl" / "chat.url").write_text(f"{inbox.url}?secret=s3cret\n")
    bind(acme, "chat: {url: {file: chat.url}}\n")
    inbox.answer = 500
    ended = acme.okrctl("notify", "chat", "--send")
    assert ended.status == 3
    assert "chat did not take the message" in ended.err
    assert "s3cret" not in ended.err + ended.out


def test_nothing_to_tell_sends_nothing(acme: Console, inbox: Inbox) -> None:
    """A quiet team gets no message."""
    bind(acme, f"chat: {{url: '{inbox.url}'}}\n")
    ended = acme.okrctl("notify", "chat", "--team", "ops", "--send")
    assert (ended.status, inbox.got) == (0, [])
    assert "nothing was sent" in ended.out


@pytest.mark.parametrize(
    "variable",
    [{"GITHUB_EVENT_NAME": "pull_request_target"}, {"GITHUB_BASE_REF": "main"},
     {"CI_PIPELINE_SOURCE": "merge_request_event"}],
)  # fmt: skip
def test_a_pull_request_sends_nothing(
    acme: Console, inbox: Inbox, variable: dict[str, str]
) -> None:
    """Anybody may open one."""
    bind(acme, f"chat: {{url: '{inbox.url}'}}\n")
    ended = acme.okrctl("notify", "chat", "--send", **variable)
    assert (ended.status, inbox.got) == (3, [])
    assert "nothing is sent for a pull request" in ended.err


@pytest.mark.parametrize(
    ("text", "words", "status", "message"),
    [
        ("", ("chat",), 2, "binds no connection 'chat'"),
        ("chat: {url: 'json://h'}\n", ("chta",), 2, "did you mean chat?"),
        ("chat: {url: 'json://h', token: x}\n", ("chat",), 2, "unknown key token"),
        ("chat: {medium: text}\n", ("chat",), 2, "has no url"),
        ("chat: {url: 4}\n", ("chat",), 2, "neither a text nor"),
        ("chat: {url: 'json://h', medium: html}\n", ("chat",), 2, "no medium 'html'"),
        ("chat: {url: {environment: NOWHERE}}\n", ("chat",), 3, "NOWHERE is not set"),
        ("chat: {url: {file: gone}}\n", ("chat",), 3, "cannot be read"),
        ("chat: {url: 'nosuch://h'}\n", ("chat", "--send"), 3, "means nothing to apprise"),
        ("chat: [\n", ("chat",), 2, "such as"),
        ("", ("--send",), 2, "to whom?"),
        ("", ("--kind", "stael"), 2, "did you mean stale?"),
    ],
)
def test_what_cannot_be_told(
    acme: Console, text: str, words: tuple[str, ...], status: int, message: str
) -> None:
    """One message with the next step."""
    bind(acme, text)
    ended = acme.okrctl("notify", *words)
    assert (ended.status, message in ended.err) == (status, True), ended.err


def test_settings_in_the_repository_are_refused(acme: Console) -> None:
    """Whoever opens a pull request could write them."""
    acme.write("config/okrctl/connections.yaml", "chat: {url: 'json://h'}\n")
    ended = acme.okrctl("notify", "chat", XDG_CONFIG_HOME=str(acme.folder / "config"))
    assert (ended.status, "lies in the repository" in ended.err) == (3, True)


def test_without_the_extra_it_says_what_to_install(acme: Console, inbox: Inbox) -> None:
    """Exit 3; showing needs nothing."""
    bind(acme, f"chat: {{url: '{inbox.url}'}}\n")
    acme.write("nowhere/apprise.py", "raise ImportError\n")
    away = Console(acme.folder, acme.home, {"PYTHONPATH": str(acme.folder / "nowhere")})
    assert away.okrctl("notify", "chat").status == 0
    ended = away.okrctl("notify", "chat", "--send")
    assert (ended.status, "pip install 'okrctl[notify]'" in ended.err) == (3, True)
