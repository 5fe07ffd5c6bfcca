"""Where the PDF of a packet lies; how files are written is the same for all (`common.files`)."""

from __future__ import annotations

from uuid import UUID

from requests_app.common.files import read as read
from requests_app.common.files import write_whole as write_whole

FOLDER = "packets"


def key_of(packet_id: UUID) -> str:
    return f"{FOLDER}/{packet_id}.pdf"


def copy_key(packet_id: UUID, kind: str, ending: str) -> str:
    """One name for each kind, so that making it twice leaves one file."""
    return f"{FOLDER}/{packet_id}-{kind.lower()}.{ending}"
