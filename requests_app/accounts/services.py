from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.scope import widen
from requests_app.models import Organization, User

AGREEMENT_VERSION = "2026-11"


@transaction.atomic
def ensure_person(*, email: str, language: str) -> User:
    """The account of this address, made if need be, without a password: only a mailed code opens it."""
    email = email.strip().lower()
    no_password = make_password(None)
    person, _made = User.objects.get_or_create(
        email=email, defaults={"language": language, "password": no_password}
    )
    return person


@transaction.atomic
def personal_organization(*, user: User) -> Organization:
    """The person's own space: the tenant of cases that no facility stands behind."""
    organization, _made = Organization.objects.get_or_create(
        personal_for=user, defaults={"kind": Organization.Kind.PERSONAL}
    )
    widen(organization.pk)
    return organization


@transaction.atomic
def record_agreement(*, user: User, by: Actor, at: datetime) -> None:
    """The person ticked that we may keep their details; the version says which text they saw."""
    User.objects.filter(pk=user.pk).update(agreed_at=at, agreed_version=AGREEMENT_VERSION)
    log.record(action="accounts.agreed", target=user, by=by, at=at, details={"version": AGREEMENT_VERSION})


@transaction.atomic
def set_language(*, user: User, language: str) -> None:
    """Pages and mails in this language from now on. Not audited: it changes no case."""
    User.objects.filter(pk=user.pk).update(language=language)
