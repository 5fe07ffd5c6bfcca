"""A wire between browser and portal that can be cut while a file is on its way."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.journeys.server import Portal

PIECE = 65_536
NEVER = 1 << 40


class Wire:
    """`url` leads to the portal. After `most` bytes of one sending the connection breaks, both ways."""

    def __init__(self, portal: Portal) -> None:
        there = urlsplit(portal.url)
        self._there = (str(there.hostname), int(there.port or 80))
        self._door = socket.create_server(("127.0.0.1", 0))
        # A wide wire would swallow a whole file at once, and the browser would think that it arrived.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.most = NEVER
        threading.Thread(target=self._wait, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _wait(self) -> None:
        with suppress(OSError):
            while True:
                here, _address = self._door.accept()
                there = socket.create_connection(self._there)
                for ends in ((here, there, True), (there, here, False)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, giver: socket.socket, taker: socket.socket, is_sending: bool) -> None:
        carried = 0
        with suppress(OSError):
            while piece := giver.recv(PIECE):
                carried += len(piece)
                if is_sending and carried > self.most:
                    break
                taker.sendall(piece)
        for end in (giver, taker):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def wire(portal: Portal) -> Iterator[Wire]:
    made = Wire(portal)
    try:
        yield made
    finally:
        made.close()
