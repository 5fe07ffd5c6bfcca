"""The demonstration’s text service: messages are written into a folder and shown on a page."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from requests_app.texts.service import NotTaken


@dataclass(frozen=True)
class CaughtText:
    to_phone: str
    body: str
    sent_at: datetime


class CaughtTexts:
    name = "caught"

    def hand_over(self, *, to_phone: str, body: str, key: UUID) -> str:
        folder = settings.TEXTS_CAUGHT
        now = timezone.now()
        kept = json.dumps({"to": to_phone, "body": body, "at": now.isoformat()})
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = folder / f".{uuid4().hex}"
            unfinished.write_text(kept, encoding="utf-8")
            os.replace(unfinished, folder / f"{now:%Y%m%dT%H%M%S%f}-{key.hex}.json")
        except OSError:
            raise NotTaken("NO_FOLDER", again=True) from None
        return key.hex


def newest(*, limit: int) -> list[CaughtText]:
    folder = settings.TEXTS_CAUGHT
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.json"), reverse=True)[:limit]
    found = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return [CaughtText(one["to"], one["body"], datetime.fromisoformat(one["at"])) for one in found]
