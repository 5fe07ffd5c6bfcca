"""The decision page: all a reviewer needs, in boxes A to G, in the order in which it is keyed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.models import Recipient
from requests_app.packets import reasons, wording
from requests_app.packets.ask import ask_sentence as ask_sentence
from requests_app.packets.ask import what_is_asked as what_is_asked
from requests_app.packets.calls import answer, reference_text
from requests_app.packets.denial import is_external
from requests_app.packets.letters_of_case import (
    is_expedited,
    peer_contact,
    peer_to_peer,
    signed_day,
    urgent_letter,
)
from requests_app.packets.parts import CodeRow, Decision, Fact, Options, Section, Speed
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.wording import day_text, short_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REVENUE = "REVENUE"
ADDED_BY: dict[str, StrOrPromise] = {
    "PATIENT": gettext_lazy("Patient"),
    "STAFF": gettext_lazy("Staff"),
    "CLINICIAN": gettext_lazy("Clinician"),
}
PLAN_KINDS = {"HMO": "HMO", "PPO": "PPO", "EPO": "EPO", "POS": "POS"}
RELATIONS: dict[str, StrOrPromise] = {
    "SPOUSE": gettext_lazy("spouse or partner"),
    "CHILD": gettext_lazy("child"),
    "OTHER": gettext_lazy("other"),
}
ONLY_WHEN_GIVEN = frozenset(
    {
        "provider.specialty",
        "provider.will_not_bill_rest",
        "patient.speaking_language",
        "patient.access_needs",
    }
)
TIMINGS: dict[str, StrOrPromise] = {
    "NOT_STARTED": gettext_lazy("Asked before care begins."),
    "STARTED": gettext_lazy("Care has begun."),
    "OVER": gettext_lazy("Asked after care."),
}
ACCEPTS: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Accepts a single case agreement"),
    "NO": gettext_lazy("Does not accept a single case agreement"),
    "UNSURE": gettext_lazy("Single case agreement: Not known yet"),
}
BILLS: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Agreed not to bill the rest"),
    "NO": gettext_lazy("Did not agree to leave out the rest"),
    "UNSURE": gettext_lazy("Not billing the rest: Not known yet"),
}
SAYS: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Yes"),
    "NO": gettext_lazy("No"),
    "UNSURE": gettext_lazy("Not known yet"),
}


def decision(case: schema.CaseFile, options: Options, proof: Proof = NOTHING) -> Decision:
    return Decision(
        ask=ask_sentence(case, options.recipient, is_outside=is_external(case, options.about)),
        who=tuple(who_facts(case)),
        what=tuple(_what(case.care)),
        codes=tuple(_codes(case.care, options.recipient)),
        provider=tuple(_provider(case.provider)),
        why_intro=reasons.intro(case),
        reasons=tuple(reasons.reasons(case, proof)),
        not_claimed=tuple(reasons.not_claimed(case, proof)),
        speed=_speed(case, options),
        asked=tuple(what_is_asked(case, options.recipient)),
        contact=tuple(_contact(case, options)),
    )


def opening_call(case: schema.CaseFile) -> schema.InsurerCall | None:
    """The newest call 1."""
    return next((call for call in reversed(case.insurer_calls) if call.kind == "CALL_1"), None)


def told_at_opening(case: schema.CaseFile, key: str) -> str:
    """What was written in this box in the newest call 1 that filled it."""
    calls = [call for call in case.insurer_calls if call.kind == "CALL_1"]
    return next((found for call in reversed(calls) if (found := answer(call, key))), "")


def who_facts(case: schema.CaseFile) -> list[Fact]:
    cover, opened = case.coverage, opening_call(case)
    plan = wording.with_commas(cover.insurer, PLAN_KINDS.get(cover.plan_kind, ""))
    number = wording.latest(case.insurer_calls, "request_number")
    facts = [
        Fact(_("Member"), wording.patient_name(case), "patient.first_name"),
        Fact(_("Birth date"), day_text(case.patient.birth_date), "patient.birth_date"),
        Fact(_("Member ID"), cover.member_id, "coverage.member_id"),
        Fact(_("Group"), cover.group_number, "coverage.group_number"),
        Fact(_("Plan"), plan, "coverage.insurer"),
    ]
    if cover.is_subscriber is False:
        facts.append(Fact(_("Main person"), _subscriber(cover.subscriber), "coverage.subscriber"))
    return [
        *facts,
        Fact(_("Request no."), number, "insurer_calls.request_number"),
        Fact(_("Call ref."), _call_reference(opened), "insurer_calls.reference"),
    ]


def _subscriber(person: schema.Subscriber) -> str:
    name = wording.full_name(person.first_name, person.last_name)
    born = _("born %(day)s") % {"day": day_text(person.birth_date)} if person.birth_date else ""
    relation = RELATIONS.get(person.relation, "")
    return wording.with_commas(name, born, _("member is: %(who)s") % {"who": relation} if relation else "")


def _call_reference(call: schema.InsurerCall | None) -> str:
    if call is None or not reference_text(call):
        return ""
    return f"{reference_text(call)} ({short_day(call.called_on)})"


def _what(care: schema.Care) -> list[Fact]:
    level = str(wording.LEVELS.get(care.level_of_care, ""))
    diagnoses = wording.codes_of(care, "DIAGNOSIS")
    return [
        Fact(_("Care"), care.description, "care.description"),
        Fact(_("Specialty"), care.specialty, "care.specialty"),
        Fact(_("Level of care"), level, "care.level_of_care"),
        Fact(_("Dates"), _dates(care), "care.starts_on"),
        Fact(_("Amount"), wording.amount_text(care), "care.amount"),
        Fact(_("Diagnosis"), ", ".join(_diagnosis(code) for code in diagnoses), "care.codes.DIAGNOSIS"),
    ]


def _dates(care: schema.Care) -> str:
    if care.starts_on and care.ends_on:
        days = {"start": short_day(care.starts_on), "end": short_day(care.ends_on)}
        return _("%(start)s to %(end)s") % days
    span = wording.span_text(care.starts_on, care.ends_on)
    return f"{span[:1].upper()}{span[1:]}"


def _diagnosis(code: schema.CareCode) -> str:
    return f"{code.code} ({code.own_words})" if code.own_words else code.code


def _codes(care: schema.Care, recipient: str) -> list[CodeRow]:
    """A renewal asks for an amount in all; units of one code were those of the first request."""
    untold = _("see amount") if recipient == Recipient.RENEWAL and care.amount else ""
    return [
        CodeRow(
            is_revenue=code.kind == REVENUE,
            code=wording.code_text(code),
            units=untold if code.units is None else str(code.units),
            words=code.own_words,
            added_by=str(ADDED_BY[code.added_by]),
        )
        for code in wording.codes_of(care, "SERVICE", REVENUE)
    ]


def _provider(provider: schema.Provider) -> list[Fact]:
    address = wording.address_text(provider.address).replace("\n", ", ")
    bills = str(BILLS.get(provider.will_not_bill_rest, ""))
    facts = [
        Fact(_("Provider"), provider.name, "provider.name"),
        Fact(_("Credentials"), provider.credentials, "provider.credentials"),
        Fact(_("Specialty"), provider.specialty, "provider.specialty"),
        Fact(_("NPI"), provider.npi, "provider.npi"),
        Fact(_("Tax ID"), wording.tax_id_text(provider.tax_id), "provider.tax_id"),
        Fact(_("Address"), address, "provider.address"),
        Fact(_("Phone"), provider.phone, "provider.phone"),
        Fact(_("Fax"), provider.fax, "provider.fax"),
        Fact(_("Will see"), _agreed(provider), "provider.agreed"),
        Fact(_("Agreement"), _agreement(provider), "provider.accepts_agreement"),
        Fact(_("Billing"), bills, "provider.will_not_bill_rest"),
    ]
    return [fact for fact in facts if fact.value or fact.path not in ONLY_WHEN_GIVEN]


def _agreed(provider: schema.Provider) -> str:
    said = str(SAYS.get(provider.agreed, ""))
    has_day = provider.agreed == "YES" and provider.agreed_on
    agreed_on = _("agreed %(day)s") % {"day": short_day(provider.agreed_on)} if has_day else ""
    first = _("first date %(day)s") % {"day": short_day(provider.first_date)} if provider.first_date else ""
    return "; ".join(part for part in (wording.with_commas(said, agreed_on), first) if part)


def _agreement(provider: schema.Provider) -> str:
    contact = _("contact %(who)s") % {"who": provider.agreement_contact} if provider.agreement_contact else ""
    accepts = str(ACCEPTS.get(provider.accepts_agreement, ""))
    return "; ".join(part for part in (accepts, contact) if part)


def _speed(case: schema.CaseFile, options: Options) -> Speed:
    timing = str(TIMINGS.get(case.care.timing, ""))
    if not is_expedited(case, options):
        return Speed(False, "", timing)
    letter = urgent_letter(case)
    if letter is not None:
        is_in = Section.CLINICIAN in options.sections
        signed = {"name": letter.signed_name, "day": short_day(signed_day(letter, case))}
        basis = _("Clinician’s signed reason: %(name)s, %(day)s") % signed
        return Speed(True, basis, timing, Section.CLINICIAN if is_in else "")
    if not case.care.asks_for_speed:
        return Speed(True, "", timing)
    basis = _(
        "A clinician said that waiting could cause harm, as the member reports. Clinician’s signed reason: "
        "Not given."
    )
    return Speed(True, basis, timing)


def _contact(case: schema.CaseFile, options: Options) -> list[Fact]:
    patient = case.patient
    helper = wording.with_commas(patient.caregiver_name, patient.caregiver_relation)
    is_for_self = case.for_whom == "ME"
    name = wording.patient_name(case) if is_for_self else helper or options.signed_name
    language = patient.speaking_language
    speaks = "" if language.lower() == "english" else language
    mail = wording.address_text(patient.address).replace("\n", ", ")
    facts = [
        Fact(_("Questions to"), name, "patient.first_name" if is_for_self else "patient.caregiver_name"),
        Fact(_("Phone"), patient.phone, "patient.phone"),
        Fact(_("Mail to"), mail, "patient.address"),
        Fact(_("Peer-to-peer"), _peer(case), "letters"),
        Fact(_("Speaks"), speaks, "patient.speaking_language"),
        Fact(_("Access needs"), patient.access_needs, "patient.access_needs"),
    ]
    return [fact for fact in facts if fact.value or fact.path not in ONLY_WHEN_GIVEN]


def _peer(case: schema.CaseFile) -> str:
    """Dana Sample, MD, 555-0100, weekdays 12 to 1 pm"""
    if (call := peer_to_peer(case)) is not None:
        return wording.with_commas(call.clinician_name, call.clinician_phone, call.clinician_times)
    if (peer := peer_contact(case)) is None:
        return ""
    return wording.with_commas(peer.name, peer.credentials, peer.phone, peer.peer_times)
