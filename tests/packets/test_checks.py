"""A colleague’s look at a packet, and the rule that two persons see it before staff send it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import CaseMessage, Packet, PacketCheck, PacketState, Submission
from requests_app.submissions.services import SubmissionRefused, record_submission
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member


@pytest.fixture
def facility(db):
    found = make_facility()
    found.two_look_at_packets = True
    found.save()
    return found


@pytest.fixture
def signer(facility):
    return make_member(facility, full_name="Sam Signer")


@pytest.fixture
def packet(facility, signer):
    case = make_case(facility=facility)
    return Packet.objects.create(
        organization=facility,
        case=case,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Sam Signer",
        signed_by=signer,
        signed_at=timezone.now(),
        state=PacketState.READY,
        file_key="packets/none.pdf",
        pdf_sha256="0" * 64,
        pdf_bytes=1,
        pdf_pages=1,
        ready_at=timezone.now(),
    )


def look(client, packet, **data):
    return client.post(reverse("staff:packet_check", args=[packet.case.public_id, packet.public_id]), data)


def send(packet, user, facility=None):
    return record_submission(
        case=packet.case,
        packet=packet,
        sent_on=date(2026, 11, 20),
        way="MAIL",
        sent_to="Plan",
        confirmation_number="",
        confirmation_refused=False,
        is_expedited=False,
        proof_note="",
        by=actor_for(user, facility=facility),
        at=timezone.now(),
    )


def test_staff_send_only_what_a_second_person_looked_at(packet, signer, facility, client_for):
    with pytest.raises(SubmissionRefused, match="second colleague"):
        send(packet, signer, facility)
    own = client_for(signer, second_factor=True)
    refused = look(own, packet, found="READY")
    assert refused.status_code == 422
    assert "You signed this packet" in refused.content.decode()
    colleague = client_for(make_member(facility), second_factor=True)

    assert look(colleague, packet, found="READY").status_code == 302

    assert send(packet, signer, facility).pk


def test_what_is_sent_back_says_what_to_fix_and_stops_the_sending(packet, signer, facility, client_for):
    colleague = client_for(make_member(facility), second_factor=True)
    assert look(colleague, packet, found="BACK").status_code == 422

    back = {"found": "BACK", "comment": "The start date differs", "mended_by": "PATIENT"}
    assert look(colleague, packet, **back).status_code == 302

    with pytest.raises(SubmissionRefused, match="sent back"):
        send(packet, signer, facility)
    packet.case.refresh_from_db()
    assert (packet.case.next_action, packet.case.waiting_on) == ("MAKE_PACKET", "PATIENT")
    assert CaseMessage.objects.get(case=packet.case).text == "The start date differs"
    page = colleague.get(reverse("staff:packet_check", args=[packet.case.public_id, packet.public_id]))
    assert "The start date differs" in page.content.decode()
    assert PacketCheck.objects.get().checked_by != signer


def test_the_patient_sends_their_own_packet_whenever_they_like(packet, facility):
    send(packet, packet.case.opened_by)

    assert Submission.objects.count() == 1
