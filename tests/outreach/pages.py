"""Shared by the tests of the office pages: addresses, whole forms, and one office logged page by page."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from requests_app.outreach import services
from tests.factories.people import actor_for

ABOUT = {"name": "Desert Sky Clinic", "kind": "FACILITY", "phone": "602-555-0150", "specialty": "Psychiatry"}
PLACE = {"street": "410 Example Street", "city": "Phoenix", "state": "AZ", "zip_code": "85004"}
LISTING = {"found_in": "PLAN_WEBSITE", "found_at": "https://plan.example.com/find", "listed_accepting": "YES"}
CONTACT = {"contacted_on": "yesterday", "day_part": "MORNING", "channel": "PHONE"}
ENDED = {"outcome": "REACHED", "spoke_with": "Kim"}
OFFER = {"visit_mode": "IN_PERSON", "declined_why": "I work at that hour"}
TRAVEL = {"distance": "50", "distance_unit": "MINUTES"}
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
    "OFFERED_DATE": {"gave_no_date": "yes"},
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


def log_by_pages(client, case, result, *, about=ABOUT, contact=CONTACT, ended=ENDED):
    """From “Log an office” to the check page, answering every page that comes; returns the office."""
    answers = {
        "place": PLACE,
        "listing": LISTING,
        "contact": contact,
        "ended": ended,
        "result": {"result": result},
        "follow-up": FOLLOW_UPS[result],
        "offer": OFFER,
        "travel": TRAVEL,
        "notes": {"notes": "Was kind"},
    }
    answer = send(client, url("office_add", case), about)
    assert answer.status_code == 302, answer.content.decode()
    office = case.offices.order_by("-id").first()
    while (step := answer["Location"].rstrip("/").rpartition("/")[2]) != "check":
        answer = send(client, answer["Location"], answers.pop(step))
        assert answer.status_code == 302, answer.content.decode()
    assert ("follow-up" not in answers) == (FOLLOW_UPS[result] is not None)
    office.refresh_from_db()
    return office


def new_key() -> str:
    return str(uuid4())


def log_offices(case, user, count, **office):
    now = timezone.now()
    for number in range(count):
        services.log_office(
            case=case,
            office={"name": f"Example Clinic {number}", "result": "NOT_TAKING", **office},
            tries=[{"contacted_on": now.date() - timedelta(days=1), "channel": "PHONE"}],
            by=actor_for(user),
            at=now,
        )
