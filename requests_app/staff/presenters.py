"""Rows and panels as the staff pages show them; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from requests_app.cases import history
from requests_app.common.dates import long_date, short_date
from requests_app.common.marks import last_four
from requests_app.letters.queries import STATE_WORDS
from requests_app.letters.standing import Standing
from requests_app.models import (
    Case,
    CaseNote,
    CaseTask,
    DocumentKind,
    InsurerCall,
)
from requests_app.papers.presenters import owed_lines, summary_text
from requests_app.papers.wanted import Wanted
from requests_app.staff.queries import Work


def notes(found: Iterable[CaseNote]) -> list[history.Event]:
    return [
        history.Event(
            at=one.written_at,
            title=_("Note"),
            who=one.author.full_name or one.author.email,
            kind="",
            is_internal=True,
            text=one.text,
        )
        for one in found
    ]


def settled(found: Iterable[CaseTask]) -> list[history.Event]:
    """Tasks that are done or not needed, with what came of them."""
    return [
        history.Event(
            at=one.settled_at or one.made_at,
            title=f"{one.get_kind_display()}: {one.get_state_display()}",
            who=(one.settled_by.full_name or one.settled_by.email) if one.settled_by else "",
            kind="",
            is_internal=True,
            text="\n".join(part for part in (one.words, one.result) if part),
        )
        for one in found
    ]


def packets(work: Work) -> list[dict[str, Any]]:
    """Each with what a colleague said of it last."""
    return [{"packet": one, "check": work.checks.get(one.pk)} for one in work.packets]


def facts(case: Case, calls: Iterable[InsurerCall], *, shows_ids: bool = False) -> list[dict[str, Any]]:
    """What one needs while on the phone about this case; numbers that name a person are masked at first."""
    request_number = next((one.request_number for one in calls if one.request_number), "")
    patient, coverage, care, provider = case.patient, case.coverage, case.care, case.provider
    rows: list[tuple[str, Any]] = [
        (_("Patient"), patient.full_name),
        (_("Date of birth"), long_date(patient.birth_date) if patient.birth_date else ""),
        (_("Phone"), patient.phone),
        (_("Speaks"), patient.speaking_language or case.get_language_display()),
        (_("Plan"), coverage.insurer),
        (_("Member ID"), coverage.member_id if shows_ids else last_four(coverage.member_id)),
        (_("Group number"), coverage.group_number if shows_ids else last_four(coverage.group_number)),
        (_("Plan phone"), coverage.plan_phone),
        (_("Request number"), request_number),
        (_("Care"), care.description),
        (_("Level of care"), care.get_level_of_care_display()),
        (_("Start date"), long_date(care.starts_on) if care.starts_on else ""),
        (_("Provider"), provider.name),
        (_("NPI"), provider.npi),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def letters(standing: Standing) -> list[dict[str, Any]]:
    """Each clinician who was asked: how it stands, and for how long the letter has been owed."""
    owed = {one.letter_request.pk: one for one in standing.owed}
    return [
        {
            "name": one.clinician_name,
            "state": STATE_WORDS[state],
            "since": short_date(owed[one.pk].since) if one.pk in owed else "",
            "days": owed[one.pk].business_days if one.pk in owed else None,
            "asks": one in standing.asks,
            "request_id": one.public_id,
        }
        for one, state in zip(standing.requests, standing.states, strict=True)
    ]


def papers(found: Sequence[Wanted]) -> dict[str, Any]:
    """What is there, and what is owed by whom and for how long; letters of clinicians stand by themselves."""
    open_ones = [one for one in found if one.kind.kind != DocumentKind.CLINICIAN_LETTER]
    return {"summary": summary_text(found), "owed": owed_lines(open_ones)}
