"""Answers for programs that say what is wrong (RFC 9457, `application/problem+json`). In English only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import JsonResponse

MEDIA_TYPE = "application/problem+json"


def answer(status: int, detail: str = "", errors: Sequence[Mapping[str, str]] = ()) -> JsonResponse:
    """`errors`: the place of each field (a JSON pointer) and what is wrong, never what was sent."""
    body: dict[str, object] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = [dict(one) for one in errors]
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)
