"""The stations of the main job, each as one step of a person."""

from __future__ import annotations

import re

from requests_app.triage.questions import BY_PATH
from tests.journeys.people import Person
from tests.journeys.traveller import Traveller

CODE = re.compile(r"\b(\d{3}) ?(\d{3})\b")
CASE = re.compile(r"/cases/([0-9a-f-]{36})/")
TASK_LIST = r"^/cases/[0-9a-f-]{36}/$"


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
    traveller.answer_page({"share": "YES" if shares else "NO", "agrees": True})
    if "/passkey/" in traveller.path:
        traveller.press("a.later")
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
