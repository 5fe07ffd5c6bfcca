from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.eobs import queries, services
from requests_app.eobs.saving import Fate
from requests_app.eobs.services import EobRefused
from requests_app.eobs.statements import statement_of
from requests_app.models import AuditEntry, Case, EobAdjustment, EobLine, ExplanationOfBenefits, UnitsUsed
from tests.eobs.claims import FIRST, claim, line
from tests.factories.bills import NOW, make_approval, make_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user


@pytest.fixture
def case(db) -> Case:
    return make_case()


def save(case, *claims, **options):
    by = actor_for(case.opened_by)
    return services.save_statements(
        case=case, statements=claims, **{"source": "FHIR", "by": by, "at": NOW, **options}
    )


def fates(told) -> list[Fate]:
    return [one.fate for one in told]


def rows() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (ExplanationOfBenefits, EobLine, EobAdjustment, UnitsUsed)
    )


def test_a_claim_is_kept_as_it_was_read(case):
    told = claim(network="IN_NETWORK", remarks=("N130",))

    (kept,) = save(case, told)

    found = queries.get_eob_or_404(case, kept.eob.public_id)
    assert kept.fate is Fate.NEW
    assert statement_of(found).model_dump() == {**told.model_dump(), "patient_born_on": None} | {
        "lines": statement_of(found).model_dump()["lines"]
    }
    assert [one.billed for one in statement_of(found).lines] == [Decimal("500.00")] * 2
    assert queries.is_current(found)


def test_the_same_file_twice_adds_nothing(case):
    save(case, claim(), claim(claim_number="CLM-2"))
    before = rows()

    assert fates(save(case, claim(), claim(claim_number="CLM-2"))) == [Fate.SAME, Fate.SAME]
    assert rows() == before


def test_a_correction_takes_the_place_of_the_one_before_and_both_stay(case):
    (first,) = save(case, claim())
    (second,) = save(case, claim(patient_owes=Decimal("500.00")))

    assert second.fate is Fate.CORRECTS
    assert second.eob.replaces_id == first.eob.pk
    assert [one.pk for one in queries.current(case)] == [second.eob.pk]
    assert queries.kept(case).count() == 2
    assert queries.get_eob_or_404(case, first.eob.public_id).patient_owes == Decimal("60.00")


def test_original_taking_back_and_correction_in_one_file_are_one_history(case):
    back = claim(status="REVERSED", frequency="VOID", patient_owes=Decimal("-60.00"))
    again = claim(patient_owes=Decimal("10.00"), frequency="REPLACEMENT")

    told = save(case, claim(), back, again)

    assert fates(told) == [Fate.NEW, Fate.CORRECTS, Fate.CORRECTS]
    assert [one.pk for one in queries.current(case)] == [told[2].eob.pk]
    assert told[2].eob.replaces_id == told[1].eob.pk


@pytest.mark.parametrize("order", ["312", "132"])
def test_three_versions_that_come_in_the_wrong_order_count_once(case, order):
    """The last names the second, the second the first: each by a number of its own."""
    make_approval(case)
    versions = {
        "1": claim(claim_number="A", processed_on=None),
        "2": claim(claim_number="B", prior_claim_number="A", patient_owes=Decimal("50"), processed_on=None),
        "3": claim(claim_number="C", prior_claim_number="B", patient_owes=Decimal("40"), processed_on=None),
    }

    for number in order:
        save(case, versions[number])

    (current,) = queries.current(case)
    chain = [current.claim_number, current.replaces.claim_number, current.replaces.replaces.claim_number]
    assert chain == ["C", "B", "A"]
    assert sum(UnitsUsed.objects.filter(removed_at=None).values_list("units", flat=True)) == 2


@pytest.mark.parametrize(("owes", "asks"), [("60.00", Decimal("900.00")), ("10.00", None)])
def test_the_provider_s_bill_goes_along_when_a_file_tells_what_was_typed(case, owes, asks):
    """Not when the plan did something else: the provider may bill anew."""
    (typed,) = save(case, claim(provider_asks=Decimal("900.00")), source="TYPED")
    (kept,) = save(case, claim(network="OUT_OF_NETWORK", patient_owes=Decimal(owes)))

    assert (kept.fate, kept.eob.replaces_id) == (Fate.CORRECTS, typed.eob.pk)
    assert kept.eob.provider_asks == asks


def test_an_older_file_changes_nothing(case):
    save(case, claim(patient_owes=Decimal("10.00"), processed_on=FIRST + timedelta(days=40)))
    before = rows()

    assert fates(save(case, claim())) == [Fate.OLDER]
    assert rows() == before


def test_a_claim_of_another_person_is_never_attached_whatever_is_confirmed(case):
    before = rows()

    told = save(case, claim(patient_name="Ben Sample"), confirmed=[0])

    assert fates(told) == [Fate.ANOTHER]
    assert rows() == before


def test_whose_nobody_can_tell_needs_the_person(case):
    unsure = claim(patient_born_on=None, member_id="")

    assert fates(save(case, unsure)) == [Fate.UNSURE]
    assert fates(save(case, unsure, confirmed=[0])) == [Fate.NEW]


def test_what_the_person_typed_is_theirs(case):
    assert fates(save(case, claim(patient_name="A. S."), source="TYPED")) == [Fate.NEW]


def test_one_that_looks_the_same_is_kept_only_when_the_person_says_that_it_is_another(case):
    save(case, claim(claim_number=""))

    assert fates(save(case, claim(claim_number=""))) == [Fate.LOOKS_SAME]
    told = save(case, claim(claim_number=""), confirmed=[0])
    assert fates(told) == [Fate.NEW]
    assert told[0].eob.fingerprint == ""


def test_what_would_become_of_them_is_what_becomes_of_them(case):
    claims = [
        claim(),
        claim(patient_owes=Decimal("10.00"), frequency="REPLACEMENT"),
        claim(claim_number="CLM-2", patient_name="Ben Sample"),
        claim(claim_number="CLM-3", member_id="", patient_born_on=None),
    ]
    told = services.fates(case=case, statements=claims, source="FHIR")

    assert fates(told) == fates(save(case, *claims))
    assert fates(told) == [Fate.NEW, Fate.CORRECTS, Fate.ANOTHER, Fate.UNSURE]


def test_units_follow_the_bills(case):
    make_approval(case)

    (first,) = save(case, claim())
    assert UnitsUsed.objects.filter(removed_at__isnull=True).count() == 2
    save(case, claim(line(), patient_owes=Decimal("30.00")))
    (left,) = UnitsUsed.objects.filter(removed_at__isnull=True)

    assert (left.source, left.units, left.used_on) == ("BILL", 1, FIRST)
    assert left.eob_line.eob.replaces_id == first.eob.pk
    services.remove(eob=left.eob_line.eob, by=actor_for(case.opened_by), at=NOW)
    assert UnitsUsed.objects.filter(removed_at__isnull=True).count() == 2


def test_what_stands_on_two_claims_or_twice_on_one_uses_its_units_once(case):
    make_approval(case)
    save(case, claim(), claim(claim_number="CLM-2"))
    assert sum(UnitsUsed.objects.filter(removed_at=None).values_list("units", flat=True)) == 2

    third = FIRST + timedelta(days=7)
    save(case, claim(line(service_from=third), line(service_from=third), claim_number="CLM-3"))
    assert sum(UnitsUsed.objects.filter(removed_at=None).values_list("units", flat=True)) == 3


def test_lines_that_are_taken_back_denied_or_outside_use_no_units(case):
    make_approval(case)
    lines = [
        line(),
        line(
            **{
                name: Decimal(-1) * line().model_dump()[name]
                for name in ("billed", "allowed", "plan_paid", "copay", "patient_owes")
            }
        ),
        line(allowed=Decimal(0), plan_paid=Decimal(0), copay=None, patient_owes=Decimal("500.00")),
        line(code="90837"),
        line(service_from=FIRST - timedelta(days=90)),
    ]
    save(case, claim(*lines))

    assert not UnitsUsed.objects.filter(removed_at__isnull=True).exists()


@pytest.mark.parametrize("changes", [{"payer_order": "SECONDARY"}, {"frequency": "VOID"}])
def test_what_another_plan_processed_or_was_taken_back_uses_no_units(case, changes):
    make_approval(case)
    save(case, claim(**changes))
    assert UnitsUsed.objects.count() == 0


def test_a_typed_claim_counts_once_it_is_finished(case):
    make_approval(case)
    eob = make_eob(case, is_finished=False)
    by = actor_for(case.opened_by)

    assert not UnitsUsed.objects.exists()
    services.finish(eob=eob, by=by, at=NOW)
    services.finish(eob=eob, by=by, at=NOW)

    assert UnitsUsed.objects.filter(removed_at__isnull=True).count() == 2
    assert AuditEntry.objects.filter(action="eobs.finished").count() == 1


def test_a_typed_claim_that_is_there_already_is_refused_and_stays_unfinished(case):
    make_eob(case)
    again = make_eob(case, is_finished=False)

    with pytest.raises(EobRefused, match="already have this statement"):
        services.finish(eob=again, by=actor_for(case.opened_by), at=NOW)

    again.refresh_from_db()
    assert again.finished_at is None


def test_a_typed_correction_takes_the_place_of_the_one_before_also_after_it_is_changed(case):
    first = make_eob(case)
    second = make_eob(case, is_finished=False, patient_owes=Decimal("500.00"))
    by = actor_for(case.opened_by)

    assert services.finish(eob=second, by=by, at=NOW).fate is Fate.CORRECTS
    ExplanationOfBenefits.objects.filter(pk=second.pk).update(patient_owes=Decimal("400.00"))
    services.finish(eob=second, by=by, at=NOW)

    second.refresh_from_db()
    first.refresh_from_db()
    assert second.replaces_id == first.pk
    assert first.replaced_at == NOW


def test_a_number_that_is_put_right_lets_the_other_claim_count_again(case):
    first = make_eob(case)
    second = make_eob(case, is_finished=False, patient_owes=Decimal("700.00"))
    by = actor_for(case.opened_by)
    assert services.finish(eob=second, by=by, at=NOW).fate is Fate.CORRECTS

    ExplanationOfBenefits.objects.filter(pk=second.pk).update(claim_number="CLM-OTHER")
    services.finish(eob=second, by=by, at=NOW)

    assert {one.pk for one in queries.current(case)} == {first.pk, second.pk}
    assert queries.get_eob_or_404(case, second.public_id).replaces_id is None


def test_a_correction_stays_one_when_the_claim_between_is_taken_out(case):
    first = make_eob(case, claim_number="A")
    numbers = [("B", "A", "5.00"), ("C", "B", "4.00")]
    every = [
        make_eob(
            case, is_finished=False, claim_number=own, prior_claim_number=prior, patient_owes=Decimal(owes)
        )
        for own, prior, owes in numbers
    ]
    by = actor_for(case.opened_by)
    for one in every:
        services.finish(eob=one, by=by, at=NOW)
    services.remove(eob=every[0], by=by, at=NOW)
    services.finish(eob=every[1], by=by, at=NOW)

    assert [one.pk for one in queries.current(case)] == [every[1].pk]
    assert queries.get_eob_or_404(case, every[1].public_id).replaces_id == first.pk


def test_taking_out_the_middle_of_a_history_keeps_the_rest_in_order(case):
    told = save(
        case,
        claim(),
        claim(patient_owes=Decimal("20.00"), frequency="REPLACEMENT"),
        claim(patient_owes=Decimal("10.00"), frequency="REPLACEMENT"),
    )
    by = actor_for(case.opened_by)

    services.remove(eob=told[1].eob, by=by, at=NOW)
    services.remove(eob=told[1].eob, by=by, at=NOW)
    last = queries.get_eob_or_404(case, told[2].eob.public_id)
    assert last.replaces_id == told[0].eob.pk
    services.remove(eob=last, by=by, at=NOW)

    assert [one.pk for one in queries.current(case)] == [told[0].eob.pk]


def test_a_stranger_and_a_closed_request_save_nothing(case):
    before = rows()

    with pytest.raises(PermissionDenied):
        save(case, claim(), by=actor_for(make_user()))
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    with pytest.raises(EobRefused, match="closed"):
        save(case, claim())

    assert rows() == before


def test_a_claim_that_stands_twice_in_a_file_is_kept_once(case):
    assert fates(save(case, claim(), claim())) == [Fate.NEW, Fate.SAME]
