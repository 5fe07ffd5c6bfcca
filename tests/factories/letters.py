"""Clinicians who are asked, as the services make them, and browsers that are let in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from requests_app.accounts.link_door import SESSION_KEY, hash_of
from requests_app.common.actor import Actor, clinician
from requests_app.letters import requests
from requests_app.letters.asks import ASKS
from requests_app.letters.text import hash_of as hash_of_text
from requests_app.models import Case, ClinicianLetter, ClinicianRequest, OutgoingEmail, User
from tests.factories.people import actor_for

CLINICIAN_EMAIL = "dana@clinic.example"


def make_letter_request(
    case: Case, *, by: User, is_sent: bool = True, at: datetime | None = None, **fields: Any
) -> ClinicianRequest:
    now = at or timezone.now()
    typed = {
        "clinician_name": "Dr. Dana Example",
        "role": "family doctor",
        "email": CLINICIAN_EMAIL,
        "fax": "",
        "asks": list(ASKS),
        "note": "Ref. 27-B",
        **fields,
    }
    made = requests.add_request(case=case, typed=typed, by=actor_for(by), at=now)
    if is_sent:
        made = requests.send_link(letter_request=made, by=actor_for(by), at=now)
    return made


ANSWERS: dict[str, Any] = {
    "name": "Dana Example",
    "credentials": "MD",
    "specialty": "Psychiatry",
    "license_state": "AZ",
    "license_number": "12345",
    "npi": "1234567893",
    "phone": "602-555-0177",
    "peer_times": "weekdays noon to 1 pm",
    "diagnoses": [{"kind": "DIAGNOSIS", "code": "F33.2"}],
    "since": "since March 2024",
    "services": [{"kind": "SERVICE", "code": "H0015", "units": 36}, {"kind": "REVENUE", "code": "0905"}],
    "starts_on": "2026-12-07",
    "ends_on": "2027-02-05",
    "amount": 36,
    "amount_unit": "DAYS",
    "frequency": "3 days a week",
    "level_of_care": "OUTPATIENT_PROGRAM",
    "care_specialty": "Psychiatry",
    "need": "Two medicines and weekly visits did not help.",
    "why_not_network": "The offices in the log have waits of two months.",
    "why_provider": "The program treats severe depression three days a week.",
    "delay": "She got worse in October.",
    "is_urgent": True,
    "urgent_reason": "She cannot work or eat regularly.",
}


def make_signed_letter(
    letter_request: ClinicianRequest, *, number: int = 1, **fields: Any
) -> ClinicianLetter:
    """A signed version as it stands in the database; the request itself is left as it was."""
    text = fields.pop("text", ["Patient: Ana Sample.", "Clinical need: nothing else helped."])
    return ClinicianLetter.objects.create(
        organization_id=letter_request.organization_id,
        case_id=letter_request.case_id,
        request=letter_request,
        number=number,
        state="SIGNED",
        answers={**ANSWERS, **fields.pop("answers", {})},
        text=text,
        text_sha256=hash_of_text(text),
        signed_name="Dana Example",
        signed_at=fields.pop("signed_at", timezone.now()),
        saved_at=timezone.now(),
        **fields,
    )


def key_of(letter_request: ClinicianRequest) -> str:
    """The secret part of the newest link, as it stands in the mail that waits to go out."""
    mails = OutgoingEmail.objects.filter(to_email=letter_request.email, context__has_key="path")
    path = str(mails.latest("id").context["path"])
    return path.removeprefix("/c/").strip("/")


def code_for(letter_request: ClinicianRequest) -> str:
    """The newest mailed code."""
    mails = OutgoingEmail.objects.filter(to_email=letter_request.email, template="letters/code")
    return str(mails.latest("id").context["code"])


def clinician_of(letter_request: ClinicianRequest) -> Actor:
    return clinician(request_id=letter_request.pk, organization_id=letter_request.organization_id)


def let_in(client: Client, letter_request: ClinicianRequest, *, at: datetime | None = None) -> Client:
    """The browser of somebody who typed the right code."""
    moment = int((at or timezone.now()).timestamp())
    session = client.session
    links = session.get(SESSION_KEY, {})
    links[str(letter_request.public_id)] = {
        "key_sha256": letter_request.key_sha256 or "",
        "request_pk": letter_request.pk,
        "organization_id": letter_request.organization_id,
        "address_sha256": hash_of(letter_request.email),
        "confirmed_at": moment,
        "seen_at": moment,
    }
    session[SESSION_KEY] = links
    session.save()
    return client
