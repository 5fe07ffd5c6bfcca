"""A facility with a ready packet and its fax copy, staff who may send it, and the worker’s hands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from PIL import Image

from requests_app.models import Case, Fax, Membership, Organization, Packet, PacketCopy, User
from requests_app.outbox import worker
from requests_app.packets import files
from requests_app.packets.fax_pages import HEIGHT, WIDTH, packed
from requests_app.packets.fax_pdf import fax_pdf
from requests_app.submissions import fax_work, faxes
from tests.databases import see_everything
from tests.factories.people import actor_for, make_facility, make_member
from tests.packets.making import stored_case
from tests.submissions.test_services import ready

PDF, _PAGES = fax_pdf([packed(Image.new("L", (WIDTH, HEIGHT), 255))] * 3, title="Request")
NUMBER = "800-555-0112"
HANDLERS = {"fax": fax_work.send, "fax-status": fax_work.follow}


@dataclass
class Desk:
    case: Case
    packet: Packet
    facility: Organization
    staff: User
    membership: Membership

    def ask(self, **changes) -> Fax:
        values = {"to_number": NUMBER, "to_name": "Example Plan", "is_expedited": False, **changes}
        return faxes.ask_for_fax(
            case=self.case,
            packet=self.packet,
            by=actor_for(self.staff, facility=self.facility),
            at=timezone.now(),
            **values,
        )


def make_desk() -> Desk:
    facility = make_facility()
    staff = make_member(facility, full_name="Riley Colleague")
    membership = Membership.objects.get(user=staff)
    case = stored_case(facility=facility)
    packet = ready(case)
    with_fax_copy(packet)
    return Desk(case, packet, facility, staff, membership)


def with_fax_copy(packet: Packet, data: bytes = PDF) -> PacketCopy:
    key = files.copy_key(packet.public_id, "FAX", "pdf")
    files.write_whole(key, data)
    return PacketCopy.objects.create(
        organization_id=packet.organization_id,
        case=packet.case,
        packet=packet,
        kind="FAX",
        media_type="application/pdf",
        file_key=key,
        sha256=hashlib.sha256(data).hexdigest(),
        byte_size=len(data),
        pages=3,
        made_at=timezone.now(),
    )


def sweep(*, later: timedelta = timedelta()) -> datetime:
    """What the worker does with faxes that are due by then."""
    now = timezone.now() + later
    worker.sweep(handlers=HANDLERS, now=now)
    see_everything()
    return now


def sweep_through(*, hours: float = 1) -> None:
    """Everything that becomes due within these hours, in its order."""
    for minutes in range(0, int(hours * 60) + 1, 5):
        sweep(later=timedelta(minutes=minutes))
