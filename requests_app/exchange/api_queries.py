"""What a facility’s own system may read: asked in the scope of its key, one facility."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.exchange.api_models import CaseLine, CasePage, CaseState, Clock, OutsideId, PacketFile
from requests_app.models import Case, CaseStatus, OutsideKey, Packet, PacketState
from requests_app.tracks.state import states_of

USUAL, MOST = 50, 200
# No change takes longer from its beginning to the moment when others see it.
LONGEST_CHANGE = timedelta(minutes=2)
BY_HEADER = "idempotency-key"


class NotUnderstood(ValueError):
    """`pointer` names the part of the address."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer, self.detail = pointer, detail


@dataclass(frozen=True)
class Asked:
    """`after` is the last line that was given out: when it changed, and its number."""

    after: tuple[datetime, int] | None = None
    changed_since: datetime | None = None
    status: str = ""
    limit: int = USUAL


def asked(values: dict[str, str]) -> Asked:
    """From the address. Raises NotUnderstood."""
    unknown = sorted(set(values) - {"after", "changed_since", "status", "limit"})
    if unknown:
        raise NotUnderstood("?", "only after, changed_since, status and limit can be asked")
    status = values.get("status", "")
    if status and status not in CaseStatus.values:
        raise NotUnderstood("?status", f"one of {', '.join(CaseStatus.values)}")
    limit = values.get("limit", str(USUAL))
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:5]) <= MOST):
        raise NotUnderstood("?limit", f"a number from 1 to {MOST}")
    return Asked(_mark(values.get("after", "")), _moment(values.get("changed_since", "")), status, int(limit))


def page_of(actor: Actor, what: Asked, *, now: datetime) -> CasePage:
    """In the order in which cases changed. What is being changed while we look carries a moment before now,
    so the next time begins a little earlier than this one ended."""
    found = Case.objects.for_actor(actor).order_by("changed_at", "pk")
    if what.status:
        found = found.filter(status=what.status)
    if what.changed_since is not None:
        found = found.filter(changed_at__gte=what.changed_since)
    if what.after is not None:
        at, pk = what.after
        found = found.filter(changed_at__gte=at).filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=pk))
    rows = list(found[: what.limit + 1])
    shown = rows[: what.limit]
    keys = _outside_keys(shown)
    return CasePage(
        cases=[CaseLine.model_validate(_line(row, keys)) for row in shown],
        next=_mark_of(shown[-1]) if len(rows) > what.limit else None,
        read_until=now - LONGEST_CHANGE,
    )


def get_case_or_404(actor: Actor, case_id: UUID) -> Case:
    found = Case.objects.for_actor(actor).select_related("coverage", "care").filter(public_id=case_id).first()
    if found is None:
        raise Http404
    return found


def state_of(case: Case) -> CaseState:
    clocks = [
        Clock.model_validate(
            {
                "about": state.track.kind,
                "due_on": state.clock.due_on,
                "source": state.clock.source.value,
                "is_promise": not (state.clock.is_common or state.clock.is_paused),
            }
        )
        for state in states_of(case)
        if state.clock is not None
    ]
    packets = Packet.objects.filter(case=case, state=PacketState.READY).order_by("number")
    return CaseState.model_validate(
        _line(case, _outside_keys([case])) | {"clocks": clocks, "packets": [_packet(row) for row in packets]}
    )


def get_packet_or_404(case: Case, packet_id: UUID) -> Packet:
    found = Packet.objects.filter(case=case, public_id=packet_id, state=PacketState.READY).first()
    if found is None:
        raise Http404
    return found


def _packet(row: Packet) -> PacketFile:
    return PacketFile.model_validate(
        {
            "id": row.public_id,
            "number": row.number,
            "ready_at": row.ready_at,
            "sha256": row.pdf_sha256,
            "byte_size": row.pdf_bytes,
        }
    )


def _line(case: Case, keys: dict[int, list[OutsideId]]) -> dict[str, object]:
    return {
        "id": case.public_id,
        "reference": case.reference,
        "outside_ids": keys.get(case.pk, []),
        "status": case.status,
        "outcome": case.outcome or None,
        "outcome_on": case.outcome_on,
        "is_urgent": case.is_urgent,
        "next_action": case.next_action,
        "waiting_on": case.waiting_on,
        "due_on": case.due_on,
        "opened_at": case.created_at,
        "changed_at": case.changed_at,
    }


def _outside_keys(cases: Iterable[Case]) -> dict[int, list[OutsideId]]:
    found: dict[int, list[OutsideId]] = {}
    rows = OutsideKey.objects.filter(case__in=[case.pk for case in cases]).exclude(system=BY_HEADER)
    for row in rows.order_by("pk"):
        found.setdefault(row.case_id, []).append(OutsideId(system=row.system, value=row.value))
    return found


def _mark_of(case: Case) -> str:
    return base64.urlsafe_b64encode(f"{case.changed_at.isoformat()}|{case.pk}".encode()).decode()


def _mark(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        at, _bar, pk = base64.urlsafe_b64decode(text.encode()).decode().partition("|")
        moment = datetime.fromisoformat(at)
        number = int(pk)
    except (ValueError, binascii.Error):
        raise NotUnderstood("?after", "the “next” of an earlier answer") from None
    if moment.tzinfo is None or not 0 < number < 2**63:
        raise NotUnderstood("?after", "the “next” of an earlier answer")
    return moment, number


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise NotUnderstood("?changed_since", "a moment with its time zone, as 2026-11-23T10:40:00Z")
    return found
