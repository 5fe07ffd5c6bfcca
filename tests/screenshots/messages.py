"""The thread, the templates and the verified benefits of the demonstration."""

from __future__ import annotations

from typing import Any

TEMPLATES = "message_templates:"


def values_for(route: str, case: Any) -> dict[str, Any]:
    from requests_app.models import MessageTemplate

    if route in (f"{TEMPLATES}template_list", f"{TEMPLATES}template_add"):
        return {}
    found = MessageTemplate.objects.filter(organization=case.organization, retired_at=None)
    drafts = found.filter(versions__published_at=None, versions__number=1)
    wanted = drafts if route.endswith(("_publish", "_detail")) else found
    return {"template_id": (wanted.first() or found[0]).public_id}


def named(case: Any, names: tuple[str, ...]) -> dict[str, Any]:
    from tests.factories.messages import make_check, make_message

    values: dict[str, Any] = {}
    if "message_id" in names:
        waiting = case.messages.filter(sent_at=None, called_off_at=None).first()
        values["message_id"] = (
            waiting or make_message(case, case.opened_by, side="STAFF", waits=True)
        ).public_id
    if "check_id" in names:
        kept = case.benefit_checks.filter(removed_at=None, replaced_at=None)
        values["check_id"] = (kept.first() or make_check(case, case.opened_by)).public_id
    return values
