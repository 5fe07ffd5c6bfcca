"""More remittances as the guide asks for them: several plans, denials, people, codes, separators."""

from __future__ import annotations

from tests.claims.x12.cases import Case, good
from tests.claims.x12.good import DAY, GOOD, OON, PLAIN_CLAIM
from tests.claims.x12.remit import ANA, Payment, Style, claim, file, svc

MORE: list[Case] = [
    good(
        "second plan, after another plan paid",
        file(
            Payment(
                (
                    claim(
                        "CLM10",
                        "500",
                        "60",
                        "",
                        svc("HC:H0015", "500", "60", "CAS*CO*45*150", "CAS*OA*23*290"),
                        status="2",
                    ),
                )
            )
        ),
        payer_order="SECONDARY",
        other_paid="None",
        patient_owes="0",
    ),
    good(
        "third plan",
        file(
            Payment(
                (claim("CLM11", "500", "10", "", svc("HC:H0015", "500", "10", "CAS*OA*23*490"), status="3"),)
            )
        ),
        payer_order="TERTIARY",
    ),
    good(
        "sent on to another plan",
        file(
            Payment(
                (
                    claim(
                        "CLM12",
                        "500",
                        "320",
                        "30",
                        DAY,
                        status="19",
                        who=(*ANA, "NM1*TT*2*OTHER HEALTH PLAN*****PI*OTH01"),
                    ),
                )
            )
        ),
        notes="forwarded",
        payer_order="PRIMARY",
    ),
    good(
        "denied: the plan does not know the patient",
        file(
            Payment(
                (
                    claim(
                        "CLM13",
                        "500",
                        "0",
                        "",
                        cas=("CAS*OA*31*500",),
                        status="4",
                        body=("DTM*232*20261110",),
                    ),
                )
            )
        ),
        status="DENIED",
        service_to="2026-11-10",
        adjustments__0__code="31",
    ),
    good(
        "denied in full for the authorization, on the office",
        file(
            Payment(
                (claim("CLM14", "500", "0", "", svc("HC:H0015", "500", "0", "CAS*CO*197*500", "LQ*HE*M62")),)
            )
        ),
        status="PROCESSED",
        lines__0__adjustments__0__code="197",
        lines__0__patient_owes="0",
    ),
    good(
        "the patient is not the insured person; the plan corrects the number",
        file(
            Payment(
                (
                    claim(
                        "CLM15",
                        "500",
                        "320",
                        "30",
                        DAY,
                        who=(
                            "NM1*QC*1*SAMPLE*ANA****MI*SHP12345678",
                            "NM1*IL*1*SAMPLE*RITA****MI*SHP12345678",
                            "NM1*74*1*SAMPLE*ANA*M***C*SHP123456789",
                        ),
                    ),
                )
            )
        ),
        notes="name_corrected",
        patient_name="ANA SAMPLE",
        member_id="SHP123456789",
    ),
    good(
        "the number stands with the insured person only; who gave the care",
        file(
            Payment(
                (
                    claim(
                        "CLM16",
                        "500",
                        "320",
                        "30",
                        svc(
                            "HC:H0015",
                            "500",
                            "320",
                            "CAS*CO*45*150",
                            "CAS*PR*3*30",
                            "REF*HPI*1245319599",
                            "AMT*B6*350",
                        ),
                        who=(
                            "NM1*QC*1*SAMPLE*ANA*M**JR",
                            "NM1*IL*1*SAMPLE*RITA****MI*SHP123456789",
                            "NM1*82*1*SAMPLE*LEE****XX*1093817465",
                        ),
                    ),
                )
            )
        ),
        patient_name="ANA M SAMPLE JR",
        member_id="SHP123456789",
        rendering_name="LEE SAMPLE",
        rendering_npi="1093817465",
        lines__0__rendering_npi="1245319599",
    ),
    good(
        "a social security number is not read",
        file(
            Payment((claim("CLM17", "500", "320", "30", DAY, who=("NM1*QC*1*SAMPLE*ANA****34*000000000",)),))
        ),
        member_id="",
    ),
    good(
        "processed as another code, four modifiers, units not paid",
        file(
            Payment(
                (
                    claim(
                        "CLM18",
                        "600",
                        "300",
                        "",
                        svc(
                            "HC:H0015:HO:95:GT:59",
                            "600",
                            "300",
                            "CAS*CO*45*300",
                            units="2",
                            rest="HC:S9480*3",
                        ),
                    ),
                )
            )
        ),
        notes="code_changed",
        lines__0__modifier="HO-95-GT-59",
        lines__0__units="2",
    ),
    good(
        "lines over several days, an authorization on each line",
        file(
            Payment(
                (
                    claim(
                        "CLM19",
                        "1000",
                        "640",
                        "60",
                        *(
                            [
                                "SVC*HC:H0015*500*320**1",
                                f"DTM*150*202611{day}",
                                f"DTM*151*202611{day + 2}",
                                "CAS*CO*45*150",
                                "CAS*PR*3*30",
                                "REF*G1*AUTH-7788",
                            ]
                            for day in (10, 17)
                        ),
                    ),
                )
            )
        ),
        authorization_number="AUTH-7788",
        service_from="2026-11-10",
        service_to="2026-11-19",
        lines__1__service_to="2026-11-19",
    ),
    good(
        "nothing paid, for information only",
        file(Payment((claim("CLM20", "500", "0", "500", OON),))),
        processed_on="2026-11-20",
    ),
    good(
        "other separators",
        file(Payment((PLAIN_CLAIM,)), style=Style(element="|", component=">", end="!", repetition="{")),
        lines__0__code="H0015",
    ),
    good(
        "a dental claim, and one with a drug",
        file(
            Payment(
                (
                    claim("CLM21", "90", "90", "", svc("AD:D0120", "90", "90")),
                    claim("CLM22", "40", "40", "", svc("N4:00002751001", "40", "40")),
                )
            )
        ),
        2,
        lines__0__code="D0120",
        _1__lines__0__words="NDC 00002751001",
        _1__lines__0__code="",
    ),
]

ALL_GOOD = [*GOOD, *MORE]
