"""Bring each example as far as its scenario says, by the same services that the pages use.

Every step looks first whether it was done, so a second run, or one after an interruption, changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid5

from requests_app import tasks
from requests_app.casefile.export import case_file
from requests_app.casefile.importer import import_case, read_case_file
from requests_app.cases import services as cases
from requests_app.cases.helpers import let_helper_in
from requests_app.common.actor import Actor, job
from requests_app.common.scope import scoped
from requests_app.insurer_calls.services import finish_call
from requests_app.management.demo.afterwards import Told, go_on
from requests_app.management.demo.bills import add_bills
from requests_app.management.demo.dates import moved
from requests_app.management.demo.letters import ask_clinician, sign_letter
from requests_app.management.demo.listings import keep_listing
from requests_app.management.demo.papers import keep_papers
from requests_app.management.demo.people import HELPER, LEAD, patient_actor, staff_actor
from requests_app.management.demo.scenarios import SCENARIOS, Call, Scenario, Sending
from requests_app.models import (
    Case,
    CaseAccess,
    CaseNote,
    InsurerCall,
    NextAction,
    Organization,
    Packet,
    PacketState,
    Promise,
    Role,
    Submission,
    User,
    WaitingOn,
)
from requests_app.outbox import worker
from requests_app.packets.contents import filled_sections
from requests_app.packets.gathering import proof_of
from requests_app.packets.parts import Section
from requests_app.packets.services import ask_for_packet
from requests_app.submissions.services import record_submission

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "examples"
HELPS = "theo@example.com"
# 18:00 UTC is in working hours in every zone of the examples.
WORKING_HOUR = time(18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Stage:
    """What all steps need."""

    facility: Organization
    users: dict[str, User]
    shift: timedelta

    def at(self, day: date, *, minutes: int = 0) -> datetime:
        return datetime.combine(day + self.shift, WORKING_HOUR) + timedelta(minutes=minutes)


def load_cases(stage: Stage) -> list[Case]:
    return [_load(stage, scenario) for scenario in SCENARIOS]


def _load(stage: Stage, scenario: Scenario) -> Case:
    owner = stage.users[scenario.owner]
    organization = stage.facility if scenario.in_facility else _own_space(owner)
    with scoped([organization.pk]):
        case = Case.objects.filter(organization=organization, opened_by=owner).order_by("pk").first()
        case = case or _import(stage, scenario, organization)
        _staff_work(stage, scenario, case)
        if scenario.owner == HELPS:
            _let_helper_in(stage, scenario, case)
    patient = patient_actor(owner, organization)
    if scenario.listing_seen_on is not None:
        with scoped([organization.pk]):
            seen_on = scenario.listing_seen_on + stage.shift
            at = stage.at(scenario.listing_seen_on)
            keep_listing(case=case, by=patient, seen_on=seen_on, at=at)
            keep_papers(case=case, by=patient, dated_on=seen_on, at=at)
    _letter(stage, scenario, case, patient)
    if scenario.packet_on is not None:
        _ask(stage, scenario, scenario.packet_on, case, patient)
    if scenario.after:
        go_on(Told(case, patient, stage.shift, stage.at), scenario.after)
    if scenario.bills:
        add_bills(Told(case, patient, stage.shift, stage.at), scenario.bills)
    return case


def _ask(stage: Stage, scenario: Scenario, day: date, case: Case, patient: Actor) -> None:
    owner = stage.users[scenario.owner]
    packet = _make_packet(stage, day, case, owner, patient)
    # A packet that could not be made is the worker's to try again; the next run goes on from there.
    if scenario.sending is not None and packet.state == PacketState.READY:
        _send(stage, scenario.sending, packet, case, patient)
        for call in scenario.calls:
            _call(stage, call, case, patient)


def _letter(stage: Stage, scenario: Scenario, case: Case, by: Actor) -> None:
    if scenario.clinician_asked_on is None:
        return
    with scoped([case.organization_id]):
        asked = ask_clinician(case=case, by=by, at=stage.at(scenario.clinician_asked_on, minutes=55))
        if scenario.letter_signed_on is not None:
            at = stage.at(scenario.letter_signed_on, minutes=180)
            sign_letter(case=case, letter_request=asked, at=at)


def _own_space(owner: User) -> Organization:
    space, _made = Organization.objects.get_or_create(
        personal_for=owner, defaults={"kind": Organization.Kind.PERSONAL}
    )
    return space


def _import(stage: Stage, scenario: Scenario, organization: Organization) -> Case:
    written = json.loads((EXAMPLES / f"{scenario.file}.json").read_text(encoding="utf-8"))
    if scenario.first_name:
        written["patient"] |= {"first_name": scenario.first_name, "last_name": scenario.last_name}
    at = stage.at(scenario.opened_on)
    shift = stage.shift - timedelta(weeks=scenario.weeks_earlier)
    file = read_case_file(json.dumps(moved(written, shift)), today=at.date())
    by = job("demo_data", scope=frozenset({organization.pk}))
    return import_case(file, organization=organization, user=stage.users[scenario.owner], by=by, at=at)


def _staff_work(stage: Stage, scenario: Scenario, case: Case) -> None:
    lead = staff_actor(stage.users[LEAD], stage.facility, Role.LEAD)
    at = stage.at(scenario.opened_on, minutes=25)
    if scenario.assigned_to and case.owner_id is None:
        cases.assign_owner(case=case, owner=stage.users[scenario.assigned_to], by=lead, at=at)
    for text in scenario.notes:
        if not CaseNote.objects.filter(case=case, text=text).exists():
            cases.add_note(case=case, text=text, by=lead, at=at)
    if scenario.due_on is not None and case.due_on is None:
        cases.set_next_step(
            case=case,
            action=NextAction(case.next_action),
            waiting_on=WaitingOn.US,
            due_on=scenario.due_on + stage.shift,
            by=lead,
            at=at,
        )


def _let_helper_in(stage: Stage, scenario: Scenario, case: Case) -> None:
    helper = stage.users[HELPER.email]
    if not CaseAccess.objects.filter(case=case, user=helper).exists():
        let_helper_in(
            case=case,
            helper=helper,
            display_name=HELPER.name,
            level=CaseAccess.Level.VIEW,
            ends_at=None,
            by=patient_actor(stage.users[scenario.owner], case.organization),
            at=stage.at(scenario.opened_on, minutes=40),
        )


def _make_packet(stage: Stage, day: date, case: Case, owner: User, by: Actor) -> Packet:
    at = stage.at(day)
    with scoped([case.organization_id]):
        packet = Packet.objects.filter(case=case).order_by("number").first()
        packet = packet or ask_for_packet(
            case=case,
            sections=_all_that_is_filled(case, on=at.date()),
            signed_name=owner.full_name,
            by=by,
            at=at,
        )
        owed = list(Promise.objects.filter(kind="packet", subject_id=packet.pk).values_list("pk", flat=True))
    if packet.state == PacketState.READY:
        return packet
    for promise_id in owed:
        worker.keep(promise_id=promise_id, handlers=tasks.HANDLERS, now=at + timedelta(minutes=1))
    with scoped([case.organization_id]):
        return Packet.objects.get(pk=packet.pk)


def _all_that_is_filled(case: Case, *, on: date) -> frozenset[Section]:
    file = case_file(case)
    return filled_sections(file, proof_of(case, file, on=on)) | {Section.COVER}


def _send(stage: Stage, sending: Sending, packet: Packet, case: Case, by: Actor) -> None:
    with scoped([case.organization_id]):
        if Submission.objects.filter(case=case).exists():
            return
        record_submission(
            case=Case.objects.get(pk=case.pk),
            packet=packet,
            sent_on=sending.day + stage.shift,
            way=sending.way,
            sent_to=sending.sent_to,
            confirmation_number=sending.confirmation,
            confirmation_refused=False,
            is_expedited=sending.is_expedited,
            proof_note=sending.proof_note,
            by=by,
            at=stage.at(sending.day, minutes=30),
        )


def _call(stage: Stage, call: Call, case: Case, by: Actor) -> None:
    call_id = uuid5(case.public_id, f"demo {call.kind} {call.day}")
    values = {
        name: value + stage.shift if isinstance(value, date) else value for name, value in call.values.items()
    }
    with scoped([case.organization_id]):
        if InsurerCall.objects.filter(case=case, public_id=call_id).exists():
            return
        finish_call(
            case=Case.objects.get(pk=case.pk),
            kind=call.kind,
            call_id=call_id,
            values={"called_on": call.day + stage.shift, **values},
            page_key="demo",
            shown_version=None,
            by=by,
            at=stage.at(call.day, minutes=20),
        )
