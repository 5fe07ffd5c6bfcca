"""The slow step, from end to end: asked, mailed, opened, written, signed, checked, printed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys import people, steps
from tests.journeys.traveller import DESK, PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
PAGES: dict[str, dict[str, str | bool | date | list[str]]] = {
    "you": {"name": "Dana Example", "credentials": "MD", "npi": "1234567893", "phone": "602-555-0177"},
    "diagnosis": {"diagnosis_1": "F33.2", "since": "since 2024"},
    "services": {"starts_on": date(2027, 1, 4)},
    "why": {
        "need": "Two medicines and weekly visits did not help.",
        "why_not_network": "No office in the log takes new patients.",
        "is_urgent": True,
        "urgent_reason": "She cannot work or eat regularly.",
    },
    "papers": {},
}


@pytest.mark.parametrize(("script", "size"), [(True, PHONE), (False, PHONE), (True, DESK)])
def test_from_asking_to_the_letter_in_the_packet(portal, browser, script, size):
    name = f"{'script' if script else 'plain'}-{size['width']}"
    found = portal.run_module("tests.journeys.letter_seed", f"{name}@patients.example")
    office = f"{name}@clinic.example"
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        _sign_in(patient, found["email"])
        patient.open(reverse("strength:check", args=[found["case"]]))
        expect(patient.page.locator("main")).to_contain_text("Get a letter from your clinician")
        _ask(patient, found["case"], office)
        with Traveller(browser, portal, script=script, viewport=size) as clinician:
            _open_the_link(clinician, office)
            _write(clinician)
            _sign(clinician)
            letter = clinician.download('a.button[href$="/done/file/"]')
        assert "No office in the log takes new patients." in _words(letter)
        news = portal.wait_for_mail(to=found["email"], after=1)
        assert news.subject == "You have a new message"
        patient.open(reverse("strength:check", args=[found["case"]]))
        expect(patient.page.locator("main")).to_contain_text("A clinician signed the letter here")
        expect(patient.page.locator("main")).not_to_contain_text("Get a letter from your clinician")
        patient.open(reverse("strength:same_story", args=[found["case"]]))
        expect(patient.page.locator("main")).to_contain_text("January 4, 2027")
        patient.open(reverse("tracker:task_list", args=[found["case"]]))
        steps.make_packet(patient, people.ana())
        packet = steps.read_packet(steps.download_packet(patient))
    for words in (
        "Two medicines and weekly visits did not help.",
        "She cannot work or eat regularly.",
        "Dana Example",
        "F33.2",
    ):
        assert words in packet
    assert not patient.problems + clinician.problems, "\n".join(patient.problems + clinician.problems)


def _sign_in(patient: Traveller, email: str) -> None:
    patient.open(reverse("account_request_login_code"))
    patient.answer_page({"email": email})
    steps.enter_the_code(patient, email, after=0)


def _ask(patient: Traveller, case: str, office: str) -> None:
    patient.open(reverse("clinicians:ask_add", args=[case]))
    patient.answer_page({"clinician_name": "Dr. Dana Example", "email": office})
    patient.press('form[action$="/send/"] button')
    expect(patient.page.locator("main")).to_contain_text("Sent")


def _open_the_link(clinician: Traveller, office: str) -> None:
    mail = clinician.portal.wait_for_mail(to=office)
    link = re.search(r"https?://\S+/c/\S+/", mail.body)
    assert link, mail.body
    clinician.open(link.group())
    clinician.press("text=Send me a code")
    steps.enter_the_code(clinician, office, after=1)
    clinician.press('a.button[href$="/form/you/"]')


def _write(clinician: Traveller) -> None:
    for page, answers in PAGES.items():
        assert clinician.path.endswith(f"/form/{page}/")
        clinician.answer_page(answers)
        if clinician.path.endswith(f"/form/{page}/"):
            # Told where the letter and the request differ; the clinician keeps what was entered.
            expect(clinician.page.locator("main")).to_contain_text("The request says")
            clinician.press_main()


def _sign(clinician: Traveller) -> None:
    assert clinician.path.endswith("/review/")
    expect(clinician.page.locator(".letter-paper")).to_contain_text("Major depressive disorder")
    clinician.answer_page({"is_true": True, "signed_name": "Dana Example"})
    assert clinician.path.endswith("/done/")


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
