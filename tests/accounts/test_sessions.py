from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from requests_app.tasks import do_what_is_due


@pytest.mark.django_db
def test_the_sweep_forgets_sessions_that_have_run_out_and_keeps_the_others():
    now = timezone.now()
    for key, ends_at in (("over", now - timedelta(hours=1)), ("alive", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends_at)

    do_what_is_due(now=now)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
