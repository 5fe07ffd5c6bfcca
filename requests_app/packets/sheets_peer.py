"""One page for the clinician who talks with the plan’s doctor: the facts in the order they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.packets import letters_of_case, reasons, wording
from requests_app.packets.complaint import request_in_short
from requests_app.packets.denial import denial_of
from requests_app.packets.more_parts import Fact
from requests_app.packets.sheet_parts import Asked, Sheet, SheetRefused
from requests_app.packets.wording import day_text

TITLE = "Call with the plan’s doctor: facts on one page"
LONGEST = 160
REASONS = {
    "NETWORK": "The network has a provider for this care",
    "NECESSITY": "The care is not medically needed",
    "NOT_COVERED": "The plan does not cover this care",
    "LATE": "It was asked too late",
    "PAPERS": "Papers are missing",
}
QUESTIONS = (
    "Which in-network provider can give this care, at this level, and on which first date?",
    "Which guideline or criteria do you use, and which point of it is not met?",
    "What would change the answer? Where do I send it, and by when?",
)
OF_PAST_CARE = "The care has taken place: was there an in-network provider with an open date at that time?"


@dataclass(frozen=True)
class Prepared:
    call: tuple[Fact, ...]
    who: tuple[Fact, ...]
    ask: str
    denied: tuple[Fact, ...]
    network: tuple[str, ...]
    need: tuple[Fact, ...]
    questions: tuple[str, ...]


def peer_sheet(asked: Asked) -> Sheet:
    case = asked.case
    if not case.provider.name or not case.care.description:
        raise SheetRefused(gettext_lazy("Describe the care and name the provider first."))
    past = (OF_PAST_CARE,) if case.care.timing == "OVER" else ()
    prepared = Prepared(
        call=tuple(_call(case)),
        who=tuple(_who(case)),
        ask=f"{request_in_short(case)}.".replace("We ask", "The request asks"),
        denied=tuple(_denied(case)),
        network=tuple(f"{one.label}: {one.number}." for one in reasons.reasons(case, asked.proof())),
        need=tuple(_need(case)),
        questions=(*past, *QUESTIONS),
    )
    return Sheet(
        title=TITLE, name="call-facts", template="packets/sheets/peer.html", parts={"prepared": prepared}
    )


def peer_in(case: schema.CaseFile) -> schema.PeerToPeer:
    """The newest; nothing written down yet is an empty one."""
    return case.peer_to_peers[-1] if case.peer_to_peers else schema.PeerToPeer()


def _call(case: schema.CaseFile) -> Iterator[Fact]:
    peer, letter = peer_in(case), letters_of_case.peer_contact(case)
    name = peer.clinician_name or (letter.name if letter else "")
    yield Fact("Clinician", name, "")
    yield Fact("Call the plan at", peer.plan_phone, "")
    yield Fact("Reference", peer.reference or wording.latest(case.insurer_calls, "request_number"), "")
    yield Fact("Possible until", day_text(peer.window_until), "")


def _who(case: schema.CaseFile) -> Iterator[Fact]:
    born = day_text(case.patient.birth_date)
    yield Fact("Patient", wording.with_commas(wording.patient_name(case), f"born {born}" if born else ""), "")
    yield Fact("Plan and member ID", wording.with_commas(case.coverage.insurer, case.coverage.member_id), "")
    codes = [wording.code_text(one) for one in wording.codes_of(case.care, "SERVICE", "REVENUE")]
    diagnoses = [one.code for one in wording.codes_of(case.care, "DIAGNOSIS")]
    yield Fact("Diagnosis", wording.series(diagnoses), "")
    yield Fact("Services", wording.with_commas(wording.series(codes), wording.amount_text(case.care)), "")


def _denied(case: schema.CaseFile) -> Iterator[Fact]:
    denied = denial_of(case)
    if not denied.is_recorded:
        return
    yield Fact("Decided on", day_text(denied.decided_on), "")
    yield Fact("Reason given", short(denied.reason) or REASONS.get(denied.kind, ""), "")


def _need(case: schema.CaseFile) -> Iterator[Fact]:
    """From the newest signed letter: the clinician’s own words, cut where the page would be too long."""
    letter = case.letters[-1] if case.letters else None
    if letter is None:
        yield Fact("Care", short(case.care.description), "")
        return
    said = letter.answers
    found = (
        ("Why this care", said.need),
        ("Why not in network", said.why_not_network),
        ("Why this provider", said.why_provider),
        ("Harm of waiting", said.urgent_reason or said.delay if case.care.timing != "OVER" else ""),
    )
    yield from (Fact(label, short(text), "") for label, text in found if text)


def short(text: str) -> str:
    """To the end of a word; the whole text stands in the letter."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"
