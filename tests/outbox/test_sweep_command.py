from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from requests_app.models import OutgoingEmail
from requests_app.notifications.services import queue_mail
from tests.databases import see_everything


@pytest.fixture
def mail_for_tomorrow(db) -> OutgoingEmail:
    return queue_mail(
        template="accounts/sign_in_code",
        to_email="person@example.com",
        language="en",
        context={"code": "123456"},
        organization_id=None,
        at=timezone.now() + timedelta(days=1),
    )


def test_a_sweep_leaves_what_is_not_due(mail_for_tomorrow, mailoutbox):
    call_command("sweep")
    assert mailoutbox == []


def test_a_demonstration_sweeps_as_if_it_were_another_moment(mail_for_tomorrow, mailoutbox, settings):
    settings.DEMO = True
    call_command("sweep", now=(timezone.now() + timedelta(days=2)).isoformat())
    see_everything()
    assert [mail.to for mail in mailoutbox] == [["person@example.com"]]


@pytest.mark.parametrize(
    ("is_demo", "moment"), [(False, "2026-11-25T09:00-07:00"), (True, "2026-11-25T09:00"), (True, "soon")]
)
def test_another_moment_needs_a_demonstration_and_a_time_zone(db, settings, is_demo, moment):
    settings.DEMO = is_demo
    with pytest.raises(CommandError):
        call_command("sweep", now=moment)
