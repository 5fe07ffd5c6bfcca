"""Who may sign, and how a packet says who signed for whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import CaseAccess, Packet
from requests_app.packets import queries
from requests_app.packets.contents import contents
from requests_app.packets.parts import Options, Signer, SignerRole
from tests.factories.people import make_facility, make_member, make_user
from tests.packets.making import ARIZONA, MADE_AT, example, stored_case


def sign_url(case) -> str:
    return reverse("packets:sign", args=[case.public_id])


def signed(client, case, name: str):
    return client.post(sign_url(case), {"is_true": "yes", "signed_name": name})


def printed_of(packet: Packet):
    file, options = queries.case_of_packet(packet), queries.options_of(packet)
    return contents(file, options, queries.proof_of_packet(packet))


def test_staff_sign_with_their_own_name_and_the_packet_says_for_whom(client_for):
    facility = make_facility(name="Example Recovery Center")
    case = stored_case(facility=facility)
    member = make_member(facility)
    member.full_name = "Ana Example"
    member.save()
    client = client_for(member, second_factor=True)
    page = client.get(sign_url(case)).text
    assert "You sign with your own name" in page
    assert "Type your own full name" in page

    as_the_patient = signed(client, case, "Maya Sample")
    assert as_the_patient.status_code == 422
    assert "the name of your account is Ana Example" in as_the_patient.text
    assert signed(client, case, "Ana Example").status_code == 302
    made = printed_of(Packet.objects.get(case=case))
    assert made.signature.lines == (
        "Signed by Ana Example, admissions team of Example Recovery Center, for the patient, Maya Sample",
    )
    assert made.letter.paragraphs[0].startswith("I write for Maya Sample, a member of")
    assert " my " not in made.letter.paragraphs[4]


def test_a_helper_signs_as_a_helper(client_for):
    case, helper = stored_case(), make_user(full_name="Hal Example")
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="EDIT"
    )
    assert signed(client_for(helper), case, "Hal Example").status_code == 302
    made = printed_of(Packet.objects.get(case=case))
    (line,) = made.signature.lines
    assert line == "Signed by Hal Example, a helper of the patient, for the patient, Maya Sample"


def test_the_patient_signs_for_nobody_else(client_for):
    case = stored_case()
    assert signed(client_for(case.opened_by), case, "Maya Sample").status_code == 302
    assert printed_of(Packet.objects.get(case=case)).signature.lines == ()


@pytest.mark.parametrize("role", list(SignerRole))
def test_a_preview_is_signed_by_nobody(role):
    file = example(ARIZONA)
    made = contents(file, Options(sections=frozenset(), made_at=MADE_AT, signer=Signer(role)))
    assert (made.signature.name, made.signature.lines, made.signature.at) == ("", (), "")
