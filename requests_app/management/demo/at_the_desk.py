"""A desk in the middle of a day: tasks, tags, a snooze, a packet looked over, a case by phone.

Made once: a facility that has tasks already is left as it is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from requests_app.cases import desk_tasks, snoozing, tags
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import Given, record_consent
from requests_app.cases.on_behalf import open_for_patient
from requests_app.common.actor import Actor
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.management.demo.people import LEAD, WORKER, staff_actor
from requests_app.models import (
    Case,
    CaseTask,
    NextAction,
    Organization,
    Packet,
    PacketState,
    Role,
    TaskKind,
    User,
    WaitingOn,
)
from requests_app.packets.checks import record_check

TRIAGE: dict[str, Any] = {"who": "ME", "care_when": "NOT_STARTED", "how_soon": "WEEKS_2", "state": "AZ"}
TASKS: tuple[tuple[str, str, str, int], ...] = (
    ("jordan@example.com", TaskKind.CALL_PATIENT, "Ask when they can sign", 0),
    ("jordan@example.com", TaskKind.CHECK_PACKET, "", 1),
    ("petra@example.com", TaskKind.CALL_PLAN, "Which billing code do they want?", -1),
    ("dana@example.com", TaskKind.GET_PAPER, "The letter with the reason, both pages", 2),
    ("rosa@example.com", TaskKind.CHECK_BENEFITS, "", 4),
    ("maya@example.com", TaskKind.CALL_PLAN, "Did the second fax arrive?", 1),
)
TAGS = {
    "Needs interpreter": ("maria@example.com",),
    "Fax back": ("jordan@example.com", "dana@example.com"),
}


def fill_the_desk(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    with scoped([facility.pk]), transaction.atomic():
        if CaseTask.objects.filter(organization=facility).exists():
            return
        worker = staff_actor(users[WORKER], facility, Role.CASE_WORKER)
        today = day_at(at, zone=facility.time_zone)
        opened = Case.objects.filter(organization=facility, opened_by__email__endswith="@example.com")
        rows = opened.select_related("opened_by", "organization").order_by("-pk")
        by_person = {case.opened_by.email: case for case in rows}
        _tasks(by_person, users, worker, today, at)
        _tags(facility, by_person, worker, at)
        if resting := by_person.get("noor@example.com"):
            until, because = today + timedelta(days=6), "The provider is away this week"
            snoozing.snooze(case=resting, until=until, because=because, by=worker, at=at)
        _look_over(by_person, staff_actor(users[LEAD], facility, Role.LEAD), at)
        if told := by_person.get("maya@example.com"):
            said = Given("Maya Sample", "herself", "VERBAL", "en", (ConsentTo.STORY,))
            record_consent(case=told, given=said, by=worker, at=at)
        _by_phone(facility, worker, at)


def _tasks(cases: dict[str, Case], users: dict[str, User], worker: Actor, today: date, at: datetime) -> None:
    for number, (person, kind, words, days) in enumerate(TASKS):
        if person in cases:
            desk_tasks.add_task(
                case=cases[person],
                kind=TaskKind(kind),
                words=words,
                assigned_to=users[WORKER] if number % 2 == 0 else None,
                due_on=today + timedelta(days=days),
                by=worker,
                at=at,
            )


def _tags(facility: Organization, cases: dict[str, Case], worker: Actor, at: datetime) -> None:
    for name, people in TAGS.items():
        tag = tags.make_tag(organization_id=facility.pk, name=name, by=worker, at=at)
        for person in people:
            if person in cases:
                tags.add_tag(case=cases[person], tag=tag, by=worker, at=at)


def _look_over(cases: dict[str, Case], lead: Actor, at: datetime) -> None:
    case = cases.get("jordan@example.com")
    packet = Packet.objects.filter(case=case, state=PacketState.READY).order_by("-number").first()
    if case is not None and packet is not None:
        packet.case = case
        record_check(packet=packet, is_ready=True, comment="", mended_by=WaitingOn.US, by=lead, at=at)


def _by_phone(facility: Organization, worker: Actor, at: datetime) -> None:
    open_for_patient(
        organization=facility,
        for_whom="ME",
        language="es",
        time_zone=facility.time_zone,
        fields={"triage_answers": TRIAGE, "path": "GAP_EXCEPTION", "next_action": NextAction.FILL_IN},
        sections={
            "patient": {
                "first_name": "Elena",
                "last_name": "Specimen",
                "phone": "602-555-0177",
                "reading_language": "es",
                "speaking_language": "Español",
            },
            "coverage": {"source": "JOB", "plan_state": "AZ", "insurer": "Sample Mutual Health Plan"},
            "care": {"kind": "CHILD", "timing": "NOT_STARTED", "how_soon": "WEEKS_2"},
        },
        consent=Given("Elena Specimen", "", "VERBAL", "es", (ConsentTo.KEEP, ConsentTo.MAIL)),
        by=worker,
        at=at,
    )
