"""Many cases at once: chosen, looked over, done by the worker case by case, told, tried again, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.cases import tags
from requests_app.models import (
    AuditEntry,
    BulkJob,
    Case,
    CaseMessage,
    Membership,
    MessageTemplate,
    TemplateVersion,
)
from tests.bulk.jobs import go, page_of, say_yes, start, told, work
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member


@pytest.fixture
def lead(facility):
    return make_member(facility, role="LEAD", full_name="Lee Example")


def fresh(case) -> Case:
    return Case.objects.get(pk=case.pk)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def parts(name, day):
    return {f"{name}_month": day.month, f"{name}_day": day.day, f"{name}_year": day.year}


def test_cases_are_assigned_and_those_left_out_say_why(staff, facility, worker, lead):
    ours, theirs, closed, foreign = (
        make_case(facility=facility),
        make_case(facility=facility, owner=lead),
        make_case(facility=facility, status="CLOSED"),
        make_case(facility=make_facility()),
    )
    see_everything()

    confirm = start(staff, "ASSIGN", ours, theirs, closed, foreign).url
    asked = staff.get(confirm).content.decode()
    assert "1 case you chose is not in your list any more" in asked
    assert "For 3 cases" in asked
    staff.post(confirm, {"owner": str(lead.pk)})
    text = staff.get(confirm).content.decode()
    assert "Assign 1 case?" in text
    assert "2 cases will be left out" in text
    assert "A colleague owns it" in text
    assert "It is closed" in text
    assert fresh(ours).owner_id is None

    say_yes(staff, confirm)
    job = BulkJob.objects.get()
    assert "0 of 3 cases looked at" in page_of(staff, job)
    work()

    assert told(job) == {
        ours.pk: ("DONE", ""),
        theirs.pk: ("SKIPPED", "NOT_YOURS"),
        closed.pk: ("SKIPPED", "CLOSED"),
    }
    assert fresh(ours).owner == lead
    assert fresh(foreign).owner_id is None
    assert AuditEntry.objects.get(action="cases.assigned", case_id=ours.public_id).user_id == worker.pk
    assert "1 done, 2 not done" in page_of(staff, job)


def test_what_a_colleague_changed_meanwhile_is_not_done_and_can_be_tried_again(staff, facility, lead):
    one, other = make_case(facility=facility), make_case(facility=facility)
    confirm = start(staff, "SNOOZE", one, other).url
    day = in_days(7)
    staff.post(confirm, {"because": "Waits for a paper", **parts("until", day)})
    Case.objects.filter(pk=other.pk).update(snoozed_until=in_days(3), snoozed_because="Sick")
    say_yes(staff, confirm)
    work()

    job = BulkJob.objects.get()
    assert told(job) == {one.pk: ("DONE", ""), other.pk: ("FAILED", "CHANGED")}
    assert fresh(other).snoozed_because == "Sick"
    assert "Try the 1 again" in page_of(staff, job)

    again = staff.post(reverse("bulk:retry", args=[job.public_id])).url
    assert "Snooze 1 case?" in staff.get(again).content.decode()
    say_yes(staff, again)
    work()
    assert (fresh(other).snoozed_until, fresh(other).snoozed_because) == (day, "Waits for a paper")


def test_an_undo_brings_back_what_nobody_touched_since_and_says_which_not(staff, facility, lead):
    one, other = make_case(facility=facility), make_case(facility=facility)
    before = Case.objects.filter(pk=one.pk).values("next_action", "waiting_on", "due_on").get()
    job = go(
        staff,
        "NEXT_ACTION",
        [one, other],
        next_action="OWN",
        own_text="Ask for the card",
        waiting_on="US",
        **parts("due_on", in_days(2)),
    )
    assert fresh(one).next_action_text == fresh(other).next_action_text == "Ask for the card"
    Case.objects.filter(pk=other.pk).update(due_on=in_days(9))

    undo = reverse("bulk:undo", args=[job.public_id])
    assert "You can undo it until" in page_of(staff, job)
    say_yes(staff, undo)
    work()

    assert Case.objects.filter(pk=one.pk).values("next_action", "waiting_on", "due_on").get() == before
    assert fresh(other).due_on == in_days(9)
    assert told(job) == {one.pk: ("UNDONE", ""), other.pk: ("DONE", "TOUCHED")}
    assert "Somebody changed it since" in page_of(staff, job, show="all")
    assert staff.get(undo).status_code == 302


def test_after_ten_minutes_nothing_is_undone(staff, facility, lead):
    case = make_case(facility=facility)
    job = go(staff, "ASSIGN", [case], owner=str(lead.pk))
    BulkJob.objects.filter(pk=job.pk).update(undo_until=timezone.now() - timedelta(seconds=1))

    assert staff.post(reverse("bulk:undo", args=[job.public_id])).status_code == 422
    assert "undo it until" not in page_of(staff, job)
    work()
    assert fresh(case).owner == lead


def test_a_tag_is_put_on_and_taken_off(staff, facility, worker):
    one, other = make_case(facility=facility), make_case(facility=facility)
    by = actor_for(worker, facility=facility)
    tag = tags.make_tag(organization_id=facility.pk, name="Friday list", by=by, at=timezone.now())
    tags.add_tag(case=other, tag=tag, by=by, at=timezone.now())

    job = go(staff, "ADD_TAG", [one, other], new="friday LIST")

    assert told(job) == {one.pk: ("DONE", ""), other.pk: ("SKIPPED", "ALREADY")}
    say_yes(staff, reverse("bulk:undo", args=[job.public_id]))
    work()
    assert [row.case_id for row in tag.cases.all()] == [other.pk]
    job = go(staff, "REMOVE_TAG", [one, other], tag=str(tag.pk))
    assert told(job) == {one.pk: ("SKIPPED", "NOT_TAGGED"), other.pk: ("DONE", "")}


def test_a_message_goes_in_each_patients_language_and_only_to_those_who_can_read_it(staff, facility, worker):
    english, spanish = make_case(facility=facility), make_case(facility=facility, language="es")
    alone = make_case(facility=facility)
    alone.access.update(ended_at=timezone.now())
    version = _published(facility, worker)

    job = go(staff, "MESSAGE", [english, spanish, alone], template=str(version.pk))

    assert told(job)[alone.pk] == ("SKIPPED", "NO_READER")
    sent = {one.case_id: one.text for one in CaseMessage.objects.all()}
    assert sent == {english.pk: "We are on it.", spanish.pk: "Estamos en ello."}


def _published(facility, worker):
    now = timezone.now()
    template = MessageTemplate.objects.create(organization=facility, name="On it", made_by=worker)
    return TemplateVersion.objects.create(
        organization=facility,
        template=template,
        number=1,
        text_en="We are on it.",
        text_es="Estamos en ello.",
        written_by=worker,
        written_at=now,
        published_at=now,
        published_by=worker,
    )


def test_cases_are_closed_for_a_reason(staff, facility):
    case = make_case(facility=facility)
    job = go(staff, "CLOSE", [case], because="STOPPED")
    assert (fresh(case).status, fresh(case).closed_because) == ("CLOSED", "STOPPED")
    assert "undo it until" not in page_of(staff, job)


def test_a_case_is_not_closed_over_a_message_that_came_in_meanwhile(staff, facility):
    case = make_case(facility=facility)
    confirm = start(staff, "CLOSE", case).url
    staff.post(confirm, {"because": "STOPPED"})
    Case.objects.filter(pk=case.pk).update(unanswered_since=timezone.now())
    say_yes(staff, confirm)
    work()

    assert told(BulkJob.objects.get()) == {case.pk: ("FAILED", "CHANGED")}
    assert fresh(case).is_open


def test_a_list_is_exported_without_formulas_and_for_those_who_may(staff, facility, client_for):
    case = make_case(facility=facility)
    case.patient.first_name = "=HYPERLINK(1)"
    case.patient.save()
    job = go(staff, "EXPORT", [case])
    address = reverse("bulk:export_file", args=[job.public_id])

    file = staff.get(address).content.decode()

    assert case.reference in file
    assert "'=HYPERLINK(1)" in file
    assert "depression" not in file
    assert AuditEntry.objects.filter(action="bulk.list_taken").exists()
    intake = make_member(facility, role="INTAKE")
    assert client_for(intake, second_factor=True).get(address).status_code == 403


def test_all_of_a_view_is_frozen_when_it_is_chosen(staff, facility, lead):
    urgent, calm = make_case(facility=facility, is_urgent=True), make_case(facility=facility)
    confirm = start(staff, "ASSIGN", everything="yes", query="urgent=yes").url
    later = make_case(facility=facility, is_urgent=True)
    staff.post(confirm, {"owner": str(lead.pk)})
    say_yes(staff, confirm)
    work()
    assert [fresh(one).owner for one in (urgent, calm, later)] == [lead, None, None]


@pytest.mark.parametrize("query", ["find=a-seal-that-cannot-be-opened", "tag=x", "urgent=yes&stage=NOWHERE"])
def test_a_view_that_would_mean_more_than_was_seen_is_refused(staff, facility, query):
    make_case(facility=facility)
    answer = start(staff, "EXPORT", everything="yes", query=query)
    assert "cannot be read any more" in staff.get(answer.url.partition("?")[0]).content.decode()
    assert not BulkJob.objects.exists()


@pytest.mark.parametrize("kind", ["NOTHING", "", "ASSIGN"])
def test_without_a_deed_or_a_case_nothing_begins(staff, facility, kind):
    answer = start(staff, kind)
    assert answer.url.startswith(reverse("desk:queue"))
    assert not BulkJob.objects.exists()


def test_intake_and_colleagues_cannot_begin_it(staff, facility, client_for, lead):
    case = make_case(facility=facility)
    intake = client_for(make_member(facility, role="INTAKE"), second_factor=True)
    assert start(intake, "ASSIGN", case).status_code == 403
    confirm = start(staff, "EXPORT", case).url
    other = client_for(lead, second_factor=True).post(confirm, {"form_key": "x"})
    assert other.status_code == 422
    assert "A colleague chose these cases" in other.content.decode()


def test_who_stopped_working_here_meanwhile_changes_nothing(staff, facility, worker, lead):
    case = make_case(facility=facility)
    confirm = start(staff, "ASSIGN", case).url
    staff.post(confirm, {"owner": str(lead.pk)})
    say_yes(staff, confirm)
    Membership.objects.filter(user=worker).update(is_active=False)
    work()
    assert told(BulkJob.objects.get()) == {case.pk: ("FAILED", "NO_ACCESS")}
    assert fresh(case).owner_id is None
