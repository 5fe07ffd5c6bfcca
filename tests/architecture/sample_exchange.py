"""What addresses of the exchange name."""

from __future__ import annotations

from typing import Any

from requests_app.models import Case, User
from tests.factories.exchange import make_export, make_token, make_webhook


def exchange_of(case: Case, user: User) -> dict[str, Any]:
    token, _key = make_token(case.organization, user)
    return {
        "token_id": token.public_id,
        "webhook_id": make_webhook(case.organization, user).public_id,
        "export_id": make_export(case.organization, user).public_id,
    }


def special_of_exchange(case: Case, user: User) -> dict[str, dict[str, Any]]:
    copy = make_export(case.organization, user, case=case)
    return {"exchange:case_copy_file": {"export_id": copy.public_id}}
