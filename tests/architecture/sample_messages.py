"""A message that waits, a template that is a draft, and a check of the benefits."""

from __future__ import annotations

from typing import Any

from requests_app.models import Case, MessageSide
from tests.factories.messages import make_check, make_message, make_template


def messages_of(case: Case) -> dict[str, Any]:
    person, facility = case.opened_by, case.organization
    make_message(case, person)
    make_template(facility, person, name="We got your papers")
    draft = make_template(facility, person, published=False, name="Please call us")
    return {
        "message_id": make_message(case, person, side=MessageSide.STAFF, waits=True).public_id,
        "template_id": draft.template.public_id,
        "check_id": make_check(case, person).public_id,
    }
