"""The appeal letter and the request for the claim file: access first, need second, the plan’s reason third.

Everything said is in the records. What no record holds is left out; no odds, no deadline, nothing unfair.
A review outside the plan gets the same grounds, with what was asked of the plan before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.casefile.about_bills import is_about_bill
from requests_app.casefile.logged import logged
from requests_app.models import Recipient
from requests_app.packets import ask, letters_of_case, reasons, wording
from requests_app.packets.appeal_answer import answer_ground
from requests_app.packets.denial import Denial, appeal_in, denial_of, is_external
from requests_app.packets.letter import (
    about,
    begun_text,
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

LEVELS = ("INTERNAL", "SECOND")


def appeal_letter(case: schema.CaseFile, options: Options, proof: Proof) -> AppealLetter:
    denied, is_self = denial_of(case, options.about), speaks_for_self(case, options)
    appeal = appeal_in(case, options.about)
    grounds = (
        _access(case, options, proof),
        _need(case, options, is_self=is_self),
        answer_ground(case, denied, appeal, options),
    )
    numbered = [one for one in grounds if one.paragraphs]
    opening = (
        _opening(case, denied, appeal, is_self=is_self),
        begun_text(case.care),
        _before(case, appeal),
    )
    return AppealLetter(
        about=tuple(_about(case, denied, appeal)),
        paragraphs=tuple(one for one in opening if one),
        grounds=(
            *(replace(one, heading=f"{place}. {one.heading}") for place, one in enumerate(numbered, start=1)),
            *_more(appeal, options),
        ),
        asked_intro=_asked_intro(case, appeal),
        asked=tuple(f"{line[0].lower()}{line[1:]}" for line in ask.what_is_asked(case, Recipient.APPEAL)),
        closing=closing(case),
        title=_("Request for an external review") if _is_outside(appeal) else "",
    )


def claim_file(case: schema.CaseFile, options: Options) -> ClaimFile | None:
    """A plain request: which law gives a right to these papers differs by plan and is not claimed.

    The plan has them, so a reviewer outside it is not asked; papers that came are not asked for again.
    """
    appeal = appeal_in(case, options.about)
    if is_external(case, options.about) or (appeal is not None and appeal.claim_file_got_on):
        return None
    denied = denial_of(case, options.about)
    lines = [
        _("Every paper the plan used to decide, and the notes of the people who decided"),
        _("The exact words of the plan’s terms, guideline or criteria it used for this decision"),
        _("The name and credentials of each clinician who took part, and of each expert who was asked"),
        _("The records of the calls about this request, with their reference numbers"),
        _("The in-network providers the plan says can give this care, with the first open date of each"),
        _("How the plan checked that those providers can give it"),
    ]
    if not denied.in_writing:
        lines.append(_("The decision itself, in writing, with its reason"))
    asked = appeal.claim_file_asked_on if appeal else None
    again = _("I asked for these papers on %(day)s.") % {"day": day_text(asked)} if asked else ""
    intro = _("With this appeal I ask %(plan)s to send me a copy of the following, free of charge:") % {
        "plan": wording.plan_name(case)
    }
    return ClaimFile(
        about=tuple(_about(case, denied, appeal)),
        intro=f"{again} {intro}".strip(),
        asked=tuple(lines),
        closing=_mail_to(case),
    )


def _mail_to(case: schema.CaseFile) -> str:
    mail = wording.address_text(case.patient.address).replace("\n", ", ")
    return _("Send it to: %(address)s.") % {"address": mail} if mail else ""


def _is_outside(appeal: schema.Appeal | None) -> bool:
    return appeal is not None and appeal.level == "EXTERNAL"


def _about(case: schema.CaseFile, denied: Denial, appeal: schema.Appeal | None) -> Iterator[Fact]:
    facts = about(case, team=_("Appeals"))
    yield from (_to_the_reviewer(facts) if _is_outside(appeal) else facts)
    if appeal is not None and appeal.is_expedited:
        yield Fact(_("Speed"), _("Expedited: an answer without delay is asked for"), "appeals")
    if denied.is_recorded:
        yield Fact(_("Decision of"), day_text(denied.decided_on or denied.letter_dated), "decided")


def _to_the_reviewer(facts: list[Fact]) -> Iterator[Fact]:
    """The plan is whom it is about, not to whom it goes."""
    for fact in facts:
        if fact.path == "coverage.insurer":
            yield Fact(_("Plan"), fact.value.removesuffix(f", {_('Appeals')}"), fact.path)
        else:
            yield fact


def _opening(case: schema.CaseFile, denied: Denial, appeal: schema.Appeal | None, *, is_self: bool) -> str:
    decided = denied.decided_on or denied.letter_dated
    facts = {
        "provider": wording.provider_name(case),
        "day": day_text(decided),
        "plan": wording.plan_name(case),
    }
    if _is_outside(appeal):
        told = (
            _("I ask for an external review of the decision of %(day)s about care with %(provider)s.")
            if decided
            else _("I ask for an external review of the decision about care with %(provider)s.")
        )
    elif decided and denied.in_part:
        told = _("I appeal the part of the decision of %(day)s that does not cover care with %(provider)s.")
    elif decided:
        told = _(
            "I appeal the decision of %(day)s not to cover care with %(provider)s at in-network cost share."
        )
    else:
        told = _("I appeal the decision not to cover care with %(provider)s at in-network cost share.")
    return f"{who_writes(case, is_self=is_self)} {told % facts}"


def _before(case: schema.CaseFile, appeal: schema.Appeal | None) -> str:
    """What the plan was asked before: a second look and a review outside rest on it."""
    if appeal is None or appeal.level == "INTERNAL":
        return ""
    told = []
    is_bill = is_about_bill(case, appeal)
    for one in case.appeals:
        if is_about_bill(case, one) != is_bill:
            continue
        if one.key == appeal.key or one.state != "DECIDED" or one.level not in LEVELS:
            continue
        facts = {"sent": day_text(one.sent_on), "decided": day_text(one.decided_on)}
        told.append(_("The plan was asked to look again on %(sent)s and decided on %(decided)s.") % facts)
    return " ".join(told)


def _asked_intro(case: schema.CaseFile, appeal: schema.Appeal | None) -> str:
    if _is_outside(appeal):
        return _("I ask the reviewer to decide that %(plan)s must:") % {"plan": wording.plan_name(case)}
    return _("I ask %(plan)s to:") % {"plan": wording.plan_name(case)}


def _access(case: schema.CaseFile, options: Options, proof: Proof) -> Ground:
    """What stood in the way of in-network care, counted, beside the standard if there is one."""
    if not logged(case):
        return Ground(_("Access: what the network offered"), ())
    lines = [f"{one.label}: {one.number}." for one in reasons.reasons(case, proof)]
    table = table_text() if Section.SEARCH in options.sections else ""
    rules = (
        _("The rules that apply to this plan are quoted in this packet, each with its source.")
        if proof.rules and Section.RULES in options.sections
        else ""
    )
    parts = (" ".join(part for part in (contacted(case), table, rules) if part), *lines)
    return Ground(_("Access: what the network offered"), tuple(part for part in parts if part))


def _need(case: schema.CaseFile, options: Options, *, is_self: bool) -> Ground:
    letters = [_signed(one, case) for one in case.letters if Section.CLINICIAN in options.sections]
    parts = (
        care_text(case.care),
        " ".join(letters),
        why_provider(case, is_self=is_self),
        speed_text(case, options),
    )
    return Ground(_("Need: the care and the provider"), tuple(part for part in parts if part))


def _signed(one: schema.ClinicianLetter, case: schema.CaseFile) -> str:
    """With the specialty: a reviewer asks first who says so."""
    facts = {
        "name": wording.with_commas(one.signed_name, one.answers.specialty),
        "day": day_text(letters_of_case.signed_day(one, case)),
    }
    return _("%(name)s wrote and signed a letter about this care on %(day)s; it is in this packet.") % facts


def _more(appeal: schema.Appeal | None, options: Options) -> Iterator[Ground]:
    """What the person wrote for this appeal, told as theirs."""
    if appeal is None:
        return
    if appeal.new_proof:
        yield Ground(_("What is new since the decision"), (wording.sentence(appeal.new_proof),))
    if appeal.statement:
        heading = (
            _("As the person who asks puts it") if options.signer.is_somebody_else else _("In my own words")
        )
        yield Ground(heading, tuple(_paragraphs(appeal.statement)))


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]
