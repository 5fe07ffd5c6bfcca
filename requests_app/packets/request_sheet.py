"""What a clinician is asked, on paper: facts to confirm, questions with room to write, a place to sign."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.packets import letters_of_case, wording
from requests_app.packets.more_parts import Fact, Prompt, RequestSheet

PATH = "clinician"


def request_sheet(case: schema.CaseFile) -> RequestSheet:
    plan, provider = wording.plan_name(case), wording.provider_name(case)
    facts = {"plan": plan, "provider": provider}
    return RequestSheet(
        intro=(
            _(
                "Your patient asks %(plan)s to cover %(provider)s, out of network, at in-network cost share. "
                "The plan decides on what a clinician writes and signs."
            )
            % facts,
            _(
                "Confirm or correct the facts below, answer the questions in a few lines, sign, and "
                "send this "
                "sheet or your own letter back. It takes about five minutes. No psychotherapy notes "
                "are needed."
            ),
        ),
        who=tuple(_who(case)),
        confirm=tuple(_confirm(case)),
        codes=tuple(_codes(case)),
        prompts=_prompts(),
        urgency=_(
            "In my judgment, waiting the standard time could seriously harm the patient’s life, health or "
            "ability to function. Reason:"
        ),
        sign=(
            _("Name and credentials"),
            _("NPI"),
            _("License, state and number"),
            _("Phone for the plan’s clinician, and best times"),
            _("Signature"),
            _("Date"),
        ),
        give_back=tuple(_give_back(case)),
    )


def _who(case: schema.CaseFile) -> Iterator[Fact]:
    yield Fact(_("Patient"), wording.patient_name(case), "patient.first_name")
    yield Fact(_("Birth date"), wording.day_text(case.patient.birth_date), "patient.birth_date")
    yield Fact(_("Plan"), case.coverage.insurer, "coverage.insurer")
    number = wording.latest(case.insurer_calls, "request_number")
    yield Fact(_("Request no."), number, "insurer_calls.request_number")


def _confirm(case: schema.CaseFile) -> Iterator[Fact]:
    care, provider = case.care, case.provider
    level = str(wording.LEVELS.get(care.level_of_care, ""))
    span = wording.span_text(care.starts_on, care.ends_on)
    named = wording.with_commas(provider.name, provider.credentials, provider.specialty)
    yield Fact(_("Care"), care.description, "care.description")
    yield Fact(_("Level of care"), level, "care.level_of_care")
    yield Fact(_("Dates"), f"{span[:1].upper()}{span[1:]}", "care.starts_on")
    yield Fact(_("Amount"), wording.amount_text(care), "care.amount")
    yield Fact(_("Provider asked for"), named, "provider.name")
    yield Fact(_("First date there"), wording.day_text(provider.first_date), "provider.first_date")


def _codes(case: schema.CaseFile) -> Iterator[str]:
    for one in case.care.codes:
        units = wording.amount_units(one.units, "UNITS") if one.units else ""
        label = {
            "DIAGNOSIS": _("Diagnosis %(code)s"),
            "SERVICE": _("Service %(code)s"),
            "REVENUE": _("Revenue %(code)s"),
        }[one.kind] % {"code": wording.code_text(one)}
        yield wording.with_commas(label, one.own_words, units)


def _prompts() -> tuple[Prompt, ...]:
    return (
        Prompt(_("What is the clinical need, and since when?")),
        Prompt(_("Why do the in-network options in the log not fit?")),
        Prompt(_("Why does this provider’s training fit?")),
        Prompt(_("What would delay do?")),
    )


def _give_back(case: schema.CaseFile) -> Iterator[str]:
    patient = case.patient
    helper = patient.caregiver_name if case.for_whom != "ME" else ""
    name = helper or wording.patient_name(case)
    if name:
        yield _("Give it back to %(name)s.") % {"name": wording.with_commas(name, patient.phone)}
    if letters_of_case.is_expedited(case):
        yield _("The request is meant to be expedited: a signed reason is needed for that.")
