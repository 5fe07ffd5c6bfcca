"""Two tabs, double clicks, ended sessions, other people: nothing is lost, doubled or shown to strangers."""

from __future__ import annotations

import html
from datetime import date, timedelta

import pytest
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.drafts.versions import version_of
from requests_app.intake.services import answers, codes
from requests_app.models import AuditEntry, Case, CaseAccess
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.intake.pages import GOOD, check_url, fill_in, hidden, step_url, task_list_url

SAVED = "intake.saved"


@pytest.fixture
def case(db) -> Case:
    return make_case(filled=False)


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("patient", "coverage", "care", "provider", "story").get(pk=case.pk)


def helper_of(case: Case, *, level: str = "EDIT"):
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization,
        case=case,
        user=helper,
        relation="HELPER",
        level=level,
        display_name="Bo Example",
    )
    return helper


def test_a_double_click_saves_once_and_both_lead_on(case, client):
    url = step_url(case, "plan", "insurer")
    posted = {**hidden(client.get(url)), **GOOD["plan", "insurer"]}

    first, second = client.post(url, posted), client.post(url, posted)

    assert first["Location"] == second["Location"] == step_url(case, "plan", "member")
    assert AuditEntry.objects.filter(action=SAVED).count() == 1


def test_saving_the_same_answers_again_leaves_no_second_entry(case, client):
    fill_in(client, step_url(case, "plan", "insurer"), GOOD["plan", "insurer"])
    fill_in(client, step_url(case, "plan", "insurer"), GOOD["plan", "insurer"])

    assert AuditEntry.objects.filter(action=SAVED).count() == 1


def test_two_tabs_show_both_texts_and_pressing_again_decides(case, client):
    url = step_url(case, "plan", "insurer")
    first_tab, second_tab = hidden(client.get(url)), hidden(client.get(url))
    client.post(url, {**first_tab, "insurer": "First Sample Plan", "plan_phone": "800-555-0111"})

    typed = {"insurer": "Second Sample Plan", "plan_phone": "800-555-0111"}
    clash = client.post(url, {**second_tab, **typed})

    text = html.unescape(clash.content.decode())
    assert clash.status_code == 422
    assert "<title>Error: " in text
    assert "Saved meanwhile" in text
    assert "First Sample Plan" in text
    assert 'value="Second Sample Plan"' in text
    assert "You changed this at" in text
    assert fresh(case).coverage.insurer == "First Sample Plan"

    again = client.post(url, {**hidden(clash), **typed})
    assert again.status_code == 302
    assert fresh(case).coverage.insurer == "Second Sample Plan"


def test_another_field_saved_meanwhile_is_kept_and_no_clash(case, client, client_for):
    url = step_url(case, "plan", "member")
    both = {"member_id": "SHP123456789", "group_number": "G-1"}
    fill_in(client, url, both)
    mine, theirs = hidden(client.get(url)), client_for(helper_of(case))
    fill_in(theirs, url, {**both, "group_number": "G-2"})

    saved = client.post(url, {**mine, "member_id": "SHP999", "group_number": "G-1"})

    assert saved.status_code == 302
    assert fresh(case).coverage.group_number == "G-2"
    assert fresh(case).coverage.member_id == "SHP999"


def test_a_clash_names_the_helper_who_saved(case, client, client_for):
    url = step_url(case, "plan", "insurer")
    mine = hidden(client.get(url))
    fill_in(client_for(helper_of(case)), url, {"insurer": "Their Plan", "plan_phone": "800-555-0111"})

    clash = client.post(url, {**mine, "insurer": "My Plan", "plan_phone": "800-555-0111"})

    assert "Bo Example changed this at" in clash.content.decode()


def test_a_post_without_its_version_overwrites_nothing_unseen(case, client):
    url = step_url(case, "plan", "insurer")
    fill_in(client, url, GOOD["plan", "insurer"])

    blind = client.post(url, {"insurer": "Other Plan", "plan_phone": "800-555-0111"})

    assert blind.status_code == 422
    assert fresh(case).coverage.insurer == "Sample Health Plan"


def test_who_may_only_look_cannot_open_or_post(case, client_for):
    looker = client_for(helper_of(case, level="VIEW"))

    assert looker.get(step_url(case, "you", "name")).status_code == 403
    assert looker.post(step_url(case, "you", "name"), GOOD["you", "name"]).status_code == 403
    assert looker.get(check_url(case, "you")).status_code == 403
    assert fresh(case).patient.first_name == ""


def test_an_auditor_cannot_change_and_staff_can(client_for):
    facility = make_facility()
    case = make_case(facility=facility, filled=False)
    auditor = client_for(make_member(facility, role="AUDITOR"), second_factor=True)
    worker = client_for(make_member(facility), second_factor=True)

    assert auditor.post(step_url(case, "you", "name"), GOOD["you", "name"]).status_code == 403
    assert fill_in(worker, step_url(case, "you", "name"), GOOD["you", "name"]).status_code == 302
    assert fresh(case).patient.birth_date == date(1984, 3, 27)


def test_staff_of_another_facility_find_nothing(client_for):
    case = make_case(facility=make_facility())
    other = client_for(make_member(make_facility()), second_factor=True)

    assert other.get(step_url(case, "you", "name")).status_code == 404


def test_staff_and_helpers_read_whom_they_help(client_for):
    facility = make_facility()
    case = make_case(facility=facility)
    people = [
        client_for(make_member(facility), second_factor=True),
        client_for(helper_of(case)),
    ]
    for person in people:
        page = person.get(step_url(case, "plan", "member")).content.decode()
        assert "You are helping Ana" in page
    own = client_for(case.opened_by).get(step_url(case, "plan", "member")).content.decode()
    assert "You are helping" not in own


def test_an_ended_session_keeps_the_text(case, client, client_for):
    url = step_url(case, "you", "name")
    posted = {**hidden(client.get(url)), **GOOD["you", "name"]}
    client.logout()

    sent_away = client.post(url, posted)
    client.force_login(case.opened_by)
    back = client.get(url)

    assert sent_away.status_code == 302
    assert "José-Luis" in back.content.decode()
    saved = client.post(url, {**posted, **hidden(back)})
    assert saved.status_code == 302
    assert fresh(case).patient.first_name == "José-Luis O’Example"


def test_save_for_later_keeps_what_is_there_and_does_not_insist(case, client):
    url = step_url(case, "you", "address")

    saved = fill_in(client, url, {"street": "12 Example Street", "city": ""}, save_later="yes")

    assert saved["Location"] == task_list_url(case)
    assert fresh(case).patient.street == "12 Example Street"


def test_save_for_later_never_holds_anybody_on_the_page(case, client):
    url = step_url(case, "you", "address")

    saved = fill_in(client, url, {**GOOD["you", "address"], "zip_code": "85"}, save_later="yes")

    assert saved["Location"] == task_list_url(case)
    assert fresh(case).patient.street == ""
    assert 'value="12 Example Street"' in client.get(url).content.decode()


def test_save_for_later_does_not_ask_about_odd_answers(case, client):
    url = step_url(case, "provider", "numbers")

    saved = fill_in(client, url, {"npi": "1234567890", "tax_id": ""}, save_later="yes")

    assert saved["Location"] == task_list_url(case)
    assert fresh(case).provider.npi == "1234567890"


def test_an_end_date_alone_waits_for_its_start(case, client):
    type(case.care).objects.filter(case=case).update(starts_on="2099-12-07")
    only_end = {"ends_on_month": "1", "ends_on_day": "2", "ends_on_year": "2099"}

    saved = fill_in(client, step_url(case, "care", "dates"), only_end, save_later="yes")

    assert saved.status_code == 302
    assert fresh(case).care.ends_on is None


def test_a_closed_request_is_not_changed(case, client):
    Case.objects.filter(pk=case.pk).update(status="CLOSED")

    refused = fill_in(client, step_url(case, "you", "name"), GOOD["you", "name"])

    assert refused.status_code == 422
    assert "This request is closed" in refused.content.decode()
    assert fresh(case).patient.first_name == ""


def test_an_earlier_answer_sets_later_ones_aside_and_brings_them_back(case, client):
    fill_in(client, step_url(case, "plan", "main-person"), {"is_subscriber": "NO"})
    fill_in(client, step_url(case, "plan", "subscriber"), GOOD["plan", "subscriber"])
    for key in ("source", "insurer", "member", "type", "funding"):
        fill_in(client, step_url(case, "plan", key), GOOD["plan", key])

    fill_in(client, step_url(case, "plan", "main-person") + "?back=check", {"is_subscriber": "YES"})

    page = client.get(check_url(case, "plan")).content.decode()
    assert "Set aside for now" in page
    assert "The main person on the plan" in page
    assert fresh(case).coverage.subscriber_first_name == "Pat"
    fill_in(client, step_url(case, "plan", "main-person") + "?back=check", {"is_subscriber": "NO"})
    page = client.get(check_url(case, "plan")).content.decode()
    assert "Set aside for now" not in page
    assert "January 2, 1960" in page


def test_a_follow_up_that_is_not_asked_any_more_keeps_its_answer(case, client):
    url = step_url(case, "provider", "agreed")
    fill_in(client, url, GOOD["provider", "agreed"])

    fill_in(client, url, {**GOOD["provider", "agreed"], "agreed": "UNSURE"})

    assert fresh(case).provider.agreed == "UNSURE"
    assert fresh(case).provider.agreed_on is not None


def test_idle_people_are_asked_to_sign_in_again_without_losing_the_page(case, client):
    session = client.session
    session["seen_at"] = session["began_at"] = int((timezone.now() - timedelta(minutes=40)).timestamp())
    session.save()

    sent_away = client.post(step_url(case, "you", "name"), GOOD["you", "name"])

    see_everything()
    assert sent_away.status_code == 302
    assert fresh(case).patient.first_name == ""


def test_no_answer_and_no_code_gets_into_a_request_closed_in_the_same_moment(case):
    """The page was read before somebody closed the request; the service asks the row, not the page."""
    read_before = fresh(case)
    by, now = actor_for(case.opened_by), timezone.now()
    code = codes.add_code(case=read_before, kind="DIAGNOSIS", code="F33.2", by=by, at=now)
    close_case(case=case, because="STOPPED", by=by, at=now)
    shown = {"insurer": read_before.coverage.insurer}
    writes = [
        lambda: answers.save_answers(
            case=read_before,
            section="coverage",
            answers={"insurer": "Sample Health Plan"},
            shown=shown,
            shown_version=version_of(shown),
            by=by,
            at=now,
        ),
        lambda: answers.confirm_task(case=read_before, task="plan", by=by, at=now),
        lambda: codes.add_code(case=read_before, kind="SERVICE", code="H0015", by=by, at=now),
        lambda: codes.remove_code(code=code, by=by, at=now),
    ]

    for write in writes:
        with pytest.raises(answers.AnswerRefused, match="This request is closed"):
            write()

    assert fresh(case).coverage.insurer == ""
    assert [one.removed_at for one in case.codes.all()] == [None]
