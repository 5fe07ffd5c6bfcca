"""Two invented insurers, one request on hold, and the proof of one that was deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from requests_app.common.scope import scoped
from requests_app.insurers.directory import name_is_taken
from requests_app.insurers.directory_services import add_profile
from requests_app.management.demo.people import ADMIN, staff_actor
from requests_app.models import Case, Erasure, Organization, Role, User
from requests_app.oversight import proof
from requests_app.oversight.holds import HoldRefused, place_hold

HELD = "omar@example.com"
# Of a request that never was.
DELETED = UUID("00000000-0000-4000-8000-00000000de1e")
INSURERS: tuple[tuple[int, dict[str, Any]], ...] = (
    (
        12,
        {
            "name": "Sample Mutual Health Plan",
            "other_names": ["Sample Mutual", "SMHP"],
            "parent": "Sample Holdings",
            "states": ["AZ", "NM"],
            "plan_kinds": ["PPO", "EPO"],
            "calls_it": "Network adequacy exception",
            "notes": "Ask for a reference number before anything else.",
            "source": "Provider manual, page 12",
        },
    ),
    (
        240,
        {
            "name": "Placeholder Marketplace Health",
            "other_names": [],
            "parent": "",
            "states": ["AZ"],
            "plan_kinds": ["HMO"],
            "calls_it": "Out-of-network waiver",
            "notes": "",
            "source": "Jo at provider services, by phone",
        },
    ),
)


def keep_watch(*, facility: Organization, users: dict[str, User], today: date, at: datetime) -> None:
    """Adds what is not there yet."""
    by = staff_actor(users[ADMIN], facility, Role.ADMIN)
    with scoped([facility.pk]):
        for days, insurer in INSURERS:
            if not name_is_taken(facility.pk, insurer["name"]):
                typed = {"checked_on": today - timedelta(days=days), "check_again_on": None, **insurer}
                add_profile(organization=facility, typed=typed, by=by, at=at)
        _hold(facility, users[HELD], by, at)
        _prove(facility, users[ADMIN], at)


def _hold(facility: Organization, patient: User, by: Any, at: datetime) -> None:
    case = Case.objects.filter(organization=facility, opened_by=patient).first()
    if case is None:
        return
    try:
        place_hold(case=case, reason="An invented letter of an invented court", by=by, at=at)
    except HoldRefused:
        return


def _prove(facility: Organization, admin: User, at: datetime) -> None:
    if Erasure.objects.filter(case_public_id=DELETED).exists():
        return
    erasure = Erasure(
        organization=facility,
        case_public_id=DELETED,
        reference_end="DEMO",
        why=Erasure.Why.TIME,
        state=Erasure.State.DONE,
        asked_by=admin,
        confirmed_by=admin,
        asked_at=at - timedelta(days=9),
        not_before=at - timedelta(days=8),
        done_at=at - timedelta(days=8),
        rows_deleted={"case": 1, "document": 4, "insurercall": 6, "outreachoffice": 5, "packet": 2},
        files_deleted=9,
    )
    erasure.proof_sha256 = proof.hash_of(erasure)
    erasure.save()
