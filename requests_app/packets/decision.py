"""The decision page: all a reviewer needs, in boxes A to G, in the order in which it is keyed in."""

from __future__ import annotations

from requests_app.casefile import schema
from requests_app.packets import reasons, wording
from requests_app.packets.calls import answer, reference_text
from requests_app.packets.parts import CodeRow, Decision, Fact, Speed
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.wording import AGREEMENT, GAP, day_text, short_day

CODE_KINDS = {"SERVICE": "Service", "REVENUE": "Revenue"}
ADDED_BY = {"PATIENT": "Patient", "STAFF": "Staff", "CLINICIAN": "Clinician"}
PLAN_KINDS = {"HMO": "HMO", "PPO": "PPO", "EPO": "EPO", "POS": "POS"}
RELATIONS = {"SPOUSE": "spouse or partner", "CHILD": "child", "OTHER": "other"}
ONLY_WHEN_GIVEN = frozenset(
    {
        "provider.specialty",
        "provider.will_not_bill_rest",
        "patient.speaking_language",
        "patient.access_needs",
    }
)
TIMINGS = {
    "NOT_STARTED": "Asked before care begins",
    "STARTED": "Care has begun",
    "OVER": "Asked after care",
}
ACCEPTS = {
    "YES": "Accepts a single case agreement",
    "NO": "Does not accept a single case agreement",
    "UNSURE": "Single case agreement: Not known yet",
}
BILLS = {
    "YES": "Agreed not to bill the rest",
    "NO": "Did not agree to leave out the rest",
    "UNSURE": "Not billing the rest: Not known yet",
}
SAYS = {"YES": "Yes", "NO": "No", "UNSURE": "Not known yet"}


def decision(case: schema.CaseFile, signed_name: str, proof: Proof = NOTHING) -> Decision:
    return Decision(
        ask=ask_sentence(case),
        who=tuple(_who(case)),
        what=tuple(_what(case.care)),
        codes=tuple(_codes(case.care)),
        provider=tuple(_provider(case.provider)),
        why_intro=reasons.intro(case),
        reasons=tuple(reasons.reasons(case, proof)),
        speed=_speed(case.care),
        asked=tuple(what_is_asked(case)),
        contact=tuple(_contact(case, signed_name)),
    )


def ask_sentence(case: schema.CaseFile) -> str:
    """The ask in one sentence, from the facts that are known."""
    plan, provider = wording.plan_name(case), wording.provider_name(case)
    span = wording.span_text(case.care.starts_on, case.care.ends_on)
    when = f", {span}" if span else ""
    asks = {
        GAP: f"cover {provider}, out of network, at in-network cost share",
        AGREEMENT: f"make a single case agreement with {provider}, out of network",
    }
    kind = wording.request_kind(case)
    ask = asks.get(kind) or f"{asks[GAP]}, and to make a single case agreement with this provider"
    return f"We ask {plan} to {ask}{when}, for the services below."


def what_is_asked(case: schema.CaseFile) -> list[str]:
    """The decision as lines that can be ticked and copied."""
    kind = wording.request_kind(case)
    return [
        *([] if kind == AGREEMENT else ["Approve the in-network benefit for this provider"]),
        *([] if kind == GAP else ["Start a single case agreement with this provider"]),
        "Apply the in-network deductible and yearly limit",
        "Cover facility and professional fees",
        "Send the decision in writing",
    ]


def is_expedited(case: schema.CaseFile) -> bool:
    return case.care.asks_for_speed


def opening_call(case: schema.CaseFile) -> schema.InsurerCall | None:
    """The newest call 1."""
    return next((call for call in reversed(case.insurer_calls) if call.kind == "CALL_1"), None)


def told_at_opening(case: schema.CaseFile, key: str) -> str:
    """What was written in this box in the newest call 1 that filled it."""
    calls = [call for call in case.insurer_calls if call.kind == "CALL_1"]
    return next((found for call in reversed(calls) if (found := answer(call, key))), "")


def _who(case: schema.CaseFile) -> list[Fact]:
    cover, opened = case.coverage, opening_call(case)
    plan = wording.with_commas(cover.insurer, PLAN_KINDS.get(cover.plan_kind, ""))
    facts = [
        Fact("Member", wording.patient_name(case), "patient.first_name"),
        Fact("Birth date", day_text(case.patient.birth_date), "patient.birth_date"),
        Fact("Member ID", cover.member_id, "coverage.member_id"),
        Fact("Group", cover.group_number, "coverage.group_number"),
        Fact("Plan", plan, "coverage.insurer"),
    ]
    if cover.is_subscriber is False:
        facts.append(Fact("Main person", _subscriber(cover.subscriber), "coverage.subscriber"))
    return [
        *facts,
        Fact(
            "Request no.",
            wording.latest(case.insurer_calls, "request_number"),
            "insurer_calls.request_number",
        ),
        Fact("Call ref.", _call_reference(opened), "insurer_calls.reference"),
    ]


def _subscriber(person: schema.Subscriber) -> str:
    name = wording.full_name(person.first_name, person.last_name)
    born = f"born {day_text(person.birth_date)}" if person.birth_date else ""
    relation = RELATIONS.get(person.relation, "")
    return wording.with_commas(name, born, f"member is: {relation}" if relation else "")


def _call_reference(call: schema.InsurerCall | None) -> str:
    if call is None or not reference_text(call):
        return ""
    return f"{reference_text(call)} ({short_day(call.called_on)})"


def _what(care: schema.Care) -> list[Fact]:
    level = wording.LEVELS.get(care.level_of_care, "")
    diagnoses = wording.codes_of(care, "DIAGNOSIS")
    return [
        Fact("Care", care.description, "care.description"),
        Fact("Specialty", care.specialty, "care.specialty"),
        Fact("Level of care", level, "care.level_of_care"),
        Fact("Dates", _dates(care), "care.starts_on"),
        Fact("Amount", wording.amount_text(care), "care.amount"),
        Fact("Diagnosis", ", ".join(_diagnosis(code) for code in diagnoses), "care.codes.DIAGNOSIS"),
    ]


def _dates(care: schema.Care) -> str:
    if care.starts_on and care.ends_on:
        return f"{short_day(care.starts_on)} to {short_day(care.ends_on)}"
    span = wording.span_text(care.starts_on, care.ends_on)
    return f"{span[:1].upper()}{span[1:]}"


def _diagnosis(code: schema.CareCode) -> str:
    return f"{code.code} ({code.own_words})" if code.own_words else code.code


def _codes(care: schema.Care) -> list[CodeRow]:
    return [
        CodeRow(
            kind=CODE_KINDS[code.kind],
            code=wording.code_text(code),
            units="" if code.units is None else str(code.units),
            words=code.own_words,
            added_by=ADDED_BY[code.added_by],
        )
        for code in wording.codes_of(care, "SERVICE", "REVENUE")
    ]


def _provider(provider: schema.Provider) -> list[Fact]:
    address = wording.address_text(provider.address).replace("\n", ", ")
    facts = [
        Fact("Provider", provider.name, "provider.name"),
        Fact("Credentials", provider.credentials, "provider.credentials"),
        Fact("Specialty", provider.specialty, "provider.specialty"),
        Fact("NPI", provider.npi, "provider.npi"),
        Fact("Tax ID", wording.tax_id_text(provider.tax_id), "provider.tax_id"),
        Fact("Address", address, "provider.address"),
        Fact("Phone", provider.phone, "provider.phone"),
        Fact("Fax", provider.fax, "provider.fax"),
        Fact("Will see", _agreed(provider), "provider.agreed"),
        Fact("Agreement", _agreement(provider), "provider.accepts_agreement"),
        Fact("Billing", BILLS.get(provider.will_not_bill_rest, ""), "provider.will_not_bill_rest"),
    ]
    return [fact for fact in facts if fact.value or fact.path not in ONLY_WHEN_GIVEN]


def _agreed(provider: schema.Provider) -> str:
    said = SAYS.get(provider.agreed, "")
    has_day = provider.agreed == "YES" and provider.agreed_on
    agreed_on = f"agreed {short_day(provider.agreed_on)}" if has_day else ""
    first = f"first date {short_day(provider.first_date)}" if provider.first_date else ""
    return "; ".join(part for part in (wording.with_commas(said, agreed_on), first) if part)


def _agreement(provider: schema.Provider) -> str:
    contact = f"contact {provider.agreement_contact}" if provider.agreement_contact else ""
    return "; ".join(part for part in (ACCEPTS.get(provider.accepts_agreement, ""), contact) if part)


def _speed(care: schema.Care) -> Speed:
    expedited = care.asks_for_speed
    basis = (
        "A clinician said that waiting could cause harm, as the member reports. Clinician’s signed reason: "
        f"{wording.NOT_GIVEN}."
        if expedited
        else ""
    )
    timing = TIMINGS.get(care.timing, "")
    return Speed(expedited, basis, f"{timing}." if timing else "")


def _contact(case: schema.CaseFile, signed_name: str) -> list[Fact]:
    patient = case.patient
    helper = wording.with_commas(patient.caregiver_name, patient.caregiver_relation)
    is_for_self = case.for_whom == "ME"
    name = wording.patient_name(case) if is_for_self else helper or signed_name
    language = patient.speaking_language
    speaks = "" if language.lower() == "english" else language
    mail = wording.address_text(patient.address).replace("\n", ", ")
    facts = [
        Fact("Questions to", name, "patient.first_name" if is_for_self else "patient.caregiver_name"),
        Fact("Phone", patient.phone, "patient.phone"),
        Fact("Mail to", mail, "patient.address"),
        Fact("Speaks", speaks, "patient.speaking_language"),
        Fact("Access needs", patient.access_needs, "patient.access_needs"),
    ]
    return [fact for fact in facts if fact.value or fact.path not in ONLY_WHEN_GIVEN]
