"""What the addresses outside a case name, and the rows they need."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.screenshots import (
    clocks,
    connections,
    facilities,
    figures,
    many,
    messages,
    oversight,
    own_views,
    planforms,
    remittances,
)

OF_ALL_INSURERS = (
    "insurers:contact_list",
    "insurers:contact_add",
    "insurers:insurer_list",
    "insurers:insurer_add",
)


def values_for(route: str, case: Any, *, staff: str) -> dict[str, Any]:
    """`staff` is the address of somebody who works for the facility of this case."""
    from allauth.mfa.models import Authenticator

    from tests.architecture.samples import routes

    if route.startswith("facilities:"):
        wanted = dict(routes())[route]
        return {name: value for name, value in facilities.values_for(route).items() if name in wanted}
    if route == "intake:link":
        return {"link_key": "demo23link"}
    if route.startswith("oversight:"):
        return oversight.values_for(route)
    if route.startswith("insurers:"):
        if route.startswith("insurers:insurer") and route not in OF_ALL_INSURERS:
            return {"insurer_id": oversight.insurer().public_id}
        contact = _insurer_contact(case)
        return {} if route in OF_ALL_INSURERS else {"contact_id": contact.public_id}
    if route in connections.ROUTES:
        return connections.values_for(route, case)
    if route.startswith(messages.TEMPLATES):
        return messages.values_for(route, case)
    if route in figures.ROUTES:
        return figures.values_for(route, case)
    if route in own_views.ROUTES:
        return own_views.values_for(case)
    if many.names(route):
        return many.values_for(route, case, staff=staff)
    if route.startswith("bills_desk:"):
        return remittances.values_for(route, case, staff=staff)
    if route.startswith("planforms:"):
        return planforms.values_for(route, case, staff=staff)
    if route in ("staff:calendar", "staff:closed_day_remove", "staff:call_interval"):
        return clocks.values_for(route)
    if route == "intake:facility":
        return {"slug": "example-valley"}
    if route == "knowledge:why":
        return {"record_id": "us-nsa-directory-clock"}
    if route == "knowledge:help_state":
        return {"state": "ca"}
    if route == "calendars:feed_file":
        return {"key": "the-key-of-nobody"}
    if route == "knowledge:regulator":
        return {"state": "ca", "plan": "marketplace"}
    if route == "mfa_remove_webauthn":
        return {"pk": Authenticator.objects.get(user__email=case.opened_by.email, type="webauthn").pk}
    if route == "intake:invitation":
        return {"token": _invitation(staff)}
    return {}


def of_knowledge() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Route, name of the picture, what the address names."""
    for record_id in ("us-nsa-directory-clock", "us-payer-three-provider-practice", "az-wait-times"):
        yield "knowledge:why", f"knowledge:why--{record_id}", {"record_id": record_id}
    for state, plan in (("az", "job-self-funded"), ("ny", "medicaid-plan"), ("tx", "not-sure")):
        name = f"knowledge:regulator--{state}-{plan}"
        yield "knowledge:regulator", name, {"state": state, "plan": plan}


def _invitation(staff: str) -> str:
    from django.utils import timezone

    from requests_app.models import Invitation, Organization, User

    token = "an-invitation-of-the-demo"
    Invitation.objects.get_or_create(
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        defaults={
            "organization": Organization.objects.get(slug="example-valley"),
            "email": "invited@example.com",
            "invited_by": User.objects.get(email=staff),
            "expires_at": timezone.now() + timedelta(days=7),
        },
    )
    return token


def _insurer_contact(case: Any) -> Any:
    """The first that the staff of the demo keep for the insurer of this case."""
    from requests_app.insurers.queries import contacts_of_case

    return contacts_of_case(case)[0]


def read_a_list(case: Any) -> None:
    """A directory file that waits to be looked at."""
    from django.utils import timezone

    from requests_app.outreach.imports.reading import read_list
    from requests_app.outreach.imports.services import keep_list
    from tests.factories.people import actor_for

    data = (Path(__file__).resolve().parents[1] / "outreach/files/plan_net_bundle.json").read_bytes()
    kind, found = read_list(data)
    keep_list(
        case=case,
        kind=kind,
        found=found,
        data=data,
        found_in="PLAN_WEBSITE",
        found_at="",
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )
