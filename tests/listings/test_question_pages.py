"""Ask in writing, be reminded on the day, write down the answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Document, FollowUp, NetworkQuestion, OutreachOffice
from tests.documents import making
from tests.factories.cases import make_case
from tests.listings.pages import ASKED, ask, new_key, upload, url
from tests.listings.test_capture_pages import text_of

ANSWER = {
    "answer": "NOT_IN_NETWORK",
    "answered_on": "today",
    "answer_text": "Left in May",
    "reference": "R-7",
}


@pytest.fixture
def case(db) -> Case:
    found = make_case()
    found.coverage.source_detail = "PRIVATE_EMPLOYER"
    found.coverage.save()
    return found


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


@pytest.fixture
def office(case):
    return OutreachOffice.objects.create(
        organization=case.organization, case=case, name="Example Clinic", npi="1234567893"
    )


def other_day(prefix: str, day: date) -> dict[str, str]:
    parts = {f"{prefix}_month": day.month, f"{prefix}_day": day.day, f"{prefix}_year": day.year}
    return {prefix: "other", **{name: str(value) for name, value in parts.items()}}


def answer(client, case, question, **typed):
    page = client.get(url("question_answer", case, question.public_id))
    version = page.context["form"].version
    return client.post(
        url("question_answer", case, question.public_id),
        {**ANSWER, **new_key(), "version": version, **typed},
    )


def test_the_words_to_send_are_neutral_and_name_the_member_and_the_provider(client, case, office):
    ask(client, case, office=str(office.public_id), about_name="")
    question = NetworkQuestion.objects.get()
    assert (question.about_name, question.about_npi, question.office) == (office.name, office.npi, office)

    shown = text_of(client.get(url("question_letter", case, question.public_id)))

    for words in (
        "Is this provider in network for my plan today?",
        "Provider: Example Clinic",
        "NPI: 1234567893",
        "Member: Ana Sample",
        "Member ID: SHP123456789",
        "business day (No Surprises Act s.116",
        'lang="es"',
    ):
        assert words in shown
    for word in ("depress", "F33.2", "psychiatr"):
        assert word not in shown.lower()


def test_the_answer_is_due_on_the_next_business_day_and_is_reminded_of_once(client, case):
    ask(client, case)
    ask(client, case, about_name="Second Clinic", way="EMAIL")

    first, second = NetworkQuestion.objects.order_by("pk")
    assert first.due_on == second.due_on
    assert first.due_on is not None
    assert first.due_rule == "us-nsa-directory-clock"
    follow_up = FollowUp.objects.get(case=case)
    assert (follow_up.due_on, follow_up.kind) == (first.due_on, "OWN")
    assert follow_up.what == "The answer to your written question is due"
    assert "Due" in text_of(client.get(url("listing_list", case)))


def test_by_mail_or_with_another_plan_no_day_is_claimed(client, case):
    ask(client, case, way="MAIL")
    case.coverage.source, case.coverage.source_detail = "MEDICAID", "MEDICAID_PLAN"
    case.coverage.save()
    ask(client, case)

    assert set(NetworkQuestion.objects.values_list("due_on", "due_rule")) == {(None, "")}
    assert not FollowUp.objects.exists()
    assert "We know no rule that sets a day" in text_of(client.get(url("question_add", case)))


def test_a_late_answer_says_so_and_what_to_do(client, case):
    long_ago = day_at(timezone.now(), zone=case.time_zone) - timedelta(days=10)
    ask(client, case, **other_day("asked_on", long_ago))

    shown = text_of(client.get(url("listing_list", case)))

    assert "We remind you" not in shown
    assert "The answer was due on" in shown
    assert "It has not come." in shown
    answer(client, case, NetworkQuestion.objects.get())
    assert "It was due on" in text_of(client.get(url("listing_list", case)))
    assert not FollowUp.objects.exists(), "a reminder for a day that is over helps nobody"


def test_an_answer_is_kept_with_its_file_and_ends_the_reminder(client, case):
    ask(client, case)
    question = NetworkQuestion.objects.get()

    done = answer(client, case, question, file=upload(making.pdf(), name="answer.pdf"))

    assert done.status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.reference) == ("NOT_IN_NETWORK", "R-7")
    assert question.document is not None
    assert question.document.kind == "PLAN_ANSWER"
    assert FollowUp.objects.get().state == "DONE"
    shown = text_of(client.get(url("listing_list", case)))
    assert "Not in network" in shown
    assert "Left in May" in shown
    download = client.get(url("answer_file", case, question.public_id))
    assert download.headers["Content-Disposition"].startswith('attachment; filename="plan-answer-')


def test_the_reminder_stays_while_another_question_of_that_day_waits(client, case):
    ask(client, case)
    ask(client, case, about_name="Second Clinic")
    first, second = NetworkQuestion.objects.order_by("pk")

    answer(client, case, first)
    assert FollowUp.objects.get().state == "OPEN"
    answer(client, case, second)
    assert FollowUp.objects.get().state == "DONE"


@pytest.mark.parametrize(
    ("answered", "result", "found_in", "words"),
    [
        ("IN_NETWORK", "NOT_IN_NETWORK", "", "The office said that it is not."),
        ("NOT_IN_NETWORK", "NOT_TAKING", "PLAN_WEBSITE", "You found this office in the plan’s directory."),
        ("NOT_IN_NETWORK", "NOT_TAKING", "LETTER", ""),
        ("IN_NETWORK", "NOT_TAKING", "PLAN_WEBSITE", ""),
    ],
)
def test_an_answer_that_does_not_fit_the_log_is_pointed_out(
    client, case, office, answered, result, found_in, words
):
    OutreachOffice.objects.filter(pk=office.pk).update(result=result, found_in=found_in)
    ask(client, case, office=str(office.public_id))
    answer(client, case, NetworkQuestion.objects.get(), answer=answered)

    shown = text_of(client.get(url("listing_list", case)))

    assert ("they do not fit together" in shown) == bool(words)
    assert words in shown
    assert ("in-network cost sharing" in shown) == bool(words), "the rule, with its source"


def test_a_new_file_takes_the_place_of_the_old_one(client, case):
    ask(client, case)
    question = NetworkQuestion.objects.get()
    answer(client, case, question, file=upload())

    answer(client, case, question, file=upload(making.picture(color="blue")))

    question.refresh_from_db()
    assert Document.objects.filter(removed_at=None).get() == question.document
    assert Document.objects.count() == 2


def test_an_answer_before_the_question_is_refused(client, case):
    ask(client, case)
    yesterday = day_at(timezone.now(), zone=case.time_zone) - timedelta(days=1)

    done = answer(client, case, NetworkQuestion.objects.get(), **other_day("answered_on", yesterday))

    assert done.status_code == 422
    assert "when you asked, or later" in text_of(done)


def test_somebody_elses_answer_is_not_overwritten_unseen(client, case):
    ask(client, case)
    question = NetworkQuestion.objects.get()
    page = client.get(url("question_answer", case, question.public_id))
    NetworkQuestion.objects.update(answer="IN_NETWORK", answered_on=question.asked_on)

    done = client.post(
        url("question_answer", case, question.public_id),
        {**ANSWER, **new_key(), "version": page.context["form"].version, "file": upload()},
    )

    assert done.status_code == 422
    assert "In network" in text_of(done)
    assert "Choose the file again" in text_of(done)
    question.refresh_from_db()
    assert question.answer == "IN_NETWORK"


def test_a_question_needs_a_provider(client, case, office):
    done = ask(client, case, about_name="")

    assert done.status_code == 422
    assert "Select an office, or enter the name of the provider" in text_of(done)


def test_a_double_click_asks_once_and_removing_calls_the_reminder_off(client, case):
    key = new_key()
    ask(client, case, **key)
    ask(client, case, **key)
    question = NetworkQuestion.objects.get()
    here = url("question_remove", case, question.public_id)
    assert case_file(case).questions

    assert client.post(here, new_key()).status_code == 302
    assert client.post(here, new_key()).status_code == 302

    assert not case_file(case).questions
    assert FollowUp.objects.get().state == "CANCELLED"


def test_the_back_button_and_another_provider_ask_twice(client, case):
    key = new_key()
    ask(client, case, **key)

    ask(client, case, about_name="Second Clinic", **key)

    assert NetworkQuestion.objects.count() == 2


def test_the_page_to_ask_fills_in_the_office_it_was_opened_for(client, case, office):
    shown = text_of(client.get(url("question_add", case) + f"?office={office.public_id}"))

    assert "Provider: Example Clinic" in shown
    assert f'value="{office.public_id}" selected' in shown


def test_the_reminder_is_written_in_the_language_of_the_case(client, case):
    Case.objects.filter(pk=case.pk).update(language="es")

    ask(client, case, **ASKED)

    assert FollowUp.objects.get().what
