"""A plainly invented case, to look at a filled form before there is a real one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from requests_app.casefile import schema
from requests_app.planforms.facts import Told

SAMPLE_DAY = date(2026, 11, 20)


def sample_told() -> Told:
    return Told(_case(), signed_name="Ana Sample", signed_on=SAMPLE_DAY)


def _case() -> schema.CaseFile:
    address = schema.Address(
        street="12 Example Street", unit="Unit 3", city="Phoenix", state="AZ", zip_code="85004"
    )
    return schema.CaseFile(
        reference="SAMPLE01",
        path="GAP_EXCEPTION",
        patient=schema.Patient(
            first_name="Ana",
            last_name="Sample",
            birth_date=date(1990, 3, 27),
            phone="602-555-0142",
            address=address,
            speaking_language="English",
        ),
        coverage=schema.Coverage(
            source="JOB",
            insurer="Sample Health Plan",
            plan_kind="PPO",
            member_id="SHP123456789",
            group_number="GRP-001",
            plan_phone="800-555-0111",
            is_subscriber=True,
        ),
        care=_care(),
        provider=_provider(),
        story=schema.Story(
            need_now="My clinician asked me to start a program three days a week.",
            tried="I called offices on the plan’s list in November 2026.",
            waiting="I cannot work while I wait.",
        ),
        offices=[_office(number) for number in range(1, 4)],
        insurer_calls=[
            schema.InsurerCall(
                kind="CALL_1",
                called_on=date(2026, 11, 16),
                person="Jo",
                reference="R-1042",
                request_number="",
            )
        ],
    )


def _care() -> schema.Care:
    codes = [
        schema.CareCode(kind="DIAGNOSIS", code="F33.2", own_words="Depression"),
        schema.CareCode(kind="SERVICE", code="H0015", units=36, own_words="Intensive outpatient"),
        schema.CareCode(kind="REVENUE", code="0905"),
    ]
    return schema.Care(
        kind="BEHAVIORAL",
        timing="NOT_STARTED",
        gap_reasons=["WAIT", "NOT_TAKING"],
        description="intensive outpatient treatment for depression",
        specialty="Psychiatry",
        level_of_care="OUTPATIENT_PROGRAM",
        starts_on=date(2026, 12, 7),
        ends_on=date(2027, 2, 5),
        amount=36,
        amount_unit="DAYS",
        frequency="3 days a week",
        clinician_says_waiting_harms="YES",
        codes=codes,
    )


def _provider() -> schema.Provider:
    return schema.Provider(
        name="Example Desert Program",
        credentials="Licensed outpatient treatment center",
        specialty="Psychiatry",
        npi="1234567893",
        tax_id="123456789",
        phone="480-555-0155",
        fax="480-555-0156",
        address=schema.Address(street="400 Sample Road", city="Scottsdale", state="AZ", zip_code="85251"),
        agreed="YES",
        first_date=date(2026, 12, 7),
        price=Decimal("350.00"),
        reasons=["TREATS_THIS", "SOONEST"],
        why_text="The program treats this problem and can start on December 7.",
    )


def _office(number: int) -> schema.Office:
    tried = schema.Attempt(
        contacted_on=date(2026, 11, 10 + number), channel="PHONE", spoke_with="Front desk", outcome="REACHED"
    )
    return schema.Office(
        name=f"Example Office {number}",
        phone=f"602-555-010{number}",
        found_in="PLAN_WEBSITE",
        result="NOT_TAKING",
        attempts=[tried],
    )
