"""Remittances as the guide (005010X221A1) asks for them. Each passes another program’s check of the guide."""

from __future__ import annotations

from tests.claims.x12.cases import Case, good
from tests.claims.x12.remit import BEN, Payment, claim, file, svc

AGREED = ("CAS*CO*45*150", "CAS*PR*3*30", "AMT*B6*350")
DAY = svc("HC:H0015", "500", "320", *AGREED)
PLAIN_CLAIM = claim("CLM1", "500", "320", "30", DAY)
OON = svc(
    "HC:H0015",
    "500",
    "0",
    "CAS*CO*45*0",
    "CAS*PR*1*200*1*242*300",
    "AMT*B6*200",
    "LQ*HE*N130",
)
MIA = "MIA*3**2*1250.5*M15" + "*" * 15 + "N19"
REVERSED = claim(
    "CLM1",
    "-500",
    "-320",
    "",
    svc("HC:H0015", "-500", "-320", "CAS*CO*45*-150", "CAS*PR*3*-30", units="-1"),
    status="22",
)
CORRECTED = claim(
    "CLM1A",
    "500",
    "350",
    "0",
    svc("HC:H0015", "500", "350", "CAS*CO*45*150", "AMT*B6*350"),
    body=("REF*F8*CLM1",),
    place="11*7",
)
TWO = (
    *("CAS*CO*45*100*1*97*20*1*253*5.5",),
    *("CAS*PR*1*50*1*2*24.5*1*3*10",),
)

GOOD: list[Case] = [
    good(
        "one claim, one line, paid as agreed",
        file(Payment((PLAIN_CLAIM,))),
        source="X12",
        claim_number="CLM1",
        patient_account="PT-1001",
        status="PROCESSED",
        payer_order="PRIMARY",
        frequency="ORIGINAL",
        network="",
        kind="",
        payer_name="SAMPLE HEALTH PLAN",
        patient_name="ANA SAMPLE",
        patient_born_on="None",
        member_id="SHP123456789",
        billing_name="EXAMPLE DESERT PROGRAM",
        billing_npi="1234567893",
        billing_tax_id="123456789",
        service_from="2026-11-10",
        service_to="2026-11-10",
        processed_on="2026-11-20",
        billed="500.00",
        allowed="350.00",
        plan_paid="320.00",
        patient_owes="30.00",
        other_paid="None",
        lines__0__code="H0015",
        lines__0__units="1",
        lines__0__copay="30.00",
        lines__0__deductible="None",
        lines__0__patient_owes="30.00",
        lines__0__network="",
    ),
    good(
        "processed out of network: deductible and the rest on the person",
        file(Payment((claim("CLM2", "500", "0", "500", OON),))),
        plan_paid="0.00",
        patient_owes="500.00",
        lines__0__deductible="200.00",
        lines__0__not_covered="300.00",
        lines__0__remarks__0="N130",
        lines__0__adjustments__2__code="242",
        lines__0__adjustments__2__group="PR",
    ),
    good(
        "three reasons in each segment",
        file(Payment((claim("CLM3", "400", "190", "84.5", svc("HC:90837:95", "400", "190", *TWO)),))),
        lines__0__modifier="95",
        lines__0__deductible="50.00",
        lines__0__coinsurance="24.50",
        lines__0__copay="10.00",
        lines__0__adjustments__1__amount="20.00",
        patient_owes="84.50",
    ),
    good(
        "six reasons in one segment",
        file(
            Payment(
                (
                    claim(
                        "CLM4",
                        "210",
                        "0",
                        "21",
                        svc(
                            "HC:90853",
                            "210",
                            "0",
                            "CAS*CO*45*10**97*20**253*30**119*40**16*50**96*39",
                            "CAS*PR*1*1**2*2**3*3**96*4**204*5**242*6",
                        ),
                    ),
                )
            )
        ),
        lines__0__adjustments__11__code="242",
        lines__0__not_covered="15.00",
        patient_owes="21.00",
    ),
    good(
        "an inpatient claim: adjusted as a whole, remarks of the stay",
        file(
            Payment(
                (
                    claim(
                        "CLM5",
                        "12000",
                        "9000",
                        "1000",
                        cas=("CAS*CO*45*2000", "CAS*PR*1*1000"),
                        body=(MIA, "REF*G1*AUTH-7788", "DTM*232*20261101", "DTM*233*20261110"),
                        place="11*1**470*1.5",
                    ),
                )
            )
        ),
        kind="FACILITY",
        authorization_number="AUTH-7788",
        service_from="2026-11-01",
        service_to="2026-11-10",
        allowed="None",
        remarks__0="M15",
        remarks__1="N19",
        adjustments__1__amount="1000.00",
        patient_owes="1000.00",
    ),
    good(
        "an outpatient facility claim with revenue codes beside the codes",
        file(
            Payment(
                (
                    claim(
                        "CLM6",
                        "1000",
                        "640",
                        "60",
                        svc("HC:H0015", "500", "320", *AGREED, revenue="0905", day="20261110"),
                        svc("HC:H0015", "500", "320", *AGREED, revenue="0905", day="20261112"),
                        body=("MOA***MA01*N130", "DTM*050*20261115"),
                        place="13*1",
                    ),
                )
            )
        ),
        kind="FACILITY",
        lines__1__revenue_code="0905",
        service_to="2026-11-12",
        received_on="2026-11-15",
        remarks__1="N130",
        allowed="700.00",
    ),
    good(
        "a line of a revenue code alone",
        file(
            Payment(
                (
                    claim(
                        "CLM7",
                        "2400",
                        "1800",
                        "",
                        svc("NU:0126", "2400", "1800", "CAS*CO*45*600", units="3", day=""),
                        body=("DTM*232*20261101", "DTM*233*20261104"),
                    ),
                )
            )
        ),
        lines__0__revenue_code="0126",
        lines__0__code="",
        lines__0__units="3",
        lines__0__service_from="None",
        patient_owes="0",
    ),
    good(
        "several claims of several people, several payments",
        file(
            Payment(
                (
                    PLAIN_CLAIM,
                    claim("CLM8", "100", "80", "20", svc("HC:90834", "100", "80", "CAS*PR*2*20"), who=BEN),
                )
            ),
            Payment((claim("CLM9", "75", "75", "", svc("HC:90832", "75", "75")),)),
        ),
        3,
        _1__patient_name="BEN T EXAMPLE",
        _1__lines__0__coinsurance="20.00",
        _2__patient_owes="0",
        _2__lines__0__units="1",
    ),
    good(
        "taken back and corrected in one file",
        file(Payment((REVERSED, CORRECTED))),
        2,
        status="REVERSED",
        billed="-500.00",
        plan_paid="-320.00",
        patient_owes="-30.00",
        payer_order="",
        lines__0__units="-1",
        lines__0__copay="-30.00",
        _1__prior_claim_number="CLM1",
        _1__frequency="REPLACEMENT",
        _1__plan_paid="350.00",
    ),
    good(
        "taken back with nothing else: the office owes the plan",
        file(Payment((REVERSED,), plbs=("PLB*1234567893*20261231*FB:990002*-320",))),
        notes="payment_larger",
        status="REVERSED",
    ),
    good(
        "overpayment recovered, interest paid (PLB)",
        file(Payment((PLAIN_CLAIM,), plbs=("PLB*1234567893*20261231*WO:CLM0*100*L6*-1.37",))),
        notes="payment_smaller",
    ),
    good(
        "six reasons in the provider’s own part",
        file(
            Payment(
                (PLAIN_CLAIM,),
                plbs=("PLB*1234567893*20261231*WO:A*10*CS:B*-5*72:C*1*J1*2*LE*3*50*4",),
            )
        ),
        notes="payment_smaller",
    ),
]
