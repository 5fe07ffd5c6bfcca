"""A letter is begun, saved page by page, signed once, and kept when a new version comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from requests_app.casefile import schema
from requests_app.casefile.export import case_file
from requests_app.drafts.clash import Clash
from requests_app.letters import letters
from requests_app.letters.text import hash_of, letter_text
from requests_app.models import (
    AuditEntry,
    CareCode,
    Case,
    ClinicianLetter,
    ClinicianRequest,
    OutgoingEmail,
    Promise,
    StatedFacts,
)
from requests_app.strength.same_story import differences
from tests.factories.cases import make_case
from tests.factories.letters import ANSWERS, clinician_of, make_letter_request
from tests.factories.people import actor_for

NOW = timezone.now().replace(microsecond=0)


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def asked(case):
    return make_letter_request(case, by=case.opened_by)


def answers(**changes):
    return schema.ClinicianAnswers.model_validate({**ANSWERS, **changes})


def save(asked, typed=None, *, key="page-1", version=None, prefilled=None):
    start = prefilled or answers()
    return letters.save_page(
        letter_request=asked,
        prefilled=start,
        typed=typed or {},
        page_key=key,
        shown_version=version,
        by=clinician_of(asked),
        at=NOW,
    )


def sign(asked, *, seen=None, name="Dana Example", at=NOW):
    row = letters.draft_row(asked)
    words = letter_text(letters.answers_in(row), case_file(asked.case)) if row else []
    return letters.sign(
        letter_request=asked, signed_name=name, seen=seen or hash_of(words), by=clinician_of(asked), at=at
    )


def signed_letter(asked, **changes):
    save(asked, prefilled=answers(**changes))
    return sign(asked)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_the_first_page_starts_the_letter_from_what_was_filled_in(asked):
    row = save(asked, {"need": "Nothing else helped."}, prefilled=answers(need=""))
    assert (row.number, row.state) == (1, "DRAFT")
    kept = letters.answers_in(row)
    assert (kept.need, kept.diagnoses[0].code) == ("Nothing else helped.", "F33.2")
    assert fresh(asked).state == "STARTED"
    assert fresh(asked).started_at == NOW


def test_the_same_open_page_saves_again_and_again(asked):
    save(asked, {"need": "One"})
    save(asked, {"need": "One, two"}, version="stale")
    assert letters.answers_in(letters.draft_row(asked)).need == "One, two"
    assert ClinicianLetter.objects.count() == 1


def test_another_page_with_other_words_clashes(asked):
    save(asked, {"need": "From the office"}, key="page-1")
    seen = letters.version_of_answers(answers(), ("need",))
    with pytest.raises(Clash) as clash:
        save(asked, {"need": "From the clinician"}, key="page-2", version=seen)
    assert clash.value.fields == {"need": "From the office"}


@pytest.mark.parametrize("stranger", ["the patient", "another clinician"])
def test_nobody_else_writes_or_signs(asked, stranger):
    if stranger == "the patient":
        by = actor_for(asked.case.opened_by)
    else:
        other_case = make_case()
        other = make_letter_request(other_case, by=other_case.opened_by)
        by = clinician_of(other)
    with pytest.raises(PermissionDenied):
        letters.save_page(
            letter_request=asked,
            prefilled=answers(),
            typed={},
            page_key="x",
            shown_version=None,
            by=by,
            at=NOW,
        )
    with pytest.raises(PermissionDenied):
        letters.sign(letter_request=asked, signed_name="Somebody", seen="", by=by, at=NOW)
    assert not ClinicianLetter.objects.exists()


def test_signing_locks_the_words(asked):
    row = signed_letter(asked)
    assert (row.state, row.signed_name, row.signed_at) == ("SIGNED", "Dana Example", NOW)
    assert row.text_sha256 == hash_of(row.text)
    assert fresh(asked).state == "SIGNED"
    with pytest.raises(DatabaseError), transaction.atomic():
        ClinicianLetter.objects.filter(pk=row.pk).update(text=["Something else"])


def test_signing_twice_is_once(asked):
    first = signed_letter(asked)
    again = letters.sign(
        letter_request=fresh(asked),
        signed_name="Dana Example",
        seen=first.text_sha256,
        by=clinician_of(asked),
        at=NOW,
    )
    assert again.pk == first.pk
    assert AuditEntry.objects.filter(action="letters.signed").count() == 1
    assert StatedFacts.objects.count() == 1


@pytest.mark.parametrize(
    "gap", [{"name": ""}, {"diagnoses": []}, {"services": []}, {"need": ""}, {"urgent_reason": ""}]
)
def test_a_letter_with_something_missing_is_not_signed(asked, gap):
    save(asked, prefilled=answers(**gap))
    with pytest.raises(letters.LetterNotReady):
        sign(asked)
    assert fresh(asked).state == "STARTED"


def test_a_letter_that_reads_otherwise_than_the_one_shown_is_not_signed(asked):
    save(asked)
    row = letters.draft_row(asked)
    shown = hash_of(letter_text(letters.answers_in(row), case_file(asked.case)))
    asked.case.provider.name = "Another Program"
    asked.case.provider.save()
    with pytest.raises(letters.LetterChanged):
        sign(asked, seen=shown)
    assert letters.draft_row(asked) is not None


def test_what_it_says_stands_beside_the_request(asked):
    signed_letter(asked, starts_on="2027-01-04")
    stated = StatedFacts.objects.get(source="CLINICIAN", removed_at__isnull=True)
    assert stated.stated_by == "Dana Example"
    assert stated.diagnosis_codes == ["F33.2"]
    assert stated.service_codes == ["H0015", "0905"]
    assert (stated.starts_on, stated.amount, stated.amount_unit) == (date(2027, 1, 4), 36, "DAYS")
    assert (stated.waiting_harms, stated.provider_name) == ("YES", "Example Desert Program")
    assert [one.topic for one in differences(case_file(asked.case))] == ["starts_on"]


def test_a_letter_without_the_tick_says_nothing_about_harm(asked):
    signed_letter(asked, is_urgent=False)
    assert StatedFacts.objects.get().waiting_harms == ""


def test_what_was_typed_in_of_an_older_letter_is_replaced(asked):
    StatedFacts.objects.create(
        organization_id=asked.organization_id, case=asked.case, source="CLINICIAN", stated_by="Somebody"
    )
    signed_letter(asked)
    assert [one.stated_by for one in StatedFacts.objects.all()] == ["Dana Example"]


def test_codes_of_the_request_are_never_overwritten(asked):
    signed_letter(asked, diagnoses=[{"kind": "DIAGNOSIS", "code": "F43.12"}])
    codes = CareCode.objects.filter(case=asked.case, removed_at__isnull=True)
    assert sorted(codes.values_list("code", flat=True)) == ["0905", "F33.2", "H0015"]


def test_codes_that_were_left_to_the_clinician_join_the_request(asked):
    asked.case.codes.filter(kind="DIAGNOSIS").update(removed_at=NOW)
    signed_letter(asked)
    added = CareCode.objects.get(case=asked.case, kind="DIAGNOSIS", removed_at__isnull=True)
    assert (added.code, added.added_by) == ("F33.2", "CLINICIAN")


def test_who_said_my_clinician_will_add_them_gets_those_that_are_missing(asked):
    asked.case.care.codes_known = "CLINICIAN"
    asked.case.care.save()
    codes = [{"kind": "DIAGNOSIS", "code": "F33.2"}, {"kind": "DIAGNOSIS", "code": "F43.12"}]
    signed_letter(asked, diagnoses=codes)
    found = CareCode.objects.filter(case=asked.case, kind="DIAGNOSIS", removed_at__isnull=True)
    assert sorted(found.values_list("code", "added_by")) == [("F33.2", "PATIENT"), ("F43.12", "CLINICIAN")]


def test_after_signing_nobody_is_asked_again_and_the_people_of_the_case_are_told(asked):
    signed_letter(asked)
    assert not Promise.objects.filter(kind="clinician-nudge", state="PENDING").exists()
    mail = OutgoingEmail.objects.get(to_email=asked.case.opened_by.email, template="letters/news")
    assert mail.context == {}
    assert Case.objects.get(pk=asked.case_id).last_contact_at == NOW
    assert fresh(asked).expires_at > NOW + timedelta(days=29)


def test_a_new_version_keeps_the_old_one_until_it_is_signed(asked):
    first = signed_letter(asked)
    asked = fresh(asked)
    draft = letters.new_version(letter_request=asked, by=clinician_of(asked), at=NOW)
    assert letters.new_version(letter_request=asked, by=clinician_of(asked), at=NOW).pk == draft.pk
    assert case_file(asked.case).letters[0].number == 1
    save(
        asked,
        {"need": "It got worse."},
        key="page-9",
        version=letters.version_of_answers(answers(), ("need",)),
    )
    second = sign(asked, at=NOW + timedelta(minutes=1))
    assert (first.number, second.number) == (1, 2)
    assert [one.number for one in letters.signed_versions(asked)] == [2, 1]
    assert fresh(first).text == first.text
    assert [one.text for one in case_file(asked.case).letters] == [second.text]


def test_a_signed_letter_is_not_changed_without_a_new_version(asked):
    signed_letter(asked)
    with pytest.raises(letters.LetterRefused):
        save(fresh(asked), {"need": "x"})


@pytest.mark.parametrize("over", [{"revoked_at": NOW}, {"state": "DECLINED", "declined_at": NOW}])
def test_nothing_is_written_once_it_is_over(asked, over):
    ClinicianRequest.objects.filter(pk=asked.pk).update(**over)
    with pytest.raises(letters.LetterRefused):
        save(fresh(asked))
    assert not ClinicianLetter.objects.exists()


def test_nothing_is_written_into_a_closed_case(asked):
    Case.objects.filter(pk=asked.case_id).update(status="CLOSED")
    with pytest.raises(letters.LetterRefused):
        save(asked)
