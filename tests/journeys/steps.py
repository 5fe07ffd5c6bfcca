"""The stations of the main job, each as one step of a person."""

from __future__ import annotations

import hashlib
import re
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from zoneinfo import ZoneInfo

import holidays
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect
from pypdf import PdfReader

from requests_app.common.dates import weekday_date, weekday_short
from requests_app.triage.questions import BY_PATH
from sca_portal.embedded.processes import wait_until
from tests.journeys.people import ZONE, Person, today
from tests.journeys.server import Mail, Portal
from tests.journeys.traveller import Traveller

CODE = re.compile(r"\b(\d{3}) ?(\d{3})\b")
CASE = re.compile(r"/cases/([0-9a-f-]{36})/")
PACKET_SECONDS = 60
TASK_LIST = r"^/cases/[0-9a-f-]{36}/$"


def choose_spanish(traveller: Traveller) -> None:
    """The one English page of the journey is not looked at: the browser asks for English."""
    traveller.page.goto(traveller.portal.url)
    traveller.language = "es"
    traveller.press('button[name="language"][value="es"]')


def answer_the_questions(traveller: Traveller, person: Person) -> None:
    """One page each; every field of these pages has the same name, so the address tells which it is."""
    for _number in range(12):
        if traveller.path == "/check/result/":
            return
        key = BY_PATH[traveller.path.split("/")[2]].key
        traveller.answer_page({"answer": person.triage[key]})
    raise AssertionError(f"the questions do not end: {traveller.path}")


def save_and_sign_in(traveller: Traveller, person: Person) -> None:
    """From the result to the agreement page, with the code from the mail."""
    before = len(traveller.portal.mails(to=person.email))
    traveller.press('a.button[href*="/save/"]')
    traveller.answer_page({"email": person.email})
    enter_the_code(traveller, person.email, after=before)


def enter_the_code(traveller: Traveller, email: str, *, after: int) -> None:
    mail = traveller.portal.wait_for_mail(to=email, after=after)
    found = CODE.search(mail.body)
    assert found, mail.body
    traveller.answer_page({"code": found.group(1) + found.group(2)})


def agree(traveller: Traveller, *, shares: bool) -> str:
    """Returns the case's public id."""
    assert traveller.fill({"share": "YES" if shares else "NO", "agrees": True}) == ["share", "agrees"]
    traveller.press_main()
    if "/passkey/" in traveller.path:
        traveller.press("a.later")
    return case_of(traveller)


def case_of(traveller: Traveller) -> str:
    """The public id of the case whose page is open."""
    found = CASE.search(traveller.path)
    assert found, traveller.path
    return found.group(1)


def do_task(traveller: Traveller, person: Person, task: str) -> None:
    """Every page of one task of the list, and back to the list."""
    open_task(traveller, task)
    for _number in range(20):
        if re.search(TASK_LIST, traveller.path):
            return
        if traveller.path.endswith("/care/codes/"):
            _add_codes(traveller, person)
        else:
            traveller.answer_page(person.tasks[task])
    raise AssertionError(f"{task} does not end: {traveller.path}")


def open_task(traveller: Traveller, task: str) -> None:
    """The row of the task list; it may stand in a group that is folded because all of it is done."""
    row = traveller.page.locator(f"#{task}")
    group = row.locator("xpath=ancestor::details")
    if group.count() and not row.is_visible():
        group.locator("summary").click()
    traveller.press(row.locator("a.task-link"))


def _add_codes(traveller: Traveller, person: Person) -> None:
    for kind, answers in person.codes:
        traveller.press(f'a[href$="/codes/add/{kind}/"]')
        traveller.answer_page(answers)
    traveller.press('a[href$="/care/check/"]')


def log_call_1(traveller: Traveller, person: Person) -> None:
    open_task(traveller, "call_1")
    traveller.answer_page(person.call_1)
    _back_to_the_list(traveller)


def log_offices(traveller: Traveller, person: Person) -> None:
    open_task(traveller, "offices")
    traveller.press('a.button[href$="/offices/new/"]')
    for number, office in enumerate(person.offices, start=1):
        traveller.answer_until(r"/check/$", office)
        is_last = number == len(person.offices)
        traveller.press(f'button[name="then"][value="{"finish" if is_last else "another"}"]')
    traveller.answer_page({"done": "YES"})


def make_packet(traveller: Traveller, person: Person) -> None:
    """For the plan: choose, check, sign; then wait until the worker has made it."""
    open_task(traveller, "packet")
    traveller.press('a.button[href$="/packets/new/"]')
    traveller.answer_page({"recipient": "INSURER"})
    traveller.answer_page(person.packet)
    traveller.press('a.button[href*="/packets/sign/"]')
    traveller.answer_page({"is_true": True, "signed_name": person.name})
    _wait_until_ready(traveller)


def _wait_until_ready(traveller: Traveller) -> None:
    link = traveller.page.locator('a[href$="/download/"]')
    if traveller.script:
        # The page looks by itself; the person does nothing.
        expect(link).to_be_visible(timeout=PACKET_SECONDS * 1000)
    else:

        def is_there() -> bool:
            traveller.look_again()
            return link.count() > 0

        assert wait_until(is_there, PACKET_SECONDS), traveller.portal.log("worker")
    traveller.look_closely("when ready")


def read_packet(pdf: bytes) -> str:
    """All of its words, with single spaces: lines break where the page ends."""
    pages = PdfReader(BytesIO(pdf)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for number in range(1, len(pages) + 1):
        assert re.search(rf"\b{number} of {len(pages)}\b", text), (
            f"page {number} of {len(pages)} has no number"
        )
    return text


def download_packet(traveller: Traveller) -> bytes:
    return traveller.download('a[href$="/download/"]')


def record_sending(traveller: Traveller, person: Person) -> None:
    traveller.press('a.button[href$="/send/"]')
    traveller.press('a.button[href$="/send/record/"]')
    traveller.answer_page(person.sending)


def first_follow_up_day(sent_on: date) -> date:
    """Three days later; weekends and federal holidays do not count."""
    closed = holidays.country_holidays("US", years=[sent_on.year, sent_on.year + 1])
    day, left = sent_on, 3
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in closed
    return day


def see_follow_up_day(traveller: Traveller) -> date:
    """The confirmation names the day, and so does the list of follow-ups."""
    day = first_follow_up_day(today())
    with translation.override(traveller.language):
        full, short = weekday_date(day), weekday_short(day)
    expect(traveller.page.locator("main")).to_contain_text(full)
    traveller.press('a.button[href$="/follow/"]')
    expect(traveller.page.locator("main")).to_contain_text(short)
    return day


def receive_reminder(portal: Portal, person: Person, day: date) -> Mail:
    """At nine in the morning of the day, and not a minute before."""
    nine = datetime.combine(day, clock(9), tzinfo=ZoneInfo(ZONE))
    before = len(portal.mails(to=person.email))
    sweep(portal, nine - timedelta(minutes=1))
    assert len(portal.mails(to=person.email)) == before, "the reminder came too early"
    sweep(portal, nine)
    return portal.wait_for_mail(to=person.email, after=before)


def assert_says_nothing(mail: Mail, person: Person) -> None:
    """No health word, no name and no plan, in the subject or the text."""
    words = f"{mail.subject}\n{mail.body}"
    assert [one for one in person.secrets if re.search(rf"\b{re.escape(one)}\b", words, re.I)] == []


def sweep(portal: Portal, moment: datetime) -> None:
    """Twice: the first writes the mail, the second sends it."""
    for _number in range(2):
        portal.manage("sweep", "--now", moment.isoformat())


def sign_in_as_staff(traveller: Traveller, staff: dict[str, str]) -> None:
    traveller.open(reverse("account_login"))
    traveller.answer_page({"email": staff["email"], "password": staff["password"]})
    assert traveller.path == reverse("mfa_authenticate"), traveller.path
    code = format_hotp_value(hotp_value(staff["secret"], int(time.time()) // 30))
    traveller.answer_page({"code": code})


def find_in_queue(traveller: Traveller, person: Person, case: str) -> None:
    traveller.open("/q/")
    link = traveller.page.locator(f'a[href*="{case}"]')
    expect(traveller.page.locator("tbody tr").filter(has=link)).to_contain_text(person.name.split()[0])
    traveller.press(link.first)


def fingerprint(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _back_to_the_list(traveller: Traveller) -> None:
    case = case_of(traveller)
    if not re.search(TASK_LIST, traveller.path):
        traveller.open(f"/cases/{case}/")
