"""What there is to picture: every page of the policy at an address of the demo data, and who opens it.

Run inside the portal's environment; prints JSON. Pages that show themselves only after a step (a mailed code)
are walked to by `tests.screenshots.__main__`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import django

from tests.screenshots import (
    afterwards,
    agreements,
    bills,
    clinicians,
    clocks,
    connections,
    faxes,
    messages,
    outside,
    planforms,
)
from tests.screenshots.actors import (
    ACTORS,
    ADMIN,
    CHILD,
    HALF,
    LEAD,
    MAIN,
    NEWCOMER,
    OTHER_STAGES,
    OWED,
    VISITOR,
)
from tests.screenshots.visitors import RESULT, SESSIONS


@dataclass(frozen=True)
class Shot:
    name: str
    route: str
    path: str
    actor: str


@dataclass
class Plan:
    cookies: dict[str, str] = field(default_factory=dict)
    shots: list[Shot] = field(default_factory=list)
    staff: dict[str, str] = field(default_factory=dict)


def plan() -> Plan:
    from requests_app.management.demo import secrets
    from tests.databases import see_everything

    see_everything()
    made = Plan()
    outside.read_a_list(_case_of(MAIN))
    _sign_everybody_in(made)
    made.shots = list(_shots())
    sign_in = secrets.load([LEAD])[LEAD]
    made.staff = {"email": LEAD, "password": sign_in.password, "secret": sign_in.totp_secret}
    return made


def _sign_everybody_in(made: Plan) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from requests_app.accounts.services import ensure_person
    from requests_app.models import Membership, Organization, User
    from tests.databases import see_everything

    ensure_person(email=NEWCOMER, language="en")
    see_everything()
    facility = Organization.objects.get(slug="example-valley")
    staff = set(Membership.objects.values_list("user_id", flat=True))
    for user in User.objects.all():
        extra = _newcomer(facility.pk) if user.email == NEWCOMER else {}
        made.cookies[user.email] = _session(user, second_factor=user.pk in staff, **extra)
    made.cookies[HALF] = _session(User.objects.get(email="worker@example.org"), second_factor=False)
    made.cookies[clinicians.ACTOR] = clinicians.session(_case_of(MAIN), _case_of(OWED))
    for actor, answers in SESSIONS.items():
        made.cookies[actor] = _session(None, triage=answers)
    RecoveryCodes.activate(User.objects.get(email=LEAD))
    Authenticator.objects.get_or_create(
        user=User.objects.get(email=MAIN),
        type=Authenticator.Type.WEBAUTHN,
        defaults={"data": {"name": "My phone", "credential": {}, "passwordless": True}},
    )


def _newcomer(facility: int) -> dict[str, Any]:
    return {"triage": RESULT, "came_through": {"organization": facility, "invitation": ""}}


def _session(user: Any, *, second_factor: bool = False, **values: Any) -> str:
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import Client

    from tests.factories.people import sign_in

    if user is None:
        session: Any = SessionStore()
    else:
        client = Client()
        sign_in(client, user, second_factor=second_factor)
        session = client.session
    session.update(values | {"seen_at": int(time.time()), "began_at": int(time.time())})
    session.save()
    return str(session.session_key)


def _shots() -> Iterator[Shot]:
    from requests_app.accounts.policy import ROWS
    from tests.architecture.samples import routes

    names = dict(routes())
    for route, row in ROWS.items():
        if "GET" in row.methods and "case_id" not in names[route] and not _has_own_list(route):
            default = OPENED_BY.get(row.who.name, MAIN)
            named = outside.values_for(route, _case_of(MAIN), staff=LEAD)
            yield _shot(route, ACTORS.get(route, default), **named)
    yield from _of_triage()
    for route, row in ROWS.items():
        if "GET" in row.methods and "case_id" in names[route] and route not in MANY:
            is_staff = OPENED_BY.get(row.who.name) in (LEAD, ADMIN)
            actor = (
                OPENED_BY[row.who.name]
                if is_staff
                else ACTORS.get(route) or afterwards.actor_of(route) or MAIN
            )
            yield _shot(route, actor, **_of_case(_case_of(MAIN if is_staff else actor), names[route]))
    yield from _many_of_a_kind()
    yield Shot("error-404", "", "/nothing-here/", VISITOR)
    yield Shot("error-410", "", "/invited/an-old-token/", VISITOR)


# These are pictured several times, each time another page.
MANY = (
    "triage:question",
    "mfa_edit_webauthn",
    "intake:step",
    "intake:check",
    "intake:read",
    "intake:code_add",
    "outreach:office_step",
    "insurer_calls:call_card",
    "tracks:track_edit",
    *clocks.ROUTES,
    "strength:stated",
    "papers:want",
)


def _has_own_list(route: str) -> bool:
    return route in MANY or route.startswith("clinicians:")


OPENED_BY = {
    "PUBLIC": VISITOR,
    "DEMO": VISITOR,
    "STAFF": LEAD,
    "STAFF_EDIT": LEAD,
    "STAFF_LEAD": ADMIN,
    "STAFF_ADMIN": ADMIN,
    "STAFF_AUDIT": ADMIN,
}


def _shot(route: str, actor: str, name: str = "", **values: Any) -> Shot:
    from django.urls import reverse

    return Shot(name or route, route, reverse(route, kwargs=values), actor)


def _of_triage() -> Iterator[Shot]:
    from allauth.mfa.models import Authenticator

    from requests_app.triage.questions import QUESTIONS

    passkey = Authenticator.objects.get(user__email=MAIN, type="webauthn").pk
    yield _shot("mfa_edit_webauthn", MAIN, pk=passkey)
    for question in QUESTIONS:
        name = f"triage:question--{question.path}"
        yield _shot("triage:question", "visitor with answers", name, question=question.path)
    for coverage in ("MEDICARE", "MILITARY", "NONE"):
        yield _shot("triage:other_path", f"visitor with {coverage}", f"triage:other_path--{coverage.lower()}")


def _many_of_a_kind() -> Iterator[Shot]:
    yield from _of_wizard()
    yield from _of_offices()
    yield from _of_evidence()
    yield Shot("desk:queue--filtered", "desk:queue", "/q/?text=Sample", LEAD)
    for route in ("tracker:task_list", "submissions:send", "submissions:record", "packets:packet_list"):
        for email in OTHER_STAGES:
            name = f"{route}--{email.partition('@')[0]}"
            yield _shot(route, email, name, case_id=_case_of(email).public_id)
    owners = (bills.HAS_MANY, bills.DENIED_CLAIM, bills.SENT_BACK)
    for route, name, actor, named in bills.pages_of({email: _case_of(email) for email in owners}):
        yield _shot(route, actor, name, **named)
    for way in ("file", "example"):
        yield Shot(f"eobcheck:start--{way}", "eobcheck:start", f"/bill-check/?way={way}", VISITOR)
    for email in afterwards.EVERYBODY:
        for route in ("tracker:task_list", "tracker:standing"):
            name = f"{route}--{email.partition('@')[0]}"
            yield _shot(route, email, name, case_id=_case_of(email).public_id)


def _of_wizard() -> Iterator[Shot]:
    from requests_app.intake.forms.codes import FORMS
    from requests_app.intake.steps import STEPS, TASKS, WITHOUT_CHECK
    from requests_app.models import Case

    others = Case.objects.exclude(opened_by__email__in=(MAIN, CHILD)).order_by("pk")
    cases = [_case_of(MAIN), _case_of(CHILD), *others]
    main = {"case_id": cases[0].public_id}
    for step in STEPS:
        case = next((one for one in cases if step.applies(one)), None)
        if case is not None:
            name = f"intake:step--{step.task}-{step.key}"
            values = {"case_id": case.public_id, "task": step.task, "step": step.key}
            yield _shot("intake:step", case.opened_by.email, name, **values)
    for task in sorted(set(TASKS) - WITHOUT_CHECK):
        yield _shot("intake:check", MAIN, f"intake:check--{task}", **main, task=task)
        yield _shot("intake:read", MAIN, f"intake:read--{task}", **main, task=task)
    for kind in FORMS:
        yield _shot("intake:code_add", MAIN, f"intake:code_add--{kind}", **main, kind=kind)


def _of_offices() -> Iterator[Shot]:
    from tests.screenshots import offices

    for route, name, path in offices.pages_of(_case_of(MAIN)):
        yield Shot(name, route, path, MAIN)
    to_call = _case_of(CHILD).offices.filter(removed_at=None, result="").first()
    if to_call is not None:
        values = {"case_id": to_call.case.public_id, "office_id": to_call.public_id}
        yield _shot("outreach:call_office", CHILD, "outreach:call_office--first-time", **values)


def _of_evidence() -> Iterator[Shot]:
    from django.urls import reverse

    from requests_app.packets.parts import Section
    from requests_app.packets.presenters import with_sections

    main = {"case_id": _case_of(MAIN).public_id}
    everything = with_sections(reverse("packets:review", kwargs=main), Section)
    yield Shot("packets:review--all", "packets:review", everything, MAIN)
    for route, named in clocks.pages_of(_case_of(MAIN)):
        yield _shot(route, MAIN, **named)
    for kind in ("gap", "sca", "prior-auth"):
        yield _shot("tracks:track_edit", MAIN, f"tracks:track_edit--{kind}", **main, kind=kind)
    for kind in ("insurance-card", "clinician-letter", "denial-letter"):
        yield _shot("papers:want", MAIN, f"papers:want--{kind}", **main, kind=kind)
    for page in clinicians.pages_of(_case_of(MAIN), _case_of(OWED)):
        yield Shot(page[1], page[0], page[2], clinicians.ACTOR)
    for name, route, address, actor in planforms.pages_of(_case_of(MAIN), MAIN, LEAD):
        yield Shot(name, route, address, actor)
    for source in ("letter", "form"):
        yield _shot("strength:stated", MAIN, f"strength:stated--{source}", **main, source=source)
    yield from (_shot(route, VISITOR, name, **named) for route, name, named in outside.of_knowledge())
    for email in OTHER_STAGES:
        for route in ("evidence:picture", "strength:check", "strength:same_story", "evidence:rules"):
            name = f"{route}--{email.partition('@')[0]}"
            yield _shot(route, email, name, case_id=_case_of(email).public_id)


def _case_of(email: str) -> Any:
    from requests_app.models import Case

    sections = ("patient", "coverage", "care", "provider", "story", "opened_by")
    return Case.objects.select_related(*sections).filter(opened_by__email=email).order_by("pk").first()


def _of_case(case: Any, names: tuple[str, ...]) -> dict[str, Any]:
    first: dict[str, Any] = {
        "office_id": case.offices.filter(removed_at=None).exclude(result=""),
        "call_id": case.insurer_calls.all(),
        "packet_id": case.packets.all(),
        "submission_id": case.submissions.all(),
        "follow_up_id": case.follow_ups.filter(state="OPEN"),
        "access_id": case.access.filter(relation="HELPER"),
        "code_id": case.codes.filter(removed_at=None),
        "capture_id": case.listing_captures.filter(removed_at=None),
        "import_id": case.office_imports.filter(state="PREVIEW"),
        "paper_id": case.documents.filter(removed_at=None).exclude(kind="DIRECTORY_LISTING"),
        "request_id": case.clinician_requests.all(),
        "question_id": case.network_questions.filter(removed_at=None),
        "used_id": case.units_used.filter(removed_at=None),
        "renewal_id": case.renewals.all(),
        "task_id": case.staff_tasks.all(),
        "consent_id": case.consents.all(),
        "change_id": case.coverage_changes.filter(removed_at=None),
    }
    found = {name: first[name].order_by("pk").first().public_id for name in names if name in first}
    if "copy" in names:
        planforms.form_of(case)
        found["copy"] = "filled"
    if "offer_id" in names:
        found["offer_id"] = agreements.offer_of(case).public_id
    if "rate_id" in names:
        found["rate_id"] = agreements.rate_of(case).public_id
    if "fax_id" in names:
        found["fax_id"] = faxes.fax_of(case).public_id
    if {"packet_id", "kind"} <= set(names):
        found["kind"] = "HTML"
    if "export_id" in names:
        found["export_id"] = connections.copy_of(case).public_id
    found |= afterwards.named(case, names) | bills.named(case, names) | messages.named(case, names)
    return {"case_id": case.public_id, **found, **({"number": 1} if "number" in names else {})}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(asdict(plan())))
