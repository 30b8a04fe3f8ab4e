"""A yaml-language-server from npm, spoken to as an editor does."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

from ships.shipped import ROOT

NAME = "yaml-language-server"
SECONDS = 30


def installed() -> str | None:
    """Where the server is: in `.node`, where CI puts it, or on the search path."""
    own = ROOT / ".node" / "node_modules" / ".bin" / NAME
    return str(own) if own.exists() else shutil.which(NAME)


class LanguageServer:
    """A running server with one folder open."""

    def __init__(self, program: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self.buffer = b""
        self.notes: list[dict[str, Any]] = []
        self.last = 0
        uri = folder.as_uri()
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": "goals"}],
            capabilities={"workspace": {"configuration": True},
                          "textDocument": {"completion": {"completionItem": {}}}},
        )  # fmt: skip
        self.send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def opened(self, path: Path) -> list[str]:
        """The messages of what is wrong with a file, as soon as the server has said them."""
        text = path.read_text("utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            for note in self.notes:
                if note["method"] == "textDocument/publishDiagnostics":
                    self.notes.remove(note)
                    if note["params"]["uri"] == path.as_uri():
                        return [one["message"] for one in note["params"]["diagnostics"]]
            self.hear()

    def completions(self, path: Path, line: int, character: int) -> set[str]:
        """What the server offers at a place; lines and characters count from 0."""
        items = self.ask(
            "textDocument/completion",
            textDocument={"uri": path.as_uri()},
            position={"line": line, "character": character},
        )["items"]
        return {item["label"] for item in items}

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a request."""
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.hear()
            if message.get("id") == self.last and "method" not in message:
                return message["result"]

    def hear(self) -> dict[str, Any]:
        """The next message; what the server asks is answered, what it tells is kept."""
        message = self.received()
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            self.send({"id": message["id"], "result": [None] * len(items) if items else None})
        elif "method" in message:
            self.notes.append(message)
        return message

    def send(self, message: dict[str, Any]) -> None:
        """Send a message with its length before it."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def received(self) -> dict[str, Any]:
        """The next message as it comes."""
        head = self.until(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(self.buffer) < length:
            self.more()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        message: dict[str, Any] = json.loads(body)
        return message

    def until(self, end: bytes) -> bytes:
        """What comes before `end`."""
        while end not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(end)
        return head

    def more(self) -> None:
        """Read some more; fails where the server says nothing."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        assert ready, f"the server said nothing for {SECONDS} s"
        some = os.read(self.process.stdout.fileno(), 65536)
        assert some, "the server has ended"
        self.buffer += some
