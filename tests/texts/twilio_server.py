"""A text service on this machine that speaks Twilio’s interface, counts what it takes, and misbehaves."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

ACCOUNT, KEY, SENDER = "AC-example", "key-of-the-example", "+16025550190"


@dataclass
class TwilioServer:
    """`answers` in turn: a status, that with Twilio’s error number, or one of: garbage, no sid, hang, cut."""

    answers: list[Any] = field(default_factory=list)
    taken: list[dict[str, str]] = field(default_factory=list)
    hits: int = 0
    url: str = ""
    release: threading.Event = field(default_factory=threading.Event)


class _Answers(BaseHTTPRequestHandler):
    state: TwilioServer

    def do_POST(self) -> None:
        state = self.state
        state.hits += 1
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        pair = base64.b64encode(f"{ACCOUNT}:{KEY}".encode()).decode()
        if (
            self.headers["Authorization"] != f"Basic {pair}"
            or self.path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        ):
            return self._say(401, b'{"code": 20003}')
        how = state.answers.pop(0) if state.answers else 201
        status, code = how if isinstance(how, tuple) else (how, 0)
        if isinstance(status, int) and status >= 300:
            return self._say(status, json.dumps({"code": code, "status": status}).encode())
        state.taken.append(form)
        if how == "hang":
            state.release.wait(20)
        if how in ("hang", "cut"):
            self.close_connection = True
            return None
        sid = {} if how == "no sid" else {"sid": f"SM{len(state.taken)}"}
        return self._say(201, b"<html>" if how == "garbage" else json.dumps(sid).encode())

    def log_message(self, *_words: Any) -> None:
        """Quiet."""

    def _say(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(settings: Any) -> Iterator[TwilioServer]:
    state = TwilioServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"state": state}))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    settings.TEXT_URL, settings.TEXT_ACCOUNT, settings.TEXT_KEY = state.url, ACCOUNT, KEY
    settings.TEXT_FROM, settings.TEXT_SECONDS, settings.TEXT_SERVICE_REPLIES = SENDER, 0.5, True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield state
    finally:
        state.release.set()
        server.shutdown()
        server.server_close()
