"""Which office is shown, what is asked when it is not sure, and what a complaint page says."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from requests_app.models import Case, CaseAccess, Complaint
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden
from tests.tracks.pages import send, text_of


def url(name: str, case: Case, *more) -> str:
    return reverse(f"complaints:{name}", args=[case.public_id, *more])


def begun(case: Case, client) -> Complaint:
    fill_in(client, url("start", case), {"offices": ["us-ebsa"]})
    return Complaint.objects.get(case=case)


def test_the_office_is_named_with_why_and_how_to_reach_it(case, client) -> None:
    text = text_of(client.get(url("complaint_list", case)))

    assert "The US Department of Labor watches over it." in text
    assert "1-866-444-3272" in text
    assert "Last checked" in text
    assert reverse("knowledge:why", kwargs={"record_id": "us-self-funded-who"}) in text


def test_when_nobody_knows_who_pays_both_offices_and_the_question_are_shown(case, client) -> None:
    type(case.coverage).objects.filter(case=case).update(is_self_funded="UNSURE")

    text = text_of(client.get(url("complaint_list", case)))
    assert "Which office it may be, and why" in text
    assert "Arizona Department of Insurance" in text
    assert "US Department of Labor" in text
    assert "Is this plan self-funded" in text

    start = text_of(client.get(url("start", case)))
    assert "checked" not in start.split('name="offices"', 1)[1].split("</form>")[0]
    unsure = fill_in(client, url("start", case), {"offices": ["not-sure"]})
    assert unsure["Location"] == url("complaint_list", case)
    assert not Complaint.objects.exists()


def test_two_offices_make_two_complaints(case, client) -> None:
    type(case.coverage).objects.filter(case=case).update(is_self_funded="NO")

    saved = fill_in(client, url("start", case), {"offices": ["az-regulator", "us-ebsa"]})

    assert saved["Location"] == url("complaint_list", case)
    assert set(Complaint.objects.values_list("office_id", flat=True)) == {"az-regulator", "us-ebsa"}


def test_no_office_is_an_error_in_words(case, client) -> None:
    again = fill_in(client, url("start", case), {})

    assert again.status_code == 422
    assert "Select the office, or ‘I’m not sure’" in text_of(again)


def test_what_went_wrong_is_suggested_from_the_case_and_fairness_is_only_warned_of(case, client) -> None:
    send(case, date(2026, 11, 2))
    Case.objects.filter(pk=case.pk).update(status="SENT")
    complaint = begun(case, client)
    page = url("statement", case, complaint.public_id)

    shown = client.get(page)
    assert 'value="NO_ANSWER" checked' in " ".join(text_of(shown).split())
    answers = {**hidden(shown), "reasons": ["NO_ANSWER"], "statement": "This is not fair."}
    warned = client.post(page, answers)
    assert warned.status_code == 422
    assert "You wrote “not fair”" in text_of(warned)
    saved = client.post(page, {**hidden(warned), "reasons": ["NO_ANSWER"], "statement": "This is not fair."})

    assert saved.status_code == 302
    complaint.refresh_from_db()
    assert complaint.statement == "This is not fair."


def test_a_day_of_an_answer_needs_its_source(case, client) -> None:
    complaint = begun(case, client)
    day = {"sent_on_month": "11", "sent_on_day": "20", "sent_on_year": "2026", "way": "ONLINE"}
    due = {"answer_due_on_month": "12", "answer_due_on_day": "18", "answer_due_on_year": "2026"}

    again = fill_in(client, url("sent", case, complaint.public_id), {**day, **due})
    assert again.status_code == 422
    assert "Say where the day comes from" in text_of(again)

    fill_in(client, url("sent", case, complaint.public_id), {**day, **due, "answer_due_from": "Their letter"})
    text = text_of(client.get(url("complaint_detail", case, complaint.public_id)))
    assert "The office named Friday, December 18. Where that comes from: Their letter." in text
    assert "Due Friday, December 18" in text


def test_who_may_only_look_sees_the_complaint_and_nothing_to_press(case, client, client_for) -> None:
    complaint = begun(case, client)
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    looking = client_for(helper)

    text = text_of(looking.get(url("complaint_detail", case, complaint.public_id)))
    assert "US Department of Labor" in text
    assert url("withdraw", case, complaint.public_id) not in text
    assert looking.get(url("sent", case, complaint.public_id)).status_code == 403
    assert client_for(make_user()).get(url("complaint_list", case)).status_code == 404
