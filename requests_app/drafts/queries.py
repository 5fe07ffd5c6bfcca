from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from requests_app.models import FormSubmission


@dataclass(frozen=True)
class FirstArrival:
    body_hash: str
    result_url: str
    edit_url: str


def claim(*, user_id: int, key: UUID, body_hash: str) -> FirstArrival | None:
    """Take a form key. None: it is ours now. Otherwise what its first arrival led to.

    A second click waits here until the first one has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO requests_app_formsubmission"
            " (user_id, key, body_hash, result_url, edit_url, created_at)"
            " VALUES (%s, %s, %s, '', '', now()) ON CONFLICT DO NOTHING RETURNING id",
            [user_id, key, body_hash],
        )
        if cursor.fetchone() is not None:
            return None
    row = FormSubmission.objects.get(user_id=user_id, key=key)
    return FirstArrival(row.body_hash, row.result_url, row.edit_url)


def remember(*, user_id: int, key: UUID, body_hash: str, result_url: str, edit_url: str) -> None:
    FormSubmission.objects.filter(user_id=user_id, key=key).update(
        body_hash=body_hash, result_url=result_url, edit_url=edit_url
    )


def is_claimed(*, user_id: int, key: UUID) -> bool:
    return FormSubmission.objects.filter(user_id=user_id, key=key).exists()
