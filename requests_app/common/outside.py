"""One request to a service outside, and how sure it is that nothing of it arrived.

`NoLine`: not a word was said. `NoWord`: the request went out and no answer came that can be read, so nobody
knows what was done with it. Nothing of a request or an answer goes into a log.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

CONNECT_SECONDS = 10
MOST_ANSWER = 512 * 1024


class NoLine(Exception):
    """The service could not be reached at all."""


class NoWord(Exception):
    """It may have been done. `fault` says how the answer was lost."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Service:
    """Where it answers, and how long it may take for one answer; twice that in all."""

    url: str
    seconds: float

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
        """The status and the JSON of the answer, or None when it cannot be read. Raises NoLine or NoWord."""
        with for_a_while(self._connected(self.seconds), self.seconds) as connection:
            try:
                # Cut off before everything was read, the answer may be there already.
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.request("POST", self._path(path), body=body, headers=dict(headers))
                response = connection.getresponse()
            except TimeoutError:
                raise NoWord("TIMEOUT") from None
            except (OSError, HTTPException):
                raise NoWord("CUT_OFF") from None
            try:
                return response.status, json.loads(response.read(MOST_ANSWER))
            except (OSError, HTTPException, ValueError, RecursionError):
                # The status alone tells enough, but for something that was taken: its id is missing.
                return response.status, None

    def get(self, path: str, headers: Mapping[str, str]) -> tuple[int, Any]:
        """A question: asking twice does no harm. Raises NoWord when no readable answer came."""
        try:
            with for_a_while(self._connected(CONNECT_SECONDS), self.seconds) as connection:
                connection.request("GET", self._path(path), headers=dict(headers))
                response = connection.getresponse()
                return response.status, json.loads(response.read(MOST_ANSWER))
        except (NoLine, OSError, HTTPException, ValueError, RecursionError):
            raise NoWord("NO_ANSWER") from None

    def _connected(self, seconds: float) -> HTTPConnection:
        """An open line, before a word is said."""
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)
        try:
            connection.connect()
        except (OSError, HTTPException):
            connection.close()
            raise NoLine from None
        connection.sock.settimeout(seconds)
        return connection

    def _path(self, path: str) -> str:
        return urlsplit(self.url).path.rstrip("/") + path


@contextmanager
def for_a_while(connection: HTTPConnection, seconds: float) -> Iterator[HTTPConnection]:
    """Ends the open line after a while in all: a service that drips must not hold the worker."""
    # The answer may take the socket away from the connection, so it is held here.
    line = connection.sock

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(2 * seconds, cut)
    clock.daemon = True
    clock.start()
    try:
        yield connection
    finally:
        clock.cancel()
        connection.close()
