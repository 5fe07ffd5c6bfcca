"""Clinicians who were asked: one has signed, from one the letter is still owed."""

from __future__ import annotations

from datetime import datetime, timedelta

from requests_app.casefile.export import case_file
from requests_app.clinicians.prefill import prefilled
from requests_app.common.actor import Actor, clinician
from requests_app.letters import letters, requests
from requests_app.letters.asks import ASKS
from requests_app.letters.text import hash_of, letter_text
from requests_app.models import Case, ClinicianRequest

CLINICIAN, EMAIL = "Dana Quinn", "dana.quinn@clinic.example"
SAYS = {
    "credentials": "MD",
    "specialty": "Family medicine",
    "license_state": "AZ",
    "license_number": "SAMPLE-20417",
    "npi": "1234567893",
    "phone": "602-555-0117",
    "peer_times": "Weekdays, noon to 1 pm, Arizona time",
    "since": "In my care since March 2025",
    "need": "Two medicines and weekly visits for eight months have not been enough. The symptoms now keep "
    "the patient from working. A program of three hours a day, three days a week, is the next step.",
    "why_not_network": "I read the log of the offices that were called. None of them runs a program of this "
    "kind that treats trauma and takes new patients before the start date.",
    "why_provider": "This program treats depression and post-traumatic stress together, with "
    "trauma-focused therapy by licensed staff, and has a place on the start date.",
    "delay": "Each further week without this level of care makes a stay in a hospital more likely.",
    "is_urgent": True,
    "urgent_reason": "The symptoms became worse over the last month in spite of treatment.",
}
MINUTES_LATER = timedelta(minutes=9)


def ask_clinician(*, case: Case, by: Actor, at: datetime) -> ClinicianRequest:
    """Once."""
    found = ClinicianRequest.objects.filter(case=case).first()
    if found is not None:
        return found
    typed = {
        "clinician_name": CLINICIAN,
        "role": "Family doctor",
        "email": EMAIL,
        "fax": "",
        "asks": list(ASKS),
        "note": "Thank you. The plan wants the codes in the letter.",
    }
    made = requests.add_request(case=case, typed=typed, by=by, at=at)
    return requests.send_link(letter_request=made, by=by, at=at)


def sign_letter(*, case: Case, letter_request: ClinicianRequest, at: datetime) -> None:
    """As the clinician would behind the link: the pages, then the signature. Once."""
    if letters.signed_versions(letter_request):
        return
    by = clinician(request_id=letter_request.pk, organization_id=letter_request.organization_id)
    file = case_file(case)
    row = letters.save_page(
        letter_request=letter_request,
        prefilled=prefilled(file, clinician_name=CLINICIAN),
        typed=SAYS,
        page_key="demo",
        shown_version=None,
        by=by,
        at=at,
    )
    seen = hash_of(letter_text(letters.answers_in(row), case_file(case)))
    letters.sign(
        letter_request=letter_request, signed_name=CLINICIAN, seen=seen, by=by, at=at + MINUTES_LATER
    )
