"""Walk the pages about papers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from requests_app.documents.inspection import inspect
from requests_app.models import Case, Document, DocumentKind
from requests_app.papers import services
from tests.documents import making
from tests.factories.people import actor_for
from tests.listings.pages import new_key, upload

__all__ = ["add", "kept_paper", "new_key", "said", "text_of", "upload", "url"]

TYPED = {"kind": "REFERRAL", "title": "From my doctor", "in_packet": "YES"}


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"papers:{name}", args=[case.public_id, *more])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def add(
    client, case: Case, *, data: bytes | None = None, name: str = "photo.png", kind: str = "", **typed
) -> Any:
    address = url("paper_add", case) + (f"?kind={kind}" if kind else "")
    return client.post(address, {**new_key(), **typed, "file": upload(data, name=name)})


def kept_paper(
    case: Case, *, kind: DocumentKind = DocumentKind.REFERRAL, data: bytes | None = None, **fields: Any
) -> Document:
    """By the service, then with these columns."""
    read = inspect(making.picture() if data is None else data, name="photo.png")
    paper = services.add_paper(
        case=case, kind=kind, read=read, by=actor_for(case.opened_by), at=timezone.now()
    )
    Document.objects.filter(pk=paper.pk).update(**{"legibility": "", **fields})
    paper.refresh_from_db()
    paper.case = case
    return paper


def said(client, case: Case, kind: str, **typed: Any) -> Any:
    """Say on its page how a kind of paper stands."""
    here = url("want", case, kind)
    version = client.get(here).context["form"].version
    return client.post(here, {**new_key(), "version": version, "note": "", **typed})
