"""What the columns of a table of claims are called: by plans, by practices’ programs, by people, and by us.

Headers are compared without case, accents and marks. One that may mean two things stands here only where both
come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from requests_app.common.csv_rows import plain

# A column of ours, and what it is called.
_TOLD = """
claim_number: claim, claim number, claim no, claim id, claim num, claim reference, claim reference
    number, document number, icn, dcn, claim control number, payer claim number, payer claim control
    number, numero de reclamacion, reclamacion, numero de reclamo, reclamo
prior_claim_number: original claim number, prior claim number, previous claim number, adjusted from,
    original claim, replaces claim, corrects claim, original reference number, original claim id
patient_account: patient account, patient account number, patient control number, account number
status: status, claim status, claim status description, processing status, estado, estado de la
    reclamacion
frequency: frequency, claim frequency, claim frequency code, claim type, bill frequency
kind: bill kind, form type, claim form, bill type, kind of bill
payer_order: payer order, plan order, coverage order, cob order
payer: payer, payer name, plan name, plan, insurance, insurance company, insurer, carrier, health
    plan, aseguradora, plan de salud
patient: patient, patient name, member name, member, name, person, who, for, covered person, family
    member, person name, patient full name, paciente, nombre del paciente, visited by, claimant,
    dependent
patient_first: patient first name, first name, member first name, patient first, nombre
patient_last: patient last name, last name, member last name, patient last, apellido, apellidos
born: birth date, date of birth, dob, patient dob, patient date of birth, patient birth date,
    birthdate, member dob, fecha de nacimiento
member_id: member id, member number, member no, subscriber id, id number, insured id, policy id,
    member identification number, identification number, id de miembro, numero de miembro
authorization_number: authorization number, authorization, auth number, prior authorization number,
    auth, prior authorization, authorization no, numero de autorizacion, autorizacion
billing_name: provider, provider name, billing provider, billing provider name, facility, facility
    name, doctor, doctor or facility, provided by, service provider, visited, facility or provider,
    provider facility, pay to provider, provider of service, health care provider, practice, billed
    by, proveedor, nombre del proveedor, medico
billing_npi: billing npi, billing provider npi, npi, provider npi, group npi, payee npi
billing_tax_id: tax id, billing tax id, provider tax id, tin, provider tin, ein, tax id number,
    billing provider tin, federal tax id
rendering_name: rendering provider, rendering provider name, treating provider, servicing provider,
    attending provider, seen by, clinician, performing provider
rendering_npi: rendering npi, rendering provider npi, treating npi, servicing npi, performing
    provider npi, servicing provider npi
received_on: received, received date, date received, claim received date, receipt date, received on,
    fecha de recibo
processed_on: processed, processed date, date processed, processed on, process date, paid date, date
    paid, payment date, finalized date, adjudication date, eob date, statement date, completed date,
    fecha de proceso, fecha de pago, processing date, remit date, remittance date
service_days: date of service, service date, dates of service, service dates, dos, date of visit,
    visit date, date s of service, date of care, fecha de servicio, fechas de servicio, treatment
    date, fecha del servicio
service_from: service from, from date, from, service start date, start date, date of service from,
    service date from, dos from, first date of service, service begin date, begin date, from date of
    service, fecha inicial, desde, first day, first service date
service_to: service to, to date, to, service end date, end date, date of service to, through,
    service date to, dos to, last date of service, thru date, through date, thru, to date of
    service, fecha final, hasta, last day, last service date
code: code, procedure code, cpt, cpt code, cpt hcpcs, hcpcs, hcpcs code, service code, procedure,
    cpt hcpcs code, proc code, proc, billing code, codigo, codigo de servicio, procedimiento
modifier: modifier, modifiers, mod, mods, modifier 1, mod 1, mod1, modificador, procedure modifier
modifier_2: modifier 2, mod 2, mod2
modifier_3: modifier 3, mod 3, mod3
modifier_4: modifier 4, mod 4, mod4
revenue_code: revenue code, rev code, rev, revenue, revenue center code, revenue cd
words: description, service description, service, type of service, service type, procedure
    description, description of service, services, service provided, descripcion, servicio,
    descripcion del servicio, cpt description, service name
units: units, qty, quantity, number of units, unit count, service units, unidades, cantidad, no of
    units
network: network, network status, in or out of network, in out of network, in network, network
    indicator, provider network, benefit level, network level, plan network, provider network
    status, in network out of network, red, network tier, claim network status
remarks: remark codes, remark code, remarks, note codes, note code, remark, codes, explanation codes,
    explanation code, eob codes, eob code, message code, message codes, rarc, codigos de nota, see notes
reasons: reason codes, reason code, adjustment codes, carc, denial code, denial codes,
    adjustment reason codes, claim adjustment reason codes, group and reason codes
currency: currency, currency code, moneda
billed: billed, amount billed, billed amount, charge, charges, charged, amount charged, total
    billed, total charge, total charges, billed charges, submitted charges, submitted amount,
    submitted, provider charges, provider billed, charge amount, charged amount, total amount
    billed, billed charge, provider charge, total charged, monto facturado, facturado, cargo,
    cobrado, claim amount, amount submitted, line charge, what your provider charged, doctor charged
allowed: allowed, allowed amount, amount allowed, allowable, eligible, eligible amount, covered
    amount, plan allowance, allowable amount, approved amount, amount approved, contracted amount,
    negotiated amount, plan allowed, plan allowed amount, total allowed, total eligible, covered,
    eligible expense, negotiated rate, contract rate, maximum allowed, monto permitido, permitido,
    medicare approved, amount covered, covered charges, member rate, plan rate
plan_paid: plan paid, paid, paid amount, amount paid, plan payment, paid by plan, benefit paid,
    insurance paid, your plan paid, plan paid amount, amount paid by plan, payment, total paid, paid
    by insurance, benefits paid, benefit amount, payment amount, total plan payment, paid to
    provider, what your plan paid, we paid, plan pays, insurance payment, paid by health plan,
    pagado, pago del plan, monto pagado, pagado por el plan, amount paid by health plan, plan paid
    provider, medicare paid, plan s share, plan share, total plan paid, paid by your plan
other_paid: other insurance, other insurance paid, other plan paid, paid by other insurance, cob,
    cob paid, other payer paid, cob amount, coordination of benefits, amount paid by other
    insurance, other insurance amount, primary paid, other ins paid, otro seguro
deductible: deductible, deductible amount, applied to deductible, amount applied to deductible,
    deduct, your deductible, deductible applied, total applied to deductible, to deductible,
    deducible
copay: copay, co pay, copayment, copay amount, your copay, co payment, copays, copago, copayment
    amount
coinsurance: coinsurance, co insurance, coinsurance amount, your coinsurance, coins, coseguro, co
    ins
not_covered: not covered, amount not covered, non covered, noncovered, ineligible, ineligible
    amount, non covered amount, not payable, excluded, not covered amount, amount not payable, non
    covered charges, no cubierto, not covered by plan, amount ineligible
patient_owes: you owe, what you owe, your responsibility, patient responsibility, member
    responsibility, patient owes, amount you owe, you may owe, your cost, your share, your total
    cost, member owes, patient resp, pt resp, total member responsibility, your total
    responsibility, total you owe, you pay, your total cost share, patient pay, member cost, patient
    amount, what you may owe, my responsibility, i owe, what i owe, i may owe, your portion, patient
    liability, member liability, patient balance, employee responsibility, usted debe, lo que usted
    debe, su responsabilidad, maximum you may be billed, you may be billed, total patient
    responsibility, amount you may owe provider, your amount owed, member pays, total due from
    patient, responsabilidad del paciente, patient share
total_billed: claim total billed, claim billed, claim charge, claim total charge, total claim
    charge, claim billed amount, claim charge amount
total_allowed: claim total allowed, claim allowed, total claim allowed, claim allowed amount
total_plan_paid: claim total paid, claim paid, total claim paid, claim payment, claim paid amount,
    claim payment amount
total_patient_owes: claim total you owe, claim you owe, claim patient responsibility, claim member
    responsibility, claim patient resp
provider_asks: provider bill, provider asks, billed to patient, bill from provider, provider s bill
"""
HEADERS: dict[str, tuple[str, ...]] = {
    column.strip(): tuple(" ".join(one.split()) for one in told.split(","))
    for column, _colon, told in (
        entry.partition(":") for entry in re.split(r"\n(?! )", _TOLD) if entry.strip()
    )
}
AMOUNTS = (
    "billed", "allowed", "plan_paid", "other_paid", "deductible", "copay", "coinsurance", "not_covered",
    "patient_owes",
)  # fmt: skip
TOTALS = ("total_billed", "total_allowed", "total_plan_paid", "total_patient_owes")
DAYS = ("service_days", "service_from", "service_to", "received_on", "processed_on", "born")
# One of each must be there, or it is no table of claims.
SOME_AMOUNT = (*AMOUNTS, *TOTALS)
SOME_CLAIM = ("claim_number", "service_days", "service_from")
# Known, and not needed: said nowhere.
PASSED_OVER = frozenset(
    plain(one)
    for one in (
        "Diagnosis", "Diagnosis code", "Diagnosis codes", "Dx", "ICD-10", "Group number", "Group", "Discount",
        "Plan discount", "Network savings", "Savings", "Your savings", "Member discount", "Adjustment",
        "Adjustments", "Contractual adjustment", "Provider discount", "Relationship", "Gender", "Sex",
        "Place of service", "POS", "Check number", "Line", "Line number", "Line no", "Row", "Row number",
        "Place of service code", "Subscriber", "Subscriber name", "Employee", "Employee name", "Year",
        "Specialty", "Provider address", "Link", "EOB link", "View EOB", "Provider discounts", "Descuento",
        "Payment method", "Check/EFT number", "Line of business", "Provider write-off", "Discounts",
    )
)  # fmt: skip
_COLUMN_OF = {plain(header): column for column, headers in HEADERS.items() for header in headers}


def columns_of(header: Sequence[str]) -> list[str]:
    """The column each cell names; “” where none is known. Of two that name the same, the first counts."""
    found: list[str] = []
    for cell in header:
        column = column_of(cell)
        found.append("" if column in found else column)
    return found


def column_of(header: str) -> str:
    """Also “Amount billed ($)” and “Your plan paid*”."""
    bare = plain(header)
    return _COLUMN_OF.get(bare) or _COLUMN_OF.get(bare.removesuffix(" usd").removesuffix(" us"), "")


def is_header(columns: Sequence[str]) -> bool:
    named = {one for one in columns if one}
    return bool(named & set(SOME_AMOUNT)) and bool(named & set(SOME_CLAIM))
