"""Addresses of the pages about answers."""

from __future__ import annotations

from django.urls import reverse

from requests_app.models import Case, Decision


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(f"decisions:{name}", args=[case.public_id, *more])


def detail_url(case: Case, decision: Decision) -> str:
    return url_of("answer_detail", case, decision.public_id)
