"""Units that bills tell, beside those that people enter: counted once, and put right where they come from."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.cases.queries import get_case_or_404
from requests_app.eobs import units as eob_units
from requests_app.models import Case, UnitsUsed
from requests_app.packets.parts import Options
from requests_app.packets.renewal import renewal_letter
from requests_app.renewals import queries, services
from requests_app.renewals.services import RenewalRefused
from tests.factories.bills import make_approval, make_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.tracks.pages import text_of

SECTIONS = ("organization", "patient", "coverage", "care", "provider", "story")


@pytest.fixture
def case(db) -> Case:
    """Two approved days of 36 are told by a bill."""
    found = make_case(path="GAP_EXCEPTION")
    make_approval(found)
    make_eob(found)
    whole = get_case_or_404(actor_for(found.opened_by), found.public_id, *SECTIONS)
    eob_units.count(whole, by=actor_for(found.opened_by), at=timezone.now())
    return whole


def enter(case: Case, units: int) -> None:
    approval = queries.get_approval_or_404(case)
    approval.case = case
    line = queries.lines_of(approval)[0]
    values = {"line": line, "used_on": date(2026, 11, 12), "units": units, "source": "ENTERED", "note": ""}
    services.add_used(decision=approval, values=values, by=actor_for(case.opened_by), at=timezone.now())


def used(case: Case) -> tuple[int, int, int]:
    found = queries.units_of(queries.get_approval_or_404(case)).lines[0]
    return found.used, found.entered, found.billed


def test_bills_feed_what_is_used(case) -> None:
    assert used(case) == (2, 0, 2)


def test_the_same_days_entered_by_hand_are_counted_once(case) -> None:
    enter(case, 2)
    assert used(case) == (2, 2, 2)

    enter(case, 1)
    assert used(case) == (3, 3, 2)


def test_the_overview_says_which_come_from_bills_and_leads_to_them(case, client_for) -> None:
    enter(case, 5)
    text = text_of(client_for(case.opened_by).get(reverse("renewals:overview", args=[case.public_id])))

    assert "5 days entered, 2 days from bills. They may be the same, so the larger one counts." in text
    eob = case.eobs.get()
    assert text.count(reverse("eobs:eob_detail", args=[case.public_id, eob.public_id])) == 2


def test_what_a_bill_told_is_put_right_in_the_bill(case) -> None:
    row = UnitsUsed.objects.filter(case=case).first()
    assert row is not None
    row.case = case

    with pytest.raises(RenewalRefused):
        services.remove_used(used=row, by=actor_for(case.opened_by), at=timezone.now())


def test_the_renewal_letter_counts_the_same_way(case) -> None:
    enter(case, 5)
    approval = queries.get_approval_or_404(case)
    approval.case = case
    by, at = actor_for(case.opened_by), timezone.now()
    renewal = services.start_renewal(case=case, decision=approval, by=by, at=at)

    letter = renewal_letter(
        case_file(get_case_or_404(by, case.public_id, *SECTIONS)),
        Options(sections=frozenset(), made_at=at, recipient="RENEWAL", about=str(renewal.public_id)),
    )

    assert [row.used for row in letter.units] == ["5 days"]
    assert "as statements (EOBs) show" in letter.counted
