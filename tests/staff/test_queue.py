"""The queue: what needs a person today, in order, for the own facility only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import advance
from requests_app.common.time_zones import day_at
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    Decision,
    FollowUp,
    Invitation,
    Membership,
    NextAction,
    OutgoingEmail,
    OutreachOffice,
    WaitingOn,
)
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def worker(facility):
    return make_member(facility, full_name="Sam Worker")


@pytest.fixture
def staff(client_for, worker):
    return client_for(worker, second_factor=True)


def references(response):
    return [row.case.reference for row in response.context["rows"]]


def queue(staff, **query):
    return staff.get(reverse("staff:queue"), query)


def due(case, days):
    today = day_at(timezone.now(), zone=case.organization.time_zone)
    Case.objects.filter(pk=case.pk).update(due_on=today + timedelta(days=days))
    return case


def test_late_cases_come_first_then_by_due_date_and_undated_ones_last(staff, facility):
    undated = make_case(facility=facility)
    soon = due(make_case(facility=facility), 2)
    late = due(make_case(facility=facility), -3)

    found = queue(staff)

    assert references(found) == [late.reference, soon.reference, undated.reference]
    assert [row.priority for row in found.context["rows"]] == ["LATE", "SOON", "NORMAL"]
    assert "3 days late" in found.content.decode()


def test_another_facilitys_cases_and_own_private_ones_are_not_there(staff, facility, worker):
    make_case(facility=make_facility())
    make_case(user=worker)
    ours = make_case(facility=facility)

    assert references(queue(staff)) == [ours.reference]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"owner": "me"}, {"mine"}),
        ({"owner": "nobody"}, {"spanish", "plain"}),
        ({"language": "es"}, {"spanish"}),
        ({"text": "ana"}, {"mine", "plain", "spanish"}),
        ({"text": "6789"}, {"mine", "plain", "spanish"}),
        ({"text": "nobody-has-this"}, set()),
        ({"state": "AZ", "care": "BEHAVIORAL"}, {"mine", "plain", "spanish"}),
        ({"state": "TX"}, set()),
        ({"plan": "sample"}, {"mine", "plain", "spanish"}),
        ({"urgent": "yes"}, {"mine"}),
        ({"due": "late"}, {"mine"}),
        ({"waiting_on": "PLAN"}, {"plain"}),
        ({"stage": "CLOSED"}, {"closed"}),
        ({"outcome": "DENIED"}, {"mine"}),
        ({"outcome": "none"}, {"plain", "spanish"}),
        ({"stage": "ANSWERED"}, {"mine"}),
        ({"running": "appeal_by"}, {"mine"}),
        ({"running": "ends"}, {"plain"}),
        ({"outcome": "nonsense", "running": "nonsense"}, {"mine", "plain", "spanish"}),
        (
            {"stage": "nonsense", "sort": "id; drop table", "owner": "x", "page": "zz"},
            {"mine", "plain", "spanish"},
        ),
    ],
)
def test_filters_find_what_they_say(staff, facility, worker, query, expected):
    cases = {name: make_case(facility=facility) for name in ("mine", "plain", "closed")}
    cases["spanish"] = make_case(facility=facility, language="es")
    due(cases["mine"], -1)
    Case.objects.filter(pk=cases["mine"].pk).update(
        owner=worker, is_urgent=True, status="ANSWERED", outcome="DENIED"
    )
    own = {"organization": facility, "case": cases["mine"]}
    FollowUp.objects.create(**own, kind="APPEAL_BY", due_on=timezone.localdate() + timedelta(days=9))
    FollowUp.objects.create(
        **{**own, "case": cases["spanish"]}, kind="APPEAL_BY", due_on=timezone.localdate() - timedelta(days=9)
    )
    for name, days in (("plain", 20), ("spanish", 40), ("closed", 5)):
        Decision.objects.create(
            **{**own, "case": cases[name]},
            answer="APPROVED",
            heard_on=timezone.localdate(),
            ends_on=timezone.localdate() + timedelta(days=days),
            recorded_by=worker,
            recorded_at=timezone.now(),
        )
    Case.objects.filter(pk=cases["plain"].pk).update(waiting_on="PLAN")
    Case.objects.filter(pk=cases["closed"].pk).update(status="CLOSED")

    found = queue(staff, **query)

    assert set(references(found)) == {cases[name].reference for name in expected}


@pytest.mark.parametrize("sort", ["due", "-due", "case", "patient", "plan", "contact", "owner"])
def test_every_sort_link_works_and_says_its_direction(staff, facility, sort):
    for _ in range(3):
        make_case(facility=facility)

    found = queue(staff, sort=sort)

    direction = "descending" if sort.startswith("-") else "ascending"
    assert f'aria-sort="{direction}"' in found.content.decode()
    if sort == "case":
        assert references(found) == sorted(references(found))


def test_the_number_of_queries_does_not_grow_with_the_rows(staff, facility):
    def measure():
        with CaptureQueriesContext(connection) as caught:
            queue(staff)
        return len(caught)

    for number in range(3):
        case = make_case(facility=facility)
        OutreachOffice.objects.create(
            organization=facility, case=case, name=f"Office {number}", result="TOO_FAR"
        )
    measure()
    few = measure()
    for _ in range(20):
        make_case(facility=facility)

    assert measure() == few


def test_counts_of_views_equal_the_lists_behind_them(staff, facility, worker):
    for _ in range(3):
        make_case(facility=facility)
    Case.objects.filter(pk=make_case(facility=facility).pk).update(owner=worker)

    for view in queue(staff).context["views"]:
        listed = staff.get(reverse("staff:queue") + f"?{view['query']}")
        assert listed.context["page"].paginator.count == view["count"], view["name"]


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

    staff.post(url, {"owner": str(worker.pk)})
    case.refresh_from_db()
    assert case.owner == worker

    staff.post(url, {"owner": "nobody"})
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
    answer = staff.post(
        reverse("staff:next_action", kwargs={"case_id": case.public_id}),
        {
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
    assert "Invite a patient" not in auditor.get(reverse("staff:queue")).content.decode()


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
