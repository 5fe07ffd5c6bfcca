"""A body may take longer to come in than the database waits for an open transaction."""

from __future__ import annotations

import io
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from requests_app.models import OfficeImport
from tests.conftest import PortalClient
from tests.factories.cases import make_case
from tests.factories.people import sign_in

LIMIT, LINE = 1.2, 1.5
BOUNDARY = "x"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


class SlowLine(io.BytesIO):
    """The person’s line is slow at the first bytes."""

    waited = False

    def read(self, *args, **options):
        if not self.waited:
            self.waited = True
            time.sleep(LINE)
        return super().read(*args, **options)


@pytest.fixture
def impatient_database(transactional_db):
    """As in production, where it waits a minute."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET idle_in_transaction_session_timeout = {int(LIMIT * 1000)}")
    yield
    connection.close()


def slowly(client: PortalClient, url: str, data: bytes, kind: str):
    given: dict[str, Any] = {
        "wsgi.input": SlowLine(data),
        "CONTENT_LENGTH": str(len(data)),
        "CONTENT_TYPE": kind,
    }
    return client.post(url, **given)


def list_as_file() -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="found_in"\r\n\r\nPLAN_WEBSITE\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
        f"Name,Phone\nSample Clinic,602-555-0101\n\r\n--{BOUNDARY}--\r\n"
    ).encode()


@pytest.mark.usefixtures("impatient_database")
def test_a_slow_line_costs_nobody_their_file():
    case = make_case()
    client = PortalClient()
    sign_in(client, case.opened_by)

    answer = slowly(
        client, reverse("outreach:import_start", args=[case.public_id]), list_as_file(), MULTIPART
    )

    assert answer.status_code == 302
    assert OfficeImport.objects.get().rows[0]["name"] == "Sample Clinic"


@pytest.mark.usefixtures("impatient_database")
def test_a_slow_line_of_somebody_unknown_is_a_way_to_sign_in():
    case = make_case()
    url = reverse("outreach:office_add", args=[case.public_id])
    typed = urlencode({"name": "Sample Clinic"}).encode()

    answer = slowly(PortalClient(), url, typed, "application/x-www-form-urlencoded")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_request_login_code"))
