from __future__ import annotations

import hashlib
from datetime import timedelta

from django.utils import timezone

from requests_app.models import (
    Invitation,
    Organization,
    OutgoingEmail,
)
from tests.factories.people import make_user
from tests.intake.pages import fill_in

ANSWERS = {
    "who": "ME",
    "care_when": "STARTED",
    "how_soon": "DAYS_3",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "UNSURE",
    "care": "OTHER",
    "care_other": "Pain care",
    "why": ["WAIT", "CONTINUITY"],
    "provider": "YES",
    "already": "WAITING",
}


SAVE = "/save/"


AGREE = "/agree/"


TOKEN = "a-token-of-an-invitation"


AGREES = {"agrees": "yes"}


def answer_questions(client, **changed) -> None:
    session = client.session
    session["triage"] = {**ANSWERS, **changed}
    session.save()


def code_mailed_to(email: str) -> str:
    return str(OutgoingEmail.objects.filter(to_email=email.lower()).latest("pk").context["code"])


def sign_in_by_code(client, email: str):
    sent = fill_in(client, SAVE, {"email": email})
    return fill_in(client, sent["Location"], {"code": code_mailed_to(email)})


def invite(facility: Organization, **columns) -> Invitation:
    return Invitation.objects.create(
        organization=facility,
        token_hash=hashlib.sha256(TOKEN.encode()).hexdigest(),
        email="person@example.com",
        invited_by=make_user(),
        **{"expires_at": timezone.now() + timedelta(days=14), **columns},
    )
