"""What the terminal says about the demo sign-ins."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from requests_app.management.demo.people import HELPER, PATIENTS, STAFF
from requests_app.management.demo.secrets import SignIn


def sign_ins_text(sign_ins: dict[str, SignIn]) -> str:
    site = settings.SITE_URL
    width = max(len(person.email) for person in (*STAFF, *PATIENTS, HELPER))
    lines = [
        "Demo sign-ins (invented people; the passwords were made for this installation)",
        "",
        f"Admissions staff of Example Valley Center: {site}{reverse('account_login')}",
    ]
    lines += [
        f"  {person.email:<{width}}  password {sign_ins[person.email].password}  ({person.what})"
        for person in STAFF
    ]
    lines += [
        "  Second step: the code that `.venv/bin/python manage.py demo_code EMAIL` prints",
        "",
        f"Patients and helpers: {site}{reverse('account_request_login_code')}",
    ]
    lines += [f"  {person.email:<{width}}  {person.what}" for person in (*PATIENTS, HELPER)]
    lines += [f"  The code is mailed; the mail is caught at {site}{reverse('caught_mail')}"]
    return "\n".join(lines)
