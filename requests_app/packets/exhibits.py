"""What is attached: papers in the person’s order, then kept pages of the plan’s directory by office."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from requests_app.casefile import about_bills, schema
from requests_app.casefile.logged import logged
from requests_app.documents.queries import page_bytes
from requests_app.models import Recipient
from requests_app.packets import bill_exhibits, wording
from requests_app.packets.bill_appeal import bill_appeal
from requests_app.packets.evidence_parts import Exhibit, ExhibitPage, Exhibits
from requests_app.packets.proof import Proof

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger(__name__)
# A packet is faxed page by page; what is over the limit is counted on the index.
MOST_PAGES = 60
MOST_BYTES = 25 * 1024 * 1024
OPEN = ("PREPARING", "SENT")
KINDS: dict[str, StrOrPromise] = {
    "INSURANCE_CARD": gettext_lazy("Insurance card"),
    "DENIAL_LETTER": gettext_lazy("Denial letter"),
    "CLINICIAN_LETTER": gettext_lazy("Letter from a clinician"),
    "REFERRAL": gettext_lazy("Referral"),
    "PLAN_FORM": gettext_lazy("The plan’s form"),
    "EOB": gettext_lazy("Explanation of benefits"),
    "PLAN_ANSWER": gettext_lazy("Answer from the plan"),
    "NOTES": gettext_lazy("Notes"),
    "PROOF_OF_SENDING": gettext_lazy("Proof of sending"),
    "OTHER": gettext_lazy("Paper"),
}
# What the reader must see whether or not it was ticked: the decision that is appealed or complained about.
ALWAYS_WITH: dict[str, frozenset[str]] = {
    Recipient.APPEAL: frozenset({"DENIAL_LETTER"}),
    Recipient.REGULATOR: frozenset({"DENIAL_LETTER"}),
}
# The letter of an answer that counts now, whatever kind of paper it was called.
ANSWERS_WITH: dict[str, frozenset[str]] = {
    Recipient.APPEAL: frozenset({"DENIED", "PARTLY"}),
    Recipient.REGULATOR: frozenset({"DENIED", "PARTLY"}),
    Recipient.RENEWAL: frozenset({"APPROVED", "PARTLY"}),
}


@dataclass(frozen=True)
class Attached:
    """One file, whatever it is, with what is known of it."""

    title: str
    about: str
    dated: str
    received_at: datetime
    sha256: str
    count: int
    page_keys: tuple[str, ...]
    lines: tuple[str, ...] = ()


def exhibits(
    case: schema.CaseFile, proof: Proof, recipient: str = Recipient.INSURER, about: str = ""
) -> Exhibits:
    """A page without a good picture says so."""
    room, rows, left_out = MOST_PAGES, [], 0
    for place, one in enumerate(chosen(case, recipient, about)):
        printed = one.page_keys[:room]
        room -= len(printed)
        left_out += len(one.page_keys) - len(printed)
        rows.append(_exhibit(letter_of(place), one, printed, case, proof))
    return Exhibits(rows=tuple(rows), left_out=left_out, limit=MOST_PAGES)


def chosen(case: schema.CaseFile, recipient: str = Recipient.INSURER, about: str = "") -> list[Attached]:
    """What is ticked for the packet, and what this reader must see; for a claim only what is about it."""
    if recipient == Recipient.BILL:
        return [_paper(one) for one in bill_exhibits.papers(case, about)]
    if recipient == Recipient.APPEAL and (found := bill_appeal(case, about)) is not None:
        return [_paper(one) for one in bill_exhibits.appeal_papers(case, found)]
    return [_paper(one) for one in papers(case, recipient)] + [
        _capture(about, one) for about, one in captures(case) if one.in_packet
    ]


def papers(case: schema.CaseFile, recipient: str = Recipient.INSURER) -> list[schema.Paper]:
    """An uploaded letter of a clinician is a paper like any other: whoever leaves it out, leaves it out."""
    always = ALWAYS_WITH.get(recipient, frozenset())
    answers = ANSWERS_WITH.get(recipient, frozenset())
    letters = {
        one.letter_sha256
        for one in about_bills.answers(case)
        if one.letter_sha256 and one.is_current and one.answer in answers
    }
    letters |= _picked(case) if recipient == Recipient.APPEAL else set()
    found = [one for one in case.papers if one.in_packet or one.kind in always or one.sha256 in letters]
    # What is appealed or complained about is what the reader looks for first.
    return sorted(found, key=lambda one: one.kind not in always)


def _picked(case: schema.CaseFile) -> set[str]:
    """Papers that somebody named as an answer to the plan’s reason."""
    rows = (row for one in case.appeals if one.state != "WITHDRAWN" for row in one.answer_rows)
    return {row.sha256 for row in rows if row.kind == "PAPER"}


def captures(case: schema.CaseFile) -> list[tuple[str, schema.Capture]]:
    """Each kept page of the directory with its office: those in the table by row, those of none last."""
    rows = enumerate(logged(case), start=1)
    named = [
        (_("Row %(number)s, %(name)s") % {"number": number, "name": one.name}, one) for number, one in rows
    ]
    to_call = [(one.name, one) for one in case.offices if not one.result]
    found = [(about, capture) for about, office in (*named, *to_call) for capture in office.captures]
    return found + [("", capture) for capture in case.captures]


def letter_of(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    before, here = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + here)


def letters_by_hash(found: Exhibits | None) -> dict[str, str]:
    return {row.sha256: row.letter for row in found.rows} if found else {}


def picture_hashes(case: schema.CaseFile, recipient: str = Recipient.INSURER) -> dict[str, str]:
    """The SHA-256 of each picture that would be printed, read one at a time."""
    keys: dict[str, None] = {}
    for about in ("", *_subjects(case, recipient)):
        pages = [key for one in chosen(case, recipient, about) for key in one.page_keys]
        keys |= dict.fromkeys(pages[:MOST_PAGES])
    return {key: hashlib.sha256(data).hexdigest() if (data := _picture(key)) else "" for key in keys}


def _subjects(case: schema.CaseFile, recipient: str) -> list[str]:
    """What a packet for this reader can be about, where its papers depend on it."""
    if recipient == Recipient.BILL:
        return [str(one.key) for one in case.reprocessings if one.state in OPEN]
    if recipient == Recipient.APPEAL and any(one.about == "BILL" for one in case.decisions):
        return [str(one.key) for one in case.appeals if one.state in OPEN]
    return []


def only_good_pictures(proof: Proof) -> Proof:
    """The same proof, without pictures that are gone, changed or damaged, or too much for one packet.

    The plan’s own form counts first: pages of exhibits, and in one fixed order, are what is left out.
    """
    good, taken = {}, 0
    of_the_form = {one["key"] for one in proof.plan_form.get("pages", ())}
    for key, sha256 in sorted(proof.pages.items(), key=lambda page: (page[0] not in of_the_form, page[0])):
        data = _picture(key) if sha256 else None
        is_good = data is not None and hashlib.sha256(data).hexdigest() == sha256
        taken += len(data) if data is not None and is_good else 0
        good[key] = sha256 if is_good and taken <= MOST_BYTES else ""
        if not good[key]:
            log.error("exhibit page missing, changed or too large")
    return replace(proof, pages=good)


def assets(found: Exhibits) -> Mapping[str, str]:
    """Address in the packet -> key of the picture."""
    return {page.asset: page.key for row in found.rows for page in row.pages if page.asset}


def _picture(key: str) -> bytes | None:
    try:
        data = page_bytes(key)
        if data:
            with Image.open(BytesIO(data)) as picture:
                picture.verify()
    except (OSError, SyntaxError, ValueError, SuspiciousFileOperation, Image.DecompressionBombError):
        return None
    return data or None


def _paper(paper: schema.Paper) -> Attached:
    title = str(KINDS[paper.kind])
    return Attached(
        title=title,
        about=paper.title if paper.title != title else "",
        dated=wording.day_text(paper.dated_on),
        received_at=paper.received_at,
        sha256=paper.sha256,
        count=max(paper.pages, len(paper.page_keys)),
        page_keys=tuple(paper.page_keys),
        lines=(_("Given by the clinician."),) if paper.is_from_clinician else (),
    )


def _capture(about: str, capture: schema.Capture) -> Attached:
    lines = (
        _("Shows: %(what)s") % {"what": wording.sentence(capture.shows)} if capture.shows else "",
        _("Found at: %(where)s") % {"where": capture.found_at} if capture.found_at else "",
    )
    return Attached(
        title=_("Page of the plan’s directory"),
        about=about,
        dated=_("Seen on %(day)s") % {"day": wording.day_text(capture.seen_on)},
        received_at=capture.received_at,
        sha256=capture.sha256,
        count=max(capture.pages, len(capture.page_keys)),
        page_keys=tuple(capture.page_keys),
        lines=tuple(one for one in lines if one),
    )


def _exhibit(
    letter: str, one: Attached, printed: tuple[str, ...], case: schema.CaseFile, proof: Proof
) -> Exhibit:
    received = _("Received %(moment)s") % {"moment": wording.utc_text(one.received_at, case.time_zone)}
    return Exhibit(
        letter=letter,
        name=one.title,
        title=_("Exhibit %(letter)s: %(title)s") % {"letter": letter, "title": one.title},
        about=one.about,
        dated=one.dated,
        sha256=one.sha256,
        count=one.count,
        lines=(*one.lines, f"{received}."),
        pages=tuple(_pages(letter, one, printed, proof)),
    )


def _pages(letter: str, one: Attached, printed: tuple[str, ...], proof: Proof) -> Iterator[ExhibitPage]:
    about = wording.with_commas(one.title, one.about, one.dated)
    for number, key in enumerate(printed, start=1):
        stamp = _("Exhibit %(letter)s, page %(number)s of %(count)s") % {
            "letter": letter,
            "number": number,
            "count": one.count,
        }
        yield ExhibitPage(
            number=number,
            asset=f"asset:exhibit-{letter.lower()}-{number}" if proof.pages.get(key) else "",
            key=key,
            alt=f"{stamp}: {about}",
            stamp=stamp,
        )
