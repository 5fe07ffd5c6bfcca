"""A statement is typed piece by piece: each piece is kept at once, and nothing is lost or made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.eobs import queries, services, typed
from requests_app.eobs.holding import EobRefused
from requests_app.eobs.shown import Part, codes_text, service_text, shown_part
from requests_app.eobs.statements import statement_of
from requests_app.models import AuditEntry, Case, EobAdjustment, ExplanationOfBenefits
from tests.eobs.as_typed import add_line, begun, by_patient, change_line, fresh, save_part
from tests.factories.bills import make_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user


@pytest.fixture
def case(db):
    return make_case()


def test_what_nobody_typed_is_not_shown_and_not_zero(case):
    read = statement_of(fresh(begun(case)))

    assert (read.billed, read.patient_owes, read.network, read.service_from) == (None, None, "", None)
    assert not queries.current(case)


def test_each_page_is_kept_at_once_and_the_whole_is_checked_only_when_finished(case):
    eob = begun(case)
    save_part(eob, Part.DATES, service_from=date(2026, 11, 10))
    save_part(eob, Part.NETWORK, network="OUT_OF_NETWORK")
    add_line(eob, service="H0015-HQ", billed=Decimal("500.00"), patient_owes=Decimal("30.00"))

    read = statement_of(fresh(eob))
    assert (read.service_from, read.network) == (date(2026, 11, 10), "OUT_OF_NETWORK")
    assert (read.lines[0].code, read.lines[0].modifier) == ("H0015", "HQ")
    assert not queries.current(case)

    services.finish(eob=eob, **by_patient(case))
    assert [one.pk for one in queries.current(case)] == [eob.pk]


def test_not_shown_is_an_answer_and_reads_as_nothing(case):
    eob = save_part(begun(case), Part.NETWORK, network="NOT_SHOWN")

    assert fresh(eob).network == "NOT_SHOWN"
    assert statement_of(fresh(eob)).network == ""


@pytest.mark.parametrize(
    ("text", "reasons", "notes"),
    [
        ("CO-242, N130", [("CO", "242")], ["N130"]),
        ("co 45; pr1", [("CO", "45"), ("PR", "1")], []),
        ("242", [], ["242"]),
        ("", [], []),
    ],
)
def test_reason_codes_and_notes_are_told_apart(case, text, reasons, notes):
    line = add_line(begun(case), codes=text)

    kept = EobAdjustment.objects.filter(line=line)
    assert [(one.group, one.code) for one in kept] == reasons
    assert list(line.remarks) == notes
    assert all(one.amount is None for one in kept)


def test_a_code_that_stays_keeps_its_amount_and_one_that_goes_is_gone(case):
    line = add_line(begun(case), codes="CO-45, PR-2")
    EobAdjustment.objects.filter(line=line, code="45").update(amount=Decimal("12.00"))

    change_line(line, codes="CO-45, N130")

    whole = fresh(line.eob)
    assert codes_text(whole, line_id=line.pk) == "CO-45, N130"
    assert [one.amount for one in whole.adjustments.all()] == [Decimal("12.00")]


def test_a_revenue_code_that_is_put_right_leaves_nothing_behind(case):
    line = add_line(begun(case), service="0905")
    assert (line.code, line.revenue_code) == ("", "0905")

    changed = change_line(line, service="H0015")

    assert (changed.code, changed.revenue_code, service_text(changed)) == ("H0015", "", "H0015")


def test_two_people_at_one_page_see_both_answers(case):
    eob = begun(case)
    shown = version_of(shown_part(fresh(eob), Part.TOTALS))
    save_part(eob, Part.TOTALS, billed=Decimal("500.00"))

    with pytest.raises(Clash) as clash:
        typed.save_claim(
            eob=eob,
            part=Part.TOTALS,
            typed={**shown_part(eob, Part.TOTALS), "billed": Decimal("400.00")},
            shown_version=shown,
            **by_patient(case),
        )

    assert clash.value.fields == {"billed": Decimal("500.00")}
    assert fresh(eob).billed == Decimal("500.00")


def test_the_last_day_cannot_come_before_the_first(case):
    eob = begun(case)

    with pytest.raises(EobRefused, match="on or after the first day"):
        save_part(eob, Part.DATES, service_from=date(2026, 11, 10), service_to=date(2026, 11, 9))


def test_a_line_that_is_taken_out_is_out_once_with_its_codes(case):
    line = add_line(begun(case), codes="CO-45")

    for _time in range(2):
        typed.remove_line(line=line, **by_patient(case))

    whole = fresh(line.eob)
    assert not whole.lines.all()
    assert not whole.adjustments.all()
    assert AuditEntry.objects.filter(action="eobs.line_removed").count() == 1


@pytest.mark.parametrize("columns", [{"source": "FHIR"}, {"source": "X12"}, {"replaced_at": "now"}])
def test_what_came_from_a_file_or_was_corrected_stays_as_it_came(case, columns):
    at = by_patient(case)["at"]
    eob = make_eob(case, **{name: at if value == "now" else value for name, value in columns.items()})

    with pytest.raises(EobRefused, match="stay"):
        add_line(eob, billed=Decimal("1.00"))
    assert len(fresh(eob).lines.all()) == 2


def test_the_bill_of_the_provider_may_be_added_to_whatever_came(case):
    eob = make_eob(case, source="FHIR")

    typed.save_provider_bill(
        eob=eob,
        typed={"provider_asks": Decimal("650.00"), "provider_bill_on": date(2026, 11, 21)},
        shown_version=version_of({"provider_asks": None, "provider_bill_on": None}),
        **by_patient(case),
    )

    assert statement_of(fresh(eob)).provider_asks == Decimal("650.00")


def test_a_closed_request_takes_nothing_more(case):
    eob = begun(case)
    Case.objects.filter(pk=case.pk).update(status="CLOSED")

    with pytest.raises(EobRefused, match="closed"):
        save_part(eob, Part.NETWORK, network="NOT_SHOWN")


def test_a_stranger_types_nothing(case):
    eob = begun(case)

    with pytest.raises(PermissionDenied):
        typed.put_photo(eob=eob, by=actor_for(make_user()), at=by_patient(case)["at"])
    assert ExplanationOfBenefits.objects.filter(document__isnull=False).count() == 0
