"""The request letter: one page, composed only of facts that were given.

A sentence appears when its fact was given and is left out when it was not. It names what happened, counts
it and says what is asked; it argues nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from requests_app.casefile import schema
from requests_app.packets import decision, letters_of_case, wording
from requests_app.packets.letter_search import searched
from requests_app.packets.parts import Fact, Letter, Options, Section
from requests_app.packets.wording import AGREEMENT, GAP, day_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why this provider: as the patient says it, as somebody says it for them.
REASONS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "TREATS_THIS": (gettext_lazy("treats this exact problem"), gettext_lazy("treats this exact problem")),
    "SOONEST": (gettext_lazy("can see me soonest"), gettext_lazy("can see the patient soonest")),
    "CLOSE": (gettext_lazy("is close enough"), gettext_lazy("is close enough")),
    "LANGUAGE": (gettext_lazy("speaks my language"), gettext_lazy("speaks the patient’s language")),
    "ALREADY_SEE": (gettext_lazy("already sees me"), gettext_lazy("already sees the patient")),
}


def letter(case: schema.CaseFile, options: Options) -> Letter:
    is_self = speaks_for_self(case, options)
    sections = options.sections
    paragraphs = [
        _opening(case, is_self=is_self),
        begun_text(case.care),
        opened(case),
        care_text(case.care),
        searched(case, has_table=Section.SEARCH in sections),
        why_provider(case, is_self=is_self),
        own_words(case, options),
        _waiting(case, options),
    ]
    return Letter(
        about=tuple(about(case)),
        paragraphs=tuple(part for part in paragraphs if part),
        asked_intro=_("I ask %(plan)s to:") % {"plan": wording.plan_name(case)},
        asked=tuple(f"{line[0].lower()}{line[1:]}" for line in decision.what_is_asked(case)),
        closing=closing(case),
    )


def speaks_for_self(case: schema.CaseFile, options: Options) -> bool:
    """“I” when the patient signs; “the patient” when somebody else signs for them."""
    return case.for_whom == "ME" and not options.signer.is_somebody_else


def about(case: schema.CaseFile, team: str = "") -> list[Fact]:
    number, team = case.coverage.member_id, team or decision.told_at_opening(case, "deciding_team")
    member_id = _("member ID %(number)s") % {"number": number} if number else ""
    facts = [
        Fact(pgettext("packet", "To"), wording.with_commas(case.coverage.insurer, team), "coverage.insurer"),
        Fact(_("Member"), wording.with_commas(wording.patient_name(case), member_id), "patient.first_name"),
        Fact(_("Request number"), wording.latest(case.insurer_calls, "request_number"), "insurer_calls"),
    ]
    return [fact for fact in facts if fact.value]


def who_writes(case: schema.CaseFile, *, is_self: bool) -> str:
    """I am a member of the plan. / I write for a member of the plan."""
    facts = {"plan": wording.plan_name(case), "name": wording.patient_name(case) or _("the patient")}
    if is_self:
        return _("I am a member of %(plan)s.") % facts
    return _("I write for %(name)s, a member of %(plan)s.") % facts


def _opening(case: schema.CaseFile, *, is_self: bool) -> str:
    span = wording.span_text(case.care.starts_on, case.care.ends_on)
    facts = {"provider": wording.provider_name(case), "when": f", {span}" if span else ""}
    asks = {
        GAP: _(
            "I ask the plan to cover care with %(provider)s, an out-of-network provider, at in-network cost "
            "share%(when)s."
        ),
        AGREEMENT: _(
            "I ask the plan to make a single case agreement with %(provider)s, an out-of-network "
            "provider%(when)s."
        ),
    }
    both = _(
        "I ask the plan to cover care with %(provider)s, an out-of-network provider, at in-network "
        "cost share, "
        "and to make a single case agreement with this provider%(when)s."
    )
    return f"{who_writes(case, is_self=is_self)} {asks.get(wording.request_kind(case), both) % facts}"


def opened(case: schema.CaseFile) -> str:
    """When the request was opened: only if the plan said so or gave a number."""
    calls = [call for call in case.insurer_calls if call.kind == "CALL_1"]
    found = [call for call in calls if _was_opened_by(call)]
    if not calls:
        return ""
    call = found[0] if found else calls[-1]
    request = _("request number %(number)s") % {"number": call.request_number}
    reference = _("call reference %(number)s") % {"number": call.reference}
    numbers = wording.with_commas(request if call.request_number else "", reference if call.reference else "")
    facts = {"day": day_text(call.called_on), "numbers": f" ({numbers})" if numbers else ""}
    if found:
        return _("The request was opened by phone on %(day)s%(numbers)s.") % facts
    return _("The plan was called about this request on %(day)s%(numbers)s.") % facts


def _was_opened_by(call: schema.InsurerCall) -> bool:
    said = call.answers.get("request_opened")
    return said == "YES" or bool(call.request_number and said != "NO")


def care_text(care: schema.Care) -> str:
    diagnoses = [code.code for code in wording.codes_of(care, "DIAGNOSIS")]
    services = [wording.code_text(code) for code in wording.codes_of(care, "SERVICE")]
    revenue = [wording.code_text(code) for code in wording.codes_of(care, "REVENUE")]
    level = str(wording.LEVELS.get(care.level_of_care, "")).lower()
    return " ".join(
        part
        for part in (
            _named(_("The care"), care.description),
            _named(_("Level of care"), level),
            _named(_("Specialty"), care.specialty),
            _named(_("Amount"), wording.amount_text(care)),
            _coded(_("Diagnosis code"), _("Diagnosis codes"), diagnoses),
            _coded(_("Service code"), _("Service codes"), services),
            _coded(_("Revenue code"), _("Revenue codes"), revenue),
            _begun(care),
        )
        if part
    )


def _named(label: str, value: str) -> str:
    return f"{label}: {wording.sentence(value)}" if value else ""


def _coded(one: str, many: str, codes: Sequence[str]) -> str:
    return _named(one if len(codes) == 1 else many, wording.series(codes))


def begun_text(care: schema.Care) -> str:
    """Care that began or took place is asked for in its own words, without a day that was not asked for."""
    told = {
        "OVER": _(
            "This is about care that has taken place. I ask for a decision by what the network offered at "
            "that time."
        ),
        "STARTED": _(
            "The care has begun and goes on. I ask that it not be broken off while this is decided, and that "
            "it be covered for the dates asked for."
        ),
    }
    return told.get(care.timing, "")


def _begun(care: schema.Care) -> str:
    """Without a day: the start date is the one asked for, which may come after the care began."""
    told = {"STARTED": _("The care has begun."), "OVER": _("The care has taken place.")}
    return told.get(care.timing, "")


def why_provider(case: schema.CaseFile, *, is_self: bool) -> str:
    provider, place = case.provider, 0 if is_self else 1
    named = wording.series(str(REASONS[one][place]) for one in provider.reasons if one in REASONS)
    because = _("I ask for this provider because the provider %(reasons)s.") % {"reasons": named}
    parts = (
        because if named else "",
        _agreed(provider, is_self=is_self) if provider.agreed == "YES" else "",
        _first_date(provider, is_self=is_self) if provider.first_date else "",
        _("The provider accepts a single case agreement.") if provider.accepts_agreement == "YES" else "",
        _no_bill(is_self=is_self) if provider.will_not_bill_rest == "YES" else "",
    )
    return " ".join(part for part in parts if part)


def own_words(case: schema.CaseFile, options: Options) -> str:
    """“My home” is the patient’s, not of the person who signs for them."""
    text = wording.sentence(case.provider.why_text)
    if text and options.signer.is_somebody_else:
        return _("As written in the request: “%(text)s”") % {"text": text}
    return text


def _agreed(provider: schema.Provider, *, is_self: bool) -> str:
    day = {"day": day_text(provider.agreed_on)}
    if provider.agreed_on:
        return (
            _("The provider agreed on %(day)s to see me.") % day
            if is_self
            else _("The provider agreed on %(day)s to see the patient.") % day
        )
    return _("The provider agreed to see me.") if is_self else _("The provider agreed to see the patient.")


def _first_date(provider: schema.Provider, *, is_self: bool) -> str:
    day = {"day": day_text(provider.first_date)}
    if is_self:
        return _("The first date the provider can see me is %(day)s.") % day
    return _("The first date the provider can see the patient is %(day)s.") % day


def _no_bill(*, is_self: bool) -> str:
    if is_self:
        return _("The provider agreed not to bill me for the rest.")
    return _("The provider agreed not to bill the patient for the rest.")


def _waiting(case: schema.CaseFile, options: Options) -> str:
    told = _("The patient statement in this packet tells what waiting does.")
    has_story = Section.STATEMENT in options.sections and bool(case.story.waiting)
    return " ".join(part for part in (speed_text(case, options), told if has_story else "") if part)


def speed_text(case: schema.CaseFile, options: Options) -> str:
    """Who signed that waiting could do harm; that somebody said so is told as such."""
    asks = _("I ask for an expedited decision.") if letters_of_case.is_expedited(case, options) else ""
    return " ".join(part for part in (_harm(case, options.sections), asks) if part)


def _harm(case: schema.CaseFile, sections: frozenset[Section]) -> str:
    signed = letters_of_case.urgent_letter(case)
    if signed is None:
        return _("A clinician said that waiting could cause harm.") if case.care.asks_for_speed else ""
    facts = {"name": signed.signed_name, "day": day_text(letters_of_case.signed_day(signed, case))}
    if Section.CLINICIAN not in sections:
        return _("%(name)s signed on %(day)s that waiting could cause harm.") % facts
    return (
        _(
            "%(name)s signed on %(day)s that waiting could cause harm; the letter in this packet gives the "
            "reason."
        )
        % facts
    )


def closing(case: schema.CaseFile) -> str:
    phone = case.patient.phone
    return _("For questions, call %(phone)s.") % {"phone": phone} if phone else ""
