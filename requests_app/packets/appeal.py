"""The appeal letter and the request for the claim file: access first, need second, the plan’s reason third.

Everything said is in the records. What no record holds is left out; no odds, no deadline, nothing unfair.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.models import Recipient
from requests_app.packets import decision, letters_of_case, reasons, wording
from requests_app.packets.denial import Denial, denial_of
from requests_app.packets.letter import (
    about,
    care_text,
    closing,
    speaks_for_self,
    speed_text,
    who_writes,
    why_provider,
)
from requests_app.packets.letter_search import contacted, table_text
from requests_app.packets.more_parts import AppealLetter, ClaimFile, Fact, Ground
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import Proof
from requests_app.packets.wording import day_text


def appeal_letter(case: schema.CaseFile, options: Options, proof: Proof) -> AppealLetter:
    denied, is_self = denial_of(case), speaks_for_self(case, options)
    grounds = (
        _access(case, options, proof),
        _need(case, options, is_self=is_self),
        _answer(case, denied, options),
    )
    return AppealLetter(
        about=tuple(_about(case, denied)),
        paragraphs=(_opening(case, denied, is_self=is_self),),
        grounds=tuple(one for one in grounds if one.paragraphs),
        asked_intro=_("I ask %(plan)s to:") % {"plan": wording.plan_name(case)},
        asked=tuple(
            f"{line[0].lower()}{line[1:]}" for line in decision.what_is_asked(case, Recipient.APPEAL)
        ),
        closing=closing(case),
    )


def claim_file(case: schema.CaseFile) -> ClaimFile:
    """A plain request: which law gives a right to these papers differs by plan and is not claimed."""
    denied = denial_of(case)
    lines = [
        _("Every paper the plan used to decide, and the notes of the people who decided"),
        _("The exact words of the plan’s terms, guideline or criteria it used for this decision"),
        _("The name and credentials of each clinician who took part, and of each expert who was asked"),
        _("The records of the calls about this request, with their reference numbers"),
        _("The in-network providers the plan says can give this care, with the first open date of each"),
        _("How the plan checked that those providers can give it"),
    ]
    if not denied.has_letter:
        lines.append(_("The decision itself, in writing, with its reason"))
    return ClaimFile(
        about=tuple(_about(case, denied)),
        intro=_("With this appeal I ask %(plan)s to send me a copy of the following, free of charge:")
        % {"plan": wording.plan_name(case)},
        asked=tuple(lines),
        closing=_mail_to(case),
    )


def _mail_to(case: schema.CaseFile) -> str:
    mail = wording.address_text(case.patient.address).replace("\n", ", ")
    return _("Send it to: %(address)s.") % {"address": mail} if mail else ""


def _about(case: schema.CaseFile, denied: Denial) -> Iterator[Fact]:
    yield from about(case, team=_("Appeals"))
    if denied.is_recorded:
        yield Fact(_("Decision of"), day_text(denied.decided_on or denied.letter_dated), "decided")


def _opening(case: schema.CaseFile, denied: Denial, *, is_self: bool) -> str:
    decided = denied.decided_on or denied.letter_dated
    facts = {"provider": wording.provider_name(case), "day": day_text(decided)}
    if decided and denied.in_part:
        told = _("I appeal the part of the decision of %(day)s that does not cover care with %(provider)s.")
    elif decided:
        told = _(
            "I appeal the decision of %(day)s not to cover care with %(provider)s at in-network cost share."
        )
    else:
        told = _("I appeal the decision not to cover care with %(provider)s at in-network cost share.")
    return f"{who_writes(case, is_self=is_self)} {told % facts}"


def _access(case: schema.CaseFile, options: Options, proof: Proof) -> Ground:
    """What stood in the way of in-network care, counted, beside the standard if there is one."""
    if not logged(case):
        return Ground(_("1. Access: what the network offered"), ())
    lines = [f"{one.label}: {one.number}." for one in reasons.reasons(case, proof)]
    table = table_text() if Section.SEARCH in options.sections else ""
    rules = (
        _("The rules that apply to this plan are quoted in this packet, each with its source.")
        if proof.rules and Section.RULES in options.sections
        else ""
    )
    parts = (" ".join(part for part in (contacted(case), table, rules) if part), *lines)
    return Ground(_("1. Access: what the network offered"), tuple(part for part in parts if part))


def _need(case: schema.CaseFile, options: Options, *, is_self: bool) -> Ground:
    letters = [
        _("%(name)s wrote and signed a letter about this care on %(day)s; it is in this packet.")
        % {"name": one.signed_name, "day": day_text(letters_of_case.signed_day(one, case))}
        for one in case.letters
        if Section.CLINICIAN in options.sections
    ]
    parts = (
        care_text(case.care),
        " ".join(letters),
        why_provider(case, is_self=is_self),
        speed_text(case, options.sections),
    )
    return Ground(_("2. Need: the care and the provider"), tuple(part for part in parts if part))


def _answer(case: schema.CaseFile, denied: Denial, options: Options) -> Ground:
    heading = _("3. The reason the plan gave")
    if not denied.is_recorded:
        return Ground(heading, ())
    if not denied.reason:
        in_letter = _("The plan’s reason stands in its letter, which is attached.")
        unknown = _("The plan’s reason is not known to me. I ask for it in writing.")
        return Ground(heading, (in_letter if denied.has_letter else unknown,))
    told = _("The plan said: “%(reason)s”") % {"reason": denied.reason}
    call = denied.call
    source = (
        _("This was said on the phone on %(day)s%(reference)s.")
        % {
            "day": day_text(call.called_on),
            "reference": _(", call reference %(number)s") % {"number": call.reference}
            if call.reference
            else "",
        }
        if call
        else ""
    )
    return Ground(
        heading, tuple(part for part in (f"{told} {source}".strip(), _held_against(case, options)) if part)
    )


def _held_against(case: schema.CaseFile, options: Options) -> str:
    """Where the records answer the reason; which record answers which word is for the reader to see."""
    places = [
        (Section.SEARCH, bool(logged(case)), _("the table of the offices that were contacted")),
        (Section.PICTURE, bool(logged(case)), _("the waits and distances beside the standard")),
        (Section.CLINICIAN, bool(case.letters), _("the letter of the clinician")),
        (Section.CALLS, bool(case.insurer_calls), _("the record of the calls with the plan")),
    ]
    named = wording.series(
        text for section, has_some, text in places if has_some and section in options.sections
    )
    return _("These records in this packet speak to it: %(places)s.") % {"places": named} if named else ""
