"""Fill in the pages of a letter as a browser does."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from requests_app.models import ClinicianRequest

HIDDEN = re.compile(r'<input type="hidden" name="(form_key|version|told)" value="([^"]*)"')
YOU = {"name": "Dana Example", "credentials": "MD", "npi": "1234567893", "phone": "602-555-0177"}
DIAGNOSIS = {"diagnosis_1": "f33.2", "since": "since 2024"}
SERVICES = {
    "service_1": "H0015",
    "units_1": "36",
    "service_2": "0905",
    "level_of_care": "OUTPATIENT_PROGRAM",
    "care_specialty": "Psychiatry",
    "starts_on_month": "12",
    "starts_on_day": "7",
    "starts_on_year": "2026",
    "ends_on_month": "2",
    "ends_on_day": "5",
    "ends_on_year": "2027",
    "amount": "36",
    "amount_unit": "DAYS",
    "frequency": "3 days a week",
}
WHY = {"need": "Two medicines did not help.", "is_urgent": "yes", "urgent_reason": "She cannot work."}
PAGES: dict[str, dict[str, str]] = {"you": YOU, "diagnosis": DIAGNOSIS, "services": SERVICES, "why": WHY}


def url(asked: ClinicianRequest, name: str, *args: Any) -> str:
    return reverse(f"clinicians:{name}", args=[asked.public_id, *args])


def step_url(asked: ClinicianRequest, step: str) -> str:
    return url(asked, "form_step", step)


def post(client: Client, address: str, typed: dict[str, Any], **extra: Any) -> Any:
    """With the hidden fields of the page as it is now."""
    html = client.get(address).content.decode()
    hidden: dict[str, Any] = {}
    for name, value in HIDDEN.findall(html):
        hidden.setdefault(name, []).append(value)
    return client.post(address, {**hidden, **typed}, **extra)


def write(client: Client, asked: ClinicianRequest, **pages: dict[str, str]) -> None:
    """All four pages, with other answers for some of them."""
    for step, typed in PAGES.items():
        answer = post(client, step_url(asked, step), {**typed, **pages.get(step, {})})
        assert answer.status_code == 302, answer.content.decode()


def sign(client: Client, asked: ClinicianRequest, **typed: str) -> Any:
    values = {"is_true": "yes", "signed_name": "Dana Example", **typed}
    return post(client, url(asked, "review"), values)
