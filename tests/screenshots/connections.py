"""Keys, an address that is told, and files of everything, as the demo data has them."""

from __future__ import annotations

from typing import Any

TOKENS = ("exchange:token_end",)
WEBHOOKS = ("exchange:webhook_detail", "exchange:webhook_end")
FILES = ("exchange:export_file",)
ROUTES = (*TOKENS, *WEBHOOKS, *FILES)


def values_for(route: str, case: Any) -> dict[str, Any]:
    from requests_app.models import ApiToken, ExportRun, User, Webhook
    from tests.factories.exchange import make_export

    of_facility = {"organization": case.organization}
    if route in TOKENS:
        return {"token_id": ApiToken.objects.filter(**of_facility, revoked_at=None)[0].public_id}
    if route in WEBHOOKS:
        return {"webhook_id": Webhook.objects.filter(**of_facility)[0].public_id}
    kept = ExportRun.objects.filter(**of_facility, case=None, state="READY").first()
    by = User.objects.get(email="lead@example.org")
    return {"export_id": (kept or make_export(case.organization, by)).public_id}


def copy_of(case: Any) -> Any:
    """A copy of the patient’s that is ready."""
    from requests_app.models import ExportRun
    from tests.factories.exchange import make_export

    kept = ExportRun.objects.filter(case=case, state="READY").first()
    return kept or make_export(case.organization, case.opened_by, case=case)
