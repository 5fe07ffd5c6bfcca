"""Tags, a list of providers, one thing done to several cases, and files read in. Made once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from requests_app.bulk import services as bulk
from requests_app.bulk import work
from requests_app.cases import tags
from requests_app.common.actor import Actor
from requests_app.common.scope import scoped
from requests_app.exchange import imports_reading, imports_services
from requests_app.facilities import providers
from requests_app.management.demo.people import LEAD, staff_actor
from requests_app.models import BulkJob, BulkKind, Case, Organization, Role, Tag, User
from requests_app.outbox.worker import Work

TAGS = ("Friday list", "Waits for papers")
PROVIDERS: tuple[dict[str, str], ...] = (
    {
        "name": "Example Desert Program",
        "npi": "1234567893",
        "specialty": "Psychiatry",
        "phone": "480-555-0155",
        "fax": "480-555-0156",
        "street": "400 Sample Road",
        "city": "Scottsdale",
        "state": "AZ",
        "zip_code": "85251",
    },
    {
        "name": "Sample Canyon Clinic",
        "npi": "1992999999",
        "specialty": "Eating disorder treatment",
        "phone": "602-555-0161",
        "city": "Phoenix",
        "state": "AZ",
        "zip_code": "85004",
    },
    {
        "name": "Placeholder Children’s Practice",
        "specialty": "Child psychiatry",
        "phone": "520-555-0162",
        "city": "Tucson",
        "state": "AZ",
        "zip_code": "85701",
    },
)
FILE = """Outside ID,First name,Last name,Date of birth,Phone,State,Insurer,Consent by,Consent how,Consent on
EX-2001,Kim,Placeholder,1988-05-04,602-555-0171,AZ,Sample Health Plan,Kim Placeholder,VERBAL,{day}
EX-2002,Luis,Specimen,2001-09-17,602-555-0172,AZ,Example Mutual,Luis Specimen,WRITTEN,{day}
EX-2003,Mara,Testcase,,,AZ,Example Mutual,,VERBAL,{day}
"""


def do_many_at_once(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    lead = staff_actor(users[LEAD], facility, Role.LEAD)
    with scoped([facility.pk]), transaction.atomic():
        if BulkJob.objects.filter(organization=facility).exists():
            return
        made = [tags.make_tag(organization_id=facility.pk, name=name, by=lead, at=at) for name in TAGS]
        for typed in PROVIDERS:
            providers.add_entry(organization_id=facility.pk, typed=typed, by=lead, at=at)
        _read_a_file(facility, lead, at)
        job = _tag_some(facility, made[0], lead, at - timedelta(hours=2))
    if job is not None:
        work.keep(Work(0, job.pk, facility.pk, 1, False), at - timedelta(hours=2))


def _tag_some(facility: Organization, tag: Tag, lead: Actor, at: datetime) -> BulkJob | None:
    """One of them has the tag already and is left out."""
    cases = list(Case.objects.filter(organization=facility).exclude(status="CLOSED").order_by("pk")[:5])
    if not cases:
        return None
    tags.add_tag(case=cases[0], tag=tag, by=lead, at=at)
    job = bulk.choose(kind=BulkKind.ADD_TAG, cases=cases, by=lead, at=at)
    options: dict[str, Any] = {"tag": tag.pk}
    bulk.set_options(job=job, options=options, by=lead, at=at)
    bulk.begin(job=job, by=lead, at=at)
    return job


def _read_a_file(facility: Organization, lead: Actor, at: datetime) -> None:
    data = FILE.format(day=(at - timedelta(days=3)).date().isoformat()).encode()
    imports_services.keep_file(
        organization=facility,
        kind="CASES",
        read=imports_reading.read_file("CASES", data),
        data=data,
        name="admissions.csv",
        by=lead,
        at=at,
    )
