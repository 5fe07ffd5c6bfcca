"""The plan’s form in the packet itself: asked for, signed, printed."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.utils import timezone

from requests_app.models import Packet
from requests_app.packets import queries, rendering
from requests_app.packets.parts import Section
from requests_app.packets.services import ask_for_packet
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.factories.planforms import make_case_form

pytestmark = pytest.mark.usefixtures("db")


def test_the_filled_form_is_printed_in_the_packet_with_its_boxes_read_aloud():
    user = make_user(full_name="Ana Sample")
    case = make_case(user=user)
    make_case_form(case, by=user)

    packet = ask_for_packet(
        case=case,
        sections=frozenset({Section.PLAN_FORM}),
        signed_name="Ana Sample",
        by=actor_for(user),
        at=timezone.now(),
    )

    kept = Packet.objects.get(pk=packet.pk)
    assert kept.evidence["plan_form"]["file_key"].startswith("planforms-filled/")
    printed = rendering.render(
        queries.case_of_packet(kept), queries.options_of(kept), queries.proof_of_packet(kept)
    )
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        told = " ".join(
            str(one.get("/Alt"))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        )
    assert "Provider NPI: 1234567893" in told
