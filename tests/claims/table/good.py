"""Tables as they come from plans’ websites, practices’ programs, spreadsheets, and our own template."""

from __future__ import annotations

from tests.claims.table.cases import good

OURS = """\
Claim number,Patient,Date of birth,Member ID,Provider,NPI,Date of service,Code,Modifier,Units,Billed,Allowed,\
Plan paid,Deductible,Copay,Coinsurance,Not covered,You owe,Network,Remark codes
CLM1,Ana Sample,04/02/1990,SHP123456789,Example Desert Program,1234567893,11/10/2026,H0015,HQ,1,500.00,\
350.00,320.00,0.00,30.00,0.00,0.00,30.00,In network,
CLM1,Ana Sample,04/02/1990,SHP123456789,Example Desert Program,1234567893,11/12/2026,H0015,HQ,1,500.00,\
350.00,320.00,0.00,30.00,0.00,0.00,30.00,In network,N130
"""
PORTAL = """\
Claim Number,Service Date,Provider Name,Patient Name,Claim Status,Amount Billed,Member Discount,\
Your Plan Paid,Your Responsibility
E2026111,11/10/2026,EXAMPLE CLINIC,ANA SAMPLE,Processed,$500.00,$150.00,$320.00,$30.00
E2026112,11/12/2026,EXAMPLE CLINIC,ANA SAMPLE,Denied,$500.00,$0.00,$0.00,$500.00
"""
ROW = "C1,11/10/2026,H0015,500,350,320,30"
HEAD = "Claim,Date of service,Code,Billed,Allowed,Plan paid,You owe\n"

GOOD = [
    good(
        "our own template",
        OURS,
        claim_number="CLM1",
        patient_name="Ana Sample",
        patient_born_on="1990-04-02",
        member_id="SHP123456789",
        billing_npi="1234567893",
        network="IN_NETWORK",
        billed="1000.00",
        patient_owes="60.00",
        lines__0__modifier="HQ",
        lines__1__service_from="2026-11-12",
        lines__1__remarks__0="N130",
    ),
    good(
        "a plan's list of claims",
        PORTAL,
        2,
        status="PROCESSED",
        lines=[],
        billed="500.00",
        allowed=None,
        network="",
        _1__status="DENIED",
        _1__patient_owes="500.00",
    ),
    good(
        "a practice's remittance report",
        "Payer,Patient Name,Patient DOB,Patient Account Number,Payer Claim Control Number,From Date,To Date,"
        "CPT/HCPCS,Mod 1,Mod 2,Units,Charge Amount,Allowed Amount,Paid Amount,Deductible,Coinsurance,CoPay,"
        "Patient Resp,Reason Codes,Remark Codes\n"
        'SAMPLE HEALTH PLAN,"SAMPLE, ANA",4/2/1990,ACC-77,ICN9,11/10/2026,11/10/2026,90837,95,HO,1,200.00,'
        "140.00,112.00,0.00,28.00,0.00,28.00,CO-45 PR-2,N381\n",
        payer_name="SAMPLE HEALTH PLAN",
        patient_account="ACC-77",
        claim_number="ICN9",
        lines__0__modifier="95-HO",
        lines__0__adjustments__1__group="PR",
        lines__0__adjustments__0__code="45",
        lines__0__remarks__0="N381",
    ),
    good("dates as ISO", f"{HEAD}{ROW.replace('11/10/2026', '2026-11-10')}", service_from="2026-11-10"),
    good(
        "dates with a time",
        f"{HEAD}{ROW.replace('11/10/2026', '2026-11-10T00:00:00')}",
        service_from="2026-11-10",
    ),
    good("dates without marks", f"{HEAD}{ROW.replace('11/10/2026', '20261110')}", service_from="2026-11-10"),
    good(
        "dates in words",
        f"{HEAD}{ROW.replace('11/10/2026', chr(34) + 'Nov 10, 2026' + chr(34))}",
        service_from="2026-11-10",
    ),
    good(
        "dates the other way round",
        f"{HEAD}{ROW.replace('11/10/2026', '10-Nov-2026')}",
        service_from="2026-11-10",
    ),
    good("a year of two digits", f"{HEAD}{ROW.replace('11/10/2026', '11/10/26')}", service_from="2026-11-10"),
    good(
        "a stretch of days in one cell",
        f"{HEAD}{ROW.replace('11/10/2026', '11/10/2026 - 11/12/2026')}",
        service_from="2026-11-10",
        service_to="2026-11-12",
        lines__0__service_to="2026-11-12",
    ),
    good(
        "the day first, told by one that can be read no other way",
        f"{HEAD}C1,10/11/2026,H0015,5,5,5,0\nC2,13/11/2026,H0015,5,5,5,0",
        2,
        service_from="2026-11-10",
        _1__service_from="2026-11-13",
        notes="day_first",
    ),
    good("tabs", f"{HEAD}{ROW}".replace(",", "\t"), billed="500.00", patient_owes="30.00"),
    good("upright bars", f"{HEAD}{ROW}".replace(",", "|"), billed="500.00"),
    good("semicolons", f"{HEAD}{ROW}".replace(",", ";"), billed="500.00"),
    good(
        "semicolons and decimal commas",
        "Reclamación;Fecha de servicio;Código;Facturado;Permitido;Pagado;Usted debe\n"
        "C1;10/11/2026;H0015;1.234,56;350,00;320,00;30,00\nC2;13/11/2026;H0015;500,00;350,00;320,00;30,00\n",
        2,
        billed="1234.56",
        service_from="2026-11-10",
        notes="day_first",
    ),
    good("a byte order mark", b"\xef\xbb\xbf" + f"{HEAD}{ROW}".encode(), claim_number="C1"),
    good("two bytes a mark", f"{HEAD}{ROW}".encode("utf-16"), claim_number="C1"),
    good(
        "the old western set",
        f"{HEAD.replace('Code', 'Provider')}C1,11/10/2026,Clínica Peña,5,5,5,0".encode("cp1252"),
        billing_name="Clínica Peña",
        lines=[],
    ),
    good(
        "line ends of three kinds",
        f"{HEAD}{ROW}\r\n{ROW.replace('C1', 'C2')}\r{ROW.replace('C1', 'C3')}\n",
        3,
    ),
    good("empty rows between", f"{HEAD}\n\n,,,,,,\n{ROW}\n\n", claim_number="C1"),
    good(
        "amounts with signs and thousands",
        f'{HEAD}C1,11/10/2026,H0015,"$1,234,567.89","$ 350.00",USD 320.00,30.00 USD',
        billed="1234567.89",
        allowed="350.00",
        plan_paid="320.00",
        patient_owes="30.00",
    ),
    good(
        "amounts below zero in five ways",
        f"{HEAD}C1,11/10/2026,H0015,(500.00),-350,320.00-,-$30.00\nC2,11/10/2026,H0015,$-5.00,5 CR,−5,0",
        2,
        billed="-500.00",
        allowed="-350.00",
        plan_paid="-320.00",
        patient_owes="-30.00",
        _1__billed="-5.00",
        _1__allowed="-5.00",
        _1__plan_paid="-5.00",
    ),
    good(
        "what is not shown is not zero",
        f"{HEAD}C1,11/10/2026,H0015,500,-,N/A,\nC2,11/10/2026,H0015,0,0.00,$0,—",
        2,
        allowed=None,
        plan_paid=None,
        patient_owes=None,
        _1__billed="0.00",
        _1__patient_owes=None,
    ),
    good(
        "lines above the header",
        'Claims for,Ana Sample\nMember ID:,SHP123456789\n"Plan: Sample Health Plan"\n\n' + HEAD + ROW,
        member_id="SHP123456789",
        payer_name="Sample Health Plan",
        claim_number="C1",
    ),
    good(
        "a header on each page",
        f"{HEAD}{ROW}\n{HEAD}{ROW.replace('C1', 'C2')}\n",
        2,
        _1__claim_number="C2",
    ),
    good(
        "a total below",
        f'{HEAD}{ROW}\n{ROW.replace("C1", "C2")}\nTotal,,,"$1,000.00",700.00,640.00,60.00\n',
        2,
    ),
    good(
        "merged cells of a claim",
        "Claim,Provider,Date of service,Code,Billed,Plan paid\nC1,Example Clinic,11/10/2026,H0015,500,320\n"
        ",,11/12/2026,H0015,500,320\nC2,Other Clinic,11/13/2026,90837,200,100\n",
        2,
        lines__1__service_from="2026-11-12",
        billed="1000.00",
        _1__billing_name="Other Clinic",
    ),
    good(
        "numbers that keep their zeros",
        f'{HEAD}"=""0012""",11/10/2026,H0015,5,5,5,0\n\'0013,11/10/2026,H0015,5,5,5,0',
        2,
        claim_number="0012",
        _1__claim_number="0013",
    ),
    good(
        "codes with their modifiers and words",
        f"{HEAD}C1,11/10/2026,H0015-HQ-U4,5,5,5,0\nC1,11/10/2026,CPT 90837 - 60 minutes,5,5,5,0\n"
        "C1,11/11/2026,99213:25,5,5,5,0\nC1,11/12/2026,99213 Office visit,5,5,5,0",
        lines__0__modifier="HQ-U4",
        lines__1__code="90837",
        lines__1__modifier="",
        lines__1__words="60 minutes",
        lines__2__modifier="25",
        lines__3__words="Office visit",
    ),
    good(
        "revenue codes and days of a facility",
        "Claim ID,From,Through,Rev code,Service description,Qty,Charges,Eligible amount,"
        "Benefit paid,Form type\n"
        "F1,11/09/2026,11/13/2026,905,Intensive outpatient,5,2500,1750,1600,Institutional\n",
        kind="FACILITY",
        lines__0__revenue_code="0905",
        lines__0__units="5.000",
        lines__0__service_to="2026-11-13",
        service_to="2026-11-13",
    ),
    good(
        "network in the words of many plans",
        "Claim,DOS,Billed,Paid,Network\n"
        + "".join(
            f"N{place},11/10/2026,5,5,{word}\n"
            for place, word in enumerate(
                ("INN", "Out-of-Network", "Participating", "Non-Par", "", "Not shown")
            )
        ),
        6,
        network="IN_NETWORK",
        _1__network="OUT_OF_NETWORK",
        _2__network="IN_NETWORK",
        _3__network="OUT_OF_NETWORK",
        _4__network="",
        _5__network="",
    ),
    good(
        "lines of one claim in two networks",
        f"{HEAD.strip()},Network\n{ROW},In\n{ROW.replace('H0015', '90837')},Out\n",
        network="",
        lines__0__network="IN_NETWORK",
        lines__1__network="OUT_OF_NETWORK",
    ),
    good(
        "an original, its taking-back and its correction",
        "Claim,Claim type,DOS,Code,Billed,Allowed,Plan paid,You owe,Processed date\n"
        "C1,Original,11/10/2026,H0015,500,200,0,500,11/20/2026\n"
        "C1,Reversal,11/10/2026,H0015,-500,-200,0,-500,12/01/2026\n"
        "C1,Adjustment,11/10/2026,H0015,500,350,320,30,12/01/2026\n",
        3,
        frequency="ORIGINAL",
        _1__status="REVERSED",
        _1__billed="-500.00",
        _2__frequency="REPLACEMENT",
        _2__patient_owes="30.00",
    ),
    good(
        "the same lines again under a later day",
        "Claim,DOS,Code,Billed,You owe,Date processed\nC1,11/10/2026,H0015,500,500,11/20/2026\n"
        "C1,11/10/2026,H0015,500,30,12/01/2026\n",
        2,
        patient_owes="500.00",
        _1__processed_on="2026-12-01",
    ),
    good(
        "a claim partly denied",
        f"{HEAD.strip()},Status\n{ROW},Paid\n{ROW.replace('H0015', '90837')},Denied\n",
        status="PROCESSED",
    ),
    good(
        "a claim denied in all lines", f"{HEAD.strip()},Status\n{ROW},Denied\n{ROW},Denied\n", status="DENIED"
    ),
    good(
        "totals of the claim beside its lines",
        "Claim,DOS,Code,Charge,Paid,Claim total billed,Claim total paid\n"
        "C1,11/10/2026,H0015,500,320,1000,640\nC1,11/12/2026,H0015,500,,1000,640\n",
        billed="1000.00",
        plan_paid="640.00",
        lines__1__plan_paid=None,
    ),
    good(
        "not covered that the person owes",
        f"{HEAD.strip()},Deductible,Copay,Coinsurance,Not covered\n"
        "C1,11/10/2026,H0015,500,200,0,500,200,0,0,300\n",
        lines__0__not_covered="300.00",
    ),
    good(
        "a description that begins with its code",
        "Claim,DOS,Description,Billed,Paid\nC1,11/10/2026,H0015 Intensive outpatient,500,320\n",
        lines__0__code="H0015",
        lines__0__words="Intensive outpatient",
    ),
    good(
        "no claim numbers: each row is a claim",
        "Patient first name,Patient last name,Date of service,Provider,Billed,What you owe\n"
        "Ana,Sample,11/10/2026,Example Clinic,500,30\nAna,Sample,11/12/2026,Example Clinic,500,30\n",
        2,
        patient_name="Ana Sample",
        lines=[],
        billed="500.00",
    ),
    good(
        "a line break inside a cell",
        'Claim,DOS,Provider,Billed,Paid\nC1,11/10/2026,"Example Clinic\n12 Example Street",500,320\n',
        billing_name="Example Clinic 12 Example Street",
    ),
]
