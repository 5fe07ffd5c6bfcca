"""From a case file to everything a packet says. Pure: same case, options and proof, same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.models import Recipient
from requests_app.packets import asked, benefits, exhibits, wording
from requests_app.packets.appeal import appeal_letter, claim_file
from requests_app.packets.bill import bill_letter
from requests_app.packets.bill_appeal import bill_appeal, bill_appeal_letter, bill_claim_file
from requests_app.packets.calls import call_record
from requests_app.packets.clinician_part import clinician_letters, has_match, match
from requests_app.packets.complaint import complaint
from requests_app.packets.cover import cover
from requests_app.packets.decision import decision
from requests_app.packets.denial import is_external
from requests_app.packets.evidence_parts import Exhibits, Rules, SignedCalls
from requests_app.packets.letter import letter
from requests_app.packets.more_parts import AppealLetter, Changes, ClaimFile
from requests_app.packets.parity import parity
from requests_app.packets.parts import Contents, Fact, Options, Piece, Section, Statement
from requests_app.packets.picture import picture
from requests_app.packets.plan_form import plan_form
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.recipients import (
    ALONE,
    BY_ITSELF,
    JOINS,
    OF_BILL_APPEAL,
    PICKED,
    SECTIONS_FOR,
    fixed_of,
    sections_of,
)
from requests_app.packets.relied_rules import PARITY
from requests_app.packets.renewal import as_renewed, renewal_letter
from requests_app.packets.request_sheet import request_sheet
from requests_app.packets.search import search
from requests_app.packets.signing import signature
from requests_app.packets.timeline import has_events, timeline
from requests_app.packets.titles import packet_title, section_title
from requests_app.packets.version import TEMPLATE_VERSION

MARK_LENGTH = 12
MOST_CHANGES = 40


def contents(case: schema.CaseFile, options: Options, proof: Proof = NOTHING) -> Contents:
    """A section that was chosen but has nothing in it stays, and says so; one not chosen is left out.

    The check page shows a statement that is not signed, so that it can be signed. The plan never reads that.
    """
    with override(options.language):
        return _contents(case, _settled(case, options), proof.told_in(options.language))


def filled_sections(
    case: schema.CaseFile, proof: Proof = NOTHING, recipient: str = Recipient.INSURER
) -> frozenset[Section]:
    """Sections with something to show: what is ticked at first."""
    filled = {
        Section.SEARCH: bool(logged(case)),
        Section.PICTURE: proof.measures is not None and bool(proof.measures.offices),
        Section.CLINICIAN: bool(case.letters),
        Section.MATCH: has_match(case),
        Section.SIGNED_CALLS: case.calls_statement is not None,
        Section.ASKED: asked.has_some(case),
        Section.RULES: bool(proof.rules),
        Section.EXHIBITS: bool(exhibits.chosen(case, recipient)),
        Section.CALLS: bool(case.insurer_calls or benefits.rows(case, first=1)),
        Section.STATEMENT: any((case.story.need_now, case.story.tried, case.story.waiting)),
        Section.TIMELINE: has_events(case),
    }
    kept = set(sections_of(recipient)) - fixed_of(recipient)
    return frozenset(section for section, has_some in filled.items() if has_some and section in kept)


def _settled(case: schema.CaseFile, options: Options) -> Options:
    """What is in for this reader: the fixed sections too; only those this reader may get."""
    chosen = (options.sections | fixed_of(options.recipient)) & set(sections_of(options.recipient))
    if options.signed_name and case.calls_statement is None:
        chosen -= {Section.SIGNED_CALLS}
    if _is_bill_appeal(case, options):
        chosen &= OF_BILL_APPEAL
    if options.recipient in PICKED or _is_bill_appeal(case, options):
        has_papers = bool(exhibits.chosen(case, options.recipient, options.about))
        chosen = chosen | {Section.EXHIBITS} if has_papers else chosen - {Section.EXHIBITS}
    return replace(options, sections=chosen)


def _contents(case: schema.CaseFile, options: Options, proof: Proof) -> Contents:
    if options.recipient == Recipient.RENEWAL:
        case = as_renewed(case, options.about)
    parts = _parts(case, options, proof)
    pieces = tuple(_pieces(parts, options))
    return Contents(
        title=packet_title(
            case,
            options.recipient,
            is_outside=is_external(case, options.about),
            is_of_bill=bill_appeal(case, options.about) is not None,
        ),
        reference=case.reference,
        number=options.number,
        made=wording.made_text(options.made_at, case.time_zone),
        member_mark=_member_mark(case),
        decision=parts.get(Section.DECISION) or decision(case, options, proof),
        letter=parts.get(Section.LETTER) or letter(case, options),
        signature=signature(case, options),
        recipient=options.recipient,
        language=options.language,
        content_mark=options.contents_sha256[:MARK_LENGTH],
        version=TEMPLATE_VERSION,
        cover=parts.get(Section.COVER),
        plan_form=parts.get(Section.PLAN_FORM),
        appeal=parts.get(Section.APPEAL),
        parity=parts.get(Section.PARITY),
        claim_file=parts.get(Section.CLAIM_FILE),
        complaint=parts.get(Section.COMPLAINT),
        renewal=parts.get(Section.RENEWAL),
        bill=parts.get(Section.BILL),
        timeline=parts.get(Section.TIMELINE),
        request_sheet=parts.get(Section.REQUEST_SHEET),
        search=parts.get(Section.SEARCH),
        picture=parts.get(Section.PICTURE),
        clinician_letters=parts.get(Section.CLINICIAN),
        match=parts.get(Section.MATCH),
        signed_calls=parts.get(Section.SIGNED_CALLS),
        asked=parts.get(Section.ASKED),
        calls=parts.get(Section.CALLS),
        statement=parts.get(Section.STATEMENT),
        rules=parts.get(Section.RULES),
        changes=parts.get(Section.CHANGES),
        exhibits=parts.get(Section.EXHIBITS),
        enclosures=tuple(_enclosures(pieces)),
        pieces=pieces,
    )


def _parts(case: schema.CaseFile, options: Options, proof: Proof) -> dict[Section, Any]:
    """Each section of this reader with its part; what comes by itself only when there is something."""
    chosen = options.sections
    has_exhibits = Section.EXHIBITS in chosen
    shown = exhibits.exhibits(case, proof, options.recipient, options.about) if has_exhibits else None
    found: dict[Section, Any] = {}
    for section in (*(one for one in sections_of(options.recipient) if one in chosen), *BY_ITSELF):
        if section not in sections_of(options.recipient):
            continue
        part = _part(section, case, options, proof, shown)
        if part is not None:
            found[section] = part
    return found


def _part(
    section: Section, case: schema.CaseFile, options: Options, proof: Proof, shown: Exhibits | None
) -> Any:
    made: dict[Section, Callable[[], Any]] = {
        Section.COVER: lambda: replace(cover(case, options, proof), logo=options.logo),
        Section.PLAN_FORM: lambda: plan_form(proof),
        Section.DECISION: lambda: decision(case, options, proof),
        Section.LETTER: lambda: letter(case, options),
        Section.APPEAL: lambda: _appeal(case, options, proof),
        Section.PARITY: lambda: parity(case, options, proof),
        Section.CLAIM_FILE: lambda: _claim_file(case, options),
        Section.COMPLAINT: lambda: complaint(case, options, proof),
        Section.RENEWAL: lambda: renewal_letter(case, options),
        Section.BILL: lambda: bill_letter(case, options),
        Section.TIMELINE: lambda: timeline(case, proof),
        Section.REQUEST_SHEET: lambda: request_sheet(case),
        Section.SEARCH: lambda: search(case, proof, shown),
        Section.PICTURE: lambda: picture(proof),
        Section.CLINICIAN: lambda: clinician_letters(case, shown),
        Section.MATCH: lambda: match(case),
        Section.STATEMENT: lambda: _statement(case),
        Section.SIGNED_CALLS: lambda: _signed_calls(case, proof),
        Section.ASKED: lambda: asked.asked(case, options, proof),
        Section.CALLS: lambda: call_record(case),
        Section.RULES: lambda: _rules(case, options, proof),
        Section.CHANGES: lambda: _changes(options),
        Section.EXHIBITS: lambda: shown,
    }
    return made[section]()


def _is_bill_appeal(case: schema.CaseFile, options: Options) -> bool:
    return options.recipient == Recipient.APPEAL and bill_appeal(case, options.about) is not None


def _appeal(case: schema.CaseFile, options: Options, proof: Proof) -> AppealLetter:
    found = bill_appeal(case, options.about)
    return bill_appeal_letter(case, found, options) if found else appeal_letter(case, options, proof)


def _claim_file(case: schema.CaseFile, options: Options) -> ClaimFile | None:
    found = bill_appeal(case, options.about)
    return bill_claim_file(case, found) if found else claim_file(case, options)


def _pieces(parts: dict[Section, Any], options: Options) -> list[Piece]:
    """In the order of the reader. The first section of the packet starts the page, whatever it is."""
    order = [one for one in SECTIONS_FOR[Recipient(options.recipient)] if one in parts]
    return [
        Piece(section, section_title(section), parts[section], joins=section in JOINS and place > 0)
        for place, section in enumerate(order)
    ]


def _enclosures(pieces: tuple[Piece, ...]) -> list[tuple[str, str]]:
    """What the letter names with its page: what comes after it."""
    first = (ALONE | {Section.COMPLAINT}) - {Section.CLAIM_FILE}
    return [(piece.title, piece.anchor) for piece in pieces if piece.section not in first]


def _signed_calls(case: schema.CaseFile, proof: Proof) -> SignedCalls:
    """As it was signed: the words of the log on that day, not of today."""
    signed = case.calls_statement
    if signed is None:
        return SignedCalls(lines=(), name="", at="", number=0, sha256="", has_changed=False)
    return SignedCalls(
        lines=tuple(signed.covers),
        name=signed.signed_name,
        at=wording.signed_text(signed.signed_at, case.time_zone),
        number=signed.number,
        sha256=signed.covers_sha256,
        has_changed=proof.log_changed,
    )


def _rules(case: schema.CaseFile, options: Options, proof: Proof) -> Rules:
    """The rule on equal terms stands on its own page, where there is one."""
    is_quoted = Section.PARITY in sections_of(options.recipient) and parity(case, options, proof) is not None
    others = tuple(one for one in proof.rules if one.record_id != PARITY)
    return Rules(others if is_quoted and others else proof.rules)


def _changes(options: Options) -> Changes | None:
    if not options.changed_since:
        return None
    printed = options.changes[:MOST_CHANGES]
    return Changes(options.changed_since, printed, len(options.changes) - len(printed))


def _member_mark(case: schema.CaseFile) -> str:
    """How later pages name the member: initials and the last four of the number."""
    ending = wording.last_four(case.coverage.member_id)
    initials = wording.initials(wording.patient_name(case))
    return wording.with_commas(
        _("Member %(initials)s") % {"initials": initials} if initials else _("Member"),
        _("ID ending %(digits)s") % {"digits": ending} if ending else "",
    )


def _statement(case: schema.CaseFile) -> Statement:
    """The prompts that were answered: an empty one would look like a missing proof."""
    story_parts = (
        (_("What is needed, and why now"), "need_now"),
        (_("What was tried"), "tried"),
        (_("What waiting does"), "waiting"),
    )
    parts = [Fact(title, getattr(case.story, name), f"story.{name}") for title, name in story_parts]
    return Statement(parts=tuple(part for part in parts if part.value) or tuple(parts))
