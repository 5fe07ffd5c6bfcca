"""The pages of plan forms: who may, what is kept, what is said."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app.models import AuditEntry, CaseAccess, PlanForm
from requests_app.planforms.queries import slots_of
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.factories.planforms import make_case_form, make_form
from tests.planforms.forms import flat_form, longest_form, small_form
from tests.planforms.test_filling import values_in

pytestmark = pytest.mark.usefixtures("db")
ANSWERS = {
    "insurer": "Sample Health Plan",
    "title": "Exception request",
    "source": "plan.example.com",
    "checked_on": "today",
}


def upload(data: bytes, name: str = "Ana Sample denial.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def case_url(name: str, case, *more) -> str:
    return reverse(f"planforms:{name}", args=[case.public_id, *more])


@pytest.fixture
def own():
    user = make_user()
    return make_case(user=user)


def test_a_patient_adds_a_form_says_what_belongs_into_its_boxes_and_downloads_it_filled(client_for, own):
    client = client_for(own.opened_by)

    added = client.post(case_url("case_form_add", own), ANSWERS | {"file": upload(small_form())})
    assert added.headers["Location"] == case_url("case_form_map", own)
    page = client.get(added.headers["Location"]).content.decode()
    form = PlanForm.objects.get(case=own)
    numbers = {slot.key: number for number, slot in enumerate(slots_of(form), start=1)}
    assert 'value="fact:member.last" selected' in page
    assert "suggested" in page

    answers = {
        f"s{numbers['LastName']}": "fact:member.last",
        f"s{numbers['Urgent']}": "tick:request.urgent",
        f"s{numbers['FirstName']}": "words",
        f"t{numbers['FirstName']}": "As on the card",
        f"s{numbers['DOB']}": "leave",
    }
    saved = client.post(added.headers["Location"], answers)
    assert saved.headers["Location"] == f"{case_url('case_form_map', own)}?part=2"
    last = client.post(saved.headers["Location"], {})
    assert last.headers["Location"] == case_url("case_form", own)
    form.refresh_from_db()
    assert form.mapping == {
        "LastName": "fact:member.last",
        "Urgent": "tick:request.urgent",
        "FirstName": "text:As on the card",
        "DOB": "leave",
    }

    shown = client.get(case_url("case_form", own)).content.decode()
    assert "3 boxes are filled in" in shown
    filled = client.get(case_url("case_form_file", own, "filled"))
    values = values_in(b"".join(filled.streaming_content))
    assert (values["LastName"], values["FirstName"], values["Urgent"]) == ("Sample", "As on the card", "/Yes")
    assert "Ana" not in filled.headers["Content-Disposition"]
    picture = client.get(case_url("case_form_page", own, "filled", 1))
    assert picture.content.startswith(b"\x89PNG")
    assert picture.headers["Content-Security-Policy"].startswith("sandbox")
    actions = list(AuditEntry.objects.filter(case_id=own.public_id).values_list("action", flat=True))
    assert {"planforms.added", "planforms.mapped", "planforms.downloaded"} <= set(actions)


def test_a_form_without_boxes_is_kept_and_the_facts_are_listed_to_copy_by_hand(client_for, own):
    client = client_for(own.opened_by)

    added = client.post(case_url("case_form_add", own), ANSWERS | {"file": upload(flat_form())})
    page = client.get(added.headers["Location"]).content.decode()

    assert "no boxes that can be filled in by a computer" in page
    assert "To copy by hand" in page
    assert "SHP123456789" in page
    assert client.get(case_url("case_form_file", own, "blank")).status_code == 200
    assert client.get(case_url("case_form_file", own, "filled")).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0 a photo", "must be a PDF"),
        (b"hello", "must be a PDF"),
        (b"%PDF-1.7 broken", "could not open"),
    ],
)
def test_a_file_that_is_no_form_is_refused_and_what_was_there_stays(client_for, own, data, said):
    kept = make_case_form(own, by=own.opened_by)

    answer = client_for(own.opened_by).post(case_url("case_form_add", own), ANSWERS | {"file": upload(data)})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PlanForm.objects.get(case=own, removed_at=None) == kept


def test_source_and_day_are_asked_for(client_for, own):
    answer = client_for(own.opened_by).post(
        case_url("case_form_add", own), {"insurer": "X Plan", "file": upload(small_form())}
    )

    assert answer.status_code == 422
    assert "Enter where the form is from" in answer.content.decode()
    assert "Choose the file again" in answer.content.decode()


def test_a_second_form_takes_the_place_of_the_first_and_may_be_removed(client_for, own):
    first = make_case_form(own, by=own.opened_by)
    second = make_case_form(own, by=own.opened_by)
    client = client_for(own.opened_by)

    first.refresh_from_db()
    assert first.removed_at is not None
    assert client.post(case_url("case_form_remove", own)).status_code == 302

    second.refresh_from_db()
    assert second.removed_at is not None
    assert "Some plans want their own form" in client.get(case_url("case_form", own)).content.decode()


def test_two_people_at_the_same_boxes_see_each_other(client_for, own):
    form = make_case_form(own, by=own.opened_by, mapped=False)
    client = client_for(own.opened_by)
    url = case_url("case_form_map", own)
    version = client.get(url).context["form"].version
    form.mapping = {"LastName": "fact:member.name"}
    form.save()

    number = next(n for n, slot in enumerate(slots_of(form), start=1) if slot.key == "LastName")
    answer = client.post(url, {"version": version, f"s{number}": "fact:member.last"})

    assert answer.status_code == 422
    assert "Saved meanwhile" in answer.content.decode()
    form.refresh_from_db()
    assert form.mapping == {"LastName": "fact:member.name"}


@pytest.mark.parametrize("value", ["fact:nobody.knows", "tick:always", "text:smuggled", "leave<script>"])
def test_only_what_the_list_offers_is_taken(client_for, own, value):
    form = make_case_form(own, by=own.opened_by, mapped=False)
    number = next(n for n, slot in enumerate(slots_of(form), start=1) if slot.key == "LastName")

    answer = client_for(own.opened_by).post(case_url("case_form_map", own), {f"s{number}": value})

    assert answer.status_code == 422
    form.refresh_from_db()
    assert form.mapping == {}


def test_words_that_are_always_the_same_must_be_typed(client_for, own):
    form = make_case_form(own, by=own.opened_by, mapped=False)
    number = next(n for n, slot in enumerate(slots_of(form), start=1) if slot.key == "LastName")

    answer = client_for(own.opened_by).post(case_url("case_form_map", own), {f"s{number}": "words"})

    assert answer.status_code == 422
    assert f"Enter the words for box {number}" in answer.content.decode()


def test_somebody_who_may_only_look_sees_the_form_and_changes_nothing(client_for, own):
    make_case_form(own, by=own.opened_by)
    helper = make_user()
    CaseAccess.objects.create(
        organization=own.organization, case=own, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    page = client.get(case_url("case_form", own))
    assert page.status_code == 200
    assert case_url("case_form_add", own) not in page.content.decode()
    assert client.post(case_url("case_form_remove", own)).status_code == 403
    assert client.post(case_url("case_form_map", own), {"s1": "leave"}).status_code == 403


def test_a_stranger_cannot_tell_that_there_is_a_form(client_for, own):
    make_case_form(own, by=own.opened_by)
    client = client_for(make_user())

    for url in (
        case_url("case_form", own),
        case_url("case_form_file", own, "filled"),
        case_url("case_form_page", own, "boxes", 1),
    ):
        assert client.get(url).status_code == 404


def test_pages_and_copies_that_are_not_there_are_not_found(client_for, own):
    make_case_form(own, by=own.opened_by)
    client = client_for(own.opened_by)

    for copy, number in (("filled", 0), ("filled", 3), ("boxes", 9)):
        assert client.get(case_url("case_form_page", own, copy, number)).status_code == 404
    assert client.get(case_url("case_form_file", own, "original")).status_code == 404


# -- Staff ----------------------------------------------------------------------------------------


def test_staff_add_a_form_once_and_every_case_of_the_insurer_uses_it(client_for):
    facility = make_facility()
    worker = make_member(facility)
    case = make_case(facility=facility)
    client = client_for(worker, second_factor=True)

    added = client.post(reverse("planforms:form_add"), ANSWERS | {"file": upload(longest_form())})
    form = PlanForm.objects.get(organization=facility)
    assert added.headers["Location"] == reverse("planforms:form_map", args=[form.public_id])

    first = client.post(added.headers["Location"], {"s6": "fact:member.last", "s7": "leave"})
    assert first.headers["Location"].endswith("?part=2")
    detail = client.get(reverse("planforms:form_detail", args=[form.public_id])).content.decode()
    assert "90 boxes, 87 not decided yet" in detail
    assert "Member (the patient): Last name" in detail

    see_everything()
    page = client_for(case.opened_by).get(case_url("case_form", case)).content.decode()
    assert "The admissions team keeps this form for your plan" in page
    assert case_url("case_form_map", case) not in page
    sent = client_for(case.opened_by).get(case_url("case_form_map", case))
    assert sent.headers["Location"] == case_url("case_form", case)


def test_staff_try_a_form_with_an_invented_case(client_for):
    facility = make_facility()
    worker = make_member(facility)
    form = make_form(facility, by=worker)
    client = client_for(worker, second_factor=True)

    filled = client.get(reverse("planforms:form_file", args=[form.public_id, "filled"]))
    values = values_in(b"".join(filled.streaming_content))
    assert values["FirstName"] == "Ana"
    page = client.get(reverse("planforms:form_detail", args=[form.public_id]), {"show": "sample"})
    assert "Filled with an invented case" in page.content.decode()


def test_staff_of_another_facility_do_not_find_the_form(client_for):
    form = make_form(facility := make_facility(), by=make_member(facility))
    client = client_for(make_member(make_facility()), second_factor=True)

    for name in ("form_detail", "form_map", "form_remove"):
        assert client.get(reverse(f"planforms:{name}", args=[form.public_id])).status_code == 404
    assert client.get(reverse("planforms:form_file", args=[form.public_id, "blank"])).status_code == 404
    assert form.title not in client.get(reverse("planforms:form_list")).content.decode()


def test_an_auditor_looks_and_changes_nothing(client_for):
    facility = make_facility()
    form = make_form(facility, by=make_member(facility))
    client = client_for(make_member(facility, role="AUDITOR"), second_factor=True)

    assert client.get(reverse("planforms:form_detail", args=[form.public_id])).status_code == 200
    answer = client.post(reverse("planforms:form_map", args=[form.public_id]), {"s1": "leave"})
    assert answer.status_code == 403
    form.refresh_from_db()
    assert form.removed_at is None


def test_a_form_removed_by_somebody_is_gone_for_all(client_for):
    facility = make_facility()
    form = make_form(facility, by=make_member(facility))
    client = client_for(make_member(facility), second_factor=True)
    url = reverse("planforms:form_remove", args=[form.public_id])

    assert client.post(url).headers["Location"] == reverse("planforms:form_list")
    assert client.post(url).headers["Location"] == reverse("planforms:form_list")
    assert client.get(reverse("planforms:form_detail", args=[form.public_id])).status_code == 404
