"""What the plan said about benefits: kept with its history, changed by whose it is, used for the costs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from requests_app.benefits import queries, services, shape
from requests_app.casefile.export import Reader, case_file
from requests_app.cases.ownership import NotYours
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import BenefitCheck, CostFacts
from requests_app.packets.benefits import benefits_sheet, rows
from requests_app.packets.contents import filled_sections
from requests_app.packets.parts import Section
from requests_app.packets.sheet_parts import Asked, SheetRefused
from requests_app.packets.sheets import html_of
from tests.factories.cases import make_case
from tests.factories.messages import make_check
from tests.factories.people import actor_for, make_facility, make_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
EMPTY = {name: getattr(BenefitCheck(), name) for name in shape.ALL}
SAID = EMPTY | {
    "checked_on": date(2026, 11, 20),
    "said_by": "Jo S.",
    "network": "OUT_OF_NETWORK",
    "in_deductible": Decimal("2000.00"),
}


@pytest.fixture
def case():
    return make_case(facility=make_facility())


@pytest.fixture
def patient(case):
    return actor_for(case.opened_by)


@pytest.fixture
def staff(case):
    return actor_for(make_member(case.organization), facility=case.organization)


def add(case, by, **said):
    check = services.add_check(case=case, typed=SAID | said, by=by, at=NOW)
    check.case = case
    return check


def version(check):
    return version_of(shape.values_of(check))


def change(check, by, shown=None, **said):
    return services.change_check(
        check=check,
        typed=shape.values_of(check) | said,
        shown_version=version(check) if shown is None else shown,
        by=by,
        at=NOW,
    )


def test_a_change_is_a_new_row_and_what_stood_there_before_stays(case, staff):
    first = add(case, staff)
    second = change(first, staff, in_deductible=Decimal("2500.00"))

    assert [one.pk for one in queries.checks_of(case)] == [second.pk]
    assert [one.in_deductible for one in queries.earlier_versions(second)] == [Decimal("2000.00")]
    first.refresh_from_db()
    assert queries.newest_version(first) == second


def test_saving_without_a_change_makes_no_history(case, staff):
    check = add(case, staff)

    assert change(check, staff).pk == check.pk
    assert BenefitCheck.objects.count() == 1


def test_two_who_change_the_same_answer_are_told_and_two_answers_are_both_kept(case, staff):
    check = add(case, staff)
    shown = version(check)
    change(check, staff, in_deductible=Decimal("2500.00"))

    with pytest.raises(Clash) as clash:
        change(check, staff, shown, in_deductible=Decimal("2600.00"))
    both = change(check, staff, shown, team="Member services")

    assert clash.value.fields == {"in_deductible": Decimal("2500.00")}
    assert (both.in_deductible, both.team) == (Decimal("2500.00"), "Member services")


def test_what_the_facility_verified_the_patient_reads_and_does_not_change(case, patient, staff):
    theirs = add(case, staff)
    own = add(case, patient)

    assert [services.may_change(patient, one) for one in (theirs, own)] == [False, True]
    for act in (change, lambda check, by: services.remove_check(check=check, by=by, at=NOW)):
        with pytest.raises(NotYours):
            act(theirs, patient)
    change(own, staff, team="Member services")


def test_nothing_said_is_no_check(case, staff):
    with pytest.raises(services.BenefitsRefused):
        services.add_check(case=case, typed=EMPTY | {"checked_on": date(2026, 11, 20)}, by=staff, at=NOW)


def test_notes_of_the_facility_are_kept_among_staff_where_it_says_so(case):
    make_check(case, case.opened_by, made_by="STAFF", notes="CANARY")
    case.organization.insurer_notes = "STAFF"
    case.organization.save()

    told = {reader: case_file(case, reader).benefit_checks[0].notes for reader in Reader}

    assert told == {Reader.PACKET: "", Reader.PATIENT: "", Reader.STAFF: "CANARY"}


def test_what_was_said_otherwise_the_time_before_is_told(case):
    make_check(case, case.opened_by, checked_on=date(2026, 10, 1), in_deductible_met=Decimal("100.00"))
    newer = make_check(case, case.opened_by)

    assert queries.before(newer).checked_on == date(2026, 10, 1)
    earlier = shape.values_of(queries.before(newer))
    assert shape.differing(earlier, shape.values_of(newer)) == ["in_deductible_met"]


def asked(case, **about):
    return Asked(case=case_file(case), on=NOW.date(), **about)


def test_the_sheet_says_who_said_what_and_what_changed(case):
    make_check(case, case.opened_by, checked_on=date(2026, 10, 1), in_deductible_met=Decimal("100.00"))
    make_check(case, case.opened_by)

    told = html_of(benefits_sheet(asked(case)), asked(case))

    for words in ("Jo S., Member services", "R-1", "$1,500.00", "$300.00 (before: $100.00)", "no promise"):
        assert words in told


def test_without_a_check_there_is_no_sheet(case):
    with pytest.raises(SheetRefused):
        benefits_sheet(asked(case))


def test_a_packet_says_who_said_what_and_no_amount(case):
    make_check(case, case.opened_by)

    (row,) = rows(case_file(case), first=3)

    assert Section.CALLS in filled_sections(case_file(case))
    assert (row.number, row.reference, row.who[0]) == (3, "R-1", "Jo S.")
    assert not any("$" in fact.value for fact in row.said)
    assert "800-555-0142" in [fact.value for fact in row.said]


def test_the_numbers_of_a_check_are_filled_in_for_the_costs_and_saved_by_the_person(case, client_for):
    CostFacts.objects.create(
        organization=case.organization, case=case, in_deductible=Decimal("900.00"), as_of=date(2026, 1, 2)
    )
    check = make_check(case, case.opened_by)
    client = client_for(case.opened_by)
    assert str(check.public_id) in client.get(reverse("costs:worth", args=[case.public_id])).text

    url = f"{reverse('costs:edit', args=[case.public_id])}?from={check.public_id}"
    page = client.get(url)

    assert "$1,500.00 (until now: $900.00)" in page.text
    initial = page.context["form"].initial
    assert (initial["in_deductible"], initial["as_of"]) == (check.in_deductible, check.checked_on)
    assert CostFacts.objects.get().in_deductible == Decimal("900.00")


def test_the_pages_in_one_visit(case, client_for):
    client = client_for(case.opened_by)
    url = reverse("benefits:check_add", args=[case.public_id])
    assert client.post(url, {"way": "PHONE", "checked_on": "today"}).status_code == 422

    typed = {"way": "PHONE", "checked_on": "today", "said_by": "Jo", "in_coinsurance": "20%"}
    page = client.post(url, typed, follow=True)

    assert "20%" in page.text
    check = queries.checks_of(case)[0]
    assert check.made_by == "PATIENT"
    gone = client.post(reverse("benefits:check_remove", args=[case.public_id, check.public_id]), follow=True)
    assert "Taken out." in gone.text
    assert queries.checks_of(case) == []
