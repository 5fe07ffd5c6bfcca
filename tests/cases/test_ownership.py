"""Whose part is whose, and what one side keeps to itself by rule: nowhere on the other’s pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.accounts.policy import ROWS, Who
from requests_app.casefile.export import Reader, case_file
from requests_app.cases.ownership import RULES, Part, Rule, may_change
from requests_app.models import DocumentConsent, InsurerCall, InsurerNotes
from tests.architecture.samples import make_samples, paper_of, routes
from tests.factories.people import actor_for, make_member
from tests.staff.pages import version_on

PATIENT_SIDE = (Who.CASE_VIEW, Who.CASE_EDIT, Who.PATIENT_SIDE)
# Where a paper could turn up.
AREAS = ("papers:", "packets:", "appeals:", "complaints:", "eobs:", "tracker:", "clinicians:", "strength:")
CANARY = "canary they sounded annoyed"


@pytest.fixture
def samples(db):
    return make_samples()


@pytest.fixture
def staff(client_for, samples):
    return client_for(make_member(samples.facility, role="ADMIN"), second_factor=True)


def pages_of_a_case(samples):
    """Every page with a case in its address that the patient’s side may ask for."""
    for name, parameters in routes():
        row = ROWS.get(name)
        if row and "GET" in row.methods and "case_id" in parameters and row.who in PATIENT_SIDE:
            yield name, samples.url(name)


def text_of(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return bytes(content)


def test_notes_of_staff_about_a_call_are_on_no_page_of_the_patient_when_the_rule_says_so(
    samples, client_for, staff
):
    case = samples.case
    finished = InsurerCall.objects.get(case=case)
    InsurerCall.objects.filter(pk=finished.pk).update(notes=CANARY, made_by="STAFF", answers={"answer": "NO"})
    draft = InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_3",
        is_draft=True,
        made_by="STAFF",
        called_on=date(2026, 11, 18),
        notes=CANARY,
        answers={"typed": {"notes": CANARY}},
    )
    case.organization.insurer_notes = InsurerNotes.STAFF
    case.organization.save()
    patient = client_for(samples.patient)
    answer_from_call = reverse("decisions:answer_add", args=[case.public_id]) + f"?call={finished.public_id}"

    pages = [*pages_of_a_case(samples), ("from the call", answer_from_call)]
    found = [name for name, url in pages if CANARY.encode() in text_of(patient.get(url))]

    assert len(pages) > 100
    assert found == []
    assert CANARY not in case_file(case, Reader.PATIENT).model_dump_json()
    assert CANARY not in case_file(case).model_dump_json()
    assert CANARY in case_file(case, Reader.STAFF).model_dump_json()
    detail = reverse("insurer_calls:call_detail", args=[case.public_id, finished.public_id])
    assert CANARY in staff.get(detail).content.decode()
    # Who cannot read all of a call does not write over it.
    edit = reverse("insurer_calls:call_edit", args=[case.public_id, finished.public_id])
    assert patient.get(edit)["Location"] == detail
    patient.post(edit, {"then": "end", "reference": "X", "called_on": "today"})
    finished.refresh_from_db()
    assert (finished.notes, finished.reference) == (CANARY, "R-1")
    hidden_draft = reverse("insurer_calls:call_edit", args=[case.public_id, draft.public_id])
    assert patient.get(hidden_draft).status_code == 404
    # A rule, not an accident: without it the patient reads what staff wrote.
    case.organization.insurer_notes = InsurerNotes.SHARED
    case.organization.save()
    assert CANARY in patient.get(detail).content.decode()


def test_a_paper_the_patient_keeps_back_is_nowhere_for_staff(samples, client_for, staff):
    case, patient = samples.case, client_for(samples.patient)
    document = paper_of(case, samples.patient)
    document.title, document.in_packet = CANARY, True
    document.save()
    own = [case.public_id, document.public_id]
    share = reverse("papers:paper_share", args=own)
    assert staff.post(share, {"may_see": "NO"}).status_code in (403, 404)

    assert patient.post(share, {"may_see": "NO"}).status_code == 302

    found = [
        name
        for name, url in [
            *(one for one in pages_of_a_case(samples) if one[0].startswith(AREAS)),
            ("staff:case", reverse("staff:case", args=[case.public_id])),
        ]
        if ROWS[name].who is not Who.PATIENT_SIDE and CANARY.encode() in text_of(staff.get(url))
    ]
    assert found == []
    for name, more in (("paper_detail", []), ("paper_file", []), ("paper_page", [1]), ("paper_edit", [])):
        url = reverse(f"papers:{name}", args=[*own, *more])
        assert staff.get(url).status_code == 404, name
        assert patient.get(url).status_code != 404, name
    for reader, is_there in ((Reader.PACKET, False), (Reader.STAFF, False), (Reader.PATIENT, True)):
        assert (CANARY in case_file(case, reader).model_dump_json()) is is_there
    document.refresh_from_db()
    assert not document.in_packet
    use = patient.post(reverse("papers:paper_use", args=own), {"use": "yes"}, follow=True)
    assert "Let the team see it first" in use.content.decode()
    assert patient.post(share, {"may_see": "YES"}).status_code == 302
    assert CANARY in staff.get(reverse("papers:paper_detail", args=own)).content.decode()
    words = DocumentConsent.objects.filter(document=document).order_by("pk")
    assert [one.may_see for one in words] == [False, True]


def test_what_staff_gave_cannot_be_kept_from_them(samples, client_for):
    worker = make_member(samples.facility)
    document = paper_of(samples.case, worker)
    share = reverse("papers:paper_share", args=[samples.case.public_id, document.public_id])

    answer = client_for(samples.patient).post(share, {"may_see": "NO"})

    assert answer.status_code == 422
    document.refresh_from_db()
    assert document.kept_back_at is None


def test_each_part_has_its_rule(samples):
    case, patient = samples.case, actor_for(samples.patient)
    member = make_member(samples.facility)
    staff = actor_for(member, facility=samples.facility)

    assert set(RULES) == set(Part)
    for part, rule in RULES.items():
        made_by = {"patient": samples.patient.pk, "staff": member.pk}
        allowed = {
            (who, maker): may_change(case, part, by=actor, made_by_id=made_by[maker])
            for who, actor in (("patient", patient), ("staff", staff))
            for maker in made_by
        }
        assert allowed[("patient", "patient")], part
        assert allowed[("patient", "staff")] is (rule is not Rule.FACILITY), part
        assert allowed[("staff", "staff")] is (rule is not Rule.PATIENT), part


def test_the_patient_does_not_change_a_request_to_a_clinician_that_staff_wrote(samples, client_for):
    request = samples.letter_request
    member = make_member(samples.facility)
    type(request).objects.filter(pk=request.pk).update(asked_by=member, state="SENT", signed_at=None)
    url = reverse("clinicians:ask_edit", args=[samples.case.public_id, request.public_id])
    patient = client_for(samples.patient)
    data = {"clinician_name": "Somebody Else", "version": version_on(patient, url)}

    answer = patient.post(url, {**data, "asks": ["WHY"], "role": "", "email": "", "fax": "", "note": ""})

    request.refresh_from_db()
    assert request.clinician_name != "Somebody Else"
    assert answer.status_code == 422
