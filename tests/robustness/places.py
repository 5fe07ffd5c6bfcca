"""Every page of the product as an address to attack, with the person who may open it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from requests_app.accounts.policy import ROWS, STAFF_ONLY, Who
from requests_app.eobs.shown import Part
from requests_app.insurer_calls.cards import CARDS
from requests_app.intake.forms.codes import FORMS
from requests_app.intake.steps import STEPS
from requests_app.models import Case, OutreachOffice, Packet, User
from requests_app.outreach.steps import Step
from requests_app.packets import files
from requests_app.triage.questions import BY_PATH
from tests.architecture.samples import Samples, make_samples, routes
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.letters import let_in
from tests.factories.people import make_member, sign_in

PASSWORD = "four quiet orange rivers"
PDF = b"%PDF-1.7 an invented file"
VARIANTS: dict[str, list[dict[str, str]]] = {
    "intake:step": [{"task": step.task, "step": step.key} for step in STEPS],
    "intake:check": [{"task": task} for task in dict.fromkeys(step.task for step in STEPS)],
    "intake:code_add": [{"kind": kind} for kind in FORMS],
    "insurer_calls:call_card": [{"kind": kind} for kind in CARDS],
    "outreach:office_step": [{"step": str(step)} for step in Step if step is not Step.CHECK],
    "triage:question": [{"question": path} for path in BY_PATH],
    "eobs:claim_edit": [{"part": str(part)} for part in Part],
}
PARAMETERS = dict(routes())


@dataclass(frozen=True)
class Place:
    """One address: a route with, where it serves several pages, the values that tell them apart."""

    name: str
    told: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return ".".join((self.name, *self.told.values()))

    @property
    def who(self) -> Who:
        return ROWS[self.name].who


def places(method: str) -> list[Place]:
    """Those for people; what programs ask is attacked in tests/exchange."""
    return [
        Place(name, told)
        for name, row in ROWS.items()
        if method in row.methods and row.who is not Who.API
        for told in VARIANTS.get(name, [{}])
    ]


# A machine calls there, let in by its signature alone: tests/texts holds what it may say.
OF_MACHINES = {"texts:incoming", "texts:status"}
FORMS_OF_THE_PRODUCT = [one for one in places("POST") if one.name not in OF_MACHINES]
PAGES_OF_THE_PRODUCT = places("GET")


class Browsers:
    """Those who are signed in: once a minute, and not for each of thousands of attacks."""

    SIGNED_IN_FOR = 60.0

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self._signed_in_at = -self.SIGNED_IN_FOR

    def come_in(self, **ways: Callable[[PortalClient], object]) -> None:
        if time.monotonic() - self._signed_in_at < self.SIGNED_IN_FOR:
            return
        for who, enter in ways.items():
            client = PortalClient()
            enter(client)
            self._cookies[who] = cookies_of(client)
        self._signed_in_at = time.monotonic()

    def client(self, who: str, **options: Any) -> PortalClient:
        client = PortalClient(**options)
        client.cookies.load(self._cookies[who])
        return client


def cookies_of(client: PortalClient) -> str:
    return client.cookies.output(header="", sep=";")


@dataclass(frozen=True)
class World:
    """A case with one of everything, and the people around it."""

    samples: Samples
    case: Case
    patient: User
    worker: User
    browsers: Browsers = field(default_factory=lambda: Browsers())

    def come_in(self) -> None:
        """To be called before anything that is undone: what is undone takes the sessions along."""
        self.browsers.come_in(
            clinician=lambda client: let_in(client, self.samples.letter_request),
            worker=lambda client: sign_in(client, self.worker, second_factor=True),
            patient=lambda client: sign_in(client, self.patient),
        )

    def url(self, place: Place) -> str:
        values: dict[str, Any] = {**self.samples.parameters, **self.samples.special.get(place.name, {})}
        if place.name == "packets:packet_retry":
            values["packet_id"] = self.failed_packet.public_id
        values |= place.told
        return reverse(place.name, kwargs={key: values[key] for key in PARAMETERS[place.name]})

    @property
    def failed_packet(self) -> Packet:
        return self.case.packets.get(number=2)

    def client(self, place: Place, **options: Any) -> PortalClient:
        """A browser that may open this page and has done what comes before it."""
        if place.who is Who.PUBLIC or place.who is Who.DEMO:
            return self._stranger(place, **options)
        if place.who is Who.CLINICIAN:
            return self.browsers.client("clinician", **options)
        if place.who in STAFF_ONLY:
            return self.browsers.client("worker", **options)
        client = self.browsers.client("patient", **options)
        if place.name in ("account_set_password",):
            User.objects.filter(pk=self.patient.pk).update(password="!none")
            sign_in(client, User.objects.get(pk=self.patient.pk))
        if place.name == "intake:agree":
            session = client.session
            session["triage"], session["starts_another"] = self.case.triage_answers, True
            session.save()
        return client

    def _stranger(self, place: Place, **options: Any) -> PortalClient:
        if place.name.startswith("clinicians:"):
            return self.browsers.client("clinician", **options)
        client = PortalClient(**options)
        if place.name == "account_confirm_login_code":
            client.post(reverse("account_request_login_code"), {"email": "begun@example.com"})
        if place.name == "mfa_authenticate":
            client.post(reverse("account_login"), {"email": self.patient.email, "password": PASSWORD})
        if place.name.startswith("triage:") and place.told.get("question") != "who":
            session = client.session
            session["triage"] = {**self.case.triage_answers}
            if place.name == "triage:other_path":
                session["triage"]["coverage"] = "MEDICARE"
            session.save()
        return client


def answers_of_the_questions() -> dict[str, Any]:
    """What a person has said before there is a case: one option of each question."""
    return {
        question.key: [question.options[0].value]
        if question.kind == "CHECKBOX"
        else question.options[0].value
        for question in BY_PATH.values()
        if question.options
    } | {"coverage": "JOB", "how_soon": "WEEKS_2", "went_on": []}


def make_world() -> World:
    samples = make_samples()
    case = samples.case
    Case.objects.filter(pk=case.pk).update(for_whom="MY_CHILD", triage_answers=answers_of_the_questions())
    case.coverage.is_subscriber = False
    case.coverage.save(update_fields=["is_subscriber"])
    OutreachOffice.objects.filter(case=case).update(result="CAN_SEE_ME")
    packet = case.packets.get()
    make_ready(packet)
    failed = Packet.objects.create(
        organization=case.organization,
        case=case,
        number=2,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=samples.patient,
        signed_at=timezone.now(),
        state="FAILED",
    )
    assert failed.pk
    patient = samples.patient
    patient.set_password(PASSWORD)
    patient.save()
    key = give_second_steps(patient)
    samples.parameters["pk"] = key
    see_everything()
    worker = make_member(samples.facility, role="ADMIN")
    return World(samples, Case.objects.get(pk=case.pk), patient, worker)


def make_ready(packet: Packet) -> None:
    files.write_whole(files.key_of(packet.public_id), PDF)
    Packet.objects.filter(pk=packet.pk).update(
        state="READY",
        file_key=files.key_of(packet.public_id),
        pdf_sha256=hashlib.sha256(PDF).hexdigest(),
        pdf_bytes=len(PDF),
        pdf_pages=1,
        ready_at=timezone.now(),
    )


def give_second_steps(user: User) -> int:
    """An authenticator app, backup codes and a passkey; returns the number of the passkey."""
    TOTP.activate(user, generate_totp_secret())
    # That the codes were looked at is noted the first time, and only then.
    RecoveryCodes.activate(user).mark_as_viewed()
    passkey = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": _credential(), "passwordless": True},
    )
    return int(passkey.pk)


def _credential() -> dict[str, Any]:
    """What a device sends when a passkey is made, for a key that nobody has."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"1" * 32, -3: b"2" * 32})
    known = AttestedCredentialData.create(b"0" * 16, b"invented-credential", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 1, known)
    client = CollectedClientData.create("webauthn.create", b"0" * 32, "https://testserver")
    raw = websafe_encode(b"invented-credential")
    return {
        "id": raw,
        "rawId": raw,
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(bytes(client)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }


@contextmanager
def undone() -> Iterator[None]:
    """What one attack changes is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    see_everything()


def new_key() -> str:
    return str(uuid4())


def long_ago(client: PortalClient) -> None:
    """As if the person had signed in an hour ago: pages about safety then ask again."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - 3600}]
    session.save()
