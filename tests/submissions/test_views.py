from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.models import Case, CaseAccess, FollowUp, InsurerCall, Submission
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_user
from tests.packets.making import stored_case
from tests.submissions.test_services import ready

pytestmark = pytest.mark.usefixtures("db")
SENT = {
    "sent_on": "today",
    "way": "FAX",
    "sent_to": "800-555-0112",
    "confirmation_number": "F-100",
    "is_expedited": "yes",
    "proof_note": "Fax report in my blue folder",
}


def url(name: str, case: Case, *ids) -> str:
    return reverse(f"submissions:{name}", args=[case.public_id, *ids])


def test_from_how_to_send_to_the_confirmation(client_for):
    case = stored_case()
    packet = ready(case)
    client = client_for(case.opened_by)
    how = client.get(url("send", case))
    assert "Not sent yet" in how.text
    assert "Say “expedited” on the phone and on the fax cover." in how.text
    key = client.get(url("record", case)).context["form"].form_key
    response = client.post(url("record", case), {**SENT, "form_key": key})
    submission = Submission.objects.get(case=case)
    assert response.url == url("confirmation", case, submission.public_id)
    assert (submission.packet, submission.confirmation_number, submission.is_expedited) == (
        packet,
        "F-100",
        True,
    )
    for _visit in range(2):
        page = client.get(response.url).text
        assert "You sent your request on" in page
        assert case.reference in page
        assert "US federal holidays" in page
        assert reverse("packets:download", args=[case.public_id, packet.public_id]) in page
    assert "Submitted" not in page
    assert "Completed" not in page


def test_a_double_click_records_one_sending(client_for):
    case = stored_case()
    ready(case)
    client = client_for(case.opened_by)
    key = client.get(url("record", case)).context["form"].form_key
    answers = [client.post(url("record", case), {**SENT, "form_key": key}) for _click in range(2)]
    assert answers[0].url == answers[1].url
    assert Submission.objects.count() == FollowUp.objects.count() == 1


def test_an_empty_form_says_what_is_missing(client_for):
    case = stored_case()
    ready(case)
    response = client_for(case.opened_by).post(url("record", case), {})
    assert response.status_code == 422
    for text in ("Select when you sent it", "Select how you sent it", "Enter the confirmation number"):
        assert text in response.text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"sent_on": "other", "sent_on_month": "1", "sent_on_day": "1", "sent_on_year": "2099"}, "past"),
        ({"confirmation_refused": "yes"}, "Tick this only if"),
        ({"way": "STAFF"}, "Select how you sent it"),
        ({"confirmation_number": "x" * 51}, "50 characters or fewer"),
    ],
)
def test_nonsense_is_answered_with_what_to_do(client_for, change, text):
    case = stored_case()
    ready(case)
    response = client_for(case.opened_by).post(url("record", case), {**SENT, **change})
    assert response.status_code == 422
    assert text in response.text
    assert not Submission.objects.exists()


def test_no_number_is_an_answer(client_for):
    case = stored_case()
    ready(case)
    sent = {**SENT, "confirmation_number": "", "confirmation_refused": "yes"}
    assert client_for(case.opened_by).post(url("record", case), sent).status_code == 302
    assert Submission.objects.get().confirmation_refused


def test_the_packet_is_asked_when_there_are_two(client_for):
    case = stored_case()
    first = ready(case)
    case.provider.fax = "480-555-0199"
    case.provider.save()
    second = ready(case)
    client = client_for(case.opened_by)
    form = client.get(url("record", case)).context["form"]
    assert form["packet"].value() == str(second.public_id)
    client.post(url("record", case), {**SENT, "packet": str(first.public_id)})
    assert Submission.objects.get().packet == first


def test_a_packet_of_another_case_cannot_be_chosen(client_for):
    case = stored_case()
    ready(case)
    case.provider.fax = "480-555-0199"
    case.provider.save()
    ready(case)
    other = ready(stored_case("continuity-after-plan-change"))
    response = client_for(case.opened_by).post(url("record", case), {**SENT, "packet": str(other.public_id)})
    assert response.status_code == 422


def test_without_a_packet_there_is_nothing_to_send(client_for):
    case = make_case()
    client = client_for(case.opened_by)
    assert "First, make your packet." in client.get(url("send", case)).text
    assert client.post(url("record", case), SENT).url == url("send", case)


def test_ways_the_plan_named_come_first_with_their_day(client_for):
    case = stored_case()
    ready(case)
    InsurerCall.objects.filter(case=case).delete()
    InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_1",
        called_on="2026-11-03",
        answers={"send_mail": "PO Box 12\nExample City"},
    )
    ways = client_for(case.opened_by).get(url("send", case)).context["ways"]
    assert ways[0].known == "PO Box 12\nExample City (the plan told you on November 3, 2026)"
    assert [way.key for way in ways] == ["MAIL", "PORTAL", "FAX", "PROVIDER_OFFICE"]


def test_staff_send_it_only_where_there_is_staff(client_for):
    case = stored_case(facility=make_facility())
    ready(case)
    client = client_for(case.opened_by)
    assert client.get(url("send", case)).context["ways"][-1].key == "STAFF"
    assert client.post(url("record", case), {**SENT, "way": "STAFF"}).status_code == 302


def test_somebody_who_may_only_look_records_nothing(client_for):
    case, helper = stored_case(), make_user()
    ready(case)
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)
    assert client.get(url("send", case)).status_code == 200
    assert client.get(url("record", case)).status_code == 403
    assert client.post(url("record", case), SENT).status_code == 403


def test_a_strangers_case_is_not_there(client_for):
    case = stored_case()
    ready(case)
    client_for(case.opened_by).post(url("record", case), SENT)
    stranger = make_case()
    client = client_for(stranger.opened_by)
    submission = Submission.objects.get()
    for here in (url("send", case), url("confirmation", case, submission.public_id)):
        assert client.get(here).status_code == 404
    assert client.get(url("confirmation", stranger, submission.public_id)).status_code == 404


def test_a_day_before_the_packet_was_made_is_asked_about_once(client_for):
    case = make_case()
    ready(case)
    patient = client_for(case.opened_by)
    last_year = {"sent_on": "other", "sent_on_month": "11", "sent_on_day": "20", "sent_on_year": "2020"}

    answer = patient.post(url("record", case), {**SENT, **last_year})

    assert answer.status_code == 422
    assert "Is the date right?" in answer.content.decode()


def test_no_email_is_promised_for_a_check_in_day_that_has_passed(client_for):
    case = stored_case()
    ready(case)
    client = client_for(case.opened_by)
    key = client.get(url("record", case)).context["form"].form_key
    confirmation = client.post(url("record", case), {**SENT, "form_key": key}).url
    promise = "We will send you an email that day."
    assert promise in client.get(confirmation).text

    FollowUp.objects.filter(case=case).update(due_on=date(2020, 1, 2))

    assert promise not in client.get(confirmation).text
