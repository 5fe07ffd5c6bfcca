"""Write down offices: a name to call, each answer as it comes, and what came of it.

Every page saves what it asks, so nothing is lost between two calls. An office counts once it has a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.progress import ENOUGH_OFFICES
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.models import Case, NextAction, OutreachAttempt, OutreachOffice, WaitingOn
from requests_app.outreach import queries
from requests_app.outreach.names import NameLine
from requests_app.outreach.steps import MOST_TRIES, TRIES, Step, fields_of, shown_values

PART = "offices"
MOST_OFFICES = 500


class OfficeRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def add_names(
    *, case: Case, lines: Sequence[NameLine], found_in: str, by: Actor, at: datetime
) -> list[OutreachOffice]:
    """Offices still to call. Doubles are the caller's to ask about: two places may share a name."""
    check_can_write(case, by)
    check_room_for(case, len(lines))
    added = [
        OutreachOffice.objects.create(
            organization_id=case.organization_id,
            case=case,
            name=line.name,
            phone=line.phone,
            found_in=found_in,
        )
        for line in lines
    ]
    for office in added:
        log.record(action="outreach.name_added", target=office, by=by, at=at)
    cases.touch(case=case, at=at)
    return added


@transaction.atomic
def start_office(*, case: Case, typed: Mapping[str, Any], by: Actor, at: datetime) -> OutreachOffice:
    """A new office with what is known of it before the call."""
    check_can_write(case, by)
    check_room_for(case, 1)
    office = OutreachOffice.objects.create(organization_id=case.organization_id, case=case, **typed)
    log.record(action="outreach.started", target=office, by=by, at=at)
    cases.touch(case=case, at=at)
    return office


@transaction.atomic
def save_step(
    *,
    office: OutreachOffice,
    step: Step,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> OutreachOffice:
    """Keep the answers of one page about the office itself. Raises Clash when they were changed meanwhile."""
    office = held(office, by)
    stored = shown_values(office, step, ())
    kept = {name: typed[name] for name in fields_of(office, step)}
    check_version(stored, shown_version, kept)
    changed = sorted(name for name, value in kept.items() if stored[name] != value)
    had_result = bool(office.result)
    if not changed:
        return office
    for name in changed:
        setattr(office, name, kept[name])
    office.save(update_fields=changed)
    is_logged_now = not had_result and bool(office.result)
    record_change(office, "outreach.logged" if is_logged_now else "outreach.changed", changed, by=by, at=at)
    if "result" in changed:
        move_on(office.case, by=by, at=at)
    return office


@transaction.atomic
def save_contact(
    *,
    office: OutreachOffice,
    step: Step = Step.CONTACT,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> OutreachAttempt:
    """The last try to reach the office, one of its two pages; the first try when there is none yet."""
    office = held(office, by)
    tries = queries.tries_of(office)
    stored = shown_values(office, step, tries)
    if not tries and step != Step.CONTACT:
        raise OfficeRefused(_("Say when you contacted them first."))
    if not tries:
        # Nothing was shown, so the defaults of the page cannot be in anybody's way.
        return add_one_try(office, typed, by=by, at=at)
    check_version(stored, shown_version, typed)
    last = tries[-1]
    changed = sorted(name for name, value in typed.items() if stored[name] != value)
    if changed:
        for name in changed:
            setattr(last, name, typed[name])
        last.save(update_fields=changed)
        record_change(office, "outreach.changed", changed, by=by, at=at)
    return last


@transaction.atomic
def add_try(*, office: OutreachOffice, typed: Mapping[str, Any], by: Actor, at: datetime) -> OutreachAttempt:
    """Another try to reach the same office."""
    office = held(office, by)
    if len(queries.tries_of(office)) >= MOST_TRIES:
        raise OfficeRefused(_("You wrote down enough tries for this office. Change the last one instead."))
    return add_one_try(office, typed, by=by, at=at)


@transaction.atomic
def save_tries(
    *,
    office: OutreachOffice,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """The first three tries in one go: changed, added, or taken away where the date was cleared."""
    office = held(office, by)
    tries = queries.tries_of(office)
    stored = shown_values(office, Step.FOLLOW_UP, tries)
    check_version(stored, shown_version, typed)
    channel = tries[0].channel if tries else "PHONE"
    for number in TRIES:
        day, part = typed[f"try{number}_on"], typed[f"try{number}_part"]
        old = tries[number - 1] if number <= len(tries) else None
        _keep_one_try(office, old, day=day, part=part, channel=channel, at=at)
    changed = sorted(name for name in stored if stored[name] != typed[name])
    if changed:
        record_change(office, "outreach.changed", changed, by=by, at=at)
        move_on(office.case, by=by, at=at)


@transaction.atomic
def finish_office(*, office: OutreachOffice, by: Actor, at: datetime) -> None:
    """The person has looked at all answers of this office."""
    office = held(office, by)
    if not office.result or not queries.tries_of(office):
        raise OfficeRefused(_("Say when you contacted them and what they said first."))
    record_change(office, "outreach.checked", [], by=by, at=at)


@transaction.atomic
def log_office(
    *,
    case: Case,
    office: Mapping[str, Any],
    tries: Sequence[Mapping[str, Any]],
    by: Actor,
    at: datetime,
) -> OutreachOffice:
    """A whole office at once: its columns and its tries (contacted_on, day_part, channel, spoke_with)."""
    about = {name: value for name, value in office.items() if name != "result"}
    started = start_office(case=case, typed=about, by=by, at=at)
    for one in tries:
        add_try(office=started, typed=one, by=by, at=at)
    if office.get("result"):
        return save_step(
            office=started,
            step=Step.RESULT,
            typed={"result": office["result"]},
            shown_version=None,
            by=by,
            at=at,
        )
    return started


@transaction.atomic
def remove_office(*, office: OutreachOffice, by: Actor, at: datetime) -> None:
    """Take it out of the list and of later packets. The row stays, so what was sent can be explained."""
    office = held(office, by)
    office.removed_at = at
    office.save(update_fields=["removed_at"])
    record_change(office, "outreach.removed", [], by=by, at=at)


@transaction.atomic
def say_part_is_done(*, case: Case, is_done: bool, by: Actor, at: datetime) -> None:
    """The person says that they called enough offices, or that they will come back."""
    cases.set_part_done(case=case, part=PART, is_done=is_done, by=by, at=at)
    if is_done:
        _to_the_packet(case, by=by, at=at)


def held(office: OutreachOffice, by: Actor) -> OutreachOffice:
    """The office, fresh and locked, for somebody who may write; refused when it is out of the list."""
    check_can_write(office.case, by)
    fresh = queries.locked(office)
    if fresh.removed_at is not None:
        raise OfficeRefused(_("Somebody took this office out of the list."))
    return fresh


def check_can_write(case: Case, by: Actor) -> None:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise OfficeRefused(_("This request is closed, so nothing was saved. Open it again first."))


def check_room_for(case: Case, more: int) -> None:
    """Pages, the picture and the packet stay readable. Call it with the case held."""
    if case.offices.filter(removed_at__isnull=True).count() + more > MOST_OFFICES:
        raise OfficeRefused(
            _("A request can hold %(most)s offices. Take some out of the list first.")
            % {"most": MOST_OFFICES}
        )


def add_one_try(
    office: OutreachOffice, typed: Mapping[str, Any], *, by: Actor, at: datetime
) -> OutreachAttempt:
    one = OutreachAttempt.objects.create(organization_id=office.organization_id, office=office, **typed)
    record_change(office, "outreach.tried", [], by=by, at=at)
    if office.result:
        move_on(office.case, by=by, at=at)
    return one


def _keep_one_try(
    office: OutreachOffice,
    old: OutreachAttempt | None,
    *,
    day: date | None,
    part: str,
    channel: str,
    at: datetime,
) -> None:
    if old is None:
        if day is not None:
            OutreachAttempt.objects.create(
                organization_id=office.organization_id,
                office=office,
                contacted_on=day,
                day_part=part,
                channel=channel,
            )
    elif day is None:
        old.removed_at = at
        old.save(update_fields=["removed_at"])
    elif (old.contacted_on, old.day_part) != (day, part):
        old.contacted_on, old.day_part = day, part
        old.save(update_fields=["contacted_on", "day_part"])


def record_change(
    office: OutreachOffice, action: str, fields: Sequence[str], *, by: Actor, at: datetime
) -> None:
    log.record(action=action, target=office, by=by, at=at, details={"fields": list(fields)})
    cases.touch(case=office.case, at=at)


def move_on(case: Case, *, by: Actor, at: datetime) -> None:
    """On to the packet as soon as enough offices have an answer, or did not answer three times."""
    if queries.settled_count(case) >= ENOUGH_OFFICES:
        _to_the_packet(case, by=by, at=at)


def _to_the_packet(case: Case, *, by: Actor, at: datetime) -> None:
    cases.advance(
        case=case,
        past={NextAction.CALL_OFFICES},
        to=NextAction.MAKE_PACKET,
        waiting_on=WaitingOn.PATIENT,
        by=by,
        at=at,
    )
