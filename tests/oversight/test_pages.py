"""Oversight as people of a facility use it: what they read, plan, confirm, hold and start again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from requests_app.audit import log
from requests_app.models import (
    AuditEntry,
    Case,
    Erasure,
    LegalHold,
    OutgoingEmail,
    Promise,
    Site,
    WorkerHeartbeat,
)
from requests_app.oversight import erasures, health, health_presenters, log_queries
from requests_app.oversight.log_filters import LogFilters
from requests_app.tasks import HANDLERS
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def admin(facility):
    return make_member(facility, role="ADMIN", full_name="Robin Admin")


@pytest.fixture
def desk(client_for, admin):
    return client_for(admin, second_factor=True)


def due_case(facility, **fields) -> Case:
    case = make_case(facility=facility, **fields)
    Case.objects.filter(pk=case.pk).update(keep_until=timezone.localdate() - timedelta(days=3))
    return Case.objects.get(pk=case.pk)


def entry(facility, action="test.done", *, at, user=None, case=None) -> AuditEntry:
    return AuditEntry.objects.create(
        organization_id=facility.pk,
        actor=f"user:{user.pk}" if user else "job:test",
        user_id=user.pk if user else None,
        action=action,
        target="Case",
        target_id=uuid4(),
        case_id=case.public_id if case else None,
        at=at,
    )


def test_the_log_goes_page_by_page_without_a_gap_even_within_one_moment(facility, admin):
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    made = [entry(facility, at=moment).pk for _ in range(7)]
    made += [entry(facility, at=moment - timedelta(hours=1)).pk for _ in range(3)]
    by = actor_for(admin, facility=facility, role="ADMIN")
    seen, before = [], None
    while True:
        found = log_queries.found(by, facility, LogFilters(), before=before, limit=4)
        seen += [one.pk for one in found.entries]
        if found.older is None:
            break
        before = log_queries.Place.read(str(found.older))

    assert seen == sorted(made[:7], reverse=True) + sorted(made[7:], reverse=True)


def test_the_log_is_filtered_by_who_what_which_case_and_day(facility, admin):
    other = make_facility()
    case, theirs = make_case(facility=facility), make_case(facility=other)
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    looked = entry(facility, "cases.viewed", at=at, user=admin, case=case)
    noon = entry(facility, "cases.note", at=at - timedelta(days=2), case=case)
    entry(other, "cases.viewed", at=at, user=admin, case=theirs)
    by = actor_for(admin, facility=facility, role="ADMIN")

    def found(**told: str) -> list[int]:
        read = LogFilters.read(told)
        entries = log_queries.found(by, facility, read, before=None).entries
        return [one.pk for one in entries if one.pk in (looked.pk, noon.pk)]

    assert found() == [looked.pk, noon.pk]
    assert found(person=str(admin.public_id)) == [looked.pk]
    assert found(show="looks") == [looked.pk]
    assert found(show="changes", action="cases.note") == [noon.pk]
    assert found(case=case.reference.lower().replace("-", " ")) == [looked.pk, noon.pk]
    assert found(case=theirs.reference) == []
    assert found(since="2026-11-19") == [looked.pk]
    assert found(until="2026-11-18") == [noon.pk]
    assert found(person=str(make_user().public_id)) == []
    assert LogFilters.read({"since": "yesterday"}).problems == ("since",)
    assert log_queries.actions_of(facility) == ["cases.note", "cases.opened", "cases.viewed"]


def test_whoever_works_for_one_site_reads_of_its_cases_alone(facility, admin):
    one, two = (Site.objects.create(organization=facility, name=name) for name in ("North", "South"))
    ours, theirs = make_case(facility=facility, site=one), make_case(facility=facility, site=two)
    at = timezone.now()
    mine = entry(facility, at=at, case=ours)
    entry(facility, at=at, case=theirs)
    entry(facility, at=at)
    by = actor_for(admin, facility=facility, role="LEAD")
    limited = type(by)(**{**by.__dict__, "sites": {facility.pk: frozenset({one.pk})}})

    found = log_queries.found(limited, facility, LogFilters(action="test.done"), before=None)

    assert [one.pk for one in found.entries] == [mine.pk]


def test_reading_the_log_and_taking_it_along_stand_in_it(facility, admin, desk):
    case = make_case(facility=facility)
    log.record(action="cases.note", target=case, by=actor_for(admin), at=timezone.now())
    shown = desk.get(reverse("oversight:audit_log")).content.decode()
    table = desk.get(reverse("oversight:audit_file"))

    assert "Note added" in shown
    assert case.reference in shown
    assert "Robin Admin" in table.content.decode("utf-8-sig")
    actions = AuditEntry.objects.filter(organization_id=facility.pk).values_list("action", flat=True)
    assert {"oversight.log_viewed", "oversight.log_taken"} <= set(actions)


def test_the_time_to_keep_holds_for_new_requests_and_shortens_none(facility, admin, desk):
    case, url = make_case(facility=facility), reverse("oversight:retention")
    told = case.keep_until
    version = desk.get(url).context["keep"].version

    few = desk.post(url, {"do": "keep", "days": "29", "version": version, "form_key": uuid4()})
    assert few.status_code == 422
    assert "Keep time must be 30 days or more" in few.content.decode()
    fine = desk.post(
        url,
        {"do": "keep", "days": "90", "also_there": "yes", "version": version, "form_key": uuid4()},
    )
    assert fine.status_code == 302
    late = desk.post(url, {"do": "keep", "days": "400", "version": version, "form_key": uuid4()})
    assert late.status_code == 422

    facility.refresh_from_db()
    case.refresh_from_db()
    assert (facility.keep_days, case.keep_until) == (90, told)
    assert (make_case(facility=facility).keep_until - timezone.localdate()).days in (89, 90, 91)
    assert Promise.objects.filter(kind="keep-days", organization=facility).count() == 1


def test_a_request_goes_in_two_steps_and_a_hold_keeps_it(facility, admin, desk):
    first, held, young = due_case(facility), due_case(facility), make_case(facility=facility)
    elsewhere = due_case(make_facility())
    url, confirm = (
        reverse("oversight:retention"),
        reverse("oversight:erasure_confirm", args=[facility.public_id]),
    )
    chosen = [str(one.public_id) for one in (first, held)]

    forged = desk.post(url, {"do": "forward", "case": [str(elsewhere.public_id)], "form_key": uuid4()})
    assert forged.status_code == 422
    nothing = desk.post(url, {"do": "forward", "form_key": uuid4()})
    assert nothing.status_code == 422
    forward = desk.post(url, {"do": "forward", "case": chosen, "form_key": uuid4()})
    assert forward.headers["Location"] == confirm
    LegalHold.objects.create(
        organization=facility, case=held, reason="Court", placed_by=admin, placed_at=timezone.now()
    )
    put = {one.case_public_id: one for one in Erasure.objects.all()}
    ids = [str(put[one.public_id].public_id) for one in (first, held)]
    assert set(put) == {first.public_id, held.public_id}
    assert not Promise.objects.filter(kind="erase").exists()

    wrong = desk.post(confirm, {"erasure": ids, "count": "3", "form_key": uuid4()})
    assert wrong.status_code == 422
    assert desk.post(confirm, {"erasure": ids, "count": "2", "form_key": uuid4()}).status_code == 302

    assert [one.subject_id for one in Promise.objects.filter(kind="erase")] == [put[first.public_id].pk]
    planned = Erasure.objects.get(pk=put[first.public_id].pk)
    assert planned.confirmed_by == admin
    assert planned.not_before > timezone.now() + timedelta(hours=23)
    off = reverse("oversight:erasure_call_off", args=[planned.public_id])
    assert desk.post(off, {"form_key": uuid4()}).status_code == 302
    assert Erasure.objects.get(pk=planned.pk).state == "CALLED_OFF"
    assert Case.objects.filter(pk__in=[first.pk, held.pk, young.pk]).count() == 3


def test_a_lead_may_hold_and_not_delete(facility, client_for):
    lead = make_member(facility, role="LEAD")
    case, client = due_case(facility), client_for(lead, second_factor=True)
    url = reverse("oversight:hold_add", args=[case.public_id])

    assert client.get(reverse("oversight:retention")).status_code == 403
    assert client.post(url, {"reason": "A letter of a court", "form_key": uuid4()}).status_code == 302
    again = client.post(url, {"reason": "Again", "form_key": uuid4()})
    assert "on hold already" in again.content.decode()
    hold = LegalHold.objects.get()
    assert (
        client.post(reverse("oversight:hold_end", args=[hold.public_id]), {"form_key": uuid4()}).status_code
        == 302
    )
    hold.refresh_from_db()
    assert hold.ended_by == lead
    with pytest.raises(PermissionDenied):
        erasures.put_forward(
            actor_facility=facility,
            case_ids=[case.public_id],
            today=timezone.localdate(),
            by=actor_for(lead, facility=facility, role="LEAD"),
            at=timezone.now(),
        )


def test_a_person_deletes_an_own_case_with_a_week_to_call_it_off(facility, client_for, desk):
    patient = make_user()
    case, client = make_case(user=patient, facility=facility), client_for(patient)
    url = reverse("tracker:delete_case", args=[case.public_id])

    assert client.post(url, {"word": "yes", "form_key": uuid4()}).status_code == 422
    assert client.post(url, {"word": "“delete”", "form_key": uuid4()}).status_code == 302

    erasure = Erasure.objects.get()
    days = (erasure.not_before - timezone.now()).days
    assert (erasure.why, erasure.confirmed_by, days) == ("PERSON", patient, 6)
    mail = OutgoingEmail.objects.get(template=erasures.MAIL)
    assert mail.to_email == patient.email
    assert (
        "This request will be deleted on"
        in client.get(reverse("tracker:task_list", args=[case.public_id])).content.decode()
    )
    # The facility sees it and cannot call it off; it may only hold the case, for a reason.
    assert case.reference in desk.get(reverse("oversight:erasure_list")).content.decode()
    off = reverse("oversight:erasure_call_off", args=[erasure.public_id])
    assert desk.post(off, {"form_key": uuid4()}).status_code == 403
    assert client.post(reverse("tracker:delete_call_off", args=[case.public_id])).status_code == 302
    erasure.refresh_from_db()
    assert erasure.state == "CALLED_OFF"
    assert client.post(reverse("tracker:keep_longer", args=[case.public_id])).status_code == 302


def test_each_kind_of_background_work_has_a_name():
    assert [kind for kind in HANDLERS if health_presenters.name_of(kind) == kind] == []


def test_health_counts_the_own_work_alone_and_starts_it_again(facility, admin, desk, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / health.BACKUP).write_text("2026-11-22T02:00:00+00:00\n")
    (tmp_path / health.RESTORE).write_text("a while ago")
    other, now = make_facility(), timezone.now()

    def failed(organization, state: str) -> Promise:
        return Promise.objects.create(
            organization=organization,
            kind="packet",
            subject_id=1,
            dedupe_key=uuid4().hex,
            state=state,
            due_at=now - timedelta(hours=2),
            finished_at=now,
        )

    mine, unclear = failed(facility, "FAILED"), failed(facility, "UNCLEAR")
    theirs = failed(other, "FAILED")
    failed(facility, "WAITING")
    WorkerHeartbeat.objects.create(name="sweep", seen_at=now - timedelta(hours=1))
    shown = desk.get(reverse("oversight:health")).content.decode()

    assert "1 thing failed three times" in shown
    assert "1 thing is late" in shown
    assert "Nothing heard of" in shown
    assert health.marked(health.BACKUP) == datetime(2026, 11, 22, 2, tzinfo=UTC)
    assert health.marked(health.RESTORE) is None
    retry = [reverse("oversight:promise_retry", args=[one.public_id]) for one in (mine, unclear, theirs)]
    assert [desk.post(url).status_code for url in retry] == [302, 302, 404]
    see_everything()
    states = [Promise.objects.get(pk=one.pk).state for one in (mine, unclear, theirs)]
    assert states == ["WAITING", "UNCLEAR", "FAILED"]
