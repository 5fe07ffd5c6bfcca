"""Walk the pages about kept directory pages and written questions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from requests_app.documents.inspection import inspect
from requests_app.listings import services
from requests_app.models import Case, ListingCapture
from tests.documents import making
from tests.factories.people import actor_for

SEEN = {"seen_on": "yesterday", "shows": "Taking new patients", "in_packet": "yes"}
ASKED = {"about_name": "Example Clinic", "asked_on": "today", "way": "PORTAL"}


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"listings:{name}", args=[case.public_id, *more])


def upload(data: bytes | None = None, *, name: str = "screen.png", kind: str = "image/png") -> Any:
    return SimpleUploadedFile(name, making.picture() if data is None else data, kind)


def new_key() -> dict[str, str]:
    return {"form_key": str(uuid4())}


def keep(client, case: Case, *, data: bytes | None = None, name: str = "screen.png", **typed: Any) -> Any:
    sent = {**SEEN, **typed, **({} if "form_key" in typed else new_key())}
    return client.post(url("capture_add", case), {**sent, "file": upload(data, name=name)})


def ask(client, case: Case, **typed: Any) -> Any:
    return client.post(url("question_add", case), {**ASKED, **new_key(), **typed})


def kept_capture(case: Case, *, data: bytes | None = None, **typed: Any) -> ListingCapture:
    now = timezone.now()
    values = {"office": "", "seen_on": now.date(), "found_at": "", "shows": "", "in_packet": True, **typed}
    return services.keep_capture(
        case=case,
        read=inspect(making.picture() if data is None else data, name="screen.png"),
        typed=values,
        by=actor_for(case.opened_by),
        at=now,
    )
