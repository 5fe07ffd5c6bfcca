"""Claims sent back to the plan, and the corrected claims that may answer them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from requests_app.decisions.queries import about_bills, is_current, newest
from requests_app.eobs import queries as eobs
from requests_app.models import (
    Answer,
    Case,
    Decision,
    ExplanationOfBenefits,
    Packet,
    Recipient,
    Reprocessing,
    ReprocessingState,
)

OPEN = (ReprocessingState.PREPARING, ReprocessingState.SENT)


def all_of(case: Case) -> list[Reprocessing]:
    """Newest first, those taken back too; one query."""
    found = list(_kept(case))
    for one in found:
        one.case = one.eob.case = case
    return found


def open_of(case: Case) -> list[Reprocessing]:
    """Being made ready, or waiting for the plan."""
    return [one for one in all_of(case) if one.state in OPEN]


def open_for(eob: ExplanationOfBenefits) -> Reprocessing | None:
    """There is at most one for each claim."""
    found = Reprocessing.objects.filter(eob=eob, state__in=OPEN).first()
    if found is not None:
        found.eob, found.case = eob, eob.case
    return found


def of_eob(eob: ExplanationOfBenefits) -> list[Reprocessing]:
    """Every time this claim was sent back, the newest first."""
    found = list(_kept(eob.case).filter(eob=eob))
    for one in found:
        one.eob, one.case = eob, eob.case
    return found


def get_back_or_404(case: Case, back_id: UUID) -> Reprocessing:
    """With its claim, loaded with lines and adjustments, so that it can be checked."""
    found = _kept(case).filter(public_id=back_id).first()
    if found is None:
        raise Http404
    found.case = case
    found.eob = eobs.kept(case).filter(pk=found.eob_id).first() or found.eob
    found.eob.case = case
    return found


def locked(back: Reprocessing) -> Reprocessing:
    """Fresh, and held until the transaction ends. Call it with the case held."""
    fresh = Reprocessing.objects.select_for_update(of=("self",)).get(pk=back.pk)
    fresh.case, fresh.eob = back.case, back.eob
    return fresh


def correction_of(eob: ExplanationOfBenefits) -> ExplanationOfBenefits | None:
    """The claim that took its place, followed to the one that counts now; None: there is none."""
    by_replaced = {one.replaces_id: one for one in eobs.kept(eob.case) if one.finished_at is not None}
    found = by_replaced.get(eob.pk)
    while found is not None and (later := by_replaced.get(found.pk)) is not None:
        found = later
    if found is not None:
        found.case = eob.case
    return found


def denial_of(back: Reprocessing) -> Decision | None:
    """The plan’s no about this claim, as it counts now; an appeal goes against it."""
    found = (
        one
        for one in about_bills(back.case)
        if one.eob_id == back.eob_id and one.appeal_id is None and is_current(one)
    )
    return newest(one for one in found if one.answer in (Answer.DENIED, Answer.PARTLY))


def packets_of(back: Reprocessing) -> list[Packet]:
    """Made for this claim, newest first."""
    found = Packet.objects.filter(case=back.case, recipient=Recipient.BILL, reprocessing=back)
    return list(found.defer("contents", "evidence").order_by("-number"))


def _kept(case: Case) -> QuerySet[Reprocessing]:
    return case.reprocessings.select_related("eob", "corrected").order_by("-id")
