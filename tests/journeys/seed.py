"""A facility and one of its staff, as an administrator sets them up. Prints how to sign in, as JSON."""

from __future__ import annotations

import json
import os

import django

SLUG = "example-desert-center"
NAME = "Example Desert Center"
STAFF_EMAIL = "sam@example.org"


def seed() -> dict[str, str]:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.utils.crypto import get_random_string

    from tests.factories.people import make_facility, make_member

    secret, password = generate_totp_secret(), get_random_string(20)
    facility = make_facility(name=NAME, slug=SLUG)
    worker = make_member(facility, role="ADMIN", email=STAFF_EMAIL, full_name="Sam Example")
    worker.set_password(password)
    worker.save()
    TOTP.activate(worker, secret)
    return {
        "facility": NAME,
        "address": f"/at/{SLUG}/",
        "email": STAFF_EMAIL,
        "password": password,
        "secret": secret,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed()))
