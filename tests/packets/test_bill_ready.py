"""When a letter about a claim can be made, and when nobody signs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from requests_app.cases.queries import SECTIONS, get_case_or_404
from requests_app.models import ApprovedLine, Case, Coverage, PatientDetails, Recipient, Reprocessing
from requests_app.packets.parts import Section
from requests_app.packets.services import PacketRefused, ask_for_packet, missing_tasks
from requests_app.reprocessing.services import withdraw
from tests.factories.bills import make_approval
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.reprocessing.claims import begun


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-11-23T18:00:00Z", tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    """Who and which plan is known; of the care nothing was asked yet, as after a bill check."""
    found = make_case(path="GAP_EXCEPTION", next_action="NONE")
    make_approval(found)
    PatientDetails.objects.filter(case=found).update(
        first_name="Ana",
        birth_date=date(1990, 5, 1),
        street="1 Sample Street",
        city="Phoenix",
        state="AZ",
        zip_code="85001",
    )
    Coverage.objects.filter(case=found).update(
        insurer="Sample Health Plan", member_id="SHP123456789", is_subscriber=True, plan_kind="PPO"
    )
    found.care.starts_on = None
    found.care.save(update_fields=["starts_on"])
    return found


def whole(case: Case) -> Case:
    return get_case_or_404(actor_for(case.opened_by), case.public_id, *SECTIONS)


def ask(case: Case, back: Reprocessing):
    return ask_for_packet(
        case=whole(case),
        sections=[Section.BILL],
        signed_name="Ana Sample",
        recipient=Recipient.BILL,
        reprocessing=back,
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def test_a_letter_about_a_claim_waits_for_the_member_and_the_plan_alone(case) -> None:
    assert missing_tasks(whole(case), Recipient.BILL) == []
    assert missing_tasks(whole(case), Recipient.INSURER)
    Coverage.objects.filter(case=case).update(member_id="")

    with pytest.raises(PacketRefused, match="Finish this first"):
        ask(case, begun(case))


def test_nobody_signs_what_was_taken_back_or_reads_otherwise_now(case) -> None:
    back = begun(case)
    assert ask(case, back).reprocessing_id == back.pk

    ApprovedLine.objects.filter(case=case).update(rate=Decimal("340.00"))
    with pytest.raises(PacketRefused, match="changed since"):
        ask(case, back)

    withdraw(back=back, by=actor_for(case.opened_by), at=timezone.now())
    with pytest.raises(PacketRefused, match="any more"):
        ask(case, back)
