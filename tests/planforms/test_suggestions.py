"""Names of fields as real forms have them, made by hand and by programs, and what each is for."""

from __future__ import annotations

import pytest

from requests_app.planforms.facts import FACTS, TICK_FACTS
from requests_app.planforms.matching import LEAVE
from requests_app.planforms.slots import Slot, SlotKind
from requests_app.planforms.suggestions import (
    ASKED,
    BOXES,
    PLAIN,
    fact_for,
    normal,
    suggest,
    tick_for,
)

NAMES = {
    "MemberLastName": "member.last",
    "Member First Name": "member.first",
    "Patient Name": "member.name",
    "patient_name_last_first": "member.last_first",
    "Name of Member": "member.name",
    "PatientDOB": "member.birth",
    "Date of Birth": "member.birth",
    "DOB": "member.birth",
    "Member ID": "member.id",
    "MemberIDNumber": "member.id",
    "Member’s ID #": "member.id",
    "Group Number": "member.group",
    "GroupNo": "member.group",
    "Member Group": "member.group",
    "Patient Phone Number": "member.phone",
    "MemberStreetAddress": "member.street",
    "Member City": "member.city",
    "MemberState": "member.state",
    "Member Zip Code": "member.zip",
    "Member City State Zip": "member.city_line",
    "Subscriber Name": "subscriber.name",
    "SubscriberDOB": "subscriber.birth",
    "Policyholder Last Name": "subscriber.last",
    "Insured First Name": "subscriber.first",
    "Relationship to Subscriber": "subscriber.relation",
    "Health Plan Name": "plan.insurer",
    "Insurance Company": "plan.insurer",
    "Payer": "plan.insurer",
    "Plan Type": "plan.kind",
    "OONProviderName": "provider.name",
    "Out-of-Network Provider NPI": "provider.npi",
    "Non-Participating Provider Name": "provider.name",
    "NonPar Provider TIN": "provider.tax_id",
    "Rendering Provider Specialty": "provider.specialty",
    "Servicing Provider Fax": "provider.fax",
    "Provider Phone": "provider.phone",
    "Provider Tax ID": "provider.tax_id",
    "ProviderAddress": "provider.address",
    "Provider Zip": "provider.zip",
    "NPI": "provider.npi",
    "Tax ID Number": "provider.tax_id",
    "FacilityName": "facility.name",
    "Facility NPI": "facility.npi",
    "Facility Tax ID": "facility.tax_id",
    "Facility Contact Person": "facility.contact",
    "Hospital Name": "facility.name",
    "RequestingProviderName": "clinician.name",
    "Referring Physician NPI": "clinician.npi",
    "Ordering Physician Phone": "clinician.phone",
    "Dx1": "diagnosis.1.code",
    "Diagnosis Code 2": "diagnosis.2.code",
    "ICD-10 Code": "diagnosis.1.code",
    "Diagnosis Description 1": "diagnosis.1.words",
    "CPT Code 1": "service.1.code",
    "CPT3": "service.3.code",
    "Procedure Code": "service.1.code",
    "HCPCS_2": "service.2.code",
    "Modifier 2": "service.2.modifier",
    "CPT Units 4": "service.4.units",
    "Start Date of Service": "care.starts",
    "StartDate": "care.starts",
    "End Date": "care.ends",
    "Date of Service From": "care.starts",
    "Dates of Service": "care.span",
    "Number of Visits": "care.amount",
    "Estimated number of sessions": "care.amount",
    "Frequency": "care.frequency",
    "Level of Care": "care.level",
    "Date of Request": "request.date",
    "Date": "request.date",
    "Reason for Request": "why.gap",
    "Why this provider?": "why.provider",
    "Clinical Summary": "why.clinician_need",
    "Previous treatment": "why.tried",
    "Network Provider 1 Name": "network.1.name",
    "In-Network Provider Name 2": "network.2.name",
    "Participating Provider 3 Phone": "network.3.phone",
    "Network Provider 2 Date": "network.2.date",
    "Network Provider 1 Result": "network.1.result",
    "Network Provider 1 first available appointment": "network.1.first_open",
    "Call Reference Number": "calls.reference",
    "Prior Authorization Number": "calls.authorization",
    "Printed Name": "signer.name",
    "Signature Date": "signer.date",
    "Date Signed": "signer.date",
    "Specialty": "care.specialty",
}
TICKS = {
    "Urgent": "request.urgent",
    "Expedited Request": "request.urgent",
    "Standard": "request.standard",
    "Non-urgent": "request.standard",
    "Single Case Agreement": "request.agreement",
    "Network gap exception": "request.gap",
    "Continuity of care": "why.continuity",
    "Geographic access": "why.distance",
    "Timely access / wait": "why.wait",
    "No participating provider available": "why.none",
    "Language or culture": "why.language",
    "Self": "member.is_subscriber",
    "Spouse": "member.spouse",
    "HMO": "plan.hmo",
    "Residential": "care.residential",
    "Intensive Outpatient (IOP)": "care.outpatient_program",
    "Retrospective": "request.over",
}
# A wrong guess that nobody looks at is worse than none.
UNTOLD = ["Text1", "undefined_3", "Check Box7", "Other", "Comments", "City", "Phone", "Member Gender", "Fax",
          "Requesting Provider Address", "Dx9", "Subscriber ID", "Emergency follow-up"]  # fmt: skip


def slot(name: str, kind: SlotKind = SlotKind.TEXT, **values: object) -> Slot:
    return Slot(key=name, name=name, kind=kind, page=1, box=(0.1, 0.1, 0.4, 0.12), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "fact"), NAMES.items())
def test_a_box_is_recognized_by_its_name(name, fact):
    assert fact_for(name) == fact


@pytest.mark.parametrize(("name", "fact"), TICKS.items())
def test_a_box_to_tick_is_recognized_by_its_words(name, fact):
    assert tick_for(name) == fact


@pytest.mark.parametrize("name", UNTOLD)
def test_nothing_is_guessed_in_doubt(name):
    assert suggest(slot(name)) == ""


def test_the_tooltip_is_surer_than_the_name_and_the_name_than_the_page():
    assert suggest(slot("Text1", label="Provider NPI")) == "fact:provider.npi"
    assert suggest(slot("Text1", near="Member ID")) == "fact:member.id"
    assert suggest(slot("form1[0].page1[0].PatientDOB[0]", near="Provider NPI")) == "fact:member.birth"
    assert suggest(slot("topmost[0].Member[0].LastName[0]")) == "fact:member.last"


def test_a_signature_is_left_empty_and_so_is_what_the_plan_has_locked():
    assert suggest(slot("MemberSignature", SlotKind.SIGNATURE)) == LEAVE
    assert suggest(slot("Member ID", is_locked=True)) == LEAVE


def test_the_state_of_a_group_tells_what_it_is():
    assert suggest(slot("Priority", SlotKind.TICK, state="Expedited")) == "tick:request.urgent"
    assert suggest(slot("Group1", SlotKind.TICK, state="1")) == ""


def test_program_made_names_are_read_word_by_word():
    assert normal("form1[0].OONProviderNPI_1[0]") == "form 1 oon provider npi 1"


def test_every_rule_leads_to_a_fact_that_exists():
    for _pattern, key in PLAIN:
        assert key in FACTS
    for _pattern, key in BOXES:
        assert key in TICK_FACTS
    for subject, rules in ASKED.items():
        for _pattern, name in rules:
            # A facility has fewer facts than a provider, and one that it has not is not suggested.
            assert not name or subject == "facility" or f"{subject}.{name.format(n=1)}" in FACTS
