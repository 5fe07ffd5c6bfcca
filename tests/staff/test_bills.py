"""Bills on staff pages: the view of the queue, and the line on the case."""

from __future__ import annotations

from django.urls import reverse

from requests_app.models import Case, NextAction
from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case


def test_the_view_holds_what_is_to_be_put_right_and_what_is_on_its_way(staff, facility):
    wrong, back, right = (make_case(facility=facility) for _number in range(3))
    Case.objects.filter(pk=wrong.pk).update(next_action=NextAction.FIX_BILL)
    make_reprocessing(back, state="SENT")
    make_eob(right)

    found = staff.get(reverse("desk:queue"), {"running": "bills"})

    assert {row.case.reference for row in found.context["rows"]} == {wrong.reference, back.reference}
    text = found.content.decode()
    assert "Bills to put right" in text
    assert "A bill is to be put right" in text


def test_a_claim_that_is_settled_leaves_the_view(staff, facility):
    case = make_case(facility=facility)
    make_reprocessing(case, state="DECIDED", outcome="CORRECTED", decided_on="2026-11-22")

    assert not staff.get(reverse("desk:queue"), {"running": "bills"}).context["rows"]


def test_the_case_says_what_its_statements_come_to(staff, facility):
    case = make_case(facility=facility)
    make_approval(case)
    make_eob(case)
    make_wrong_eob(case)

    text = staff.get(reverse("staff:case", args=[case.public_id])).content.decode()

    assert "Statements: 2 · Do not match: 1 · Sent back: 0 · Money in question: $" in text
    assert reverse("eobs:eob_list", args=[case.public_id]) in text


def test_a_case_without_statements_says_nothing_of_them(staff, facility):
    case = make_case(facility=facility)

    text = staff.get(reverse("staff:case", args=[case.public_id])).content.decode()

    assert "Statements:" not in text
