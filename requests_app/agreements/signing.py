"""The agreement is signed: its days, the signed copy, and what it says as an answer of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.agreements import queries
from requests_app.agreements.points import YES
from requests_app.agreements.services import AgreementRefused, about, begin, check_can_write, note
from requests_app.agreements.shown import shown_signed
from requests_app.common.actor import Actor
from requests_app.decisions import lines as decision_lines
from requests_app.decisions import queries as decisions
from requests_app.decisions import services as decision_services
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import store_document
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups import services as followups
from requests_app.models import (
    Agreement,
    AgreementState,
    Answer,
    CareCode,
    Case,
    Decision,
    Document,
    DocumentKind,
    Offer,
    Stated,
    TrackKind,
)

STATED = {YES: Stated.YES, "NO": Stated.NO}


@transaction.atomic
def save_signing(
    *,
    case: Case,
    typed: Mapping[str, Any],
    read: ReadFile | None,
    shown_version: str | None,
    is_answer: bool = False,
    by: Actor,
    at: datetime,
) -> Agreement:
    """`typed`: is_signed, signed_on, number, starts_on, ends_on. `is_answer`: keep it as the plan’s yes, too.

    Raises Clash, AgreementRefused, DocumentRefused.
    """
    check_can_write(case, by)
    agreement = queries.locked_current(case) or begin(case)
    stored = shown_signed(agreement)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    is_signed = wanted.pop("is_signed") == YES
    was_signed = agreement.signed_on is not None
    for name, value in wanted.items():
        setattr(agreement, name, value)
    if not is_signed:
        agreement.signed_on = None
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        raise AgreementRefused(_("End date must be after the start date"))
    agreement.state = AgreementState.SIGNED if is_signed else _unsigned_state(agreement)
    agreement.save()
    if read is not None:
        agreement.signed_copy = _keep_copy(case, agreement, read, by=by, at=at)
        agreement.save(update_fields=["signed_copy"])
    if is_signed != was_signed:
        note("agreements.signed" if is_signed else "agreements.unsigned", agreement, case, by=by, at=at)
    elif read is not None or any(plain(wanted[name]) != plain(stored[name]) for name in wanted):
        note("agreements.terms_saved", agreement, case, by=by, at=at, part="signed")
    if is_signed:
        for offer in queries.offers_of(agreement):
            followups.settle(case=case, about_prefix=about(offer), by=by, at=at)
        _join_to_answer(case, agreement)
        if is_answer:
            _record_as_answer(case, agreement, by=by, at=at)
    return agreement


def has_answer(case: Case) -> bool:
    """Is the plan’s answer about the agreement written down already?"""
    found = decisions.current_for(case, track=TrackKind.SCA)
    return found is not None and found.answer in decisions.DECIDED


def _unsigned_state(agreement: Agreement) -> AgreementState:
    if agreement._state.adding:
        return AgreementState.OPEN
    accepted = [one for one in queries.offers_of(agreement) if one.accepted_on]
    return AgreementState.AGREED if accepted else AgreementState.OPEN


def _keep_copy(case: Case, agreement: Agreement, read: ReadFile, *, by: Actor, at: datetime) -> Document:
    return store_document(
        case=case,
        kind=DocumentKind.PLAN_ANSWER,
        read=read,
        title=_("Signed agreement"),
        dated_on=agreement.signed_on,
        in_packet=True,
        by=by,
        at=at,
    )


def _join_to_answer(case: Case, agreement: Agreement) -> None:
    """An answer that was written down before the signature belongs to the agreement, too."""
    found = decisions.current_for(case, track=TrackKind.SCA)
    if agreement.decision_id is None and found is not None and found.answer in decisions.YES_ANSWERS:
        agreement.decision = found
        agreement.save(update_fields=["decision"])


def _record_as_answer(case: Case, agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """The plan signed: that is its yes to the agreement, in writing, with a line for each agreed rate."""
    if has_answer(case) or agreement.signed_on is None:
        return
    decision = decision_services.record_answer(
        case=case,
        answer=Answer.APPROVED,
        heard_on=agreement.signed_on,
        track=TrackKind.SCA,
        values=_columns_of_answer(agreement),
        by=by,
        at=at,
    )
    offer = queries.offer_that_counts(queries.offers_of(agreement))
    if offer is not None and offer.accepted_on is not None:
        _record_lines(decision, agreement, offer, by=by, at=at)
    agreement.decision = decision
    agreement.save(update_fields=["decision"])


def _columns_of_answer(agreement: Agreement) -> dict[str, Any]:
    """Only what the agreement says; the rest is for the checklist of the answer."""
    return {
        "decided_on": agreement.signed_on,
        "is_in_writing": True,
        "letter": agreement.signed_copy,
        "letter_dated_on": agreement.signed_on,
        "authorization_number": agreement.number,
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "provider_named": Stated.YES if agreement.provider_party else "",
        "rate_signed": Stated.YES,
        "facility_fees": STATED.get(agreement.covers_facility, ""),
        "professional_fees": STATED.get(agreement.covers_professional, ""),
        "in_network_cost_share": STATED.get(agreement.in_network_cost_share, ""),
        "no_billing_the_rest": STATED.get(agreement.no_billing_the_rest, ""),
    }


def _record_lines(decision: Decision, agreement: Agreement, offer: Offer, *, by: Actor, at: datetime) -> None:
    revenue = {one.code for one in queries.codes_of(decision.case) if one.kind == CareCode.Kind.REVENUE}
    for rate in queries.rates_of(offer):
        decision_lines.add_line(
            decision=decision,
            typed={
                "kind": "REVENUE" if rate.code in revenue else "SERVICE",
                "code": rate.code,
                "modifier": rate.modifier,
                "words": rate.words,
                "starts_on": agreement.starts_on,
                "ends_on": agreement.ends_on,
                "provider_name": agreement.provider_party,
                "covers": _covers(agreement),
                "cost_share": "IN_NETWORK" if agreement.in_network_cost_share == YES else "",
                "rate": rate.rate,
                "rate_unit": rate.unit,
                "authorization_number": agreement.number,
            },
            by=by,
            at=at,
        )


def _covers(agreement: Agreement) -> str:
    sides = (agreement.covers_facility == YES, agreement.covers_professional == YES)
    return {(True, True): "BOTH", (True, False): "FACILITY", (False, True): "PROFESSIONAL"}.get(sides, "")
