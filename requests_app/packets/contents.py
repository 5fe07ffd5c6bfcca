"""From a case file to everything a packet says. Pure: same case, options and proof, same words."""

from __future__ import annotations

from django.utils.translation import override

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.packets import asked, exhibits, wording
from requests_app.packets.calls import call_record
from requests_app.packets.decision import decision, is_expedited, told_at_opening
from requests_app.packets.evidence_parts import Rules, SignedCalls
from requests_app.packets.letter import letter
from requests_app.packets.parts import (
    ORDER,
    Contents,
    Cover,
    Fact,
    Options,
    Section,
    Signature,
    Statement,
)
from requests_app.packets.picture import picture
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.search import search

SECTION_TITLES = {
    Section.SEARCH: "In-network search",
    Section.PICTURE: "Wait and distance",
    Section.SIGNED_CALLS: "Signed statement of contacts",
    Section.ASKED: "Requests and questions to the plan",
    Section.CALLS: "Record of calls",
    Section.STATEMENT: "Patient statement",
    Section.RULES: "Rules we rely on",
    Section.EXHIBITS: "Exhibits",
}
STORY_PARTS = (
    ("What is needed, and why now", "need_now"),
    ("What was tried", "tried"),
    ("What waiting does", "waiting"),
)


def contents(case: schema.CaseFile, options: Options, proof: Proof = NOTHING) -> Contents:
    """A section that was chosen but has nothing in it stays, and says so; one not chosen is left out.

    The check page shows a statement that is not signed, so that it can be signed. The plan never reads that.
    """
    with override("en"):
        return _contents(case, options, proof)


def filled_sections(case: schema.CaseFile, proof: Proof = NOTHING) -> frozenset[Section]:
    """Sections with something to show: what is ticked at first."""
    filled = {
        Section.SEARCH: bool(logged(case)),
        Section.PICTURE: proof.measures is not None and bool(proof.measures.offices),
        Section.SIGNED_CALLS: case.calls_statement is not None,
        Section.ASKED: asked.has_some(case),
        Section.RULES: bool(proof.rules),
        Section.EXHIBITS: bool(exhibits.chosen(case)),
        Section.CALLS: bool(case.insurer_calls),
        Section.STATEMENT: any((case.story.need_now, case.story.tried, case.story.waiting)),
    }
    return frozenset(section for section, has_some in filled.items() if has_some)


def _contents(case: schema.CaseFile, options: Options, proof: Proof) -> Contents:
    chosen = options.sections
    if options.signed_name and case.calls_statement is None:
        chosen -= {Section.SIGNED_CALLS}
    shown = exhibits.exhibits(case, proof) if Section.EXHIBITS in chosen else None
    return Contents(
        title=wording.TITLES[wording.request_kind(case)],
        reference=case.reference,
        number=options.number,
        made=wording.made_text(options.made_at, case.time_zone),
        member_mark=_member_mark(case),
        decision=decision(case, options.signed_name, proof),
        letter=letter(case, chosen),
        signature=_signature(case, options),
        cover=_cover(case) if Section.COVER in chosen else None,
        search=search(case, proof, shown) if Section.SEARCH in chosen else None,
        picture=picture(proof) if Section.PICTURE in chosen else None,
        signed_calls=_signed_calls(case, proof) if Section.SIGNED_CALLS in chosen else None,
        asked=asked.asked(case, options, proof) if Section.ASKED in chosen else None,
        calls=call_record(case) if Section.CALLS in chosen else None,
        statement=_statement(case) if Section.STATEMENT in chosen else None,
        rules=Rules(proof.rules) if Section.RULES in chosen else None,
        exhibits=shown,
        enclosures=tuple((SECTION_TITLES[one], str(one)) for one in ORDER if one in chosen),
    )


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


def _member_mark(case: schema.CaseFile) -> str:
    """How later pages name the member: initials and the last four of the number."""
    ending = wording.last_four(case.coverage.member_id)
    initials = wording.initials(wording.patient_name(case))
    return wording.with_commas(
        f"Member {initials}" if initials else "Member", f"ID ending {ending}" if ending else ""
    )


def _signature(case: schema.CaseFile, options: Options) -> Signature:
    name, patient = options.signed_name, wording.patient_name(case)
    is_other = bool(name) and not _is_name_of(name, patient, any_part=case.for_whom == "ME")
    return Signature(
        name=name,
        for_whom=patient if is_other else "",
        at=wording.signed_text(options.made_at, case.time_zone) if name else "",
    )


def _is_name_of(typed: str, patient: str, *, any_part: bool) -> bool:
    """Who asks for themselves may sign a shorter name; “for” would then claim a second person."""
    names = [one.casefold().replace("’", "'").split() for one in (typed, patient)]
    return bool(set(names[0]) & set(names[1])) if any_part else names[0] == names[1]


def _cover(case: schema.CaseFile) -> Cover:
    return Cover(
        to=wording.plan_name(case),
        team=told_at_opening(case, "deciding_team"),
        fax=told_at_opening(case, "send_fax"),
        expedited=is_expedited(case),
    )


def _statement(case: schema.CaseFile) -> Statement:
    """The prompts that were answered: an empty one would look like a missing proof."""
    parts = [Fact(title, getattr(case.story, name), f"story.{name}") for title, name in STORY_PARTS]
    return Statement(parts=tuple(part for part in parts if part.value) or tuple(parts))
