"""Shared by the tests of the office pages: addresses, whole forms, and one office logged page by page."""

from __future__ import annotations

import re
from uuid import uuid4

from django.urls import reverse

ABOUT = {"name": "Desert Sky Clinic", "phone": "602-555-0150", "city": "Phoenix", "found_in": "PLAN_WEBSITE"}
CONTACT = {"contacted_on": "yesterday", "day_part": "MORNING", "channel": "PHONE", "spoke_with": "Kim"}
FOLLOW_UPS = {
    "DOES_NOT_TREAT": None,
    "NOT_TAKING": None,
    "WAIT_TOO_LONG": {"gave_no_date": "yes"},
    "TOO_FAR": {"distance": "62.5", "distance_unit": "MILES"},
    "NOT_IN_NETWORK": None,
    "WRONG_NUMBER": None,
    "NO_ANSWER": {"try1_on_month": "11", "try1_on_day": "2", "try1_on_year": "2026", "try1_part": "MORNING"},
    "WEB_FORM_ONLY": None,
    "CAN_SEE_ME": {"gives_all_care": "NO", "missing_care": "No evening groups"},
    "WRONG_AGE": None,
    "OTHER": {"result_text": "The line was busy for an hour"},
}


def url(name, case, *args) -> str:
    return reverse(f"outreach:{name}", args=[case.public_id, *args])


def step_url(office, step) -> str:
    return url("office_step", office.case, office.public_id, step)


def shown(client, address) -> dict[str, str]:
    """The hidden fields of a page as the browser would send them back."""
    body = client.get(address).content.decode()
    return hidden_fields(body)


def hidden_fields(body) -> dict[str, str]:
    form = body[body.index('id="main-form"') :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    return {name: value for name, value in pairs if name in ("form_key", "version", "confirmed_warnings")}


def send(client, address, data, **more):
    """Open the page, fill it in, press the button."""
    return client.post(address, {**shown(client, address), **data, **more})


def log_by_pages(client, case, result, *, about=ABOUT, contact=CONTACT):
    """From “Log an office” to the check page; returns the office."""
    answer = send(client, url("office_add", case), about)
    assert answer.status_code == 302, answer.content.decode()
    office = case.offices.order_by("-id").first()
    answer = send(client, answer["Location"], contact)
    answer = send(client, answer["Location"], {"result": result})
    if FOLLOW_UPS[result] is not None:
        assert answer["Location"].endswith("/follow-up/")
        answer = send(client, answer["Location"], FOLLOW_UPS[result])
    assert answer["Location"].endswith("/notes/"), answer
    answer = send(client, answer["Location"], {"notes": "Was kind"})
    assert answer["Location"].endswith("/check/")
    office.refresh_from_db()
    return office


def new_key() -> str:
    return str(uuid4())
