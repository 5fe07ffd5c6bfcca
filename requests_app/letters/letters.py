"""The letter itself: its draft, its signed versions. What is signed never changes; a new version may come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.casefile import schema
from requests_app.casefile.export import case_file
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import check_version
from requests_app.drafts.versions import version_of
from requests_app.insurer_calls.next_step import follow
from requests_app.letters import queries, signing
from requests_app.letters.answers import note_signed
from requests_app.letters.text import hash_of, letter_text
from requests_app.models import (
    AskPurpose,
    Case,
    ClinicianLetter,
    ClinicianRequest,
    ClinicianState,
    LetterState,
)
from requests_app.renewals.services import take_progress

PAGE = "page"


class LetterRefused(DomainError):
    """The text is shown to the clinician as it is."""


class LetterChanged(LetterRefused):
    """The letter reads otherwise than the one that was shown before signing."""


class LetterNotReady(LetterRefused):
    """Something that a letter needs is not there yet."""


def draft_row(letter_request: ClinicianRequest) -> ClinicianLetter | None:
    rows = ClinicianLetter.objects.filter(request=letter_request, state=LetterState.DRAFT)
    return rows.order_by("-number").first()


def answers_in(row: ClinicianLetter) -> schema.ClinicianAnswers:
    kept = {name: value for name, value in row.answers.items() if name != PAGE}
    return schema.ClinicianAnswers.model_validate(kept)


def version_of_answers(answers: schema.ClinicianAnswers, names: Iterable[str]) -> str:
    """The version of a page that shows these answers."""
    return version_of({name: getattr(answers, name) for name in names})


def as_part(row: ClinicianLetter) -> schema.ClinicianLetter:
    """A signed version as the case file has it."""
    return schema.ClinicianLetter.model_validate(
        {
            "number": row.number,
            "answers": answers_in(row),
            "text": row.text,
            "sha256": row.document.sha256 if row.document else row.text_sha256,
            "is_uploaded": row.document is not None,
            "signed_name": row.signed_name,
            "signed_at": row.signed_at,
        }
    )


def signed_versions(letter_request: ClinicianRequest) -> list[ClinicianLetter]:
    """Newest first."""
    rows = ClinicianLetter.objects.filter(request=letter_request, state=LetterState.SIGNED)
    return list(rows.select_related("document").order_by("-number"))


@transaction.atomic
def save_page(
    *,
    letter_request: ClinicianRequest,
    prefilled: schema.ClinicianAnswers,
    typed: Mapping[str, Any],
    page_key: str,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> ClinicianLetter:
    """Keep one page of the form. The first page that is saved starts the letter, from `prefilled`.

    One and the same open page saves again and again, so its own earlier draft is no clash. Raises Clash when
    somebody else changed the same answers meanwhile, LetterRefused when nothing can be written any more.
    """
    permissions.check_writes_letter(by, letter_request)
    case, fresh = _held(letter_request)
    row = draft_row(fresh)
    if row is None and fresh.state == ClinicianState.SIGNED:
        raise LetterRefused(_("This letter is signed. Make a new version to change it."))
    is_first = row is None
    if row is None:
        row = ClinicianLetter(
            organization_id=case.organization_id, case=case, request=fresh, number=queries.next_number(fresh)
        )
        row.answers = prefilled.model_dump(mode="json")
    elif row.answers.get(PAGE) != page_key:
        stored = answers_in(row)
        check_version({name: getattr(stored, name) for name in typed}, shown_version, typed)
    before = answers_in(row)
    answers = schema.ClinicianAnswers.model_validate(before.model_dump() | dict(typed))
    row.answers = answers.model_dump(mode="json") | {PAGE: page_key}
    row.saved_at = at
    row.save()
    if fresh.state not in (ClinicianState.STARTED, ClinicianState.SIGNED):
        _start(fresh, at)
    action = "letters.started" if is_first else "letters.draft_saved"
    log.record(action=action, target=fresh, case=case, by=by, at=at, details={"number": row.number})
    return row


@transaction.atomic
def sign(
    *, letter_request: ClinicianRequest, signed_name: str, seen: str, by: Actor, at: datetime
) -> ClinicianLetter:
    """Lock the words of the draft. `seen` is the hash of the letter that was shown for signing.

    Signing twice gives the same letter once. What it says is written beside the request, so that differences
    are told; codes join the request only where it left them to the clinician.
    """
    permissions.check_writes_letter(by, letter_request)
    case, fresh = _held(letter_request)
    row = draft_row(fresh)
    if row is None:
        return _signed_already(fresh)
    answers = answers_in(row)
    file = case_file(case)
    text = letter_text(answers, file)
    if signing.missing(answers, fresh.purpose):
        raise LetterNotReady(_("Something is still missing. Look at the list, then sign."))
    if hash_of(text) != seen:
        raise LetterChanged(_("The letter changed while you read it. Read it again, then sign."))
    if ClinicianLetter.objects.filter(request=fresh, number__gt=row.number).exists():
        # A letter was uploaded since this draft began; the newest signature is the newest version.
        row.number = queries.next_number(fresh)
    row.state = LetterState.SIGNED
    row.answers = answers.model_dump(mode="json")
    row.text, row.text_sha256 = text, hash_of(text)
    row.signed_name, row.signed_at, row.saved_at = signed_name, at, at
    row.save()
    _write_what_it_says(row, file, answers, by=by, at=at)
    note_signed(letter_request=fresh, by=by, at=at)
    follow(case=case, by=by, at=at)
    return row


def _write_what_it_says(
    row: ClinicianLetter, file: schema.CaseFile, answers: schema.ClinicianAnswers, *, by: Actor, at: datetime
) -> None:
    """A letter for a renewal speaks of the next dates and amount: it is not held against the first request,
    and what it says of progress goes into the renewal."""
    case = row.request.case
    if row.request.purpose != AskPurpose.RENEWAL:
        signing.write_what_it_says(case, file, answers, signed_name=row.signed_name, by=by, at=at)
        return
    name = f"{row.signed_name}, {answers.credentials}" if answers.credentials else row.signed_name
    on = day_at(at, zone=case.time_zone)
    take_progress(case=case, progress=answers.progress, by_name=name, on=on, by=by, at=at)


@transaction.atomic
def new_version(*, letter_request: ClinicianRequest, by: Actor, at: datetime) -> ClinicianLetter:
    """A draft with what the last version says; that version stays signed until this one is."""
    permissions.check_writes_letter(by, letter_request)
    case, fresh = _held(letter_request)
    begun = draft_row(fresh)
    if begun is not None:
        return begun
    last = next((one for one in signed_versions(fresh) if one.document_id is None), None)
    if last is None:
        raise LetterRefused(_("There is no signed letter to change. Start a letter first."))
    row = ClinicianLetter.objects.create(
        organization_id=case.organization_id,
        case=case,
        request=fresh,
        number=queries.next_number(fresh),
        answers=last.answers,
        saved_at=at,
    )
    log.record(
        action="letters.new_version", target=fresh, case=case, by=by, at=at, details={"number": row.number}
    )
    return row


def _held(letter_request: ClinicianRequest) -> tuple[Case, ClinicianRequest]:
    """The case first, as every writer does, then the row. Raises LetterRefused when it is over."""
    case = locked(letter_request.case)
    fresh = queries.held(letter_request)
    fresh.case = case
    if queries.is_over(case, fresh):
        raise LetterRefused(_("This request was closed meanwhile, so nothing was saved."))
    if fresh.state == ClinicianState.DECLINED:
        raise LetterRefused(_("You said no to this request, so nothing was saved."))
    return case, fresh


def _start(fresh: ClinicianRequest, at: datetime) -> None:
    fresh.state, fresh.started_at = ClinicianState.STARTED, at
    fresh.save(update_fields=["state", "started_at"])


def _signed_already(fresh: ClinicianRequest) -> ClinicianLetter:
    signed = signed_versions(fresh)
    if not signed:
        raise LetterNotReady(_("There is nothing to sign yet. Start the letter first."))
    return signed[0]
