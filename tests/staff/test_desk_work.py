"""One case, two colleagues: one form for all that follows, tasks, tags, snooze, whole numbers, who looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import AuditEntry, Case, CaseMessage, CaseTask, Tag
from tests.factories.case_desk import make_task
from tests.factories.cases import make_case
from tests.factories.people import make_member
from tests.staff.pages import version_on


@pytest.fixture
def case(facility):
    return make_case(facility=facility)


@pytest.fixture
def colleague(client_for, facility):
    return client_for(make_member(facility, full_name="Kim Colleague"), second_factor=True)


def url_of(name, case, *more):
    return reverse(f"staff:{name}", args=[case.public_id, *more])


def day_boxes(name, day):
    return {f"{name}_month": str(day.month), f"{name}_day": str(day.day), f"{name}_year": str(day.year)}


def step_boxes(case, **changes):
    due = changes.pop("due_on", timezone.localdate() + timedelta(days=3))
    return {
        "next_action": "CALL_1",
        "own_text": "",
        "waiting_on": "US",
        **day_boxes("due_on", due),
        **changes,
    }


def test_status_message_and_note_are_saved_together(staff, case, client_for):
    url = url_of("take_action", case)
    words = {"message": "We call your plan tomorrow.", "note": "Aunt called"}

    answer = staff.post(url, {**step_boxes(case), **words, "version": version_on(staff, url)})

    assert answer.status_code == 302, answer.context["form"].errors
    case.refresh_from_db()
    assert (case.next_action, case.waiting_on) == ("CALL_1", "US")
    assert [one.text for one in case.notes.all()] == ["Aunt called"]
    assert "We call your plan tomorrow." in staff.get(url_of("case", case)).content.decode()
    thread = client_for(case.opened_by).get(reverse("messaging:thread", args=[case.public_id]))
    assert "We call your plan tomorrow." in thread.content.decode()
    assert "Aunt called" not in thread.content.decode()


def test_nothing_of_it_is_saved_when_one_part_is_refused(staff, case):
    url = url_of("take_action", case)
    data = {
        **step_boxes(case, waiting_on=""),
        "message": "Hello",
        "note": "N",
        "version": version_on(staff, url),
    }

    assert staff.post(url, data).status_code == 422
    assert staff.post(url, {"version": version_on(staff, url)}).status_code == 422

    assert not case.notes.exists()
    assert not CaseMessage.objects.filter(case=case).exists()
    case.refresh_from_db()
    assert case.next_action == "FILL_IN"


def test_the_second_of_two_colleagues_sees_both_versions_and_loses_no_text(staff, colleague, case):
    for name, data, shown, wanted in (
        ("next_action", step_boxes(case, waiting_on="PLAN"), "Plan", "PATIENT"),
        ("take_action", {**step_boxes(case, waiting_on="CLINICIAN"), "note": "Long text"}, "Clinician", "US"),
    ):
        url = url_of(name, case)
        version = version_on(staff, url)
        mine = {**step_boxes(case, waiting_on=wanted), "note": "My long text", "version": version}

        assert colleague.post(url, {**data, "version": version}).status_code == 302
        answer = staff.post(url, mine)

        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Kim Colleague changed this at" in text
        assert "Saved meanwhile" in text
        assert shown in text.partition("Saved meanwhile")[2]
        # The new version came along: pressing the button again decides.
        again = {**mine, "version": text.split('name="version" value="')[1].split('"')[0]}
        assert staff.post(url, again).status_code == 302
        case.refresh_from_db()
        assert case.waiting_on == wanted
    assert sorted(one.text for one in case.notes.all()) == ["Long text", "My long text"]


def test_a_step_left_alone_keeps_what_a_colleague_set_meanwhile(staff, colleague, case):
    url = url_of("take_action", case)
    version = version_on(staff, url)
    untouched = {"next_action": "FILL_IN", "own_text": "", "waiting_on": "PATIENT"}

    colleague.post(url_of("next_action", case), {**step_boxes(case), "version": version[:32]})
    answer = staff.post(url, {**untouched, "note": "Only a note", "version": version})

    assert answer.status_code == 302, answer.context["form"].errors
    case.refresh_from_db()
    assert case.next_action == "CALL_1"


def test_an_answer_does_not_settle_a_message_its_writer_has_not_seen(staff, client_for, case):
    url = url_of("take_action", case)
    version = version_on(staff, url)
    patient = client_for(case.opened_by)
    write = reverse("messaging:write", args=[case.public_id])
    patient.post(write, {"text": "It got worse", "version": version_on(patient, write)})
    untouched = {"next_action": "FILL_IN", "waiting_on": "PATIENT", "version": version}

    for deed in ({"message": "All is well"}, {"closes": "STOPPED"}):
        answer = staff.post(url, {**untouched, **deed})

        assert answer.status_code == 422
        assert "A message came in while you wrote" in answer.content.decode()
    case.refresh_from_db()
    assert case.unanswered_since is not None
    assert case.is_open


def test_assigning_over_a_colleague_shows_who_was_faster(staff, colleague, case, worker):
    url = url_of("assign", case)
    version = version_on(staff, url)
    kim = colleague.get(url).wsgi_request.user.pk

    colleague.post(url, {"owner": str(kim), "version": version})
    answer = staff.post(url, {"owner": str(worker.pk), "version": version})

    assert answer.status_code == 422
    assert "Kim Colleague" in answer.content.decode().partition("Saved meanwhile")[2]


def test_a_task_is_added_put_off_done_and_found_in_ones_list(staff, colleague, case, worker):
    due = timezone.localdate() + timedelta(days=1)
    staff.post(
        url_of("task_add", case),
        {
            "kind": "CALL_PLAN",
            "words": "Ask for the form",
            "assigned_to": str(worker.pk),
            **day_boxes("due_on", due),
        },
    )
    task = CaseTask.objects.get(case=case)
    assert "Ask for the form" in staff.get(reverse("staff:my_tasks")).content.decode()
    assert "Ask for the form" not in colleague.get(reverse("staff:my_tasks")).content.decode()
    assert "Ask for the form" in colleague.get(reverse("staff:my_tasks") + "?show=team").content.decode()

    later = {**day_boxes("until", due + timedelta(days=3)), "because": "Plan is closed"}
    assert staff.post(url_of("task_defer", case, task.public_id), later).status_code == 302
    listed = staff.get(reverse("staff:my_tasks")).content.decode()
    assert "Ask for the form" not in listed
    assert "1 task is put off" in listed

    assert staff.post(url_of("task_done", case, task.public_id), {"result": "Has it"}).status_code == 302
    late = colleague.post(url_of("task_drop", case, task.public_id), {"because": "No"})
    assert late.status_code == 422
    assert "A colleague settled this task meanwhile" in late.content.decode()
    changed = {"kind": "CALL_PLAN", "words": "My long words", **day_boxes("due_on", due)}
    kept = colleague.post(url_of("task_edit", case, task.public_id), changed)
    assert kept.status_code == 422
    assert "My long words" in kept.content.decode()
    task.refresh_from_db()
    assert (task.state, task.result, task.due_on) == ("DONE", "Has it", due)


def test_two_colleagues_change_one_task(staff, colleague, case, worker):
    task = make_task(case, worker)
    url = url_of("task_edit", case, task.public_id)
    version = version_on(staff, url)
    same = {"kind": task.kind, "assigned_to": "", "version": version}

    assert colleague.post(url, {**same, "words": "Ask for both sides"}).status_code == 302
    answer = staff.post(url, {**same, "words": "Ask by mail"})

    assert answer.status_code == 422
    assert "Ask for both sides" in answer.content.decode().partition("Saved meanwhile")[2]


def test_snoozing_says_until_when_and_a_day_gone_by_is_no_answer(staff, case):
    url, day = url_of("snooze", case), timezone.localdate() + timedelta(days=5)
    gone = day_boxes("until", timezone.localdate() - timedelta(days=1))

    assert staff.post(url, {**gone, "version": version_on(staff, url)}).status_code == 422
    data = {**day_boxes("until", day), "because": "Waits for the card", "version": version_on(staff, url)}
    assert staff.post(url, data).status_code == 302

    case.refresh_from_db()
    assert (case.snoozed_until, case.snoozed_because) == (day, "Waits for the card")
    assert "Waits for the card" in staff.get(url_of("case", case)).content.decode()
    staff.post(url_of("snooze_end", case))
    case.refresh_from_db()
    assert case.snoozed_until is None


def test_tags_are_the_facilitys_own_and_the_patient_sees_none(staff, case, client_for):
    url = url_of("tags", case)
    staff.post(url, {"new_tag": "Fax back", "version": version_on(staff, url)})
    tag = Tag.objects.get()
    staff.post(url, {"tags": str(tag.public_id), "new_tag": "fax BACK", "version": version_on(staff, url)})

    assert Tag.objects.count() == 1
    assert "Fax back" in staff.get(url_of("case", case)).content.decode()
    for page in ("tracker:task_list", "tracker:timeline"):
        assert (
            "Fax back"
            not in client_for(case.opened_by).get(reverse(page, args=[case.public_id])).content.decode()
        )
    staff.post(url, {"version": version_on(staff, url)})
    assert "Fax back" not in staff.get(url_of("case", case)).content.decode()


def test_whole_numbers_show_for_a_minute_and_it_is_written_down(staff, case):
    page = url_of("case", case)
    assert "SHP123456789" not in staff.get(page).content.decode()

    staff.post(url_of("show_ids", case))
    shown = staff.get(page)

    assert "SHP123456789" in shown.content.decode()
    assert int(shown["Refresh"].partition(";")[0]) <= 60
    assert AuditEntry.objects.filter(action="cases.ids_shown", case_id=case.public_id).count() == 1
    other = make_case(facility=case.organization)
    assert "SHP123456789" not in staff.get(url_of("case", other)).content.decode()
    session = staff.session
    session["ids_shown"] = {**session["ids_shown"], "until": timezone.now().timestamp() - 1}
    session.save()
    assert "SHP123456789" not in staff.get(page).content.decode()


def test_a_colleague_who_looks_is_named_and_the_patient_is_not_watched(staff, colleague, case, client_for):
    client_for(case.opened_by).get(reverse("tracker:task_list", args=[case.public_id]))
    assert "is viewing since" not in staff.get(url_of("case", case)).content.decode()

    colleague.get(url_of("case", case))

    assert "Kim Colleague is viewing since" in staff.get(url_of("case", case)).content.decode()


def test_a_closed_case_takes_no_step_and_no_snooze(staff, case):
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    for name, data in (
        ("next_action", step_boxes(case)),
        ("snooze", day_boxes("until", timezone.localdate() + timedelta(days=2))),
        ("task_add", {"kind": "SEND"}),
    ):
        url = url_of(name, case)
        answer = staff.post(url, {**data, "version": version_on(staff, url)})
        assert answer.status_code == 422, name
        assert "closed" in answer.content.decode()
