"""What happened after the sending, read from its rows: one query for each kind, whatever there is of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch

from requests_app.casefile import schema
from requests_app.casefile.answering import answer_rows
from requests_app.casefile.columns import part_of
from requests_app.cases.ownership import without_hidden_notes
from requests_app.eobs.queries import is_current, kept
from requests_app.eobs.statements import statement_of
from requests_app.models import (
    Agreement,
    Appeal,
    ApprovedLine,
    BenefitCheck,
    Case,
    ClockExtension,
    ClockPause,
    Complaint,
    CoverageChange,
    Decision,
    Escalation,
    ExplanationOfBenefits,
    MoreWanted,
    Offer,
    OfferRate,
    PeerToPeer,
    Renewal,
    Reprocessing,
    UnitsUsed,
)

# What the parts are read from. A case that has none of a kind is told so with the case itself, in one query.
ROWS: dict[str, type[Model]] = {
    "decisions": Decision,
    "appeals": Appeal,
    "peer_to_peers": PeerToPeer,
    "complaints": Complaint,
    "agreements": Agreement,
    "units_used": UnitsUsed,
    "renewals": Renewal,
    "coverage_changes": CoverageChange,
    "escalations": Escalation,
    "clock_pauses": ClockPause,
    "clock_extensions": ClockExtension,
    "eobs": ExplanationOfBenefits,
    "reprocessings": Reprocessing,
    "benefit_checks": BenefitCheck,
}


def has_any() -> dict[str, Exists]:
    """Annotations for the query of the case: whether it has rows of each kind."""
    return {
        f"has_{name}": Exists(model._default_manager.filter(case=OuterRef("pk")))
        for name, model in ROWS.items()
    }


def afterwards(case: Case) -> dict[str, Any]:
    """The parts of the file that `after` and `terms` describe, each in the order of its days.

    Load the case with the annotations of `has_any`.
    """
    return {name: READ[name](case) if getattr(case, f"has_{name}") else [] for name in ROWS}


def _appeals(case: Case) -> list[schema.Appeal]:
    return [
        part_of(
            row,
            schema.Appeal,
            key=row.public_id,
            decision_key=row.decision.public_id,
            answer_rows=answer_rows(case, row.answers),
        )
        for row in case.appeals.select_related("decision").order_by("id")
    ]


def _peers(case: Case) -> list[schema.PeerToPeer]:
    rows = case.peer_to_peers.filter(removed_at__isnull=True).select_related("decision")
    return [
        part_of(row, schema.PeerToPeer, key=row.public_id, decision_key=_key(row.decision))
        for row in rows.order_by("id")
    ]


def _complaints(case: Case) -> list[schema.Complaint]:
    return [
        part_of(row, schema.Complaint, key=row.public_id, appeal_key=_key(row.appeal))
        for row in case.complaints.select_related("appeal").order_by("id")
    ]


def _used(case: Case) -> list[schema.UnitsUsed]:
    rows = case.units_used.filter(removed_at__isnull=True).select_related("decision", "line")
    return [
        part_of(
            row,
            schema.UnitsUsed,
            decision_key=row.decision.public_id,
            line_key=_key(row.line),
            is_of_eob=row.eob_line_id is not None,
        )
        for row in rows.order_by("used_on", "id")
    ]


def _renewals(case: Case) -> list[schema.Renewal]:
    return [
        part_of(row, schema.Renewal, key=row.public_id, decision_key=row.decision.public_id)
        for row in case.renewals.select_related("decision").order_by("id")
    ]


def _changes(case: Case) -> list[schema.CoverageChange]:
    rows = case.coverage_changes.filter(removed_at__isnull=True)
    return [part_of(row, schema.CoverageChange) for row in rows.order_by("happens_on", "id")]


def _escalations(case: Case) -> list[schema.Escalation]:
    rows = case.escalations.filter(removed_at__isnull=True).select_related("track")
    return [
        part_of(row, schema.Escalation, track=row.track.kind if row.track else "")
        for row in rows.order_by("done_on", "id")
    ]


def _pauses(case: Case) -> list[schema.ClockPause]:
    rows = case.clock_pauses.filter(removed_at__isnull=True).select_related("track")
    return [part_of(row, schema.ClockPause, track=row.track.kind) for row in rows.order_by("from_on", "id")]


def _extensions(case: Case) -> list[schema.ClockExtension]:
    rows = case.clock_extensions.filter(removed_at__isnull=True).select_related("track")
    return [
        part_of(row, schema.ClockExtension, track=row.track.kind) for row in rows.order_by("said_on", "id")
    ]


def _decisions(case: Case) -> list[schema.Decision]:
    rows = (
        case.decisions.filter(removed_at__isnull=True)
        .select_related("track", "appeal", "renewal", "eob", "letter")
        .prefetch_related(
            Prefetch("lines", ApprovedLine.objects.filter(removed_at__isnull=True)),
            Prefetch("wanted", MoreWanted.objects.filter(removed_at__isnull=True)),
        )
        .order_by("heard_on", "id")
    )
    return [
        part_of(
            row,
            schema.Decision,
            key=row.public_id,
            about=_about(row),
            about_key=_key(row.appeal or row.renewal or row.eob),
            track=row.track.kind if row.track else "",
            is_current=row.replaced_at is None,
            letter_sha256=row.letter.sha256 if row.letter else "",
            lines=[part_of(one, schema.ApprovedLine, key=one.public_id) for one in row.lines.all()],
            wanted=[part_of(one, schema.MoreWanted) for one in row.wanted.all()],
        )
        for row in rows
    ]


def _agreements(case: Case) -> list[schema.Agreement]:
    rates = Prefetch("rates", OfferRate.objects.filter(removed_at__isnull=True))
    kept = Offer.objects.filter(removed_at__isnull=True).prefetch_related(rates)
    rows = (
        case.agreements.filter(removed_at__isnull=True)
        .select_related("signed_copy")
        .prefetch_related(Prefetch("offers", kept))
        .order_by("id")
    )
    return [
        part_of(
            row,
            schema.Agreement,
            key=row.public_id,
            signed_copy_sha256=row.signed_copy.sha256 if row.signed_copy else "",
            offers=[
                part_of(
                    offer, schema.Offer, rates=[part_of(rate, schema.OfferRate) for rate in offer.rates.all()]
                )
                for offer in row.offers.all()
            ],
        )
        for row in rows
    ]


def _about(decision: Decision) -> str:
    named = {"APPEAL": decision.appeal, "RENEWAL": decision.renewal, "BILL": decision.eob}
    return next((name for name, row in named.items() if row is not None), "REQUEST")


def _eobs(case: Case) -> list[schema.Eob]:
    return [
        schema.Eob(
            key=row.public_id,
            replaces_key=_key(row.replaces),
            is_current=is_current(row),
            document_sha256=row.document.sha256 if row.document else "",
            statement=statement_of(row),
        )
        for row in sorted(kept(case), key=lambda one: one.pk)
        if row.finished_at is not None
    ]


def _reprocessings(case: Case) -> list[schema.Reprocessing]:
    return [
        part_of(
            row,
            schema.Reprocessing,
            key=row.public_id,
            eob_key=row.eob.public_id,
            corrected_key=_key(row.corrected),
        )
        for row in case.reprocessings.select_related("eob", "corrected").order_by("id")
    ]


def _benefits(case: Case) -> list[schema.BenefitCheck]:
    """Those that count: one that was changed is told as it stands now."""
    rows = case.benefit_checks.filter(removed_at__isnull=True, replaced_at__isnull=True)
    found = without_hidden_notes(case, rows.order_by("checked_on", "id"), for_staff=case.read_by_staff)
    return [part_of(row, schema.BenefitCheck, key=row.public_id) for row in found]


def _key(row: Any) -> Any:
    return row.public_id if row else None


READ: dict[str, Callable[[Case], Sequence[schema.Part]]] = {
    "decisions": _decisions,
    "appeals": _appeals,
    "peer_to_peers": _peers,
    "complaints": _complaints,
    "agreements": _agreements,
    "units_used": _used,
    "renewals": _renewals,
    "coverage_changes": _changes,
    "escalations": _escalations,
    "clock_pauses": _pauses,
    "clock_extensions": _extensions,
    "eobs": _eobs,
    "reprocessings": _reprocessings,
    "benefit_checks": _benefits,
}
