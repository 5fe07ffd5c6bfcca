"""Messages between the worker and the press: a line of JSON and the bytes that belong to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

# A packet may hold 25 MB of pictures; a message has those of one section.
LARGEST = 64 * 1024 * 1024


class WireBroken(Exception):
    """The other side is gone, or says something that nobody understands."""


def send(stream: IO[bytes], message: Mapping[str, Any], blobs: Mapping[str, bytes]) -> None:
    sizes = {name: len(data) for name, data in blobs.items()}
    head = json.dumps({"message": message, "blobs": sizes}).encode()
    stream.write(len(head).to_bytes(8, "big") + head)
    for data in blobs.values():
        stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], dict[str, bytes]] | None:
    """None: the other side has closed in good order. Raises WireBroken."""
    size = stream.read(8)
    if not size:
        return None
    try:
        head = json.loads(_exactly(stream, int.from_bytes(size, "big")))
        blobs = {str(name): _exactly(stream, int(length)) for name, length in head["blobs"].items()}
        return dict(head["message"]), blobs
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise WireBroken("not understood") from fault


def _exactly(stream: IO[bytes], size: int) -> bytes:
    if not 0 <= size <= LARGEST:
        raise WireBroken("too large")
    data = stream.read(size)
    if len(data) != size:
        raise WireBroken("cut off")
    return data
