"""Everything the pages of a letter need: the request, the case as plain facts, the draft, the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.casefile import schema
from requests_app.casefile.export import case_file
from requests_app.clinicians.prefill import prefilled
from requests_app.common.dates import clock_time
from requests_app.common.time_zones import day_at
from requests_app.letters import letters, queries
from requests_app.models import AskPurpose, Case, ClinicianLetter, ClinicianRequest, ClinicianState
from requests_app.packets.renewal import as_renewed

PAGES = ("you", "diagnosis", "services", "why", "papers")


@dataclass(frozen=True)
class Desk:
    letter_request: ClinicianRequest
    file: schema.CaseFile
    answers: schema.ClinicianAnswers
    row: ClinicianLetter | None
    now: datetime

    @property
    def case(self) -> Case:
        return self.letter_request.case

    @property
    def today(self) -> date:
        return day_at(self.now, zone=self.case.time_zone)

    @property
    def may_write(self) -> bool:
        """Signed and no new version begun, or refused: there is nothing to write."""
        return self.row is not None or self.letter_request.state not in (
            ClinicianState.SIGNED,
            ClinicianState.DECLINED,
        )

    @property
    def saved_text(self) -> str:
        local = self.now.astimezone(ZoneInfo(self.case.time_zone))
        return _("Draft saved at %(time)s") % {"time": clock_time(local)}

    def page_url(self, page: str) -> str:
        return reverse("clinicians:form_step", args=[self.letter_request.public_id, page])

    def url(self, name: str) -> str:
        return reverse(f"clinicians:{name}", args=[self.letter_request.public_id])


def open_desk(request: PortalRequest, request_id: UUID) -> Desk:
    letter_request = queries.request_of_clinician(request.actor, request_id)
    file = case_file(letter_request.case)
    if letter_request.purpose == AskPurpose.RENEWAL:
        file = as_renewed(file)
    row = letters.draft_row(letter_request)
    is_signed = letter_request.state == ClinicianState.SIGNED
    last = row or next(iter(letters.signed_versions(letter_request) if is_signed else ()), None)
    if last is not None:
        answers = letters.answers_in(last)
    else:
        answers = prefilled(file, clinician_name=letter_request.clinician_name)
    return Desk(letter_request, file, answers, row, timezone.now())
