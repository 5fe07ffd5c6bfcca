from __future__ import annotations

import pytest
from django.utils import timezone

from requests_app.models import AuditEntry, Case, CaseAccess, InsurerCall, NextAction, OutreachOffice
from requests_app.outreach import queries, services
from requests_app.outreach.names import NameLine, doubles, read_lines
from requests_app.templatetags.portal import phone
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.outreach.pages import ABOUT, hidden_fields, log_by_pages, log_offices, send, shown, step_url, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


def test_the_empty_list_says_how_to_start(pages, case) -> None:
    body = pages.get(url("office_list", case)).content.decode()
    assert "In-network offices you contacted (0)" in body
    assert "No offices yet. Start with names from your plan’s list." in body
    assert url("call_sheet", case) in body


def test_the_list_counts_the_reasons_its_offices_show(pages, case, user) -> None:
    log_offices(case, user, 2)
    log_offices(case, user, 1, result="TOO_FAR")
    body = " ".join(pages.get(url("office_list", case)).content.decode().split())
    assert '<li class="is-covered">Not taking patients <strong>2</strong></li>' in body
    assert '<li class="is-covered">Distance <strong>1</strong></li>' in body
    assert "<li>Wait <strong>0</strong></li>" in body


def test_pasted_names_become_a_list_to_call(pages, case) -> None:
    text = "1. Desert Sky Clinic, 602-555-0150\n\n- Example Care (602) 555-0151\nNo Phone Center"
    answer = send(pages, url("office_names", case), {"names": text, "found_in": "PLAN_WEBSITE"})
    assert answer["Location"] == url("office_list", case)
    body = pages.get(answer["Location"]).content.decode()
    assert "3 names added to your list" in body
    assert "To call (3)" in body
    assert body.index("Desert Sky Clinic") < body.index("Example Care") < body.index("No Phone Center")
    assert 'href="tel:+1-602-555-0151"' in body
    assert queries.counts(case) == queries.Counts(logged=0, started=0, to_call=3)
    assert AuditEntry.objects.filter(action="outreach.name_added").count() == 3


def test_a_name_to_call_is_logged_from_its_contact_page(pages, case, user) -> None:
    (office,) = services.add_names(
        case=case, lines=[NameLine("Example Care")], found_in="", by=actor_for(user), at=timezone.now()
    )
    assert step_url(office, "contact") in pages.get(url("office_list", case)).content.decode()
    answer = send(pages, step_url(office, "contact"), {"contacted_on": "today", "channel": "PHONE"})
    assert answer["Location"] == step_url(office, "ended")
    answer = send(pages, answer["Location"], {"outcome": "DEAD_NUMBER"})
    assert answer["Location"] == step_url(office, "result")
    assert 'value="WRONG_NUMBER" checked' in pages.get(answer["Location"]).content.decode()


def test_names_already_there_are_asked_about_once(pages, case) -> None:
    log_by_pages(pages, case, "NOT_TAKING")
    data = {"names": "Desert Sky Clinic\nOther Place", "found_in": "LETTER"}
    answer = send(pages, url("office_names", case), data)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "You already have Desert Sky Clinic. Add again?" in body
    assert "Other Place" in body
    answer = pages.post(url("office_names", case), {**data, **hidden_fields(body)})
    assert answer.status_code == 302
    assert case.offices.count() == 3


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("", "Paste or type at least one name"),
        (" \n , \n", "Paste or type at least one name"),
        ("x", "Each name must have 2 to 150 characters"),
        ("n" * 151, "Each name must have 2 to 150 characters"),
        ("\n".join(f"Example {n}" for n in range(101)), "Add up to 100 names at a time. You have 101"),
    ],
)
def test_lists_that_cannot_be_read_stay_in_the_box(pages, case, names, text) -> None:
    answer = send(pages, url("office_names", case), {"names": names})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert text in body
    assert "Select where you found them" in body
    assert names.strip() in body
    assert not case.offices.exists()


def test_a_double_click_adds_the_names_once(pages, case) -> None:
    data = {**shown(pages, url("office_names", case)), "names": "One Place\nTwo Place", "found_in": "LETTER"}
    for _click in range(2):
        assert pages.post(url("office_names", case), data)["Location"] == url("office_list", case)
    assert case.offices.count() == 2


def test_names_from_a_call_with_the_plan_are_filled_in(pages, case) -> None:
    call = InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_1",
        called_on=timezone.now().date(),
        answers={"provider_names": "Example Care, 602-555-0151"},
    )
    body = pages.get(url("office_names", case) + f"?call={call.public_id}").content.decode()
    assert "Example Care, 602-555-0151" in body
    assert 'value="PLAN_PHONE" checked' in body
    assert "Example Care" not in pages.get(url("office_names", case) + "?call=nonsense").content.decode()


def test_removing_asks_first_and_keeps_the_row(pages, case) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    page = url("office_remove", case, office.public_id)
    data = shown(pages, page)
    assert "Desert Sky Clinic" in pages.get(url("office_list", case)).content.decode()
    for _click in range(2):
        assert pages.post(page, data)["Location"] == url("office_list", case)
    assert "Desert Sky Clinic" not in pages.get(url("office_list", case)).content.decode()
    office.refresh_from_db()
    assert office.removed_at is not None
    assert pages.get(url("office_detail", case, office.public_id)).status_code == 404
    assert AuditEntry.objects.filter(action="outreach.removed").count() == 1
    assert not queries.logged_offices(case)


def test_the_part_is_done_when_the_person_says_so(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.CALL_OFFICES)
    page = url("office_list", case)
    answer = pages.post(url("part_done", case), shown(pages, page))
    assert answer.status_code == 422
    assert "Select if you are done with this part" in answer.content.decode()
    assert "There is a problem" in answer.content.decode()
    answer = pages.post(url("part_done", case), {**shown(pages, page), "done": "YES"})
    assert answer["Location"] == f"/cases/{case.public_id}/"
    case.refresh_from_db()
    assert case.parts_done == ["offices"]
    assert case.next_action == NextAction.MAKE_PACKET
    pages.post(url("part_done", case), {**shown(pages, page), "done": "NO"})
    case.refresh_from_db()
    assert case.parts_done == []


def test_every_page_has_one_main_heading(pages, case) -> None:
    office = log_by_pages(pages, case, "TOO_FAR")
    for address in [
        *addresses(case, office, PAGES_TO_READ + PAGES_TO_CHANGE),
        *[step_url(office, step) for step in ("about", "contact", "again", "result", "follow-up", "notes")],
    ]:
        assert pages.get(address).content.decode().count("<h1") == 1, address


def test_the_first_names_of_a_long_list_can_be_picked(pages, case) -> None:
    names = "\n".join(f"Example {number}" for number in range(7))
    send(pages, url("office_names", case), {"names": names, "found_in": "LETTER"})
    body = pages.get(url("office_add", case)).content.decode()
    assert "Example 4" in body
    assert "Example 5" not in body
    assert "See the whole list" in body


def test_the_call_sheet_reads_the_case(pages, case) -> None:
    send(pages, url("office_names", case), {"names": "Example Care, 602-555-0151", "found_in": "LETTER"})
    body = pages.get(url("call_sheet", case)).content.decode()
    assert "I’m looking for intensive outpatient treatment for depression. I have Sample Health Plan." in body
    assert "mental health or substance use for an adult?" in body
    assert "outpatient program, 3 days a week, 36 days" in body
    assert "this is Ana at 602-555-0142" in body
    assert "Example Care</h2>" in body
    assert f"<strong>{phone('602-555-0151')}</strong>" in body
    assert body.count("Busy, or on hold too long") == 3 * 6
    assert "{" not in body


def test_a_call_sheet_of_an_empty_case_has_words_instead_of_blanks(client_for) -> None:
    user = make_user()
    case = make_case(user=user, filled=False)
    body = client_for(user).get(url("call_sheet", case)).content.decode()
    assert "(the care you need)" in body
    assert "{" not in body


PAGES_TO_READ = ["office_list", "office_detail", "call_sheet"]
PAGES_TO_CHANGE = ["office_names", "office_add", "office_check", "office_remove"]


def addresses(case, office, names):
    own = ("office_detail", "office_check", "office_remove")
    return [url(name, case, *([office.public_id] if name in own else [])) for name in names]


def test_for_a_stranger_there_is_no_such_page(pages, case, client_for) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    stranger = client_for(make_user())
    for address in [*addresses(case, office, PAGES_TO_READ + PAGES_TO_CHANGE), step_url(office, "result")]:
        assert stranger.get(address).status_code == 404, address
        if address not in addresses(case, office, PAGES_TO_READ):
            assert stranger.post(address, ABOUT).status_code == 404, address


def test_an_office_of_another_case_is_not_found(pages, case, user) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    other = make_case(user=user)
    assert pages.get(url("office_detail", other, office.public_id)).status_code == 404
    assert pages.get(url("office_step", other, office.public_id, "notes")).status_code == 404
    assert pages.get(step_url(office, "nonsense")).status_code == 404


def test_who_may_only_look_sees_the_log_and_changes_nothing(pages, case, client_for) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    looking = client_for(helper)
    for address in addresses(case, office, PAGES_TO_READ):
        answer = looking.get(address)
        assert answer.status_code == 200
        assert "Change" not in answer.content.decode()
        assert "Log an office" not in answer.content.decode()
    for address in [*addresses(case, office, PAGES_TO_CHANGE), step_url(office, "result")]:
        assert looking.get(address).status_code == 403, address
        assert looking.post(address, ABOUT).status_code == 403, address
    assert looking.post(url("part_done", case), {"done": "YES"}).status_code == 403


def test_staff_of_the_facility_log_for_the_patient(client_for) -> None:
    facility = make_facility()
    case = make_case(facility=facility)
    member = make_member(facility)
    office = log_by_pages(client_for(member, second_factor=True), case, "NOT_TAKING")
    assert office.organization_id == facility.pk
    logged = AuditEntry.objects.get(action="outreach.logged")
    assert logged.user_id == member.pk
    assert client_for(member).get(url("office_list", case)).status_code == 404


def test_lines_are_read_as_names_and_numbers() -> None:
    assert read_lines("24/7 Care 602.555.0144\n2) Cactus Health, Suite 200") == [
        NameLine("24/7 Care", "602.555.0144"),
        NameLine("Cactus Health, Suite 200"),
    ]
    assert doubles(["St. Mary’s", "New"], ["st marys"]) == ["St. Mary’s"]
    assert doubles(["Two", "two"], []) == ["two"]


def test_a_request_holds_five_hundred_offices_and_says_so_beyond(pages, case) -> None:
    OutreachOffice.objects.bulk_create(
        OutreachOffice(organization=case.organization, case=case, name=f"Office {number}")
        for number in range(499)
    )

    text = "One More Clinic\nAnd Another Clinic"
    answer = send(pages, url("office_names", case), {"names": text, "found_in": "PLAN_WEBSITE"})

    assert answer.status_code == 422
    assert "A request can hold 500 offices" in answer.content.decode()
    assert case.offices.count() == 499
