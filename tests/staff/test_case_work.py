"""The case page of staff, and what they do from it: assign, next step, note, invite."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import advance
from requests_app.models import (
    AuditEntry,
    CaseAccess,
    Invitation,
    Membership,
    NextAction,
    OutgoingEmail,
    WaitingOn,
)
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.staff.pages import version_on


def test_a_case_page_shows_the_work_and_every_look_is_audited(staff, facility):
    case = make_case(facility=facility)

    found = staff.get(reverse("staff:case", kwargs={"case_id": case.public_id}))

    text = found.content.decode()
    assert "Ana Sample" in text
    assert "SHP123456789" not in text
    staff.get(reverse("outreach:office_list", kwargs={"case_id": case.public_id}))
    looks = AuditEntry.objects.filter(action="cases.viewed", case_id=case.public_id).order_by("id")
    assert [look.details["page"] for look in looks] == ["staff:case", "outreach:office_list"]


def test_patients_looking_at_their_own_request_are_not_noted_helpers_are(client_for, facility):
    case = make_case(facility=facility)
    helper = make_user()
    CaseAccess.objects.create(organization=facility, case=case, user=helper, relation="HELPER", level="VIEW")
    page = reverse("tracker:task_list", kwargs={"case_id": case.public_id})

    client_for(case.opened_by).get(page)
    client_for(helper).get(page)

    looks = AuditEntry.objects.filter(action="cases.viewed", case_id=case.public_id)
    assert [look.user_id for look in looks] == [helper.pk]


def test_assigning_and_giving_back(staff, facility, worker):
    case = make_case(facility=facility)
    url = reverse("staff:assign", kwargs={"case_id": case.public_id})

    staff.post(url, {"owner": str(worker.pk), "version": version_on(staff, url)})
    case.refresh_from_db()
    assert case.owner == worker

    staff.post(url, {"owner": "nobody", "version": version_on(staff, url)})
    case.refresh_from_db()
    assert case.owner is None


def test_a_case_cannot_go_to_somebody_of_another_facility(staff, facility):
    case = make_case(facility=facility)
    outsider = make_member(make_facility())

    answer = staff.post(
        reverse("staff:assign", kwargs={"case_id": case.public_id}), {"owner": str(outsider.pk)}
    )

    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.owner is None


def test_a_next_action_set_by_hand_stays_when_the_product_would_move_on(staff, facility, worker):
    case = make_case(facility=facility)
    day = timezone.localdate() + timedelta(days=4)
    url = reverse("staff:next_action", kwargs={"case_id": case.public_id})
    answer = staff.post(
        url,
        {
            "version": version_on(staff, url),
            "next_action": "OWN",
            "own_text": "Ask billing for the fee schedule",
            "waiting_on": "US",
            "due_on_month": str(day.month),
            "due_on_day": str(day.day),
            "due_on_year": str(day.year),
        },
    )
    assert answer.status_code == 302

    advance(
        case=case,
        past={NextAction.FILL_IN},
        to=NextAction.CALL_1,
        waiting_on=WaitingOn.PATIENT,
        by=actor_for(worker, facility=facility),
        at=timezone.now(),
    )

    case.refresh_from_db()
    assert (case.next_action, case.next_action_text, case.due_on) == (
        "OWN",
        "Ask billing for the fee schedule",
        day,
    )


def test_forms_posted_empty_say_what_to_do(staff, facility):
    case = make_case(facility=facility)
    for name in ("assign", "next_action", "note_add"):
        answer = staff.post(reverse(f"staff:{name}", kwargs={"case_id": case.public_id}), {})
        assert answer.status_code == 422
        assert "<title>Error: " in answer.content.decode()
    assert staff.post(reverse("staff:invite"), {}).status_code == 422


def test_a_note_is_saved_once_for_a_double_click_and_the_patient_never_sees_it(staff, facility, client_for):
    case = make_case(facility=facility)
    url = reverse("staff:note_add", kwargs={"case_id": case.public_id})
    data = {"text": "Spoke with the aunt", "form_key": "6f1c1a86-6a5e-4c39-8a68-0f6f3f0f7c11"}

    for _ in range(2):
        assert staff.post(url, data).status_code == 302

    assert case.notes.count() == 1
    assert (
        "Spoke with the aunt"
        in staff.get(reverse("staff:case", kwargs={"case_id": case.public_id})).content.decode()
    )
    patient = client_for(case.opened_by)
    for page in ("tracker:task_list", "tracker:timeline"):
        assert "aunt" not in patient.get(reverse(page, kwargs={"case_id": case.public_id})).content.decode()


def test_an_auditor_sees_but_changes_nothing(client_for, facility):
    auditor = client_for(make_member(facility, role="AUDITOR"), second_factor=True)
    case = make_case(facility=facility)
    own = {"case_id": case.public_id}

    assert auditor.get(reverse("staff:case", kwargs=own)).status_code == 200
    assert auditor.post(reverse("staff:note_add", kwargs=own), {"text": "x"}).status_code == 403
    assert "Invite a patient" not in auditor.get(reverse("desk:queue")).content.decode()


def test_an_invitation_goes_out_without_health_words_and_keeps_only_a_hash(staff, facility):
    staff.post(reverse("staff:invite"), {"email": "pat@example.com", "language": "es"})

    invitation, mail = Invitation.objects.get(), OutgoingEmail.objects.get()
    assert mail.to_email == "pat@example.com"
    assert mail.language == "es"
    token = mail.context["path"].rstrip("/").rpartition("/")[2]
    assert token not in invitation.token_hash
    assert len(token) >= 40


def test_staff_of_two_facilities_say_for_which_one_they_invite(client_for, facility):
    worker = make_member(facility)
    second = make_facility()
    Membership.objects.create(organization=second, user=worker, role="CASE_WORKER")
    staff = client_for(worker, second_factor=True)
    data = {"email": "pat@example.com", "language": "en"}

    assert staff.post(reverse("staff:invite"), data).status_code == 422
    assert staff.post(reverse("staff:invite"), {**data, "facility": "999999"}).status_code == 422
    assert staff.post(reverse("staff:invite"), {**data, "facility": str(second.pk)}).status_code == 302

    assert Invitation.objects.get().organization == second
