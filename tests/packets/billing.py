"""What the tests of letters and sheets about a claim share: the packet and the sheet of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.casefile.schema import CaseFile
from requests_app.cases.queries import get_case_or_404
from requests_app.models import Case, Recipient, Reprocessing
from requests_app.packets import sheets
from requests_app.packets.contents import contents
from requests_app.packets.parts import Contents, Options, Section
from requests_app.packets.sheet_parts import Asked
from tests.factories.people import actor_for

MADE_AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
SECTIONS = ("organization", "patient", "coverage", "care", "provider", "story")


def file_of(case: Case) -> CaseFile:
    return case_file(get_case_or_404(actor_for(case.opened_by), case.public_id, *SECTIONS))


def packet(case: Case, about: object = "", recipient: str = Recipient.BILL, **more) -> Contents:
    options = Options(
        sections=frozenset(Section),
        made_at=MADE_AT,
        recipient=recipient,
        about=str(about),
        **more,
    )
    return contents(file_of(case), options)


def titles(made: Contents) -> list[Section]:
    return [piece.section for piece in made.pieces]


def appealed(back: Reprocessing):
    from requests_app.appeals.services import start_appeal
    from requests_app.reprocessing.appealing import record_denial

    by, at = actor_for(back.case.opened_by), timezone.now()
    denial = record_denial(
        back=back,
        heard_on=date(2026, 11, 23),
        is_in_writing=True,
        letter_dated_on=date(2026, 11, 23),
        reason_words="Processed correctly.",
        appeal_by=None,
        by=by,
        at=at,
    )
    return start_appeal(case=back.case, decision=denial, level="INTERNAL", is_expedited=False, by=by, at=at)


def sheet(case: Case, kind: str, back: Reprocessing) -> str:
    one = Asked(case=file_of(case), on=date(2026, 11, 23), about=str(back.public_id))
    return sheets.html_of(sheets.built(kind, replace(one)), one)
