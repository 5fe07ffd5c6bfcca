"""Templates of the facility, a few messages between patients and the team, and benefits that were verified.

Made once: a facility that has templates already is left as it is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from requests_app.benefits import services as benefits
from requests_app.benefits.shape import ALL
from requests_app.common.actor import Actor
from requests_app.common.scope import scoped
from requests_app.management.demo.people import LEAD, WORKER, patient_actor, staff_actor
from requests_app.messaging import services as messaging
from requests_app.messaging import template_services as templates
from requests_app.messaging.queries import newest_version
from requests_app.models import (
    BenefitCheck,
    Case,
    MessageSide,
    MessageTemplate,
    Organization,
    Role,
    TemplateUse,
    User,
)

TEMPLATES: tuple[tuple[str, str, str, str, bool], ...] = (
    (
        "Papers are here",
        TemplateUse.IN_APP,
        "Hello {first_name},\nwe have your papers. We look at them this week and write to you here.",
        "Hola, {first_name}:\nrecibimos sus papeles. Los vemos esta semana y le escribimos aquí.",
        True,
    ),
    (
        "Please call us",
        TemplateUse.IN_APP,
        "Hello {first_name},\ncan you call us at {phone}? We have one question about your request.",
        "Hola, {first_name}:\n¿nos puede llamar al {phone}? Tenemos una pregunta sobre su solicitud.",
        True,
    ),
    (
        "Notice by text",
        TemplateUse.TEXT,
        "{service}: we wrote to you. Sign in: {url}",
        "{service}: le escribimos. Entre en {url}",
        True,
    ),
    (
        "After the first call",
        TemplateUse.IN_APP,
        "Hello {first_name},\nwe talked with your plan today. See what is next on your list.",
        "",
        False,
    ),
)
CHECKED: dict[str, Any] = {
    "way": "PHONE",
    "said_by": "Robin M.",
    "team": "Member services",
    "coverage_active": "YES",
    "network": "OUT_OF_NETWORK",
    "in_deductible": Decimal("1500.00"),
    "in_max": Decimal("6000.00"),
    "in_coinsurance": Decimal(20),
    "has_out_benefits": "NO",
    "needs_approval": "YES",
    "approval_phone": "800-555-0111",
    "approval_fax": "800-555-0112",
    "knows_gap_path": "YES",
}


def write_to_each_other(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    with scoped([facility.pk]), transaction.atomic():
        if MessageTemplate.objects.filter(organization=facility).exists():
            return
        _templates(facility, staff_actor(users[LEAD], facility, Role.LEAD), at)
        worker = staff_actor(users[WORKER], facility, Role.CASE_WORKER)
        for case in Case.objects.filter(organization=facility).select_related("opened_by", "organization"):
            patient = patient_actor(case.opened_by, facility)
            if case.opened_by.email == "maya@example.com":
                _thread(case, patient, worker, at)
                _benefits(case, worker, at)
            elif case.opened_by.email == "maria@example.com":
                _write(
                    case, MessageSide.PATIENT, "¿Ya llegó la carta de mi doctora?", patient, at, "es", hours=3
                )


def _templates(facility: Organization, lead: Actor, at: datetime) -> None:
    for name, use, english, spanish, is_ready in TEMPLATES:
        typed = {"name": name, "use": use, "text_en": english, "text_es": spanish}
        template = templates.make_template(organization=facility, typed=typed, by=lead, at=at)
        if is_ready:
            words = templates.version_of_words(newest_version(template))
            templates.publish(template=template, shown_version=words, by=lead, at=at)


def _thread(case: Case, patient: Actor, worker: Actor, at: datetime) -> None:
    first = "Hello. The plan called me and asked for my reference number. Was that right?"
    answer = "Yes, thank you. It is on the first page of your packet. They will call again."
    later = "Nobody called since Friday. My first day there would be in two weeks. What can I do?"
    planned = "Good morning. We call the plan today and write to you in the afternoon."
    _write(case, MessageSide.PATIENT, first, patient, at, "en", hours=50)
    _write(case, MessageSide.STAFF, answer, worker, at, "en", hours=46)
    messaging.note_reading(case=case, by=patient, at=at - timedelta(hours=45))
    _write(case, MessageSide.PATIENT, later, patient, at, "en", hours=20)
    messaging.write_message(
        case=case,
        side=MessageSide.STAFF,
        text=planned,
        send_at=at + timedelta(days=1),
        by=worker,
        at=at - timedelta(hours=1),
    )


def _write(case: Case, side: str, text: str, by: Actor, at: datetime, language: str, *, hours: int) -> None:
    moment = at - timedelta(hours=hours)
    messaging.write_message(case=case, side=side, text=text, language=language, by=by, at=moment)


def _benefits(case: Case, worker: Actor, at: datetime) -> None:
    empty = {name: getattr(BenefitCheck(), name) for name in ALL}
    today = at.date()
    for days, met, reference in ((40, "300.00", "MS-4410"), (6, "820.00", "MS-5127")):
        day: date = today - timedelta(days=days)
        said = {"checked_on": day, "in_deductible_met": Decimal(met), "reference": reference}
        moment = at - timedelta(days=days)
        benefits.add_check(case=case, typed=empty | CHECKED | said, by=worker, at=moment)
