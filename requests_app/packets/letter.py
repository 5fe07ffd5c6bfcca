"""The request letter: one page, composed only of facts that were given.

A sentence appears when its fact was given and is left out when it was not. It names what happened, counts
it and says what is asked; it argues nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from requests_app.casefile import schema
from requests_app.packets import decision, wording
from requests_app.packets.letter_search import searched
from requests_app.packets.parts import Fact, Letter, Section
from requests_app.packets.wording import AGREEMENT, GAP, day_text

REASONS = {
    "TREATS_THIS": "treats this exact problem",
    "SOONEST": "can see {me} soonest",
    "CLOSE": "is close enough",
    "LANGUAGE": "speaks {my} language",
    "ALREADY_SEE": "already sees {me}",
}


def letter(case: schema.CaseFile, sections: frozenset[Section]) -> Letter:
    voice = _Voice(is_self=case.for_whom == "ME")
    paragraphs = [
        _opening(case, voice),
        _opened(case),
        _care(case.care),
        searched(case, has_table=Section.SEARCH in sections),
        _why(case, voice),
        wording.sentence(case.provider.why_text),
        _waiting(case, has_statement=Section.STATEMENT in sections),
    ]
    return Letter(
        about=tuple(_about(case)),
        paragraphs=tuple(part for part in paragraphs if part),
        asked_intro=f"I ask {wording.plan_name(case)} to:",
        asked=tuple(f"{line[0].lower()}{line[1:]}" for line in decision.what_is_asked(case)),
        closing=_closing(case),
    )


class _Voice:
    """“I” when the patient signs; “the patient” when somebody else signs for them."""

    def __init__(self, *, is_self: bool) -> None:
        self.me = "me" if is_self else "the patient"
        self.my = "my" if is_self else "the patient’s"

    def fill(self, text: str) -> str:
        return text.replace("{me}", self.me).replace("{my}", self.my)


def _about(case: schema.CaseFile) -> list[Fact]:
    number, team = case.coverage.member_id, decision.told_at_opening(case, "deciding_team")
    member = wording.with_commas(wording.patient_name(case), f"member ID {number}" if number else "")
    facts = [
        Fact("To", wording.with_commas(case.coverage.insurer, team), "coverage.insurer"),
        Fact("Member", member, "patient.first_name"),
        Fact("Request number", wording.latest(case.insurer_calls, "request_number"), "insurer_calls"),
    ]
    return [fact for fact in facts if fact.value]


def _opening(case: schema.CaseFile, voice: _Voice) -> str:
    plan, provider = wording.plan_name(case), wording.provider_name(case)
    name = wording.patient_name(case)
    start = (
        f"I am a member of {plan}."
        if voice.me == "me"
        else f"I write for {name or 'the patient'}, a member of {plan}."
    )
    cover = f"cover care with {provider}, an out-of-network provider, at in-network cost share"
    agree = f"make a single case agreement with {provider}, an out-of-network provider"
    asks = {GAP: cover, AGREEMENT: agree}
    both = f"{cover}, and to make a single case agreement with this provider"
    ask = asks.get(wording.request_kind(case), both)
    span = wording.span_text(case.care.starts_on, case.care.ends_on)
    return f"{start} I ask the plan to {ask}{f', {span}' if span else ''}."


def _opened(case: schema.CaseFile) -> str:
    """When the request was opened: only if the plan said so or gave a number."""
    calls = [call for call in case.insurer_calls if call.kind == "CALL_1"]
    opened = [call for call in calls if _was_opened_by(call)]
    if not calls:
        return ""
    call = opened[0] if opened else calls[-1]
    numbers = wording.with_commas(
        f"request number {call.request_number}" if call.request_number else "",
        f"call reference {call.reference}" if call.reference else "",
    )
    note = f" ({numbers})" if numbers else ""
    start = "The request was opened by phone" if opened else "The plan was called about this request"
    return f"{start} on {day_text(call.called_on)}{note}."


def _was_opened_by(call: schema.InsurerCall) -> bool:
    said = call.answers.get("request_opened")
    return said == "YES" or bool(call.request_number and said != "NO")


def _care(care: schema.Care) -> str:
    diagnoses = [code.code for code in wording.codes_of(care, "DIAGNOSIS")]
    services = [wording.code_text(code) for code in wording.codes_of(care, "SERVICE")]
    revenue = [wording.code_text(code) for code in wording.codes_of(care, "REVENUE")]
    return " ".join(
        part
        for part in (
            f"The care: {wording.sentence(care.description)}" if care.description else "",
            _named("Level of care", wording.LEVELS.get(care.level_of_care, "").lower()),
            _named("Specialty", care.specialty),
            _named("Amount", wording.amount_text(care)),
            _coded("Diagnosis code", diagnoses),
            _coded("Service code", services),
            _coded("Revenue code", revenue),
            _begun(care),
        )
        if part
    )


def _named(label: str, value: str) -> str:
    return f"{label}: {wording.sentence(value)}" if value else ""


def _coded(label: str, codes: Sequence[str]) -> str:
    return _named(label if len(codes) == 1 else f"{label}s", wording.series(codes))


def _begun(care: schema.Care) -> str:
    """Without a day: the start date is the one asked for, which may come after the care began."""
    return {"STARTED": "The care has begun.", "OVER": "The care has taken place."}.get(care.timing, "")


def _why(case: schema.CaseFile, voice: _Voice) -> str:
    provider = case.provider
    reasons = [voice.fill(REASONS[one]) for one in provider.reasons if one in REASONS]
    because = f"I ask for this provider because the provider {wording.series(reasons)}." if reasons else ""
    agreed_on = f" on {day_text(provider.agreed_on)}" if provider.agreed_on else ""
    return " ".join(
        part
        for part in (
            because,
            f"The provider agreed{agreed_on} to see {voice.me}." if provider.agreed == "YES" else "",
            f"The first date the provider can see {voice.me} is {day_text(provider.first_date)}."
            if provider.first_date
            else "",
            "The provider accepts a single case agreement." if provider.accepts_agreement == "YES" else "",
            f"The provider agreed not to bill {voice.me} for the rest."
            if provider.will_not_bill_rest == "YES"
            else "",
        )
        if part
    )


def _waiting(case: schema.CaseFile, *, has_statement: bool) -> str:
    said = "A clinician said that waiting could cause harm. I ask for an expedited decision."
    told = "The patient statement in this packet tells what waiting does."
    return " ".join(
        part
        for part in (
            said if decision.is_expedited(case) else "",
            told if has_statement and case.story.waiting else "",
        )
        if part
    )


def _closing(case: schema.CaseFile) -> str:
    phone = case.patient.phone
    return f"For questions, call {phone}." if phone else ""
