"""Reads the mails the demonstration wrote to files instead of sending them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

# Django's file catcher writes all mails of one connection into one file, with this line between them.
LINE = b"-" * 79


@dataclass(frozen=True)
class CaughtMail:
    subject: str
    to: str
    sent_at: datetime | None
    body: str
    language: str = ""


def newest(*, limit: int) -> list[CaughtMail]:
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return []
    files = sorted(Path(folder).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    found: list[CaughtMail] = []
    for file in files:
        found += reversed(list(_mails(file)))
        if len(found) >= limit:
            break
    return found[:limit]


def _mails(file: Path) -> Iterator[CaughtMail]:
    for part in file.read_bytes().split(LINE):
        if part.strip():
            yield _mail(part.lstrip())


def _mail(source: bytes) -> CaughtMail:
    message = message_from_bytes(source, policy=policy.default)
    text = message.get_body(preferencelist=("plain",))
    date = message["Date"]
    return CaughtMail(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=date.datetime if date is not None else None,
        body=text.get_content().strip() if text is not None else "",
        language=str(message["Content-Language"] or ""),
    )
