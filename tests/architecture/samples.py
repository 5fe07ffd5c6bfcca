"""One of each thing an address can name, in one facility, so that every route can be asked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from requests_app.common.files import write_whole
from requests_app.models import (
    CalendarFeed,
    Case,
    CaseAccess,
    ClinicianRequest,
    ClosedDay,
    Document,
    Fax,
    FollowUp,
    InsurerCall,
    InsurerContact,
    Invitation,
    ListingCapture,
    NetworkQuestion,
    OfficeImport,
    Organization,
    OutreachOffice,
    Packet,
    Reminder,
    Submission,
    User,
)
from tests.architecture.sample_bills import bills_of, special_of
from tests.architecture.sample_bulk import bulk_of, special_of_bulk
from tests.architecture.sample_desk import desk_of
from tests.architecture.sample_exchange import exchange_of, special_of_exchange
from tests.architecture.sample_facilities import facility_parts_of, logo_of, special_of_facility
from tests.architecture.sample_figures import figures_of
from tests.architecture.sample_messages import messages_of
from tests.architecture.sample_oversight import oversight_of
from tests.factories.afterwards import everything_after
from tests.factories.case_desk import make_consent, make_task
from tests.factories.cases import make_case
from tests.factories.letters import key_of, make_letter_request, make_signed_letter
from tests.factories.people import make_facility, make_user
from tests.factories.planforms import plan_forms_of

CLOCK_PAGES = (
    "track_edit",
    "clock",
    "clock_start",
    "fast_path",
    "pause_add",
    "pause_end",
    "extension_add",
)
# One white point.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


def routes(patterns=None, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every named address below the resolver, with the names of its parameters."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            outer = tuple(entry.pattern.converters)
            name = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            for route, parameters in routes(entry.url_patterns, name):
                yield route, outer + parameters
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", tuple(entry.pattern.converters)


@dataclass(frozen=True)
class Samples:
    facility: Organization
    other_facility: Organization
    patient: User
    case: Case
    parameters: dict[str, Any]
    letter_request: ClinicianRequest
    special: dict[str, dict[str, Any]] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """The address of this route for the sample case."""
        wanted = next(parameters for route, parameters in routes() if route == name)
        values = {**self.parameters, **self.special.get(name, {})}
        return reverse(name, kwargs={key: values[key] for key in wanted})


def listings_of(office: OutreachOffice, user: User) -> dict[str, Any]:
    """A kept page of the directory and an answered question, with their files."""
    own = {"organization": office.organization, "case": office.case}
    documents = [
        Document.objects.create(
            **own,
            kind=kind,
            media_type="image/png",
            byte_size=len(PICTURE),
            sha256=hashlib.sha256(PICTURE).hexdigest(),
            file_key=f"documents/{kind}/original",
            pages=1,
            page_keys=[f"documents/{kind}/1.png"],
            received_at=timezone.now(),
            added_by=user,
        )
        for kind in ("DIRECTORY_LISTING", "PLAN_ANSWER")
    ]
    for document in documents:
        write_whole(document.file_key, PICTURE)
        write_whole(document.page_keys[0], PICTURE)
    capture = ListingCapture.objects.create(
        **own, office=office, document=documents[0], seen_on=date(2026, 11, 16), shows="Taking new patients"
    )
    question = NetworkQuestion.objects.create(
        **own,
        office=office,
        about_name=office.name,
        asked_on=date(2026, 11, 17),
        way="PORTAL",
        answer="IN_NETWORK",
        answered_on=date(2026, 11, 18),
        document=documents[1],
    )
    return {"capture_id": capture.public_id, "question_id": question.public_id}


def paper_of(case: Case, user: User) -> Document:
    document = Document.objects.create(
        organization=case.organization,
        case=case,
        kind="REFERRAL",
        media_type="image/png",
        byte_size=len(PICTURE),
        sha256=hashlib.sha256(PICTURE + b"paper").hexdigest(),
        file_key="documents/paper/original",
        pages=1,
        page_keys=["documents/paper/1.png"],
        received_at=timezone.now(),
        added_by=user,
    )
    for key in (document.file_key, *document.page_keys):
        write_whole(key, PICTURE)
    return document


def list_of(own: dict[str, Any]) -> OfficeImport:
    rows = [{"number": 2, "name": "Example Clinic"}]
    return OfficeImport.objects.create(**own, kind="CSV", file_sha256="0" * 64, rows=rows)


def feed_of(user: User) -> str:
    """The key of a connected calendar."""
    key = "sample-key-of-a-calendar"
    CalendarFeed.objects.create(
        user=user, key_sha256=hashlib.sha256(key.encode()).hexdigest(), made_at=timezone.now()
    )
    return key


def make_samples() -> Samples:
    facility, other = make_facility(slug="sample-center"), make_facility()
    patient = make_user()
    case = make_case(user=patient, facility=facility)
    own = {"organization": facility, "case": case}
    now = timezone.now()
    office = OutreachOffice.objects.create(
        **own, name="Example Office", phone="602-555-0101", result="NOT_TAKING", found_in="PLAN_WEBSITE"
    )
    office.attempts.create(organization=facility, contacted_on=date(2026, 11, 16), channel="PHONE")
    call = InsurerCall.objects.create(
        **own,
        kind="CALL_1",
        called_on=date(2026, 11, 17),
        person="Jo",
        reference="R-1",
        promised="Send the form",
        promised_on=now.date() + timedelta(days=9),
    )
    packet = Packet.objects.create(
        **own,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=patient,
        signed_at=now,
    )
    submission = Submission.objects.create(
        **own, packet=packet, sent_on=date(2026, 11, 18), way="FAX", recorded_at=now
    )
    fax = Fax.objects.create(
        **own,
        packet=packet,
        state="UNCLEAR",
        to_number="8005550112",
        file_key="packets/none.pdf",
        file_sha256="0" * 64,
        file_pages=2,
        request_key=uuid4(),
        service="sample",
        asked_by=patient,
        asked_at=now,
    )
    token = "sample-token-of-an-invitation"
    Invitation.objects.create(
        organization=facility,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        email="invited@example.com",
        invited_by=patient,
        expires_at=now + timedelta(days=1),
    )
    follow_up = FollowUp.objects.create(
        **own, kind="OWN", what="Call back", due_on=now.date() + timedelta(days=5)
    )
    Reminder.objects.create(**own, follow_up=follow_up, recipient=patient, remind_at=now + timedelta(days=5))
    contact = InsurerContact.objects.create(
        organization=facility,
        insurer=case.coverage.insurer,
        scope="All its plans",
        purpose="GAP_REQUEST",
        way="FAX",
        value="800-555-0142",
        source="Provider manual",
        checked_on=now.date(),
        checked_by=patient,
    )
    helper = CaseAccess.objects.create(**own, user=make_user(), relation="HELPER", level="VIEW")
    code = case.codes.first()
    letter_request = make_letter_request(case, by=patient)
    make_signed_letter(letter_request)
    after = everything_after(case)
    logo_of(facility, PICTURE)
    return Samples(
        facility=facility,
        other_facility=other,
        patient=patient,
        case=case,
        parameters={
            "case_id": case.public_id,
            "office_id": office.public_id,
            "call_id": call.public_id,
            "packet_id": packet.public_id,
            "follow_up_id": follow_up.public_id,
            "access_id": helper.public_id,
            "contact_id": contact.public_id,
            "code_id": code.public_id if code else None,
            "kind": "CALL_1",
            "question": "who",
            "slug": facility.slug,
            "token": token,
            "task": "you",
            "step": "name",
            "rung": "supervisor",
            "submission_id": submission.public_id,
            "fax_id": fax.public_id,
            "pk": 1,
            "key": 1,
            "number": 1,
            "record_id": "us-ebsa",
            "state": "az",
            "plan": "job-self-funded",
            "source": "letter",
            "import_id": list_of(own).public_id,
            "request_id": letter_request.public_id,
            "link_key": key_of(letter_request),
            **listings_of(office, patient),
            "paper_id": paper_of(case, patient).public_id,
            "form_id": plan_forms_of(case, patient).public_id,
            "copy": "filled",
            **bills_of(case),
            **bulk_of(case, patient),
            "task_id": make_task(case, patient).public_id,
            "consent_id": make_consent(case, patient).public_id,
            **desk_of(case, patient),
            **exchange_of(case, patient),
            **facility_parts_of(case, patient),
            **figures_of(case),
            **messages_of(case),
            **oversight_of(case, patient),
            **{f"{kind}_id": row.public_id for kind, row in after.items()},
            "organization_id": facility.public_id,
            "day_id": ClosedDay.objects.create(organization=facility, day=date(2027, 3, 1)).public_id,
        },
        letter_request=letter_request,
        special={
            "intake:code_add": {"kind": "diagnosis"},
            "packets:packet_copy": {"kind": "fax"},
            "packets:sheet": {"kind": "agreement"},
            **{f"tracks:{name}": {"kind": "gap"} for name in CLOCK_PAGES},
            "tracks:clock_entry_remove": {"kind": "gap", "entry_id": after["extension"].public_id},
            "outreach:office_step": {"step": "about"},
            "papers:want": {"kind": "insurance-card"},
            "clinicians:form_step": {"step": "you"},
            "strength:stated": {"source": "form"},
            **special_of(case),
            **special_of_bulk(case, patient),
            **special_of_exchange(case, patient),
            **special_of_facility(facility),
            "calendars:feed_file": {"key": feed_of(patient)},
        },
    )
