"""A facility’s remittance: only its own people’s claims are held, and saved where they belong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app.cases.services import close_case
from requests_app.claims.readers.x12 import read
from requests_app.eobs import files, remittances
from requests_app.eobs.holding import EobRefused
from requests_app.models import AuditEntry, Case, EobFile, EobLine, ExplanationOfBenefits, Promise, Site
from requests_app.outbox.worker import Outcome, Work
from tests.claims.x12.good import AGREED, CORRECTED, DAY, PLAIN_CLAIM, REVERSED
from tests.claims.x12.remit import BEN, PAYEE, PAYER, Payment, claim, file, svc
from tests.factories.bills import make_approval, make_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
OTHERS = claim("CLM-BEN", "100", "80", "20", svc("HC:90834", "100", "80", "CAS*PR*2*20"), who=BEN)
STRANGER = "ZZTOPSECRET"
STRANGERS = claim("CLM-ZZ", "100", "80", "", DAY, who=(f"NM1*QC*1*{STRANGER}*EVE****MI*XX1",))
DAY_OF_CARE = date(2026, 11, 10)
MIXED = file(Payment((PLAIN_CLAIM, OTHERS, STRANGERS)))


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def worker(facility):
    return make_member(facility)


@pytest.fixture
def staff(client_for, worker):
    return client_for(worker, second_factor=True)


@pytest.fixture
def by(worker, facility):
    return actor_for(worker, facility=facility)


def opened(facility, *, first="Ana", last="Sample", member="SHP123456789", **patient):
    case = make_case(facility=facility)
    for name, value in {"first_name": first, "last_name": last, **patient}.items():
        setattr(case.patient, name, value)
    case.patient.save()
    case.coverage.member_id = member
    case.coverage.save()
    return case


def kept(facility, by, data=MIXED):
    return remittances.keep_remittance(
        organization=facility, reading=read(data), data=data, name="era.835", by=by, at=NOW
    )


def everything(held, by):
    chosen = {one.place: one.fit.requests[0] for one in remittances.claims_of(held)}
    return remittances.save_remittance(file=held, chosen=chosen, by=by, at=NOW)


def test_only_claims_of_own_requests_are_held(facility, by):
    case = opened(facility)

    held = kept(facility, by)

    assert [one.claim.claim_number for one in remittances.claims_of(held)] == ["CLM1"]
    assert remittances.claims_of(held)[0].fit.requests == (case.pk,)
    assert (held.claims_found, held.claims_left_out, held.case) == (3, 2, None)
    assert "EXAMPLE*BEN" not in str(held.read)
    assert STRANGER not in str([held.read, held.notes, held.name])
    assert not ExplanationOfBenefits.objects.exists()


def test_a_note_about_another_person_s_claim_is_forgotten_with_it(facility, by):
    opened(facility)
    off = claim("CLM-BEN", "100", "70", "20", svc("HC:90834", "100", "70", "CAS*PR*2*20"), who=BEN)

    held = kept(facility, by, file(Payment((PLAIN_CLAIM, off), plbs=("PLB*1*20261231*WO:A*5",))))

    assert {one["slug"] for one in held.notes} == {"x12.payment_smaller"}
    assert "CLM-BEN" not in str(held.notes)


def test_a_file_that_fits_nobody_keeps_nothing(facility, by):
    with pytest.raises(EobRefused):
        kept(facility, by)

    assert not EobFile.objects.exists()


def test_requests_of_another_facility_are_never_matched(facility, by):
    opened(make_facility())

    with pytest.raises(EobRefused):
        kept(facility, by)


def test_someone_who_only_looks_may_not_read_one_in(facility):
    opened(facility)
    auditor = actor_for(make_member(facility, role="AUDITOR"), facility=facility, role="AUDITOR")

    with pytest.raises(PermissionDenied):
        kept(facility, auditor)


def test_what_was_read_is_gone_after_a_day(facility, by):
    opened(facility)
    held = kept(facility, by)

    promise = Promise.objects.get(kind="eob-file", subject_id=held.pk)
    work = Work(promise.pk, held.pk, facility.pk, 1, False)
    told = files.forget(work, NOW + timedelta(hours=24))

    held.refresh_from_db()
    assert promise.due_at == NOW + timedelta(hours=24)
    assert told is Outcome.DONE
    assert (held.state, held.read) == ("DROPPED", [])


def test_claims_are_saved_where_they_belong(facility, by):
    ana, ben = opened(facility), opened(facility, first="Ben", last="Example", member="SHP987654321")
    held = kept(facility, by)

    assert everything(held, by) == 2

    [one] = ana.eobs.all()
    [other] = ben.eobs.all()
    assert (one.claim_number, one.source, one.file_id) == ("CLM1", "X12", held.pk)
    assert (other.claim_number, other.patient_name) == ("CLM-BEN", "BEN T EXAMPLE")
    assert one.network == "NOT_SHOWN"
    assert [line.copay for line in EobLine.objects.filter(eob=one)] == [Decimal("30.00")]
    held.refresh_from_db()
    assert (held.state, held.read) == ("SAVED", [])
    assert AuditEntry.objects.filter(action="eobs.file_saved", target_id=held.public_id).count() == 1


def test_taken_back_and_corrected_leaves_the_correction(facility, by):
    case = opened(facility)
    everything(kept(facility, by, file(Payment((PLAIN_CLAIM,)))), by)

    everything(kept(facility, by, file(Payment((REVERSED, CORRECTED)))), by)

    current = case.eobs.get(replaced_at__isnull=True)
    assert (current.claim_number, current.plan_paid) == ("CLM1A", Decimal("350.00"))
    assert case.eobs.count() == 3


def test_taken_back_and_paid_again_as_before_counts_as_paid(facility, by):
    """As when a plan pays the same to another account: the last word is the payment, not the taking back."""
    case = opened(facility)
    everything(kept(facility, by, file(Payment((PLAIN_CLAIM,)))), by)
    later = ("DTM*405*20261201", *PAYER, *PAYEE)
    again = file(Payment((REVERSED, PLAIN_CLAIM), head=later))

    assert everything(kept(facility, by, again), by) == 2
    assert everything(kept(facility, by, again), by) == 0
    assert everything(kept(facility, by, file(Payment((PLAIN_CLAIM,)))), by) == 0

    current = case.eobs.get(replaced_at__isnull=True)
    assert (current.status, current.plan_paid, current.processed_on) == (
        "PROCESSED",
        Decimal("320.00"),
        date(2026, 12, 1),
    )


def test_the_same_file_again_adds_nothing(facility, by):
    case = opened(facility)
    everything(kept(facility, by), by)

    assert everything(kept(facility, by), by) == 0
    assert case.eobs.count() == 1


def test_a_known_account_number_is_enough_with_the_name(facility, by):
    case = opened(facility)
    make_eob(case, patient_account="PT-1001")
    nameless = claim("CLM77", "500", "320", "30", DAY, who=("NM1*QC*1*SAMPLE*ANA",))

    assert everything(kept(facility, by, file(Payment((nameless,)))), by) == 1
    assert case.eobs.filter(claim_number="CLM77").exists()


def test_a_request_that_is_not_offered_cannot_be_chosen(facility, by):
    opened(facility)
    stranger = opened(make_facility())
    held = kept(facility, by)

    assert remittances.save_remittance(file=held, chosen={0: stranger.pk}, by=by, at=NOW) == 0
    assert not ExplanationOfBenefits.objects.exists()


def test_a_file_that_is_done_is_not_saved_twice(facility, by):
    opened(facility)
    held = kept(facility, by)
    everything(held, by)

    with pytest.raises(EobRefused):
        remittances.save_remittance(file=held, chosen={}, by=by, at=NOW)


def test_staff_read_look_and_add(staff, facility):
    case = opened(facility)
    make_approval(case)
    upload = SimpleUploadedFile("era.835", MIXED)

    read_in = staff.post(reverse("bills_desk:remittance_add"), {"file": upload}, follow=True)

    assert read_in.status_code == 200
    text = read_in.content.decode()
    assert "2 more do not surely fit any request" in text
    assert case.reference in text
    assert STRANGER not in text
    assert "BEN" not in text
    picked = [value for value, _label in read_in.context["form"].fields["picked"].choices]

    saved = staff.post(read_in.request["PATH_INFO"], {"picked": picked}, follow=True)

    assert case.eobs.get().claim_number == "CLM1"
    assert "1 statement came from this file" in saved.content.decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (MIXED.replace(b"ST*835*", b"ST*837*"), "X12 837"),
        (MIXED[: MIXED.index(b"SE*")], "ends in the middle"),
        (b'{"resourceType": "Patient"}', "(Patient)"),
    ],
    ids=["an 837", "cut off", "a Patient"],
)
def test_a_refused_file_saves_nothing(staff, facility, data, says):
    opened(facility)

    answer = staff.post(reverse("bills_desk:remittance_add"), {"file": SimpleUploadedFile("era.835", data)})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not EobFile.objects.exists()
    assert not ExplanationOfBenefits.objects.exists()


def test_a_claim_that_fits_two_requests_of_a_person_goes_to_one(staff, facility, by):
    first, second = opened(facility), opened(facility)
    for case in (first, second):
        case.patient.birth_date = date(1990, 3, 4)
        case.patient.save()
    url = reverse("bills_desk:remittance_preview", args=[kept(facility, by).public_id])

    page = staff.get(url)
    choices = [value for value, _label in page.context["form"].fields["picked"].choices]
    both = staff.post(url, {"picked": choices})

    assert page.context["form"].initial["picked"] == []
    assert both.status_code == 422
    assert "Select one request for each claim" in both.content.decode()

    staff.post(url, {"picked": [one for one in choices if one.endswith(f":{second.pk}")]})

    assert (first.eobs.count(), second.eobs.count()) == (0, 1)


def test_one_that_looks_like_another_is_offered_but_not_ticked(staff, facility, by):
    case = opened(facility)
    make_eob(case, claim_number="", billed=Decimal(500), lines=[], service_from=DAY_OF_CARE)
    unnumbered = claim("", "500", "320", "30", DAY)
    held = kept(facility, by, file(Payment((unnumbered,))))

    page = staff.get(reverse("bills_desk:remittance_preview", args=[held.public_id]))

    assert "Looks like one that is there" in page.content.decode()
    assert page.context["form"].initial["picked"] == []
    assert everything(held, by) == 1


def test_a_closed_request_is_named_and_cannot_be_picked(staff, facility, by):
    case = opened(facility)
    close_case(case=case, because="STOPPED", by=by, at=NOW)

    page = staff.get(reverse("bills_desk:remittance_preview", args=[kept(facility, by).public_id]))

    assert "1 claim is of a closed request" in page.content.decode()
    assert page.context["found"].choices == []


def test_a_file_of_another_facility_is_not_there(client_for, facility, by):
    opened(facility)
    held = kept(facility, by)
    stranger = client_for(make_member(make_facility()), second_factor=True)

    for name in ("remittance_preview", "remittance_drop"):
        url = reverse(f"bills_desk:{name}", args=[held.public_id])
        assert stranger.post(url).status_code == 404


def test_thrown_away_nothing_is_left(staff, facility, by):
    opened(facility)
    held = kept(facility, by)

    staff.post(reverse("bills_desk:remittance_drop", args=[held.public_id]))

    held.refresh_from_db()
    assert (held.state, held.read) == ("DROPPED", [])
    assert not ExplanationOfBenefits.objects.exists()


def test_units_of_a_remittance_count_for_what_was_approved(facility, by):
    case = opened(facility)
    make_approval(case)
    two = [svc("HC:H0015", "500", "320", *AGREED, day=day) for day in ("20261110", "20261112")]

    everything(kept(facility, by, file(Payment((claim("CLM1", "1000", "640", "60", *two),)))), by)

    assert sum(one.units for one in case.units_used.filter(removed_at__isnull=True)) == 2


def test_who_works_for_one_site_sees_no_file_of_all_sites(client_for, facility, by):
    north, south = (Site.objects.create(organization=facility, name=one) for one in ("North", "South"))
    mine, other = opened(facility), opened(facility, first="Ben", last="Example", member="SHP987654321")
    Case.objects.filter(pk=mine.pk).update(site=north)
    Case.objects.filter(pk=other.pk).update(site=south)
    of_all = kept(facility, by)
    person = make_member(facility, site_ids=[north.pk])
    limited = client_for(person, second_factor=True)
    url = reverse("bills_desk:remittance_preview", args=[of_all.public_id])
    assert limited.get(url).status_code == 404

    # Read in by them, and of two requests one has gone to the other site since.
    EobFile.objects.filter(pk=of_all.pk).update(added_by=person)
    everything(of_all, by)
    shown = limited.get(url).content.decode()
    assert mine.reference in shown
    assert other.reference not in shown
