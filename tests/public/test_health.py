from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from requests_app.models import WorkerHeartbeat


def test_it_tells_database_broker_and_the_age_of_the_last_sweep(client):
    seen = timezone.now() - timedelta(seconds=90)
    WorkerHeartbeat.objects.update_or_create(name="sweep", defaults={"seen_at": seen})
    response = client.get("/healthz")
    assert response.status_code == 200
    found = response.json()
    assert found["database"] is True
    assert found["broker"] is True
    assert 90 <= found["sweep_age_seconds"] < 100
    assert "sid" not in response.cookies


def test_without_a_broker_it_is_not_well(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["broker"] is False


def test_the_demonstration_shows_its_mails_newest_first(client, settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path)
    with mail.get_connection("django.core.mail.backends.filebased.EmailBackend") as connection:
        for number in (1, 2):
            connection.send_messages(
                [EmailMessage(f"Número {number}", f"Your code is 12{number} 456.", to=["ana@example.com"])]
            )
    body = client.get("/demo/mail/").content.decode()
    assert body.index("Número 2") < body.index("Número 1")
    assert "Your code is 122 456." in body
    assert "ana@example.com" in body


def test_outside_the_demonstration_there_is_no_such_page(client, settings):
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404
