"""A fax service on this machine that speaks the documented interface, counts faxes, and misbehaves."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PROJECT, KEY, SECRET = "project-1", "key-1", "secret-1"
COMPLETED = {"status": "COMPLETED"}
BUSY = {"status": "FAILURE", "errorType": "CALL_ERROR", "errorCode": 17, "errorMessage": "Busy"}


@dataclass
class FaxServer:
    """`posts` says how each hand-over is answered in turn, `endings` what each fax comes to.

    A post is a status number (2xx takes a fax), or one of: garbage, no id, hang, cut, drip.
    """

    posts: list[Any] = field(default_factory=list)
    endings: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    hits: int = 0
    questions: int = 0
    heads: list[dict[str, str]] = field(default_factory=list)
    is_deaf: bool = False
    loses_labels: bool = False
    url: str = ""
    release: threading.Event = field(default_factory=threading.Event)

    def take(self, body: dict[str, Any]) -> dict[str, Any]:
        fax = {"id": f"01FAX{len(self.taken):04d}", "direction": "OUTBOUND", "status": "IN_PROGRESS", **body}
        self.taken.append(fax)
        return fax

    def now(self, number: int) -> dict[str, Any]:
        fax = {key: value for key, value in self.taken[number].items() if key != "files"}
        if self.loses_labels:
            fax.pop("labels", None)
        return {**fax, **(self.endings[number] if number < len(self.endings) else {})}

    def pdf(self, number: int = 0) -> bytes:
        return base64.b64decode(self.taken[number]["files"][0]["file"])


class _Answers(BaseHTTPRequestHandler):
    state: FaxServer

    def do_POST(self) -> None:
        state = self.state
        state.hits += 1
        state.heads.append(dict(self.headers))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._may_come_in() or self.path != f"/v3/projects/{PROJECT}/faxes":
            return self._say(401, {})
        how = state.posts.pop(0) if state.posts else 200
        if isinstance(how, int):
            return self._say(how, state.take(body) if how < 300 else {"code": how, "message": "no"})
        if how == "garbage":
            state.take(body)
            return self._raw(b"<html>it worked</html>")
        if how == "no id":
            state.take(body)
            return self._say(200, {"status": "IN_PROGRESS"})
        state.take(body)
        if how == "drip":
            self.send_response(200)
            self.end_headers()
            while not state.release.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()
        elif how == "hang":
            state.release.wait(20)
        self.close_connection = True
        return None

    def do_GET(self) -> None:
        state = self.state
        state.questions += 1
        if state.is_deaf:
            return self._raw(b"not json at all")
        if not self._may_come_in():
            return self._say(401, {})
        parts = urlsplit(self.path)
        base = f"/v3/projects/{PROJECT}/faxes"
        if parts.path == base:
            to = parse_qs(parts.query)["to"][0]
            found = [state.now(number) for number, one in enumerate(state.taken) if one["to"] == to]
            return self._say(200, {"faxes": found, "totalItems": len(found)})
        for number, one in enumerate(state.taken):
            if parts.path == f"{base}/{one['id']}":
                return self._say(200, state.now(number))
        return self._say(404, {"code": 404})

    def log_message(self, *_words: Any) -> None:
        """Quiet."""

    def _may_come_in(self) -> bool:
        pair = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {pair}"

    def _say(self, status: int, content: dict[str, Any]) -> None:
        self._raw(json.dumps(content).encode(), status)

    def _raw(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving() -> Iterator[FaxServer]:
    state = FaxServer()
    handler = type("Answers", (_Answers,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield state
    finally:
        state.release.set()
        server.shutdown()
        server.server_close()


def use(server: FaxServer, settings: Any) -> None:
    settings.FAX_URL, settings.FAX_PROJECT = server.url, PROJECT
    settings.FAX_KEY, settings.FAX_SECRET, settings.FAX_FROM = KEY, SECRET, "602-555-0190"
    settings.FAX_SECONDS = 0.5
