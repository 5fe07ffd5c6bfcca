"""What happened after the sending, read from its rows: one query for each kind, whatever there is of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from requests_app.casefile import schema
from requests_app.casefile.answering import answer_rows
from requests_app.casefile.columns import part_of
from requests_app.models import ApprovedLine, Case, MoreWanted, Offer, OfferRate


def afterwards(case: Case) -> dict[str, Any]:
    """The parts of the file that `after` and `terms` describe, each in the order of its days."""
    return {**_answers(case), **_going_on(case), **_clocks(case)}


def _answers(case: Case) -> dict[str, Any]:
    peers = case.peer_to_peers.filter(removed_at__isnull=True).select_related("decision")
    return {
        "decisions": _decisions(case),
        "appeals": [
            part_of(
                row,
                schema.Appeal,
                key=row.public_id,
                decision_key=row.decision.public_id,
                answer_rows=answer_rows(case, row.answers),
            )
            for row in case.appeals.select_related("decision").order_by("id")
        ],
        "peer_to_peers": [
            part_of(row, schema.PeerToPeer, key=row.public_id, decision_key=_key(row.decision))
            for row in peers.order_by("id")
        ],
        "complaints": [
            part_of(row, schema.Complaint, key=row.public_id, appeal_key=_key(row.appeal))
            for row in case.complaints.select_related("appeal").order_by("id")
        ],
    }


def _going_on(case: Case) -> dict[str, Any]:
    used = case.units_used.filter(removed_at__isnull=True).select_related("decision", "line")
    changes = case.coverage_changes.filter(removed_at__isnull=True)
    return {
        "agreements": _agreements(case),
        "units_used": [
            part_of(row, schema.UnitsUsed, decision_key=row.decision.public_id, line_key=_key(row.line))
            for row in used.order_by("used_on", "id")
        ],
        "renewals": [
            part_of(row, schema.Renewal, key=row.public_id, decision_key=row.decision.public_id)
            for row in case.renewals.select_related("decision").order_by("id")
        ],
        "coverage_changes": [
            part_of(row, schema.CoverageChange) for row in changes.order_by("happens_on", "id")
        ],
    }


def _clocks(case: Case) -> dict[str, Any]:
    escalations = case.escalations.filter(removed_at__isnull=True).select_related("track")
    pauses = case.clock_pauses.filter(removed_at__isnull=True).select_related("track")
    extensions = case.clock_extensions.filter(removed_at__isnull=True).select_related("track")
    return {
        "escalations": [
            part_of(row, schema.Escalation, track=row.track.kind if row.track else "")
            for row in escalations.order_by("done_on", "id")
        ],
        "clock_pauses": [
            part_of(row, schema.ClockPause, track=row.track.kind) for row in pauses.order_by("from_on", "id")
        ],
        "clock_extensions": [
            part_of(row, schema.ClockExtension, track=row.track.kind)
            for row in extensions.order_by("said_on", "id")
        ],
    }


def _decisions(case: Case) -> list[schema.Decision]:
    rows = (
        case.decisions.filter(removed_at__isnull=True)
        .select_related("track", "appeal", "renewal", "letter")
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
            about="APPEAL" if row.appeal else "RENEWAL" if row.renewal else "REQUEST",
            about_key=_key(row.appeal or row.renewal),
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


def _key(row: Any) -> Any:
    return row.public_id if row else None
