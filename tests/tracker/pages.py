from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from requests_app.models import CaseAccess, Submission
from tests.factories.people import make_user


def url(name, case, **more):
    return reverse(f"tracker:{name}", kwargs={"case_id": case.public_id, **more})


def text_of(response) -> str:
    return response.content.decode()


def let_in(case, *, relation="HELPER", level="VIEW", **fields):
    user = make_user()
    return CaseAccess.objects.create(
        organization=case.organization, case=case, user=user, relation=relation, level=level, **fields
    )


def send(case, *, on=date(2026, 11, 20)):
    packet = case.packets.create(
        organization=case.organization,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=case.opened_by,
        signed_at=timezone.now(),
    )
    Submission.objects.create(
        organization=case.organization,
        case=case,
        packet=packet,
        sent_on=on,
        way="FAX",
        recorded_at=timezone.now(),
    )
