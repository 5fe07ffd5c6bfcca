from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from requests_app.models import Organization
from requests_app.notifications import delivery
from requests_app.notifications.services import queue_mail
from requests_app.outbox import worker
from tests.databases import see_everything
from tests.factories.people import make_facility


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "sender", "subject"),
    [
        ({}, "Portal <no-reply@example.org>", "Plain Desk"),
        (
            {"sender_name": "Valley, Requests", "service_name": "Valley Desk"},
            '"Valley, Requests" <no-reply@example.org>',
            "Valley Desk",
        ),
    ],
)
def test_a_mail_of_a_facility_carries_its_neutral_name_and_our_address(names, sender, subject, settings):
    settings.DEFAULT_FROM_EMAIL, settings.SERVICE_NAME = "Portal <no-reply@example.org>", "Plain Desk"
    facility = make_facility()
    Organization.objects.filter(pk=facility.pk).update(**names)
    queue_mail(
        template="facilities/invitation",
        to_email="new@example.com",
        language="en",
        context={"path": "/join/x/"},
        organization_id=facility.pk,
        at=timezone.now(),
    )
    worker.sweep(handlers={delivery.KIND: delivery.handler({})}, now=timezone.now())
    see_everything()

    assert mail.outbox[0].from_email == sender
    assert mail.outbox[0].subject.startswith(subject)
