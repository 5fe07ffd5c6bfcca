"""Rows of the case that can answer a stated reason, the fitting ones suggested. Four queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from requests_app.appeals.queries import signed_letters
from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.models import Case, ClinicianLetter, DenialReason, Document, InsurerCall, OutreachOffice
from requests_app.models.documents import DocumentKind
from requests_app.models.insurer_calls import CallKind
from requests_app.outreach.results import OfficeResult, is_an_offer, is_real_option, reason_group

OFFICE, LETTER, PAPER, CALL = "OFFICE", "LETTER", "PAPER", "CALL"
# Which kinds of record usually speak to a reason; which of them do, the person says.
SPEAKS_TO: dict[str, frozenset[str]] = {
    DenialReason.NETWORK: frozenset({OFFICE, DocumentKind.PLAN_ANSWER}),
    DenialReason.NECESSITY: frozenset({LETTER, DocumentKind.CLINICIAN_LETTER, DocumentKind.REFERRAL}),
    DenialReason.NOT_COVERED: frozenset({CallKind.CALL_1, DocumentKind.PLAN_ANSWER, LETTER}),
    DenialReason.LATE: frozenset({CallKind.CALL_1, CallKind.CALL_2, DocumentKind.PROOF_OF_SENDING}),
    DenialReason.PAPERS: frozenset(
        {CallKind.CALL_2, DocumentKind.PROOF_OF_SENDING, DocumentKind.CLINICIAN_LETTER, LETTER}
    ),
}
# The no itself answers nothing; the card proves nothing about the reason.
NOT_PROOF = (DocumentKind.DENIAL_LETTER, DocumentKind.INSURANCE_CARD, DocumentKind.DIRECTORY_LISTING)


@dataclass(frozen=True)
class ProofRow:
    """`fits`: kinds of record, for `SPEAKS_TO`; empty: it is no answer to any reason by itself."""

    key: UUID
    kind: str
    label: str
    fits: frozenset[str]

    def speaks_to(self, reason: str) -> bool:
        return bool(self.fits & SPEAKS_TO.get(reason, frozenset()))


def rows_of(case: Case) -> list[ProofRow]:
    """Offices, letters, papers, calls: in this order, each by its day."""
    return [*_offices(case), *_letters(case), *_papers(case), *_calls(case)]


def suggested(rows: list[ProofRow], reason: str) -> list[str]:
    return [str(one.key) for one in rows if one.speaks_to(reason)]


def _offices(case: Case) -> Iterator[ProofRow]:
    """Each that could not help; one that could is shown, and never suggested as proof of the opposite."""
    for office in OutreachOffice.objects.logged().filter(case=case).order_by("id"):
        result = OfficeResult(code=office.result, gives_all_care=office.gives_all_care != "NO")
        helps = is_real_option(result) or is_an_offer(result)
        fits = frozenset() if helps or reason_group(result) is None else frozenset({OFFICE})
        label = _("Office: %(name)s, %(result)s") % {"name": office.name, "result": _result(office)}
        yield ProofRow(office.public_id, OFFICE, label, fits)


def _result(office: OutreachOffice) -> str:
    text = str(office.get_result_display())
    return f"{text[:1].lower()}{text[1:]}"


def _letters(case: Case) -> Iterator[ProofRow]:
    for letter in signed_letters(case):
        values = {"name": letter.signed_name, "day": _signed(letter, case)}
        label = _("Letter of %(name)s, signed on %(day)s") % values
        yield ProofRow(letter.public_id, LETTER, label, frozenset({LETTER}))


def _signed(letter: ClinicianLetter, case: Case) -> str:
    return long_date(day_at(letter.signed_at, zone=case.time_zone)) if letter.signed_at else ""


def _papers(case: Case) -> Iterator[ProofRow]:
    kept = Document.objects.shared(case).exclude(kind__in=NOT_PROOF)
    for paper in kept.order_by("position", "id"):
        kind = str(DocumentKind(paper.kind).label)
        name = f"{kind}: {paper.title}" if paper.title and paper.title != kind else kind
        dated = f", {long_date(paper.dated_on)}" if paper.dated_on else ""
        label = _("Paper: %(name)s") % {"name": f"{name}{dated}"}
        yield ProofRow(paper.public_id, PAPER, label, frozenset({paper.kind}))


def _calls(case: Case) -> Iterator[ProofRow]:
    for call in InsurerCall.objects.finished().filter(case=case).order_by("called_on", "id"):
        number = _(", reference %(number)s") % {"number": call.reference} if call.reference else ""
        values = {
            "kind": str(CallKind(call.kind).label),
            "day": long_date(call.called_on) if call.called_on else "",
            "number": number,
        }
        yield ProofRow(
            call.public_id,
            CALL,
            _("Call: %(kind)s, %(day)s%(number)s") % values,
            frozenset({str(call.kind)}),
        )
