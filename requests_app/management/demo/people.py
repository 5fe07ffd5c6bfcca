"""The facility, its staff and the people with cases. Made once; a second run changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from requests_app.accounts.services import ensure_person, record_agreement
from requests_app.common.actor import Actor, job
from requests_app.management.demo import secrets
from requests_app.management.demo.secrets import SignIn
from requests_app.models import Membership, Organization, Role, User

SLUG = "example-valley"
LEAD, WORKER, AUDITOR = "lead@example.org", "worker@example.org", "auditor@example.org"
ADMIN = "admin@example.org"
INTAKE, LIAISON = "intake@example.org", "liaison@example.org"


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    what: str
    language: str = "en"
    role: str = ""


STAFF = (
    Person(LEAD, "Lee Example", "lead", role=Role.LEAD),
    Person(WORKER, "Casey Demo", "case worker", role=Role.CASE_WORKER),
    Person(AUDITOR, "Ada Sample", "auditor, may only look", role=Role.AUDITOR),
    Person(INTAKE, "Iris Specimen", "intake, opens cases at one site", role=Role.INTAKE),
    Person(LIAISON, "Lou Testcase", "clinician liaison", role=Role.LIAISON),
    Person(ADMIN, "Robin Placeholder", "admin, everything of the facility", role=Role.ADMIN),
)
PATIENTS = (
    Person("maya@example.com", "Maya Sample", "patient, packet sent, follow-up overdue"),
    Person("jordan@example.com", "Jordan Placeholder", "patient, packet ready to send"),
    Person("theo@example.com", "Theo Specimen", "patient without a facility, packet sent"),
    Person("carla@example.com", "Carla Example", "mother, acts for her child, one office still to call"),
    Person("avery@example.com", "Avery Testcase", "patient, sent, the plan has been called twice"),
    Person("maria@example.com", "María José Ejemplo Peña", "patient, in Spanish", language="es"),
    Person("rosa@example.com", "Rosa Placeholder", "patient, approved, to be renewed, with bills"),
    Person("petra@example.com", "Petra Specimen", "patient, half of it approved, a bill denied"),
    Person("dana@example.com", "Dana Sample", "patient, denied, writes an appeal"),
    Person("omar@example.com", "Omar Example", "patient, the appeal is with the plan"),
    Person("sam@example.com", "Sam Placeholder", "patient, the plan let its day pass"),
    Person("noor@example.com", "Noor Testcase", "patient, a single case agreement is talked about"),
    Person("ines@example.com", "Ines Sample", "patient, agreement signed, a claim paid at another rate"),
)
HELPER = Person("lena@example.com", "Lena Specimen", "helper of Theo, may only look")


def everybody() -> tuple[Person, ...]:
    return (*STAFF, *PATIENTS, HELPER)


def make_facility() -> Organization:
    facility, _made = Organization.objects.get_or_create(
        slug=SLUG,
        defaults={
            "kind": Organization.Kind.FACILITY,
            "name": "Example Valley Center",
            "phone": "602-555-0100",
            "time_zone": "America/Phoenix",
            "service_name": "Example Valley Requests",
            "sender_name": "Example Valley Requests",
        },
    )
    return facility


def make_people(*, at: datetime) -> dict[str, User]:
    """Everybody by address; they have agreed already, so that signing in leads to the pages at once."""
    users = {}
    for person in everybody():
        user = ensure_person(email=person.email, language=person.language)
        if user.full_name != person.name:
            User.objects.filter(pk=user.pk).update(full_name=person.name)
        if user.agreed_at is None:
            record_agreement(user=user, by=job("demo_data"), at=at)
        users[person.email] = User.objects.get(pk=user.pk)
    return users


def make_members(facility: Organization, users: dict[str, User]) -> None:
    for person in STAFF:
        Membership.objects.update_or_create(
            organization=facility,
            user=users[person.email],
            defaults={"role": person.role, "is_active": True},
        )


def set_sign_ins(users: dict[str, User]) -> dict[str, SignIn]:
    """Passwords and authenticator keys of the staff; what somebody changed by hand is set back."""
    sign_ins = secrets.load([person.email for person in STAFF])
    for person in STAFF:
        user, sign_in = users[person.email], sign_ins[person.email]
        if not user.check_password(sign_in.password):
            user.set_password(sign_in.password)
            user.save(update_fields=["password"])
        _set_totp(user, sign_in.totp_secret)
    return sign_ins


def staff_actor(user: User, facility: Organization, role: str) -> Actor:
    return Actor(
        user_id=user.pk,
        organization_roles={facility.pk: role},
        scope=frozenset({facility.pk}),
        has_second_factor=True,
        is_member_somewhere=True,
    )


def patient_actor(user: User, organization: Organization) -> Actor:
    return Actor(user_id=user.pk, scope=frozenset({organization.pk}))


def _set_totp(user: User, secret: str) -> None:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    for one in found:
        if decrypt(one.data["secret"]) == secret:
            return
    found.delete()
    totp.TOTP.activate(user, secret)
